"""The ways a mention's words can be looked up, the surest first.

"Greater Manchester" falls back on Manchester, "Clarke" beside "counties" is Clarke County,
"Loudon Co." is spelt out. Each step is tried only where those before found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geo import data
from geo.model import Mention

_UNITS = frozenset({"ADM1", "ADM2", "ADM3"})
_TOWNS = frozenset({"PPL", "PPLX"})
# Units whose names are often said without their type, likeliest first.
_LEFT_OUT = ("County", "Parish", "District", "Province", "Region", "Island")
_MAX_ABBREVIATION_LENGTH = 5  # of "Calif" and "N.Y", printed without their last stop
_MIN_LENGTH = 3  # letters of a name without its type


def with_type(mention: Mention) -> str:
    """Return "Clarke County" for "Clarke" where the text says county; else ""."""
    word = mention.hint.removesuffix(" of")
    if not word or word == ",":
        return ""
    full = _full_types().get(word, "")
    return f"{mention.text} {full}" if full else ""


def further_spellings(name: str) -> Iterator[str]:
    """Return what else a name that the gazetteer lacks could be listed as."""
    if len(name) <= _MAX_ABBREVIATION_LENGTH:
        yield f"{name}."
    yield from _without_lead(name)
    yield from _without_type(name)
    if name.endswith(("'s", "’s")):
        yield name[:-2]
    yield from (f"{name} {word}" for word in _LEFT_OUT if len(name) >= _MIN_LENGTH)


def _without_lead(name: str) -> Iterator[str]:
    """Take "downtown", "Greater" or "city of" off."""
    lowered = name.lower()
    for lead in _leads():
        if lowered.startswith(lead + " "):
            yield name[len(lead) + 1 :]


def _without_type(name: str) -> Iterator[str]:
    """Spell "Co." out, then take the type off: a river's name alone is another place."""
    head, _, last = name.rpartition(" ")
    if not head:
        return
    word = last.lower()
    if word in _full_types() and _full_types()[word].lower() != word:
        yield f"{head} {_full_types()[word]}"
    if word in _removable():
        yield head


@cache
def _leads() -> tuple[str, ...]:
    """Words before a name that are no part of it, longest first."""
    return tuple(sorted(data.context_words(data.Role.LEAD), key=len, reverse=True))


@cache
def _full_types() -> dict[str, str]:
    """Type words of units in full: "counties" and "co." are "County"."""
    units = [
        w
        for w in data.area_words()
        if _UNITS & set(w.feature_codes[:1]) and " " not in w.word
    ]
    words = {w.word for w in units}
    full = {w.word: _singular(w.word, words) for w in units}
    return {word: one.capitalize() for word, one in {**full, "co.": "county"}.items()}


def _singular(word: str, words: set[str]) -> str:
    for ending, single in (("ies", "y"), ("s", "")):
        one = word.removesuffix(ending) + single
        if word.endswith(ending) and one in words:
            return one
    return word


@cache
def _removable() -> frozenset[str]:
    """Type words that name no other place when taken off: units and towns."""
    return frozenset(
        w.word
        for w in data.area_words()
        if set(w.feature_codes) & (_UNITS | _TOWNS) and w.side is data.Side.AFTER
    )
