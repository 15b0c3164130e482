"""Places and links as columns: in an order that a map can gather at every zoom."""

from __future__ import annotations

import json
from base64 import b64decode
from gzip import decompress as gunzip
from itertools import groupby

import pytest
from big_atlas import big_atlas
from scripts_in_node import drawn_links

from geo.atlas import bundles_of, summarise
from geo.draw import draw_map, drawing, needs_canvas
from geo.draw.columns import (
    BITS,
    FAN_WIDTH,
    MAX_AREAS,
    MAX_MARKERS,
    MAX_SVG_LINKS,
    MIN_POINTS,
    POINTS,
    fan,
    place_columns,
    points_of_each,
    quadkey,
)
from geo.itinerary import itineraries
from geo.web import island

PLACES = ("ids", "lats", "lons", "ns", "zooms")
LINKS = ("ids", "origins", "destinations", "bows", "ns", "kind", "status", "directed")


@pytest.fixture(scope="module")
def big():
    return big_atlas(articles=300, places=MAX_MARKERS + 500, links=300)


def test_a_few_places_have_a_marker_each_the_most_named_first():
    atlas = big_atlas(articles=5, places=100, links=20)
    columns = drawing(atlas)["places"]
    assert columns["alone"] == 100
    assert columns["ids"] == [summary.place.id for summary in summarise(atlas)]


def drawing_in(script: str) -> dict:
    """Read a drawing as geo/web/gunzip.js does."""
    data = json.loads(script)
    return data if isinstance(data, dict) else json.loads(gunzip(b64decode(data)))


def test_of_many_every_place_is_there_once(big):
    columns = drawing(big)["places"]
    assert columns["alone"] == MAX_AREAS
    assert columns["areas"][:MAX_AREAS] == list(range(MAX_AREAS))
    assert sorted(columns["ids"]) == sorted(place.id for place in big.places)
    assert {len(columns[column]) for column in PLACES} == {len(big.places)}
    assert len({len(columns[of]) for of in ("areas", "shapes", "reaches")}) == 1
    assert needs_canvas(drawing(big))


def test_a_cell_of_any_zoom_is_one_stretch_of_the_columns(big):
    columns = place_columns(summarise(big), -180.0)
    rest = slice(columns["alone"], None)
    keys = list(map(quadkey, columns["lats"][rest], columns["lons"][rest]))
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
    assert points_of_each(10_000) == MIN_POINTS


def test_no_arc_lies_straight_and_a_fan_stays_narrow(big):
    bows = fan(bundles_of(big)).values()
    assert min(map(abs, bows)) >= 1
    assert max(map(abs, bows)) <= 1 + FAN_WIDTH


def test_an_atlas_is_drawn_once(big):
    def script():
        return next(iter(draw_map(big)._children.values())).data

    first = script()
    assert script() is first
    assert drawing_in(first)["places"]["bits"] == BITS


@pytest.mark.parametrize("places", [10, 12_000])
def test_a_long_drawing_is_zipped_and_a_short_one_can_be_read(places):
    atlas = big_atlas(articles=2, places=places, links=10)
    script = next(iter(draw_map(atlas)._children.values())).data
    assert script.startswith("{" if places == 10 else '"')
    assert drawing_in(script) == json.loads(island(drawing(atlas)))
    page = draw_map(atlas).get_root().render()
    assert page.count(script) == 1


def test_only_many_lines_are_drawn_on_canvas():
    drawn = drawing(big_atlas(articles=20, places=50, links=10))
    for lines, is_canvas in ((MAX_SVG_LINKS, False), (MAX_SVG_LINKS + 1, True)):
        many = {**drawn, "links": {**drawn["links"], "ids": ["x"] * lines}}
        assert needs_canvas(many) is is_canvas


def test_every_bundle_is_drawn_once():
    atlas = big_atlas(articles=20, places=300, links=400)
    drawn = drawing(atlas)["links"]
    assert drawn["ids"] == [bundle.id for bundle in bundles_of(atlas)]
    assert {len(drawn[column]) for column in LINKS} == {len(drawn["ids"])}


def test_columns_of_links_say_what_the_links_say():
    atlas = big_atlas(articles=20, places=300, links=400)
    said = [props for props, _ in drawn_links(atlas)]
    assert said == [
        {
            "id": link.id,
            "type": "link",
            "n": len(link.passages),
            "kind": link.kind.value,
            "status": link.status.value,
            "directed": link.directed,
            "ends": [link.origin.id, link.destination.id],
        }
        for link in bundles_of(atlas)
    ]


def test_journeys_are_told_beside_them():
    atlas = big_atlas(articles=20, places=300, links=800)
    drawn = drawing(atlas)
    known = set(drawn["links"]["ids"])
    assert len(drawn["journeys"]) == len(itineraries(atlas))
    for journey in drawn["journeys"].values():
        assert set(journey["legs"]) <= known
