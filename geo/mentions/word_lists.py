"""Word lists in the forms that recognition asks for."""

from __future__ import annotations

from functools import cache

from geo import data


@cache
def area_words(side: data.Side | None = None) -> frozenset[str]:
    """Type words that stand on a side of a name, or on any, in lower case."""
    return frozenset(w.word for w in data.area_words() if side in (None, w.side))


# Type words that end names of clubs, universities and companies as often.
_OF_ORGANISATIONS = frozenset({"division", "republic", "states"})


@cache
def unit_words() -> frozenset[str]:
    """Type words of provinces, counties and communes after a name: "oblast"."""
    return frozenset(
        w.word
        for w in data.area_words()
        if w.side is data.Side.AFTER
        and w.feature_codes[0].startswith("ADM")
        and w.word not in _OF_ORGANISATIONS
    )


@cache
def organisation_words(side: data.Side | None = None) -> frozenset[str]:
    """Words of organisations' names, as names print them: "Bank", "University of"."""
    words = data.organisation_words()
    return frozenset(_capital(w.word) for w in words if side in (None, w.side))


@cache
def printed_area_words() -> frozenset[str]:
    """Type words as names print them: "County"."""
    return frozenset(map(_capital, area_words()))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
