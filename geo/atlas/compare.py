"""Two articles, or two groups of them, side by side: what only one names, what both do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from geo.atlas.query import index_of, memoized, summarise
from geo.model import Atlas, Place


@dataclass(frozen=True, slots=True)
class Group:
    """Some articles under one name: one of them, those of a source, those of a time."""

    name: str
    article_ids: frozenset[str]


class CompareBy(StrEnum):
    """What the two sides of a comparison are."""

    SOURCES = "sources"
    ARTICLES = "articles"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Comparing:
    """What is compared.

    Attributes:
        by: What its sides are.
        a: The first source, or the id of the first article; the day (ISO 8601) that parts
            before from after.
        b: The second source, or the id of the second article.
    """

    by: CompareBy
    a: str = ""
    b: str = ""


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


@memoized
def ways_to_compare(atlas: Atlas) -> tuple[Comparing, ...]:
    """Return what can be compared, each way with its first two sides."""
    articles = [article.id for article in atlas.articles]
    sources = [group.name for group in groups_by_source(atlas)]
    days = sorted(a.published for a in atlas.articles if a.published)
    found = []
    if len(sources) > 1:
        found.append(Comparing(CompareBy.SOURCES, *sources[:2]))
    if len(articles) > 1:
        found.append(Comparing(CompareBy.ARTICLES, *articles[:2]))
    if days and days[0] < days[-1]:
        middle = days[0] + max(timedelta(days=1), (days[-1] - days[0]) / 2)
        found.append(Comparing(CompareBy.DAY, middle.isoformat()))
    return tuple(found)


def asked_comparison(atlas: Atlas, by: str, a: str, b: str) -> Comparing | None:
    """Return a comparison as somebody asks for it, or as near to that as the atlas has.

    Args:
        atlas: What the sides are from.
        by: The value of a `CompareBy`.
        a: As `Comparing.a`; what the atlas lacks gives way to the first there is.
        b: As `Comparing.b`, likewise.
    """
    first = next((way for way in ways_to_compare(atlas) if way.by == by), None)
    if first is None:
        return None
    if first.by is CompareBy.DAY:
        days = sorted(each.published for each in atlas.articles if each.published)
        return replace(first, a=a) if _parts(a, days[0], days[-1]) else first
    known = {
        CompareBy.SOURCES: {article.source for article in atlas.articles},
        CompareBy.ARTICLES: {article.id for article in atlas.articles},
    }[first.by]
    return Comparing(
        first.by, a if a in known else first.a, b if b in known else first.b
    )


def _parts(day: str, first: date, last: date) -> bool:
    try:
        return first < date.fromisoformat(day) <= last
    except ValueError:
        return False


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
