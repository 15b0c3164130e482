"""The timeline: its steps, their counts, and what is on the map at each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from atlases import atlas_from, changed, join, sample_atlas
from big_atlas import big_atlas
from hypothesis import given, strategies as st
from known_places import MOSCOW

from geo.atlas import Filters, select
from geo.view import timeline_note, timeline_view
from geo.view.timeline import MAX_STEPS, steps_between


@pytest.mark.parametrize(
    ("first", "last", "unit", "steps"),
    [
        ("2026-01-01", "2026-01-02", "day", 2),
        ("2026-01-01", "2026-03-01", "day", 60),
        ("2026-01-01", "2026-03-02", "week", 10),
        ("2026-01-01", "2027-06-01", "month", 18),
        ("2020-01-01", "2026-01-01", "quarter", 25),
        ("1990-05-01", "2026-01-01", "year", 37),
        ("1900-01-01", "2026-01-01", "decade", 13),
        ("0001-01-01", "9999-12-31", "century", 100),
    ],
)
def test_steps_are_as_short_as_sixty_allow(first, last, unit, steps):
    found, made = steps_between(date.fromisoformat(first), date.fromisoformat(last))
    assert (found, len(made)) == (unit, steps)


@given(st.dates(date(1500, 1, 1)), st.dates(date(1500, 1, 1)))
def test_steps_follow_one_another_and_cover_both_days(one, other):
    first, last = sorted((one, other))
    unit, steps = steps_between(first, last)
    assert steps[0].first <= first <= steps[0].last
    assert steps[-1].first <= last <= steps[-1].last
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(steps))
    assert unit == "century" or len(steps) <= MAX_STEPS


def test_each_step_has_its_articles_mentions_places_and_links():
    atlas = big_atlas(6, 30, 20, mentions_per_article=10)
    view = timeline_view(atlas, atlas)
    assert [step["label"] for step in view["steps"]] == [
        f"{day} Jan 2024" for day in range(2, 7)
    ]
    assert {step["articles"] for step in view["steps"]} == {1}
    assert {step["mentions"] for step in view["steps"]} == {10}
    assert view["undated"] == 1
    at = view["at"][0]["places"]
    named = {view["places"][i]: n for i, n in zip(at[::2], at[1::2], strict=True)}
    assert named == {f"geonames:{i}": 1 for i in range(11, 21)}
    assert [len(step["links"]) for step in view["at"]] == [5, 5, 5, 0, 0]


def test_bars_are_of_all_days_and_the_map_of_what_is_shown():
    atlas = big_atlas(6, 30, 20, mentions_per_article=10)
    few = select(atlas, Filters(since=date(2024, 1, 4)))
    view = timeline_view(atlas, few)
    assert [step["mentions"] for step in view["steps"]] == [10] * 5
    assert [bool(step["places"]) for step in view["at"]] == [
        False,
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([2], ""),  # one article needs none
        ([0], ""),
        ([2, 2], "All 2 articles are of 2 Mar 2026."),
        ([2, 0, 0], "1 of 3 articles is of 2 Mar 2026, 2 without a date."),
        ([2, 2, 0], "2 of 3 articles are of 2 Mar 2026, 1 without a date."),
        ([0, 0], "No article has a date"),
        ([2, 3], ""),
    ],
)
def test_without_two_days_it_is_said_why_there_is_no_timeline(days, said):
    atlas = join(
        changed(
            found := atlas_from(f"Moscow {n}.", {"Moscow": MOSCOW}),
            article=replace(
                found.articles[0], published=date(2026, 3, day) if day else None
            ),
        )
        for n, day in enumerate(days)
    )
    assert timeline_note(atlas).startswith(said)
    assert bool(timeline_note(atlas)) == bool(said)


def test_one_day_has_no_timeline():
    assert timeline_view(sample_atlas(), sample_atlas()) is None
    assert timeline_view(big_atlas(2, 4, 2), big_atlas(2, 4, 2)) is None
