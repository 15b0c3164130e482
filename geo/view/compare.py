"""A comparison as plain values: three lists of places, and the side of each for the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from geo.atlas import Compared, Group, compare
from geo.labels import where
from geo.model import Atlas
from geo.view.articles import title_of
from geo.view.signs import View


def compare_view(atlas: Atlas, a: Group, b: Group) -> View:
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


def _rows(rows: Iterable[Compared]) -> list[View]:
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
