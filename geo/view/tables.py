"""What stands under the map in rows: a comparison, the filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from geo.atlas import (
    UNSURE_BELOW,
    Compared,
    FilterName,
    Filters,
    Group,
    compare,
    facets,
)
from geo.labels import country_name, label, where
from geo.model import Atlas, MentionKind, PlaceKind
from geo.view.lines import title_of
from geo.view.types import ComparedRow, CompareView


def compare_view(atlas: Atlas, a: Group, b: Group) -> CompareView:
    """Compare two groups of articles.

    Returns:
        ``a`` and ``b`` (name and articles of each side), the lists ``only_a``, ``both``
        and ``only_b``, and ``sides``: the side of each place id for the map.
    """
    found = compare(atlas, a.article_ids, b.article_ids)
    lists = {"a": found.only_a, "both": found.both, "b": found.only_b}
    return {
        "a": {"name": a.name, "articles": len(a.article_ids)},
        "b": {"name": b.name, "articles": len(b.article_ids)},
        "only_a": _rows(found.only_a),
        "both": _rows(found.both),
        "only_b": _rows(found.only_b),
        "sides": {row.place.id: side for side, rows in lists.items() for row in rows},
    }


def _rows(rows: Iterable[Compared]) -> list[ComparedRow]:
    return [
        {
            "id": row.place.id,
            "name": row.place.name,
            "where": where(row.place),
            "a": row.in_a,
            "b": row.in_b,
        }
        for row in rows
    ]


def groups_by_article(atlas: Atlas) -> tuple[Group, ...]:
    """Return each article as a group of its own; equal titles are numbered."""
    titles = [title_of(article) for article in atlas.articles]
    often, met = Counter(titles), Counter[str]()
    found = []
    for article, title in zip(atlas.articles, titles, strict=True):
        met[title] += 1
        name = title if often[title] == 1 else f"{title} ({met[title]})"
        found.append(Group(name, frozenset({article.id})))
    return tuple(found)


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
    FilterName.LINK_KINDS: _links,
    FilterName.CERTAINTY: lambda _, filters: (
        "Likely and sure" if filters.min_score <= UNSURE_BELOW else "Sure only"
    ),
    FilterName.ARTICLES: _titles,
    FilterName.DATES: _days,
    FilterName.AREA: lambda *_: "In the area shown on the map",
}
