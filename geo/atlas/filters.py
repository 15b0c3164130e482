"""What a reader wants to see of an atlas: the filters, what there is to filter by, what they leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from operator import is_
from typing import TypeVar

from geo.atlas.about import passages_about
from geo.atlas.actors import actor_of
from geo.atlas.bundles import bundle_of
from geo.atlas.query import index_of, memoized, summarise
from geo.atlas.regions import RegionCount, RegionLevel, region_of, regions
from geo.atlas.words import find_text
from geo.geometry import inside
from geo.model import (
    Article,
    Atlas,
    Evidence,
    Extent,
    Link,
    LinkKind,
    MentionKind,
    Passage,
    Place,
    PlaceKind,
    Reading,
    Resolution,
)

K = TypeVar("K", bound=StrEnum)

_NATURE = frozenset("HTUV")
_COUNTRY = "PCL"  # how GeoNames' codes of countries and dependencies begin


class FilterName(StrEnum):
    """What a reader can narrow an atlas by."""

    WORDS = "words"
    MENTION_KINDS = "kinds of name"
    PLACE_KINDS = "kinds of place"
    COUNTRIES = "country"
    PROVINCES = "province"
    PLACES = "place"
    BUNDLES = "link"
    ACTORS = "who acts"
    LINK_KINDS = "links"
    CERTAINTY = "certainty"
    ARTICLES = "article"
    DATES = "date"
    AREA = "area of the map"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader wants to see of an atlas: the filters.

    Attributes:
        mention_kinds: Kinds of mention kept.
        link_kinds: Kinds of link kept; None keeps stated links, and co-mentions only
            where no stated link exists.
        min_score: Least score of a resolution kept, 0 to 1.
        place_kinds: Kinds of place kept.
        countries: ISO 3166-1 alpha-2 codes of the countries kept; empty for all.
        provinces: Codes ("US.CA") of the provinces kept; empty for all.
        place_ids: Places kept, with what is named in one sentence with them and what is
            linked with them; empty for all.
        bundle_ids: Bundles of links kept, with what is named in the sentences that state
            them; empty for all.
        actors: Ids of those who act (`Actor`) in the links kept, likewise.
        article_ids: Articles kept; empty for all.
        since: First day of publication kept. While a day is asked for, articles without
            one are left out.
        until: Last day of publication kept.
        words: Words that the place's name or the sentence must say, or a link in its
            actor, predicate or evidence; case and accents do not matter.
        area: Part of the world that the place's point must lie in.
    """

    mention_kinds: frozenset[MentionKind] = field(default=frozenset(MentionKind))
    link_kinds: frozenset[LinkKind] | None = None
    min_score: float = 0.0
    place_kinds: frozenset[PlaceKind] = field(default=frozenset(PlaceKind))
    countries: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    place_ids: frozenset[str] = frozenset()
    bundle_ids: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    article_ids: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    words: str = ""
    area: Extent | None = None


_ALL = Filters()
# The fields of Filters that each filter sets.
_FIELDS: dict[FilterName, tuple[str, ...]] = {
    FilterName.WORDS: ("words",),
    FilterName.MENTION_KINDS: ("mention_kinds",),
    FilterName.PLACE_KINDS: ("place_kinds",),
    FilterName.COUNTRIES: ("countries",),
    FilterName.PROVINCES: ("provinces",),
    FilterName.PLACES: ("place_ids",),
    FilterName.BUNDLES: ("bundle_ids",),
    FilterName.ACTORS: ("actors",),
    FilterName.LINK_KINDS: ("link_kinds",),
    FilterName.CERTAINTY: ("min_score",),
    FilterName.ARTICLES: ("article_ids",),
    FilterName.DATES: ("since", "until"),
    FilterName.AREA: ("area",),
}


@memoized
def select(atlas: Atlas, filters: Filters) -> Atlas:
    """Keep what the filters show; every filter is asked about the whole atlas.

        >>> atlas = geo.read("Lavrov flew from Moscow to Wonsan.")
        >>> shown = geo.select(atlas, geo.Filters(countries=frozenset({"KP"})))
        >>> [place.name for place in shown.places]
        ['Wonsan']

    A name that is not mapped has no certainty, country or spot: it is kept by its kind,
    article and words. Of a link the evidence stays whose article is kept and whose two
    mentions are; a link stays with its evidence and while both its ends are on the map.
    """
    keeps = _mention_test(atlas, filters)
    kept = [
        _narrowed(reading, tuple(filter(keeps, reading.resolutions)))
        for reading in atlas.readings
    ]
    on_map = {r.place.id for left in kept for r in left.resolutions if r.place}
    link_test = _link_test(atlas, filters, on_map)
    return Atlas(
        tuple(
            _linked(left, tuple(link_test(before, left)))
            for before, left in zip(atlas.readings, kept, strict=True)
        )
    )


def _narrowed(reading: Reading, kept: tuple[Resolution, ...]) -> Reading:
    whole = len(kept) == len(reading.resolutions)
    return reading if whole else replace(reading, resolutions=kept)


def _linked(reading: Reading, kept: tuple[Link, ...]) -> Reading:
    whole = len(kept) == len(reading.links) and all(map(is_, kept, reading.links))
    return reading if whole else replace(reading, links=kept)


def default_link_kinds(atlas: Atlas) -> frozenset[LinkKind]:
    """Leave co-mentions off where the articles state links of their own."""
    stated = frozenset(LinkKind) - {LinkKind.CO_MENTION}
    if any(link.kind in stated for link in atlas.links):
        return stated
    return frozenset(LinkKind)


def place_kind(place: Place) -> PlaceKind:
    """Return what sort of place it is."""
    if place.id.startswith("point:") or place.feature_class in "SR":
        return PlaceKind.SITE
    if place.feature_class == "P":
        return PlaceKind.TOWN
    if place.feature_code.startswith(_COUNTRY):
        return PlaceKind.COUNTRY
    return PlaceKind.NATURE if place.feature_class in _NATURE else PlaceKind.REGION


def dated(article: Article, filters: Filters) -> bool:
    """Return whether an article was published on one of the days asked for."""
    if filters.since is None and filters.until is None:
        return True
    day = article.published
    return day is not None and (
        (filters.since or date.min) <= day <= (filters.until or date.max)
    )


def _mention_test(atlas: Atlas, filters: Filters) -> Callable[[Resolution], bool]:
    """Put the filters of mentions together; articles and places are asked once each."""
    articles = _articles(atlas, filters)
    places = {
        s.place.id
        for s in index_of(atlas).places.values()
        if _in_place(s.place, filters)
    }
    match = find_text(atlas, filters.words)
    about = _about(atlas, filters)

    def keeps(resolution: Resolution) -> bool:
        mention, place = resolution.mention, resolution.place
        return (
            mention.kind in filters.mention_kinds
            and mention.passage.article_id in articles
            and (place is None or resolution.score >= filters.min_score)
            and (place is None or place.id in places)
            and (about is None or mention.passage in about)
            and match.by_mention(resolution)
        )

    return keeps


def _about(atlas: Atlas, filters: Filters) -> frozenset[Passage] | None:
    return passages_about(atlas, filters.place_ids, filters.bundle_ids, filters.actors)


def _articles(atlas: Atlas, filters: Filters) -> frozenset[str]:
    chosen = filters.article_ids
    return frozenset(
        article.id
        for article in atlas.articles
        if (not chosen or article.id in chosen) and dated(article, filters)
    )


def _in_place(place: Place, filters: Filters) -> bool:
    return (
        place_kind(place) in filters.place_kinds
        and (not filters.countries or place.country_code in filters.countries)
        and (
            not filters.provinces
            or region_of(place, RegionLevel.PROVINCE) in filters.provinces
        )
        and (filters.area is None or inside(filters.area, place.lat, place.lon))
    )


def _link_test(
    atlas: Atlas, filters: Filters, on_map: set[str]
) -> Callable[[Reading, Reading], Iterator[Link]]:
    """Put the filters of links together.

    Returns:
        What gives the links that stay of a reading, as it was and as its mentions are.
    """
    kinds = filters.link_kinds
    if kinds is None:
        kinds = default_link_kinds(atlas)
    articles = _articles(atlas, filters)
    match = find_text(atlas, filters.words)

    def test(before: Reading, left: Reading) -> Iterator[Link]:
        if before.article.id not in articles:
            return
        gone: frozenset[Passage] = frozenset()
        if left is not before:
            gone = frozenset(r.mention.passage for r in before.resolutions)
            gone -= {r.mention.passage for r in left.resolutions}
        for link in before.links:
            if (
                link.kind in kinds
                and _chosen(atlas, link, filters)
                and {link.origin.id, link.destination.id} <= on_map
            ):
                yield from _part_of(
                    link,
                    tuple(
                        e
                        for e in link.evidence
                        if e.origin.passage not in gone
                        and e.destination.passage not in gone
                        and match.by_evidence(link, e)
                    ),
                )

    return test


def _chosen(atlas: Atlas, link: Link, filters: Filters) -> bool:
    """Return whether it is one of the links, and of those who act, that are asked for."""
    if filters.actors and actor_of(atlas, link) not in filters.actors:
        return False
    bundle = bundle_of(atlas, link.id) if filters.bundle_ids else None
    return not filters.bundle_ids or bool(bundle and bundle.id in filters.bundle_ids)


def _part_of(link: Link, kept: tuple[Evidence, ...]) -> Iterator[Link]:
    """Return a link with what is left of its evidence, while any is."""
    if kept:
        whole = len(kept) == len(link.evidence)
        yield link if whole else replace(link, evidence=kept)


@dataclass(frozen=True, slots=True)
class Facets:
    """What an atlas can be filtered by, each with its count, and only what it has.

    Attributes:
        mention_kinds: Kinds of mention, by mentions, as declared.
        place_kinds: Kinds of place, by places, as declared.
        countries: ISO codes, by places, the most frequent first.
        provinces: The provinces, the most named first.
        link_kinds: Kinds of link, by links, as declared.
        articles: The articles, by mentions with a place, in order.
        days: First and last day of publication, or None where no article has one.
        undated: Articles without a day.
    """

    mention_kinds: tuple[tuple[MentionKind, int], ...]
    place_kinds: tuple[tuple[PlaceKind, int], ...]
    countries: tuple[tuple[str, int], ...]
    provinces: tuple[RegionCount, ...]
    link_kinds: tuple[tuple[LinkKind, int], ...]
    articles: tuple[tuple[Article, int], ...]
    days: tuple[date, date] | None
    undated: int


@memoized
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
        provinces=regions(atlas, RegionLevel.PROVINCE),
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


def active_filters(atlas: Atlas, filters: Filters) -> tuple[FilterName, ...]:
    """Return the filters that are narrower than what the atlas has."""
    has = facets(atlas)
    links = filters.link_kinds
    present = {kind for kind, _ in has.link_kinds}
    active = {
        FilterName.WORDS: bool(filters.words.strip()),
        FilterName.MENTION_KINDS: not {k for k, _ in has.mention_kinds}
        <= filters.mention_kinds,
        FilterName.PLACE_KINDS: not {k for k, _ in has.place_kinds}
        <= filters.place_kinds,
        FilterName.COUNTRIES: bool(filters.countries),
        FilterName.PROVINCES: bool(filters.provinces),
        FilterName.PLACES: bool(filters.place_ids),
        FilterName.BUNDLES: bool(filters.bundle_ids),
        FilterName.ACTORS: bool(filters.actors),
        FilterName.LINK_KINDS: links is not None
        and links & present != default_link_kinds(atlas) & present,
        FilterName.CERTAINTY: filters.min_score > 0,
        FilterName.ARTICLES: bool(filters.article_ids),
        FilterName.DATES: filters.since is not None or filters.until is not None,
        FilterName.AREA: filters.area is not None,
    }
    return tuple(each for each in FilterName if active[each])


def without(filters: Filters, dropped: FilterName) -> Filters:
    """Return the filters with one of them taken off."""
    return replace(filters, **{name: getattr(_ALL, name) for name in _FIELDS[dropped]})


def left_out_undated(atlas: Atlas, filters: Filters) -> int:
    """Count the articles that the dates leave out only because they have none."""
    return sum(
        article.published is None and not dated(article, filters)
        for article in atlas.articles
    )


def loosen(atlas: Atlas, filters: Filters) -> tuple[FilterName, int] | None:
    """Return which filter to take off where nothing is left on the map.

    Returns:
        The filter that brings most places back, and how many; None where places are left
        or no one filter alone keeps them out.
    """
    if summarise(select(atlas, filters)):
        return None
    back = [
        (each, len(summarise(select(atlas, without(filters, each)))))
        for each in active_filters(atlas, filters)
    ]
    best = max(back, key=lambda pair: pair[1], default=None)
    return best if best and best[1] else None
