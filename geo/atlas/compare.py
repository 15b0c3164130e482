"""Two articles, or two groups of them, side by side: what only one names, what both do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geo.atlas.query import index_of, summarise
from geo.model import Atlas, Place


@dataclass(frozen=True, slots=True)
class Group:
    """Some articles under one name: one of them, those of a source, those of a time."""

    name: str
    article_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One place, and how often each side names it."""

    place: Place
    in_a: int
    in_b: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The places that only one side names and those that both do, most named first."""

    only_a: tuple[Compared, ...]
    both: tuple[Compared, ...]
    only_b: tuple[Compared, ...]


def compare(atlas: Atlas, a: Iterable[str], b: Iterable[str]) -> Comparison:
    """Compare two sides.

    Args:
        atlas: What the filters show.
        a: The ids of the articles of one side.
        b: Those of the other; an article of both sides counts on both.
    """
    in_a, in_b = _counts(atlas, a), _counts(atlas, b)
    rows = sorted(
        (
            Compared(s.place, in_a[s.place.id], in_b[s.place.id])
            for s in summarise(atlas)
            if s.place.id in in_a or s.place.id in in_b
        ),
        key=lambda row: -(row.in_a + row.in_b),
    )
    return Comparison(
        only_a=tuple(row for row in rows if not row.in_b),
        both=tuple(row for row in rows if row.in_a and row.in_b),
        only_b=tuple(row for row in rows if not row.in_a),
    )


def _counts(atlas: Atlas, article_ids: Iterable[str]) -> Counter[str]:
    within = index_of(atlas).within
    return Counter(
        r.place.id for key in set(article_ids) for r in within.get(key, ()) if r.place
    )


def groups_by_source(atlas: Atlas) -> tuple[Group, ...]:
    """Return the articles of each source that is known, sources in order of name."""
    sources: dict[str, set[str]] = {}
    for article in atlas.articles:
        if article.source:
            sources.setdefault(article.source, set()).add(article.id)
    return tuple(Group(name, frozenset(sources[name])) for name in sorted(sources))


def groups_by_day(atlas: Atlas, day: date) -> tuple[Group, Group]:
    """Return the articles before a day, and those of that day and later."""
    dated = [(a.id, a.published) for a in atlas.articles if a.published]
    before = frozenset(key for key, on in dated if on < day)
    after = frozenset(key for key, on in dated if on >= day)
    return Group(f"before {day}", before), Group(f"from {day}", after)
