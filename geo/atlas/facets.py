"""What there is to filter by: each kind, country and article with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from geo.atlas.index import index_of, summarise
from geo.atlas.once import once_per_atlas
from geo.atlas.shown import Shown, dated, default_link_kinds, place_kind, select
from geo.model import Article, Atlas, LinkKind, MentionKind, PlaceKind

K = TypeVar("K", bound=StrEnum)


class Filter(StrEnum):
    """What a reader can narrow an atlas by."""

    WORDS = "words"
    MENTION_KINDS = "kinds of name"
    PLACE_KINDS = "kinds of place"
    COUNTRIES = "country"
    LINK_KINDS = "links"
    CERTAINTY = "certainty"
    ARTICLES = "article"
    DATES = "date"
    AREA = "area of the map"


_ALL = Shown()
# The fields of Shown that each filter sets.
_FIELDS: dict[Filter, tuple[str, ...]] = {
    Filter.WORDS: ("words",),
    Filter.MENTION_KINDS: ("mention_kinds",),
    Filter.PLACE_KINDS: ("place_kinds",),
    Filter.COUNTRIES: ("countries",),
    Filter.LINK_KINDS: ("link_kinds",),
    Filter.CERTAINTY: ("min_score",),
    Filter.ARTICLES: ("article_ids",),
    Filter.DATES: ("since", "until"),
    Filter.AREA: ("area",),
}


@dataclass(frozen=True, slots=True)
class Facets:
    """What an atlas can be filtered by, each with its count, and only what it has.

    Attributes:
        mention_kinds: Kinds of mention, by mentions, as declared.
        place_kinds: Kinds of place, by places, as declared.
        countries: ISO codes, by places, the most frequent first.
        link_kinds: Kinds of link, by links, as declared.
        articles: The articles, by mentions with a place, in order.
        days: First and last day of publication, or None where no article has one.
        undated: Articles without a day.
    """

    mention_kinds: tuple[tuple[MentionKind, int], ...]
    place_kinds: tuple[tuple[PlaceKind, int], ...]
    countries: tuple[tuple[str, int], ...]
    link_kinds: tuple[tuple[LinkKind, int], ...]
    articles: tuple[tuple[Article, int], ...]
    days: tuple[date, date] | None
    undated: int


@once_per_atlas
def facets(atlas: Atlas) -> Facets:
    """Return what an atlas can be filtered by."""
    places = [s.place for s in summarise(atlas)]
    countries = Counter(p.country_code for p in places if p.country_code)
    within = index_of(atlas).within
    days = [a.published for a in atlas.articles if a.published]
    return Facets(
        mention_kinds=_declared(
            MentionKind, (r.mention.kind for r in atlas.resolutions)
        ),
        place_kinds=_declared(PlaceKind, map(place_kind, places)),
        countries=tuple(sorted(countries.items(), key=lambda c: (-c[1], c[0]))),
        link_kinds=_declared(LinkKind, (link.kind for link in atlas.links)),
        articles=tuple(
            (a, sum(r.place is not None for r in within.get(a.id, ())))
            for a in atlas.articles
        ),
        days=(min(days), max(days)) if days else None,
        undated=len(atlas.articles) - len(days),
    )


def _declared(kinds: type[K], met: Iterable[K]) -> tuple[tuple[K, int], ...]:
    counts = Counter(met)
    return tuple((kind, counts[kind]) for kind in kinds if counts[kind])


def active_filters(atlas: Atlas, shown: Shown) -> tuple[Filter, ...]:
    """Return the filters that are narrower than what the atlas has."""
    has = facets(atlas)
    links = shown.link_kinds
    present = {kind for kind, _ in has.link_kinds}
    active = {
        Filter.WORDS: bool(shown.words.strip()),
        Filter.MENTION_KINDS: not {k for k, _ in has.mention_kinds}
        <= shown.mention_kinds,
        Filter.PLACE_KINDS: not {k for k, _ in has.place_kinds} <= shown.place_kinds,
        Filter.COUNTRIES: bool(shown.countries),
        Filter.LINK_KINDS: links is not None
        and links & present != default_link_kinds(atlas) & present,
        Filter.CERTAINTY: shown.min_score > 0,
        Filter.ARTICLES: bool(shown.article_ids),
        Filter.DATES: shown.since is not None or shown.until is not None,
        Filter.AREA: shown.area is not None,
    }
    return tuple(each for each in Filter if active[each])


def without(shown: Shown, dropped: Filter) -> Shown:
    """Return the filters with one of them taken off."""
    return replace(shown, **{name: getattr(_ALL, name) for name in _FIELDS[dropped]})


def left_out_undated(atlas: Atlas, shown: Shown) -> int:
    """Count the articles that the dates leave out only because they have none."""
    return sum(
        article.published is None and not dated(article, shown)
        for article in atlas.articles
    )


def loosen(atlas: Atlas, shown: Shown) -> tuple[Filter, int] | None:
    """Return which filter to take off where nothing is left on the map.

    Returns:
        The filter that brings most places back, and how many; None where places are left
        or no one filter alone keeps them out.
    """
    if summarise(select(atlas, shown)):
        return None
    back = [
        (each, len(summarise(select(atlas, without(shown, each)))))
        for each in active_filters(atlas, shown)
    ]
    best = max(back, key=lambda pair: pair[1], default=None)
    return best if best and best[1] else None
