"""Two sides compared: what only one of them names, and what both do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atlases import atlas_from, changed, join
from known_places import MOSCOW, PYONGYANG, SUVA

from geo.atlas import (
    CompareBy,
    Comparing,
    Comparison,
    Group,
    asked_comparison,
    compare,
    comparison_from_url,
    comparison_to_url,
    groups_by_day,
    groups_by_source,
    ways_to_compare,
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


def test_what_can_be_compared_begins_with_two_sources(atlas):
    found = ways_to_compare(atlas)
    assert [(way.by, way.a, way.b) for way in found] == [
        (CompareBy.SOURCES, "Herald", "Wire"),
        (CompareBy.ARTICLES, *ids(atlas, 0, 1)),
        (CompareBy.DAY, "2026-01-03", ""),
    ]
    assert ways_to_compare(told("Moscow.", "Herald")) == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("sources", "Wire", "Herald"), Comparing(CompareBy.SOURCES, "Wire", "Herald")),
        (("sources", "Nobody", ""), Comparing(CompareBy.SOURCES, "Herald", "Wire")),
        (("day", "2026-01-05", ""), Comparing(CompareBy.DAY, "2026-01-05")),
        (("day", "2027-01-05", ""), Comparing(CompareBy.DAY, "2026-01-03")),
        (("day", "<b>", ""), Comparing(CompareBy.DAY, "2026-01-03")),
        (("weather", "", ""), None),
        (("", "", ""), None),
    ],
)
def test_a_comparison_is_asked_for_and_stands_in_the_address(atlas, asked, found):
    assert asked_comparison(atlas, *asked) == found
    assert comparison_from_url(atlas, comparison_to_url(found)) == found


def test_a_source_of_any_name_stands_in_the_address():
    name = "A|B & C, Ünlü"
    atlas = join([told("Moscow.", name), told("Suva.", "Wire")])
    comparing = asked_comparison(atlas, "sources", name, "Wire")
    assert comparison_from_url(atlas, comparison_to_url(comparing)) == comparing
    assert comparison_from_url(atlas, "%%|%|") is None
