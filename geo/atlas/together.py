"""Several atlases as one, and what their articles are about together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.model import Atlas, Focus, FocusLevel


def join_atlases(atlases: Iterable[Atlas]) -> Atlas:
    """Lay several atlases on one another; their articles stay in order."""
    parts = tuple(atlases)
    return Atlas(
        articles=tuple(a for part in parts for a in part.articles),
        resolutions=tuple(r for part in parts for r in part.resolutions),
        links=tuple(link for part in parts for link in part.links),
        focus=tuple(focus for part in parts for focus in part.focus),
    )


def main_places(atlas: Atlas) -> tuple[Focus, ...]:
    """Give what the articles are about, each place once, the larger and likelier first.

    Of several articles, a place's share is that of the articles that are about it.
    """
    groups: dict[str, list[Focus]] = {}
    for focus in atlas.focus:
        groups.setdefault(focus.place.id, []).append(focus)
    articles = max(1, len(atlas.articles))
    merged = [
        replace(
            group[0],
            score=sum(focus.score for focus in group) / articles,
            count=sum(focus.count for focus in group),
        )
        for group in groups.values()
    ]
    order = list(FocusLevel)
    return tuple(sorted(merged, key=lambda f: (order.index(f.level), -f.score)))
