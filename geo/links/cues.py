"""The words that say how sure a text is, and how each bears on what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from geo import data
from geo.data import CueUse, StatusWord
from geo.language.syntax import Token
from geo.model import LinkStatus

Cue = tuple[LinkStatus, str]  # and the word that says so


def cue_of(word: Token, use: CueUse) -> StatusWord | None:
    """Return how a word bears on one beside it in that use, or None."""
    return next((row for row in _cues().get(word.lower_, ()) if row.use is use), None)


def governor_of(
    word: Token,
    *,
    clause: bool,
    use: CueUse = CueUse.GOVERNOR,
    small: Set[str] = frozenset(),
    shape: CueUse | None = None,
) -> StatusWord | None:
    """Return how a word bears on what hangs on it: a clause, or else a noun.

    ``small`` are the words that open what hangs on it: "kept it from sailing". ``shape`` tells
    clauses apart: what is said of one alone goes before what is said of all.
    """
    known = _cues().get(word.lower_)
    if not known:
        return None
    own = {child.lower_ for child in word.children if child.dep_ != "mark"}
    particles = own | small | {_next(word)}
    uses = [each for each in (shape, CueUse.CLAUSE if clause else None, use) if each]
    rows = [
        row
        for row in known
        if row.use in uses
        and (
            not row.particle
            or row.particle in particles
            or ("~" in row.particle and _is_phrase(word, row.particle))
        )
    ]
    # A particle says more than none, one shape of clause more than any, the last line most.
    return min(
        reversed(rows), key=lambda r: (not r.particle, uses.index(r.use)), default=None
    )


def _is_phrase(word: Token, particle: str) -> bool:
    """True for "put ... on ice" by "~ on ice", and for "in two minds" by "two ~"."""
    before, after = (part.split() for part in particle.split("~"))
    if (
        before
        and [w.lower_ for w in word.doc[max(0, word.i - len(before)) : word.i]]
        != before
    ):
        return False
    behind = [w.lower_ for w in word.doc[word.i + 1 :]]
    starts = range(len(behind) - len(after) + 1)
    return any(behind[i : i + len(after)] == after for i in starts)


def _next(word: Token) -> str:
    return word.nbor().lower_ if word.i + 1 < len(word.doc) else ""


@cache
def _cues() -> Mapping[str, tuple[StatusWord, ...]]:
    found: dict[str, tuple[StatusWord, ...]] = {}
    for row in data.status_words():
        found[row.word] = (*found.get(row.word, ()), row)
    return found


@cache
def times() -> Mapping[str, LinkStatus]:
    """Return the words that make a present tense a time to come: "next week"."""
    return {r.word: r.status for r in data.status_words() if r.use is CueUse.TIME}


@cache
def openers() -> Mapping[str, tuple[tuple[tuple[str, ...], LinkStatus], ...]]:
    """Return the words before a clause that say how sure it is, by the last of them."""
    found: dict[str, tuple[tuple[tuple[str, ...], LinkStatus], ...]] = {}
    for row in data.status_words():
        if row.use is CueUse.OPENS:
            words = tuple(row.word.split())
            found[words[-1]] = (*found.get(words[-1], ()), (words, row.status))
    return found
