"""Places, links, those who act and articles as lists: ranked, counted, each row a filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from geo.atlas import (
    Actor,
    ArticleOrder,
    Comparing,
    FilterName,
    Filters,
    actors,
    article_number,
    bundles_of,
    index_of,
    memoized,
    order_articles,
    select,
    summarise,
    without,
)
from geo.labels import bundle_words, link_name, where
from geo.model import Article, Atlas, Place
from geo.view.compare import compare_choice
from geo.view.facet_types import FacetRow, FacetsView, FacetView
from geo.view.lines import day_of, spoken, title_of

MAX_ROWS = 1_000  # of one list; the find box looks through all

T = TypeVar("T")


@memoized
def facets_view(
    atlas: Atlas, shown: Atlas, filters: Filters, comparing: Comparing | None = None
) -> FacetsView:
    """Return the lists.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it.
        filters: These: rows they name are marked, and in their own list all others stay.
        comparing: What is compared, if anything is.
    """

    def of(name: FilterName) -> Atlas:
        narrowed = without(filters, name)
        return shown if narrowed == filters else select(atlas, narrowed)

    return {
        "lists": [
            _places(of(FilterName.PLACES), filters),
            _bundles(of(FilterName.BUNDLES), filters),
            _actors(of(FilterName.ACTORS), filters),
            _articles(of(FilterName.ARTICLES), filters),
        ],
        "compare": compare_choice(shown, comparing),
    }


def _places(atlas: Atlas, filters: Filters) -> FacetView:
    rows = (
        _row(s.place.id, s.place.name, where(s.place), s.count, s.place)
        for s in summarise(atlas)
    )
    return _facet("places", rows, len(summarise(atlas)), filters.place_ids)


def _bundles(atlas: Atlas, filters: Filters) -> FacetView:
    ranked = sorted(bundles_of(atlas), key=lambda b: -len(b.passages))
    rows = (
        _row(
            b.id,
            link_name(b),
            bundle_words(b),
            len(b.passages),
            b.origin,
            b.destination,
        )
        for b in ranked
    )
    return _facet("bundles", rows, len(ranked), filters.bundle_ids)


def _actors(atlas: Atlas, filters: Filters) -> FacetView:
    found = actors(atlas)
    rows = (_row(a.id, a.name, "", len(a.passages), _told_in(atlas, a)) for a in found)
    return _facet("actors", rows, len(found), filters.actors)


def _articles(atlas: Atlas, filters: Filters) -> FacetView:
    within = index_of(atlas).within
    rows = (
        _row(
            a.id,
            title_of(a),
            " · ".join(filter(None, (a.source, day_of(a)))),
            len(within.get(a.id, ())),
            a,
        )
        for a in atlas.articles
    )
    orders = {order.value: list(order_articles(atlas, order)) for order in ArticleOrder}
    every = len(atlas.articles)
    facet = _facet("articles", rows, every, filters.article_ids, every)
    said = sum(row["n"] > 0 for row in facet["rows"])
    return {**facet, "count": said if filters != Filters() else every, "orders": orders}


def _told_in(atlas: Atlas, actor: Actor) -> Article:
    """Return the first article that names somebody who acts."""
    first = min(article_number(atlas, said.article_id) for said in actor.passages)
    return atlas.articles[first]


def _row(name: str, title: str, more: str, n: int, *said: Place | Article) -> FacetRow:
    return {"id": name, "name": title, "more": more, "n": n, **spoken(*said)}


def _facet(
    name: str,
    rows: Iterable[FacetRow],
    count: int,
    chosen: frozenset[str],
    most: int = MAX_ROWS,
) -> FacetView:
    every = list(rows)
    kept = every[:most] + [row for row in every[most:] if row["id"] in chosen]
    return {
        "name": name,
        "rows": kept,
        "count": count,
        "chosen": [row["id"] for row in kept if row["id"] in chosen],
        "orders": {},
    }
