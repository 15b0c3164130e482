"""Training texts written by hand: tagged sentences, archives, and what was read of them.

said(join(tagged("Snow in Old/B-LOC Oslo/I-LOC ."))) == ["Old Oslo: LOC"]
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import recipes_in_tree  # noqa: F401 -- finds them

from geo.recipes.model.annotated import Annotated, Name, Word


def cells(sentence: str) -> list[tuple[str, str]]:
    """Read "Oslo/B-LOC is cold/?": a word without a tag is tagged O."""
    pairs = [word.rpartition("/") for word in sentence.split()]
    return [(word, tag) if word else (tag, "O") for word, _, tag in pairs]


def tagged(sentence: str) -> list[Word]:
    return [Word(word, tag) for word, tag in cells(sentence)]


def said(annotated: Annotated) -> list[str]:
    """Give the names as "Oslo: LOC" and what is unknown as "May: ?"."""
    marks = [*annotated.names, *(Name(s, e, "?") for s, e in annotated.unknown)]
    marks.sort(key=lambda name: name.start)
    return [f"{annotated.text[m.start : m.end]}: {m.label}" for m in marks]


def archive(path: Path, files: Mapping[str, str]) -> Path:
    with tarfile.open(path, "w:xz") as packed:
        for name, text in files.items():
            content = text.encode("utf-8")
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
    return path
