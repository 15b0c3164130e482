"""Which data train what, in which measure, and what is kept back for measuring."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.recipes.model.annotated import Annotated
from geo.recipes.model.conllu import Sentence, named_sentences, read_treebank
from geo.recipes.model.gmb import read_gmb
from geo.recipes.model.iob import read_crossner, read_uner
from geo.recipes.model.re3d import read_re3d

_GUM, _EWT = "gum/gum-open-genres.tar.xz", "ewt/en_ewt-ud.tar.xz"
_DOCUMENT = re.compile(r"GUM_\w+")


def named_texts(folder: Path) -> Iterator[Annotated]:
    """Return the texts that train names; gold ones count twice, for silver is ten times more.

    W-NUT 2017 is read by `iob.read_wnut` and left out: messages with few places.
    """
    yield from _once(read_gmb(folder / "gmb/ner_dataset.csv.xz"))
    yield from read_crossner(folder / "crossner/crossner-without-conll2003.tar.xz")
    gum = _outside(read_treebank(folder / _GUM), _split(folder, "test"))
    gold = (
        *read_uner(folder / "uner"),
        *read_re3d(folder / "re3d/re3d-without-bbc.tar.xz"),
        *named_sentences(gum),
    )
    yield from (*gold, *gold)


def _once(texts: Iterable[Annotated]) -> Iterator[Annotated]:
    """Take a sentence that stands twice once."""
    seen: set[str] = set()
    for annotated in texts:
        if annotated.text not in seen:
            seen.add(annotated.text)
            yield annotated


def syntax_sentences(folder: Path, part: str) -> Iterator[Sentence]:
    """Return the sentences of a part: ``train``, ``dev``, ``ewt-test`` or ``gum-test``."""
    if part == "ewt-test":
        yield from read_treebank(folder / _EWT, "-test")
    elif part == "gum-test":
        yield from _inside(read_treebank(folder / _GUM), _split(folder, "test"))
    elif part == "dev":
        yield from read_treebank(folder / _EWT, "-dev")
        yield from _inside(read_treebank(folder / _GUM), _split(folder, "dev"))
    else:
        kept_back = _split(folder, "dev") | _split(folder, "test")
        yield from read_treebank(folder / _EWT, "-train")
        yield from _outside(read_treebank(folder / _GUM), kept_back)


def _split(folder: Path, part: str) -> frozenset[str]:
    """Read which documents of GUM its authors keep for a part."""
    text = (folder / "gum/splits.md").read_text("utf-8")
    section = text.partition(f"## {part}\n")[2].partition("\n## ")[0]
    return frozenset(_DOCUMENT.findall(section))


def _inside(
    sentences: Iterable[Sentence], documents: frozenset[str]
) -> Iterator[Sentence]:
    return (s for s in sentences if s.document in documents)


def _outside(
    sentences: Iterable[Sentence], documents: frozenset[str]
) -> Iterator[Sentence]:
    return (s for s in sentences if s.document not in documents)
