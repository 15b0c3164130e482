"""Very many places: columns in an order that a map can gather at every zoom."""

from __future__ import annotations

import json
from base64 import b64decode
from gzip import decompress as gunzip
from itertools import groupby

import pytest
from big_atlas import big_atlas

from geo.atlas import summarise
from geo.draw import draw_map, drawing
from geo.draw.arcs import LEAST_POINTS, POINTS, fan, points_of_each
from geo.draw.crowd import BITS, MOST_SIGNS, crowd, quadkey
from geo.draw.features import MOST_AREAS
from geo.web import island

COLUMNS = ("ids", "lats", "lons", "ns")


@pytest.fixture(scope="module")
def big():
    return big_atlas(articles=300, places=MOST_SIGNS + 500, links=300)


def test_a_few_places_are_no_crowd():
    drawn = drawing(big_atlas(articles=5, places=100, links=20))
    assert drawn.crowd is None
    assert len(drawn.places) == 100


def drawing_in(script: str) -> dict:
    """Read a drawing as geo/web/unpack.js does."""
    data = json.loads(script)
    return data if isinstance(data, dict) else json.loads(gunzip(b64decode(data)))


def test_of_a_crowd_every_place_is_there_once(big):
    drawn = drawing(big)
    apart = {feature["properties"]["id"] for feature in drawn.places}
    assert len(apart) == MOST_AREAS
    assert all(feature["properties"]["area"] for feature in drawn.places)
    assert apart | set(drawn.crowd["ids"]) == {place.id for place in big.places}
    assert len({len(drawn.crowd[column]) for column in COLUMNS}) == 1
    assert drawn.on_canvas


def test_a_cell_of_any_zoom_is_one_stretch_of_the_columns(big):
    columns = crowd(summarise(big), -180.0)
    keys = list(map(quadkey, columns["lats"], columns["lons"]))
    for level in range(BITS - 12, BITS + 1):
        cells = [key >> 2 * (BITS - level) for key in keys]
        assert len(list(groupby(cells))) <= len(set(cells)) + 5  # but for rounding


@pytest.mark.parametrize(
    ("lat", "lon", "quarter"),
    [(45, -90, 0), (45, 90, 1), (-45, -90, 2), (-45, 90, 3), (90, 180, 0), (-90, 0, 3)],
)
def test_the_first_step_of_the_curve_is_a_quarter_of_the_world(lat, lon, quarter):
    assert quadkey(lat, lon) >> 2 * (BITS - 1) == quarter


def test_many_arcs_have_few_points():
    assert points_of_each(1) == POINTS
    assert points_of_each(10_000) == LEAST_POINTS


def test_no_arc_lies_straight_and_a_fan_stays_narrow(big):
    bows = fan(big.links).values()
    assert min(map(abs, bows)) > 0.01
    assert max(map(abs, bows)) < 0.5


def test_an_atlas_is_drawn_once(big):
    def script():
        return next(iter(draw_map(big)._children.values())).data

    first = script()
    assert script() is first
    assert drawing_in(first)["crowd"]["bits"] == BITS


@pytest.mark.parametrize("places", [10, 12_000])
def test_a_long_drawing_is_packed_and_a_short_one_can_be_read(places):
    atlas = big_atlas(articles=2, places=places, links=10)
    script = next(iter(draw_map(atlas)._children.values())).data
    assert script.startswith("{" if places == 10 else '"')
    assert drawing_in(script) == json.loads(island(drawing(atlas).as_json()))
    page = draw_map(atlas).get_root().render()
    assert page.count(script) == 1
