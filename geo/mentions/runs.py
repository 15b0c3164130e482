"""Runs of capitalised words: where names can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from geo import data

_HYPHENS = frozenset("-‐‑–")
_ELIDED = re.compile(r"[dl]['’][A-ZÀ-Þ]")  # "Côte d'Ivoire", "L'Aquila"
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring capitalised words: tokens ``start`` to ``end`` of a sentence."""

    start: int
    end: int


def runs(tokens: Iterable[Token]) -> Iterator[Run]:
    """Cut a sentence into runs of capitalised words.

    Small words ("of", "de") and hyphens belong to a run where capitals stand on both sides.
    """
    start = end = -1
    for token in tokens:
        if is_name_like(token):
            if start < 0:
                start = token.i
            end = token.i + 1
        elif start >= 0 and not _joins(token):
            yield Run(start, end)
            start = -1
    if start >= 0:
        yield Run(start, end)


def is_name_like(token: Token) -> bool:
    """True for a word printed as a name: "Wonsan", "UAE", "al-Bab" after its hyphen."""
    text = token.text
    printed = text[0].isupper() or _ELIDED.match(text) is not None
    return printed and _WORD.search(text) is not None


def _joins(token: Token) -> bool:
    if token.text in _HYPHENS:
        before = token.nbor(-1) if token.i else None
        return before is not None and not before.whitespace_ and not token.whitespace_
    if token.i and token.nbor(-1).text in _HYPHENS and not token.whitespace_:
        return True  # "Port-au-Prince", "Stoke-on-Trent"
    return token.text in data.context_words(data.Role.JOINER)
