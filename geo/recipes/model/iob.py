"""Corpora of one token a line with IOB tags: Universal NER, CrossNER, W-NUT 2017."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geo.recipes.model.annotated import (
    ORGANISATION,
    PERSON,
    PLACE,
    Annotated,
    Word,
    join,
    looks_like_date,
    with_nationalities,
)

_UNER = {"LOC": PLACE, "ORG": ORGANISATION, "PER": PERSON}
_CROSSNER = {
    "country": PLACE,
    "location": PLACE,
    **dict.fromkeys(
        ("person", "politician", "writer", "musicalartist", "scientist", "researcher"),
        PERSON,
    ),
    **dict.fromkeys(
        ("organisation", "politicalparty", "band", "university", "academicjournal"),
        ORGANISATION,
    ),
}
_WNUT = {
    "location": PLACE,
    "person": PERSON,
    "corporation": ORGANISATION,
    "group": ORGANISATION,
}
_UNSAID = frozenset({"misc", "event", "election", "award", "magazine", "conference"})


def read_uner(folder: Path) -> Iterator[Annotated]:
    """Universal NER over the web treebank: number, token, tag, two more columns."""
    for path in sorted(folder.glob("*.iob2")):
        lines = path.read_text("utf-8").splitlines()
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        yield from _read(((r[1], r[2]) if len(r) > 1 else None for r in rows), _UNER)


def read_crossner(archive: Path) -> Iterator[Annotated]:
    """CrossNER: five fields of Wikipedia, token and tag."""
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda m: m.name):
            if not member.name.endswith(".txt") or "/._" in member.name:
                continue
            content = files.extractfile(member)
            assert content is not None
            yield from _read(_columns(content.read().decode("utf-8")), _CROSSNER)


def read_wnut(folder: Path) -> Iterator[Annotated]:
    """W-NUT 2017: messages of social media, token and tag."""
    for path in (*sorted(folder.glob("*.conll")), *sorted(folder.glob("*.annotated"))):
        yield from _read(_columns(path.read_text("utf-8")), _WNUT)


def _columns(text: str) -> Iterator[tuple[str, str] | None]:
    for line in text.splitlines():
        cells = line.rstrip().split("\t")
        yield (cells[0], cells[1].split(",")[0]) if len(cells) > 1 else None


def _read(
    rows: Iterable[tuple[str, str] | None], labels: Mapping[str, str]
) -> Iterator[Annotated]:
    words: list[Word] = []
    for row in (*rows, None):
        if row is None:
            if words:
                yield join(list(with_nationalities(words)))
            words = []
        else:
            words.append(_word(row[0], row[1], labels))


def _word(text: str, tag: str, labels: Mapping[str, str]) -> Word:
    prefix, _, kind = tag.partition("-")
    if kind in labels:
        return Word(text, f"{prefix}-{labels[kind]}")
    if kind in _UNSAID or looks_like_date(text):
        return Word(text, "?")
    return Word(text, "O")
