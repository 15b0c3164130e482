"""A comparison: what can be compared, and the places of each side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from geo.atlas import (
    CompareBy,
    Compared,
    Comparing,
    Group,
    compare,
    groups_by_day,
    groups_by_source,
    ways_to_compare,
)
from geo.labels import where
from geo.model import Atlas
from geo.view.facet_types import CompareChoice
from geo.view.lines import ENGLISH, spoken, title_of
from geo.view.types import ComparedRow, ComparedSide, CompareView, Spoken

_WAYS = {
    CompareBy.SOURCES: "Two sources",
    CompareBy.ARTICLES: "Two articles",
    CompareBy.DAY: "Before and after a day",
}


def compare_choice(shown: Atlas, comparing: Comparing | None) -> CompareChoice:
    """Return what can be compared, and the comparison where there is one.

    Args:
        shown: What the filters leave.
        comparing: What is compared; None while nothing is.
    """
    ways = ways_to_compare(shown)
    days = sorted(a.published for a in shown.articles if a.published)
    return {
        "ways": [[way.by.value, _WAYS[way.by]] for way in ways],
        "by": comparing.by.value if comparing else "",
        "a": comparing.a if comparing else "",
        "b": comparing.b if comparing else "",
        "sources": [group.name for group in groups_by_source(shown)],
        "days": [day.isoformat() for day in (days[0], days[-1])] if days else [],
        "view": compare_view(shown, *sides_of(shown, comparing)) if comparing else None,
    }


def sides_of(atlas: Atlas, comparing: Comparing) -> tuple[Group, Group]:
    """Return the two sides of a comparison of an atlas (`asked_comparison`)."""
    if comparing.by is CompareBy.DAY:
        return groups_by_day(atlas, date.fromisoformat(comparing.a))
    if comparing.by is CompareBy.SOURCES:
        sources = {group.name: group for group in groups_by_source(atlas)}
        return sources[comparing.a], sources[comparing.b]
    articles = dict(
        zip((a.id for a in atlas.articles), groups_by_article(atlas), strict=True)
    )
    return articles[comparing.a], articles[comparing.b]


def compare_view(atlas: Atlas, a: Group, b: Group) -> CompareView:
    """Compare two groups of articles.

    Returns:
        ``a`` and ``b`` (name and articles of each side), the lists ``only_a``, ``both``
        and ``only_b``, and ``sides``: the side of each place id for the map.
    """
    found = compare(atlas, a.article_ids, b.article_ids)
    lists = {"a": found.only_a, "both": found.both, "b": found.only_b}
    return {
        "a": _side(atlas, a),
        "b": _side(atlas, b),
        "only_a": _rows(found.only_a),
        "both": _rows(found.both),
        "only_b": _rows(found.only_b),
        "sides": {row.place.id: side for side, rows in lists.items() for row in rows},
    }


def _side(atlas: Atlas, group: Group) -> ComparedSide:
    ids = group.article_ids
    languages = [*{a.language for a in atlas.articles if a.id in ids} - {"", ENGLISH}]
    told: Spoken = {"languages": languages} if len(languages) == len(ids) == 1 else {}
    return {"name": group.name, "articles": len(ids), **told}


def _rows(rows: Iterable[Compared]) -> list[ComparedRow]:
    return [
        {
            "id": row.place.id,
            "name": row.place.name,
            "where": where(row.place),
            "a": row.in_a,
            "b": row.in_b,
            **spoken(row.place),
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
