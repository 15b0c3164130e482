"""Two sides compared: what only one of them names, and what both do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atlases import atlas_from, changed, join
from known_places import MOSCOW, PYONGYANG, SUVA

from geo.atlas import (
    Comparison,
    Group,
    compare,
    groups_by_day,
    groups_by_source,
)
from geo.view import compare_view, groups_by_article

KNOWN = {"Moscow": MOSCOW, "Suva": SUVA, "Pyongyang": PYONGYANG, "Atlantis": None}


def told(text: str, source: str, day: date | None = None, title: str = "News"):
    places = {name: place for name, place in KNOWN.items() if name in text}
    found = atlas_from(text, places, title=title, source=source)
    return changed(found, article=replace(found.articles[0], published=day))


@pytest.fixture(scope="module")
def atlas():
    return join(
        [
            told("Moscow and Suva. Moscow.", "Herald", date(2026, 1, 1)),
            told("Suva, Pyongyang and Atlantis.", "Wire", date(2026, 1, 5)),
            told("Moscow again.", "Wire", title="Later"),
        ]
    )


def ids(atlas, *numbers):
    return [atlas.articles[i].id for i in numbers]


def listed(found: Comparison):
    return [
        [(row.place.name, row.in_a, row.in_b) for row in rows]
        for rows in (found.only_a, found.both, found.only_b)
    ]


def test_places_of_one_of_both_and_of_the_other(atlas):
    assert listed(compare(atlas, ids(atlas, 0), ids(atlas, 1))) == [
        [("Moscow", 2, 0)],
        [("Suva", 1, 1)],
        [("Pyongyang", 0, 1)],
    ]


def test_groups_are_counted_together_and_an_article_may_be_on_both_sides(atlas):
    found = compare(atlas, ids(atlas, 0, 2), ids(atlas, 0))
    assert listed(found) == [[], [("Moscow", 3, 2), ("Suva", 1, 1)], []]


def test_a_side_without_articles(atlas):
    assert listed(compare(atlas, (), ids(atlas, 2))) == [[], [], [("Moscow", 0, 1)]]
    assert compare(atlas, (), ()) == Comparison((), (), ())


def test_groups_of_a_source_and_of_a_time(atlas):
    herald, wire = groups_by_source(atlas)
    assert (herald.name, len(herald.article_ids)) == ("Herald", 1)
    assert (wire.name, len(wire.article_ids)) == ("Wire", 2)
    before, after = groups_by_day(atlas, date(2026, 1, 5))
    assert before == Group("before 2026-01-05", frozenset(ids(atlas, 0)))
    assert after == Group("from 2026-01-05", frozenset(ids(atlas, 1)))


def test_articles_of_one_title_are_numbered(atlas):
    names = [group.name for group in groups_by_article(atlas)]
    assert names == ["News (1)", "News (2)", "Later"]


def test_the_view_gives_the_map_a_side_for_every_place(atlas):
    view = compare_view(atlas, *groups_by_article(atlas)[:2])
    assert view["sides"] == {MOSCOW.id: "a", SUVA.id: "both", PYONGYANG.id: "b"}
    assert view["a"] == {"name": "News (1)", "articles": 1}
    assert view["both"] == [
        {
            "id": SUVA.id,
            "name": "Suva",
            "where": "capital, Central, Fiji",
            "a": 1,
            "b": 1,
        }
    ]
