"""Find the capitalised words that the gazetteer knows: what evidence is then weighed on.

The gazetteer never scans the text (almost every English word is a village somewhere); it is
asked only about words that are printed as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Token

from geo import data
from geo.model import Candidate, Gazetteer, Match

MOST_UNKNOWN = 3  # tokens of a name that no table knows
LONGEST_NAME = 7  # tokens: "Democratic People's Republic of Korea"
_HYPHENS = frozenset("-‐‑–")
_WORD = re.compile(r"[^\W\d_]")


class Names(Gazetteer, Protocol):
    """An offline gazetteer that also knows what only a comma allows ("TX")."""

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        """Give the places of a name that stands after a comma."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring capitalised words: tokens ``start`` to ``end`` of a sentence."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Words the gazetteer knows, not yet believed.

    Attributes:
        start: First token.
        end: One past the last token.
        text: The words.
        candidates: What they could mean; () for a name that only the text vouches for.
        run: The capitalised words around them.
        after_comma: True where only the comma before them makes them a name.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    run: Run
    after_comma: bool = False

    @property
    def is_demonym(self) -> bool:
        """True where they are nothing but a word for a people."""
        return (
            bool(self.candidates)
            and all(
                c.match is Match.DEMONYM or c.place.feature_class == "P"
                for c in self.candidates
            )
            and any(c.match is Match.DEMONYM for c in self.candidates)
        )

    @property
    def is_area(self) -> bool:
        """True where they can mean a country, province, region, sea."""
        return any(
            c.place.feature_class != "P" and c.place.feature_code != "ADM2"
            for c in self.candidates
            if c.match not in (Match.DEMONYM, Match.ALTERNATE)
        )

    @property
    def is_alone(self) -> bool:
        """True where the run holds nothing else."""
        return self.run == Run(self.start, self.end)


def find_names(doc: Doc, gazetteer: Names) -> tuple[Found, ...]:
    """Find every stretch of capitalised words that the gazetteer knows, left to right."""
    return tuple(
        found
        for sentence in doc.sents
        for run in runs(doc[sentence.start : sentence.end])
        for found in _split(doc, run, gazetteer)
    )


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
    return text[0].isupper() and _WORD.search(text) is not None


def _joins(token: Token) -> bool:
    if token.text in _HYPHENS:
        before = token.nbor(-1) if token.i else None
        return before is not None and not before.whitespace_ and not token.whitespace_
    if token.i and token.nbor(-1).text in _HYPHENS and not token.whitespace_:
        return True  # "Port-au-Prince", "Stoke-on-Trent"
    return token.text in data.context_words(data.Role.JOINER)


def _split(doc: Doc, run: Run, gazetteer: Names) -> Iterator[Found]:
    """Take the longest known name at each word of a run, and what is left between."""
    at = left = run.start
    while at < run.end:
        found = _longest(doc, run, at, gazetteer)
        if found:
            yield from _unknown(doc, run, left, found.start)
            yield found
        at = found.end if found else at + 1
        left = found.end if found else left
    yield from _unknown(doc, run, left, run.end)


def _unknown(doc: Doc, run: Run, start: int, end: int) -> Iterator[Found]:
    """Give words the gazetteer lacks: the text itself may vouch for them."""
    while start < end and not is_name_like(doc[start]):
        start += 1
    while end > start and not is_name_like(doc[end - 1]):
        end -= 1
    if start == end or end - start > MOST_UNKNOWN:
        return
    words = [token.text for token in doc[start:end]]
    if not any(word in _not_a_place() or _never(word) for word in words):
        yield Found(start, end, doc[start:end].text, (), run)


@cache
def _not_a_place() -> frozenset[str]:
    """Words of people's and organisations' names."""
    words = {w.word[:1].upper() + w.word[1:] for w in data.organisation_words()}
    return frozenset(words | data.given_names() | data.titles())


def _longest(doc: Doc, run: Run, start: int, gazetteer: Names) -> Found | None:
    if not is_name_like(doc[start]):
        return None
    after_comma = start == run.start and start > 0 and doc[start - 1].text == ","
    look_up = gazetteer.lookup_after_comma if after_comma else gazetteer.lookup
    for end in range(min(run.end, start + LONGEST_NAME), start, -1):
        if not is_name_like(doc[end - 1]):
            continue
        text = doc[start:end].text
        if end - start == 1 and _never(text) and not _is_spelt(text, gazetteer):
            continue
        candidates = look_up(text)
        if candidates:
            first = _without_article(doc, start, end, candidates)
            name = doc[first:end].text
            candidates = look_up(name)  # "U.S." is spelt so, "The U.S." is not
            postal = after_comma and len(candidates) > len(gazetteer.lookup(name))
            return Found(first, end, name, candidates, run, after_comma=postal)
    return None


def _is_spelt(text: str, gazetteer: Names) -> bool:
    """True for "US", which is not the word "us"."""
    return any(c.match is Match.ABBREVIATION for c in gazetteer.lookup(text))


def _without_article(
    doc: Doc, start: int, end: int, candidates: tuple[Candidate, ...]
) -> int:
    """Leave "The" out of "The Spanish", but not out of "The Hague"."""
    if end - start == 1 or doc[start].lower_ != "the":
        return start
    kept = any(c.place.name.startswith("The ") for c in candidates)
    return start if kept else start + 1


def _never(text: str) -> bool:
    return data.false_friends().get(text.casefold()) == data.FriendRule.NEVER
