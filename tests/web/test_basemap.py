"""The basemap we ship: its lines, countries, disputes and names."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest
import recipes_in_tree  # noqa: F401 -- finds them

from geo.recipes.basemap.disputed import DISPUTES
from geo.recipes.basemap.file import Basemap, load_basemap

FILE = resources.files("geo.web").joinpath("basemap.json")


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return load_basemap()


def rings(basemap):
    return [
        (country.name, ring)
        for country in basemap.countries
        for polygon in country.polygons
        for ring in polygon
    ]


def lines(basemap):
    disputed = [line for lines in basemap.disputed.values() for line in lines]
    return [*basemap.coasts, *basemap.borders, *disputed]


def country_at(basemap, lat, lon):
    """The country around a point: inside an odd number of one polygon's rings."""

    def crossings(ring):
        return sum(
            (a > lat) != (b > lat) and lon < (d - c) * (lat - a) / (b - a) + c
            for (a, c), (b, d) in pairwise(ring)
        )

    return [
        country.name
        for country in basemap.countries
        if any(sum(map(crossings, p)) % 2 for p in country.polygons)
    ]


def crossed(line, here, there):
    """Whether a line passes between two points."""

    def side(p, q, r):
        return (q[1] - p[1]) * (r[0] - p[0]) - (q[0] - p[0]) * (r[1] - p[1]) > 0

    return any(
        side(p, q, here) != side(p, q, there)
        and side(here, there, p) != side(here, there, q)
        for p, q in pairwise(line)
    )


def test_small_over_the_wire():
    data = FILE.read_bytes()
    assert len(data) < 1_200_000
    assert len(gzip.compress(data)) < 450_000


def test_every_ring_is_closed_and_on_the_map(basemap):
    for name, ring in rings(basemap):
        assert ring[0] == ring[-1], name
        assert len(set(ring)) > 2, name
        assert all(-85.06 <= lat <= 84 for lat, _ in ring), name
        assert all(-190 <= lon <= 195 for _, lon in ring), name


def test_no_line_runs_across_the_map(basemap):
    # The lower edge of Antarctica, in quarters, is the longest there is.
    for _, ring in rings(basemap):
        assert max(abs(a[1] - b[1]) for a, b in pairwise(ring)) <= 90
    for line in lines(basemap):
        assert max(abs(a[1] - b[1]) for a, b in pairwise(line)) < 20


def test_no_coast_along_the_edges_of_the_data(basemap):
    for line in basemap.coasts:
        for (lat, lon), (next_lat, next_lon) in pairwise(line):
            assert not (lon == next_lon and abs(lon) == 180)
            assert min(lat, next_lat) > -85.06


def test_each_line_is_stored_once(basemap):
    segments = Counter(
        frozenset(segment) for line in lines(basemap) for segment in pairwise(line)
    )
    assert not [s for s, times in segments.items() if times > 1 and len(s) > 1]


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Russia", 55.75, 37.6),
        ("Russia", 66.0, 179.0),
        ("Russia", 66.0, 188.0),
        ("North Korea", 39.03, 125.75),
        ("South Korea", 36.5, 127.9),
        ("Ukraine", 50.45, 30.5),
        ("Ukraine", 44.95, 34.1),
        ("Western Sahara", 25.0, -13.5),
        ("Western Sahara", 27.1, -13.1),
        ("Palestine", 32.0, 35.2),
        ("Kosovo", 42.6, 20.9),
        ("Lesotho", -29.5, 28.3),
        ("United States of America", 40.0, -100.0),
        ("Antarctica", -84.9, 0.0),
        ("Fiji", -17.8, 178.0),
    ],
)
def test_countries_lie_where_they_lie(basemap, name, lat, lon):
    assert country_at(basemap, lat, lon) == [name]


def test_codes_and_names(basemap):
    codes = Counter(country.a3 for country in basemap.countries)
    assert set(codes.values()) == {1}
    assert {"RUS", "PRK", "KOR", "UKR", "ESH", "TWN", "PSE", "SSD"} <= set(codes)
    assert not [c.name for c in basemap.countries if c.name.endswith((" Is.", "Rep."))]


@pytest.mark.parametrize(
    ("name", "here", "there"),
    [
        ("Crimea", (46.8, 33.6), (45.2, 34.1)),
        ("Western Sahara", (28.5, -11.0), (27.2, -11.0)),
        ("Western Sahara", (24.0, -15.0), (24.0, -12.5)),
        ("Korea", (38.6, 127.0), (37.5, 127.0)),
        ("Kosovo", (43.3, 20.9), (42.6, 20.9)),
        ("Kashmir, line of control", (34.0, 74.8), (34.0, 73.5)),
        ("Golan Heights, western edge", (33.0, 35.5), (33.0, 35.75)),
        ("Golan Heights, cease-fire line", (33.0, 35.75), (33.0, 36.1)),
    ],
)
def test_a_dashed_line_parts(basemap, name, here, there):
    assert any(crossed(line, here, there) for line in basemap.disputed[name])
    assert not any(crossed(line, here, there) for line in basemap.borders)


@pytest.mark.parametrize(
    ("what", "here", "there"),
    [
        ("France and Spain", (43.5, 1.0), (42.0, 1.0)),
        ("India and Pakistan, south", (27.0, 69.0), (27.0, 72.5)),
        ("Ukraine and Russia", (50.0, 38.0), (50.0, 41.5)),
        ("Western Sahara and Mauritania", (22.0, -13.5), (22.0, -12.0)),
    ],
)
def test_a_solid_line_parts(basemap, what, here, there):
    assert any(crossed(line, here, there) for line in basemap.borders)
    dashed = [line for lines in basemap.disputed.values() for line in lines]
    assert not any(crossed(line, here, there) for line in dashed)


def test_every_dispute_is_in_the_file_with_its_reason(basemap):
    document = json.loads(FILE.read_text("utf-8"))
    assert [(d["name"], d["why"]) for d in document["disputed"]] == [
        (d.name, d.why) for d in DISPUTES
    ]
    assert all(basemap.disputed.values())
    assert {name for name, found in basemap.disputed.items() if len(found) > 3} == set()


def test_names_lie_in_their_country(basemap):
    document = json.loads(FILE.read_text("utf-8"))
    units = document["units"]
    astray = [
        entry["name"]
        for entry in document["countries"][:150]
        for _, lon, lat, _ in [entry["label"]]
        if entry["name"] not in country_at(basemap, lat / units, lon / units)
    ]
    assert astray == []


def test_greater_countries_are_named_first():
    document = json.loads(FILE.read_text("utf-8"))
    zoom = {entry["name"]: entry["label"][3] for entry in document["countries"]}
    assert zoom["Russia"] == 2
    assert zoom["Russia"] < zoom["North Korea"] < zoom["Slovenia"] < zoom["Malta"]
