"""The filters that are set, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from geo.atlas import (
    UNSURE_BELOW,
    FilterName,
    Filters,
    RegionLevel,
    actors,
    bundles_of,
    facets,
    regions,
    summarise,
)
from geo.labels import country_name, label, link_name, region_name
from geo.model import Atlas, MentionKind, PlaceKind
from geo.view.lines import title_of

K = TypeVar("K", MentionKind, PlaceKind)


def describe_filter(atlas: Atlas, filters: Filters, each: FilterName) -> str:
    """Return what one filter that is set keeps: "Norway and 2 more"."""
    return _WORDS[each](atlas, filters)


def _titles(atlas: Atlas, filters: Filters) -> str:
    return _some(title_of(a) for a in atlas.articles if a.id in filters.article_ids)


def _days(_: Atlas, filters: Filters) -> str:
    if filters.since and filters.until:
        return f"{filters.since} to {filters.until}"
    return f"From {filters.since}" if filters.since else f"Until {filters.until}"


def _links(atlas: Atlas, filters: Filters) -> str:
    kept = [k for k, _ in facets(atlas).link_kinds if k in (filters.link_kinds or ())]
    return _some(map(label, kept)) if kept else "No links"


def _off(present: Iterable[tuple[K, int]], kept: frozenset[K]) -> str:
    """Return which kinds are switched off."""
    return f"Without {_some(label(k) for k, _ in present if k not in kept).lower()}"


def _some(words: Iterable[str]) -> str:
    first, *rest = [*words] or [""]
    return f"{first} and {len(rest)} more" if rest else first


_WORDS: dict[FilterName, Callable[[Atlas, Filters], str]] = {
    FilterName.WORDS: lambda _, filters: f"“{filters.words.strip()}”",
    FilterName.MENTION_KINDS: lambda atlas, filters: _off(
        facets(atlas).mention_kinds, filters.mention_kinds
    ),
    FilterName.PLACE_KINDS: lambda atlas, filters: _off(
        facets(atlas).place_kinds, filters.place_kinds
    ),
    FilterName.COUNTRIES: lambda _, filters: _some(
        sorted(map(country_name, filters.countries))
    ),
    FilterName.PROVINCES: lambda atlas, filters: _some(
        region_name(r)
        for r in regions(atlas, RegionLevel.PROVINCE)
        if r.code in filters.provinces
    ),
    FilterName.PLACES: lambda atlas, filters: _some(
        s.place.name for s in summarise(atlas) if s.place.id in filters.place_ids
    ),
    FilterName.BUNDLES: lambda atlas, filters: _some(
        link_name(b) for b in bundles_of(atlas) if b.id in filters.bundle_ids
    ),
    FilterName.ACTORS: lambda atlas, filters: _some(
        a.name for a in actors(atlas) if a.id in filters.actors
    ),
    FilterName.LINK_KINDS: _links,
    FilterName.CERTAINTY: lambda _, filters: (
        "Likely and sure" if filters.min_score <= UNSURE_BELOW else "Sure only"
    ),
    FilterName.ARTICLES: _titles,
    FilterName.DATES: _days,
    FilterName.AREA: lambda *_: "In the area shown on the map",
}
