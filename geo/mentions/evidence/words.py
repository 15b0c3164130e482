"""Word lists in the form that evidence asks for."""

from __future__ import annotations

from functools import cache

from geo import data


@cache
def area_words(side: data.Side) -> frozenset[str]:
    """Type words that stand before or after a name, in lower case."""
    return frozenset(w.word for w in data.area_words() if w.side == side)


@cache
def organisation_words() -> frozenset[str]:
    """Words of organisations' names, as names print them: "Bank"."""
    return frozenset(w.word[:1].upper() + w.word[1:] for w in data.organisation_words())
