"""Groningen Meaning Bank news: one token a row, silver tags, "Sentence #" starts a sentence.

Its tags mix countries with peoples (``gpe``), take titles into names of persons and the
United Nations for a place; this reader tells them apart.
"""

from __future__ import annotations

import csv
import lzma
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from geo import data
from geo.recipes.model.annotated import (
    DATE,
    NATIONALITY,
    ORGANISATION,
    PERSON,
    PLACE,
    Annotated,
    Word,
    join,
    nationalities,
)

_LABELS = {
    "geo": PLACE,
    "gpe": PLACE,
    "per": PERSON,
    "org": ORGANISATION,
    "tim": DATE,
}
_UNSAID = frozenset({"art", "eve", "nat"})  # a ship, a war, a storm: kept out of it
_BODIES = frozenset({"U.N.", "UN", "NATO", "EU", "E.U.", "OPEC", "ASEAN"})
_BODIES_IN_FULL = (("United", "Nations"), ("European", "Union"), ("African", "Union"))
_COMPASS = frozenset({"North", "South", "East", "West", "Central", "Latin"})


def read_gmb(path: Path) -> Iterator[Annotated]:
    """Read the corpus, sentence by sentence."""
    sentence: list[tuple[str, str]] = []
    with lzma.open(path, "rt", encoding="iso-8859-1", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for start, word, _, tag in rows:
            if start and sentence:
                yield join(_relabel(sentence))
                sentence = []
            sentence.append((word, tag))
    yield join(_relabel(sentence))


def _relabel(sentence: list[tuple[str, str]]) -> list[Word]:
    words = [_word(text, tag) for text, tag in sentence]
    _trim(words)
    _peoples(words)
    _bodies(words)
    _countries(words)
    return words


def _word(text: str, tag: str) -> Word:
    prefix, _, kind = tag.partition("-")
    if kind in _UNSAID:
        return Word(text, "?")
    if kind == "geo" and text == "war":
        return Word(text, "O")
    return Word(text, f"{prefix}-{_LABELS[kind]}" if kind else "O")


def _trim(words: list[Word]) -> None:
    """Begin names at their name: not at "the", "southern" or "President"."""
    for i, word in enumerate(words):
        prefix, _, label = word.tag.partition("-")
        if prefix != "B" or label not in (PLACE, PERSON, ORGANISATION):
            continue
        small = label == PLACE and word.text.islower()
        titled = label == PERSON and word.text in _title_words()
        if small or titled or word.text in {"the", "The"}:
            words[i] = Word(word.text, "O")
            if i + 1 < len(words) and words[i + 1].tag == f"I-{label}":
                words[i + 1] = Word(words[i + 1].text, f"B-{label}")


def _peoples(words: list[Word]) -> None:
    """Label "Iraqi" apart from "Iraq", and join "South" and "Korean" together."""
    for i, word in enumerate(words):
        if word.tag[2:] not in (PLACE, "") or word.text not in nationalities():
            continue
        if word.tag != "O" and i + 1 < len(words) and words[i + 1].tag[:1] == "I":
            after = words[i + 1].text
            longer = after[:1].isupper() and after not in nationalities()
            if word.tag[:1] == "I" or longer:
                continue  # of a longer name: "Northern Mariana Islands", "Saudi Arabia"
        first = i
        if i and words[i - 1].text in _COMPASS:
            longer = f"{words[i - 1].text} {word.text}" in nationalities()
            first = i - 1 if longer else i
        for at in range(first, i + 1):
            prefix = "B" if at == first else "I"
            words[at] = Word(words[at].text, f"{prefix}-{NATIONALITY}")


def _bodies(words: list[Word]) -> None:
    """The United Nations and its like are no places."""
    for i, word in enumerate(words):
        if word.text in _BODIES and word.tag == f"B-{PLACE}":
            words[i] = Word(word.text, f"B-{ORGANISATION}")
    for i, (first, second) in enumerate(pairwise(words)):
        if (first.text, second.text) in _BODIES_IN_FULL:
            words[i] = Word(first.text, f"B-{ORGANISATION}")
            words[i + 1] = Word(second.text, f"I-{ORGANISATION}")


def _countries(words: list[Word]) -> None:
    """A country that acts is still a country: "Ethiopia 's army" is no organisation's."""
    for start, word in enumerate(words):
        if word.tag not in (f"B-{ORGANISATION}", f"B-{PERSON}"):
            continue
        end = start + 1
        while end < len(words) and words[end].tag[:1] == "I":
            end += 1
        if " ".join(w.text for w in words[start:end]) in _country_names():
            for at in range(start, end):
                prefix = "B" if at == start else "I"
                words[at] = Word(words[at].text, f"{prefix}-{PLACE}")


@cache
def _country_names() -> frozenset[str]:
    names = {name for row in data.countries() for name in (row.name, *row.aliases)}
    short = {a.surface for a in data.abbreviations() if a.target.startswith("country:")}
    return frozenset(names | short)


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in data.titles() for word in title.split())
