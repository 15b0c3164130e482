"""What the map opens on."""

from __future__ import annotations

import pytest
from atlases import atlas_from
from known_places import MOSCOW, PYONGYANG, RUSSIA, SUVA, WONSAN
from scripts_in_node import run

from geo.atlas import summarise
from geo.draw.opening import Weighed, opening, opening_weights

ROOM = {"x": 600, "y": 460}


def opened(spots, room=ROOM):
    """Which spots (name, x, y, weight) the map opens on, in the browser and on paper."""
    rows = [
        dict(zip(("name", "x", "y", "weight"), spot, strict=True)) for spot in spots
    ]
    kept = run(
        f"spots => dateline.opening(spots, {room}, 9)".replace("'", ""),
        rows,
        "opening.js",
    )
    on_paper = opening(
        [Weighed(x, y, weight) for _, x, y, weight in spots], (room["x"], room["y"]), 9
    )
    assert {(spot["x"], spot["y"]) for spot in kept} == {(s.x, s.y) for s in on_paper}
    return {spot["name"] for spot in kept}


TOWNS = [
    (f"town {i}", 0.35 + 0.0006 * i, 0.58 + 0.0004 * (i % 4), 3.0) for i in range(12)
]


@pytest.mark.parametrize(
    ("far", "left_out"),
    [
        ([], set()),
        ([("Qingdao", 0.83, 0.39, 1.0)], {"Qingdao"}),
        ([("Qingdao", 0.83, 0.39, 1.0), ("Berlin", 0.54, 0.33, 1.0)], {"Qingdao", "Berlin"}),
        ([("the other half", 0.83, 0.39, 30.0)], set()),  # two stories: both
    ],
)  # fmt: skip
def test_what_lies_far_from_what_weighs_is_left_at_the_edge(far, left_out):
    names = {name for name, *_ in (*TOWNS, *far)}
    assert opened([*TOWNS, *far]) == names - left_out


def test_a_story_of_the_world_stays_one():
    world = [
        ("a", 0.2, 0.4, 1.0),
        ("b", 0.5, 0.35, 1.0),
        ("c", 0.8, 0.4, 1.0),
        ("d", 0.9, 0.6, 1.0),
    ]
    assert opened(world) == {"a", "b", "c", "d"}


def test_towns_of_the_country_that_is_named_most_weigh_more():
    atlas = atlas_from(
        "Pyongyang and Wonsan wait. Moscow too, and Suva. Russia.",
        places={
            "Pyongyang": PYONGYANG,
            "Wonsan": WONSAN,
            "Moscow": MOSCOW,
            "Suva": SUVA,
            "Russia": RUSSIA,
        },
    )
    rows = summarise(atlas)
    weights = dict(
        zip((s.place.id for s in rows), opening_weights(atlas, rows), strict=True)
    )
    assert weights[PYONGYANG.id] > weights[SUVA.id]
    assert weights[MOSCOW.id] > weights[RUSSIA.id]
