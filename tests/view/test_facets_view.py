"""The lists that filter: ranked, counted, and each with all its own rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from atlases import Tie, atlas_from, changed, join
from known_places import MOSCOW, SUVA, WONSAN

from geo.atlas import ArticleOrder, Filters, order_articles, select
from geo.view import facets_view

PLACES = {"Moscow": MOSCOW, "Suva": SUVA, "Wonsan": WONSAN}


def told(text: str, source: str, day: int = 0, *ties: Tie):
    found = atlas_from(
        text,
        {n: p for n, p in PLACES.items() if n in text},
        ties,
        title=text[:9],
        source=source,
    )
    on = date(2026, 3, day) if day else None
    return changed(found, article=replace(found.articles[0], published=on))


ATLAS = join(
    [
        told("Ivanova left Moscow for Suva.", "Wire", 2, Tie("Moscow", "Suva", actor="Ivanova")),
        told("Wonsan and Moscow. Moscow. Wonsan.", "Herald", 3),
        told("Suva is quiet.", ""),
        told("Nothing is named, not even in Wonsan.", "Herald", 1),
    ]
)  # fmt: skip


def lists(filters: Filters):
    found = facets_view(ATLAS, select(ATLAS, filters), filters)["lists"]
    return {facet["name"]: facet for facet in found}


def rows(facet):
    return [(row["name"], row["n"]) for row in facet["rows"]]


def test_the_most_named_comes_first():
    found = lists(Filters())
    assert rows(found["places"]) == [("Moscow", 3), (WONSAN.name, 3), ("Suva", 2)]
    assert rows(found["bundles"]) == [("Moscow → Suva", 1)]
    assert rows(found["actors"]) == [("Ivanova", 1)]
    assert [row["more"] for row in found["articles"]["rows"]] == [
        "Wire · 2026-03-02", "Herald · 2026-03-03", "", "Herald · 2026-03-01",
    ]  # fmt: skip


def test_a_list_keeps_its_own_other_rows_and_narrows_the_others():
    found = lists(Filters(place_ids=frozenset({SUVA.id})))
    assert found["places"]["chosen"] == [SUVA.id]
    assert found["places"]["count"] == 3
    assert rows(found["bundles"]) == [("Moscow → Suva", 1)]
    assert [n for _, n in rows(found["articles"])] == [2, 0, 1, 0]
    assert found["articles"]["count"] == 2
    found = lists(Filters(place_ids=frozenset({WONSAN.id})))
    assert (rows(found["bundles"]), rows(found["actors"])) == ([], [])


def test_articles_in_every_order_those_with_nothing_left_last():
    left = select(ATLAS, Filters(words="moscow"))
    orders = {order: order_articles(left, order) for order in ArticleOrder}
    assert orders == {
        ArticleOrder.NEWEST: (1, 0, 3, 2),
        ArticleOrder.OLDEST: (0, 1, 3, 2),
        ArticleOrder.SOURCE: (1, 0, 3, 2),
        ArticleOrder.RELEVANCE: (1, 0, 2, 3),
    }
    assert order_articles(ATLAS, ArticleOrder.OLDEST) == (3, 0, 1, 2)
