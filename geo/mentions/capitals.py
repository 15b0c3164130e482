"""Texts that print every word alike: which of them are names, the gazetteer alone can tell.

In small letters "nice" is a word and "lima" a city. A word is taken for a name where a country, a
people, a region or a large city is called so, or a town after "in" and its like, and where
English has no such word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geo import data
from geo.gazetteer import Gazetteer
from geo.model import MAIN_NAMES, Candidate, Match

MIN_LETTERS = 12  # of a text, to tell how it is printed
CHARACTERS = 300  # of running text, of which each capitalised word may be a slip
MAX_WORDS = 4  # of a name that is looked up
MIN_CITY = 100_000  # people of a city that is known without a word that says so
MIN_TOWN = 15_000  # and of one that stands after "in"
MIN_LONG = 5_000  # and of one whose name has several words
MIN_PROVINCE = 500_000
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*)*")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]")
_SMALL = (
    "all in small letters: a name is seen only where the gazetteer tells it from a word"
)
_LARGE = "all in capitals: names and words look alike, so some names may be missed"


def casing_note(text: str) -> str:
    """Return what the reader should know of a text that prints every word alike, else ""."""
    if is_small(text):
        return _SMALL
    return _LARGE if text.isupper() and _has_letters(text) else ""


def is_small(text: str) -> bool:
    """True for a text that prints no names large, but for a slip here and there."""
    slips = len(text) // CHARACTERS
    for count, _ in enumerate(_CAPITALISED.finditer(text)):
        if count >= slips:
            return False
    return not text.isupper() and _has_letters(text)


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text[: 4 * MIN_LETTERS])) >= MIN_LETTERS


def with_capitals(text: str, gazetteer: Gazetteer) -> str:
    """Return a text of small letters with its names printed large, of the same length."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    pieces: list[str] = []
    at = last = 0
    while at < len(words):
        end, name = _longest(text, words, at, gazetteer)
        if name:
            start = words[at][0]
            pieces += [text[last:start], name]
            last = start + len(name)
        at = end
    return "".join([*pieces, text[last:]])


def _longest(
    text: str, words: Sequence[tuple[int, int]], at: int, gazetteer: Gazetteer
) -> tuple[int, str]:
    """Return the longest name that begins at a word, and the word after it; else ""."""
    first = words[at][0]
    before = text[words[at - 1][0] : words[at - 1][1]] if at else ""
    if text[first].isupper():
        return at + 1, ""
    for end in range(min(len(words), at + MAX_WORDS), at, -1):
        printed = text[first : words[end - 1][1]]
        if printed.count(" ") != end - at - 1:
            continue  # more than spaces stands between the words
        large = _large(printed)
        if len(large) == len(printed) and _is_name(large, before, gazetteer):
            return end, large
    return at + 1, ""


def _large(printed: str) -> str:
    """Print a name with capitals: "Rio de Janeiro", "UK"."""
    if printed in _short_forms():
        return printed.upper()
    joiners = data.context_words(data.Role.JOINER)
    first, *rest = (
        word if word in joiners else f"{word[:1].upper()}{word[1:]}"
        for word in printed.split(" ")
    )
    return " ".join([f"{first[:1].upper()}{first[1:]}", *rest])


@cache
def _short_forms() -> frozenset[str]:
    """Short forms of countries that are no words: "uk"."""
    words = data.false_friends()
    return frozenset(
        row.surface.lower()
        for row in data.abbreviations()
        if row.surface.isupper()
        and not row.after_comma
        and row.surface.lower() not in words
    )


def _is_name(large: str, before: str, gazetteer: Gazetteer) -> bool:
    """True for words that are a place's, where a word such as "in" stands before or not."""
    word = large.casefold()
    first, *rest = word.split(" ")
    if not {first, *rest[-1:]}.isdisjoint(_small_words()):
        return False
    found = gazetteer.lookup(large)
    placed = before in data.context_words(data.Role.PREPOSITION)
    if word in data.false_friends():
        return False
    if word in data.common_words() and not placed:
        return False
    least = MIN_LONG if " " in large else MIN_TOWN if placed else MIN_CITY
    return any(_is_known(c, least) for c in found)


@cache
def _small_words() -> frozenset[str]:
    """Words with which no name begins or ends here."""
    prepositions = data.context_words(data.Role.PREPOSITION)
    return prepositions | {"the", "a", "an", "of", "and", "or"}


def _is_known(candidate: Candidate, least: int) -> bool:
    place = candidate.place
    if candidate.match in (Match.DEMONYM, Match.ABBREVIATION):
        return True
    if candidate.match not in MAIN_NAMES:
        return False
    if place.feature_class == "P":
        return place.population >= least or place.feature_code == "PPLC"
    if place.feature_code == "ADM1":
        return place.population >= MIN_PROVINCE
    return place.feature_code != "ADM2"
