"""The filters that are set, in words: what their chips say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from geo.atlas import UNSURE_BELOW, Filter, Shown, facets
from geo.labels import country_name, label
from geo.model import Atlas, MentionKind, PlaceKind
from geo.view.articles import title_of

K = TypeVar("K", MentionKind, PlaceKind)


def filter_words(atlas: Atlas, shown: Shown, each: Filter) -> str:
    """Return what one filter that is set keeps: "Norway and 2 more"."""
    return _WORDS[each](atlas, shown)


def _titles(atlas: Atlas, shown: Shown) -> str:
    return _some(title_of(a) for a in atlas.articles if a.id in shown.article_ids)


def _days(_: Atlas, shown: Shown) -> str:
    if shown.since and shown.until:
        return f"{shown.since} to {shown.until}"
    return f"From {shown.since}" if shown.since else f"Until {shown.until}"


def _links(atlas: Atlas, shown: Shown) -> str:
    kept = [k for k, _ in facets(atlas).link_kinds if k in (shown.link_kinds or ())]
    return _some(map(label, kept)) if kept else "No links"


def _off(present: Iterable[tuple[K, int]], kept: frozenset[K]) -> str:
    """Return which kinds are switched off."""
    return f"Without {_some(label(k) for k, _ in present if k not in kept).lower()}"


def _some(words: Iterable[str]) -> str:
    first, *rest = [*words] or [""]
    return f"{first} and {len(rest)} more" if rest else first


_WORDS: dict[Filter, Callable[[Atlas, Shown], str]] = {
    Filter.WORDS: lambda _, shown: f"“{shown.words.strip()}”",
    Filter.MENTION_KINDS: lambda atlas, shown: _off(
        facets(atlas).mention_kinds, shown.mention_kinds
    ),
    Filter.PLACE_KINDS: lambda atlas, shown: _off(
        facets(atlas).place_kinds, shown.place_kinds
    ),
    Filter.COUNTRIES: lambda _, shown: _some(
        sorted(map(country_name, shown.countries))
    ),
    Filter.LINK_KINDS: _links,
    Filter.CERTAINTY: lambda _, shown: (
        "Likely and sure" if shown.min_score <= UNSURE_BELOW else "Sure only"
    ),
    Filter.ARTICLES: _titles,
    Filter.DATES: _days,
    Filter.AREA: lambda *_: "In the area shown on the map",
}
