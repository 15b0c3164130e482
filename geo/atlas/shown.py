"""What a reader wants to see of an atlas: the filters, and what they leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from operator import is_

from geo.atlas.index import index_of
from geo.atlas.once import once_per_atlas
from geo.atlas.words import said_in
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

_NATURE = frozenset("HTUV")
_COUNTRY = "PCL"  # how GeoNames' codes of countries and dependencies begin


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader wants to see of an atlas: the filters.

    Attributes:
        mention_kinds: Kinds of mention kept.
        link_kinds: Kinds of link kept; None keeps stated links, and co-mentions only
            where no stated link exists.
        min_score: Least score of a resolution kept, 0 to 1.
        place_kinds: Kinds of place kept.
        countries: ISO 3166-1 alpha-2 codes of the countries kept; empty for all.
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
    article_ids: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    words: str = ""
    area: Extent | None = None


@once_per_atlas
def select(atlas: Atlas, shown: Shown) -> Atlas:
    """Keep what the filters show; every filter is asked about the whole atlas.

    A name that is not mapped has no certainty, country or spot: it is kept by its kind,
    article and words. Of a link the evidence stays whose article is kept and whose two
    mentions are; a link stays with its evidence and while both its ends are on the map.
    """
    keeps = _mention_test(atlas, shown)
    kept = [
        _narrowed(reading, tuple(filter(keeps, reading.resolutions)))
        for reading in atlas.readings
    ]
    on_map = {r.place.id for left in kept for r in left.resolutions if r.place}
    link_test = _link_test(atlas, shown, on_map)
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


def dated(article: Article, shown: Shown) -> bool:
    """Return whether an article was published on one of the days asked for."""
    if shown.since is None and shown.until is None:
        return True
    day = article.published
    return day is not None and (
        (shown.since or date.min) <= day <= (shown.until or date.max)
    )


def _mention_test(atlas: Atlas, shown: Shown) -> Callable[[Resolution], bool]:
    """Put the filters of mentions together; articles and places are asked once each."""
    articles = _articles(atlas, shown)
    places = {
        s.place.id for s in index_of(atlas).places.values() if _in_place(s.place, shown)
    }
    said = said_in(atlas, shown.words)

    def keeps(resolution: Resolution) -> bool:
        mention, place = resolution.mention, resolution.place
        return (
            mention.kind in shown.mention_kinds
            and mention.passage.article_id in articles
            and (place is None or resolution.score >= shown.min_score)
            and (place is None or place.id in places)
            and said.by_mention(resolution)
        )

    return keeps


def _articles(atlas: Atlas, shown: Shown) -> frozenset[str]:
    chosen = shown.article_ids
    return frozenset(
        article.id
        for article in atlas.articles
        if (not chosen or article.id in chosen) and dated(article, shown)
    )


def _in_place(place: Place, shown: Shown) -> bool:
    return (
        place_kind(place) in shown.place_kinds
        and (not shown.countries or place.country_code in shown.countries)
        and (shown.area is None or inside(shown.area, place.lat, place.lon))
    )


def _link_test(
    atlas: Atlas, shown: Shown, on_map: set[str]
) -> Callable[[Reading, Reading], Iterator[Link]]:
    """Put the filters of links together.

    Returns:
        What gives the links that stay of a reading, as it was and as its mentions are.
    """
    kinds = shown.link_kinds
    if kinds is None:
        kinds = default_link_kinds(atlas)
    articles = _articles(atlas, shown)
    said = said_in(atlas, shown.words)

    def test(before: Reading, left: Reading) -> Iterator[Link]:
        if before.article.id not in articles:
            return
        gone: frozenset[Passage] = frozenset()
        if left is not before:
            gone = frozenset(r.mention.passage for r in before.resolutions)
            gone -= {r.mention.passage for r in left.resolutions}
        for link in before.links:
            if link.kind in kinds and {link.origin.id, link.destination.id} <= on_map:
                yield from _part_of(
                    link,
                    tuple(
                        e
                        for e in link.evidence
                        if e.origin.passage not in gone
                        and e.destination.passage not in gone
                        and said.by_evidence(link, e)
                    ),
                )

    return test


def _part_of(link: Link, kept: tuple[Evidence, ...]) -> Iterator[Link]:
    """Return a link with what is left of its evidence, while any is."""
    if kept:
        whole = len(kept) == len(link.evidence)
        yield link if whole else replace(link, evidence=kept)
