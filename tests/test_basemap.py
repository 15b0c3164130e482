"""The basemap we ship, and the script that made it."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest

from geo.errors import DataError
from geo.web.basemap_disputed import DISPUTES, differences, require_named
from geo.web.basemap_file import Basemap, load_basemap, read_basemap
from geo.web.basemap_labels import broken
from geo.web.basemap_topology import (
    SOUTH,
    UNITS,
    Topology,
    decode,
    join,
    owners,
    unwrap,
)
from geo.web.make_basemap import make, split, without_gaps

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


# ---- the shipped file


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


# ---- the script, on worlds made here

GRID = {"scale": [0.001, 0.001], "translate": [-180, -90]}


def steps(*points):
    """Points (lon, lat) as TopoJSON stores them."""
    at = [(round((lon + 180) * 1000), round((lat + 90) * 1000)) for lon, lat in points]
    moves = [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(at)]
    return [list(at[0]), *moves]


def topology(arcs, **countries):
    """A topology of our own: each country a list of polygons of rings of arcs."""
    shapes = [
        {
            "type": "MultiPolygon",
            "arcs": polygons,
            "id": str(n),
            "properties": {"name": name.replace("_", " "), "a3": name[:3].upper()},
        }
        for n, (name, polygons) in enumerate(countries.items())
    ]
    return {
        "type": "Topology",
        "transform": GRID,
        "arcs": [steps(*arc) for arc in arcs],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
    }


# Two squares side by side: the shared side, then the rest of each.
TWO = topology(
    [
        [(10, 0), (10, 10)],
        [(10, 10), (0, 10), (0, 0), (10, 0)],
        [(10, 10), (20, 10), (20, 0), (10, 0)],
    ],
    West=[[[0, 1]]],
    East=[[[0, 2]]],
)


def test_decoder_reads_differences_and_owners():
    found = decode(TWO)
    assert found.arcs[0] == ((10_000, 0), (10_000, 10_000))
    assert [c.name for c in found.countries] == ["West", "East"]
    assert owners(found) == {0: {"West", "East"}, 1: {"West"}, 2: {"East"}}


def test_decoder_reads_a_plain_polygon():
    document = topology([[(0, 0), (1, 0), (1, 1), (0, 0)]], Lone=[[[0]]])
    shape = document["objects"]["countries"]["geometries"][0]
    shape.update(type="Polygon", arcs=shape["arcs"][0])
    assert decode(document).countries[0].polygons == (((0,),),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([179, -179, -178], [179, 181, 182]),
        ([-179, 179, -179], [-179, -181, -179]),
        ([180, -180, 175], [180, 175]),
        ([0, 90, 170], [0, 90, 170]),
    ],
)
def test_lines_are_not_torn_at_180_degrees(before, after):
    line = unwrap([(lon * UNITS, 0) for lon in before])
    assert [lon // UNITS for lon, _ in line] == after


def test_rings_walk_arcs_backwards_and_across_180_degrees():
    arcs = decode(
        topology([[(170, 0), (180, 0)], [(-170, 5), (-180, 0)], [(170, 0), (-170, 5)]])
    ).arcs
    ring = join(arcs, (0, ~1, ~2))
    assert [(lon / UNITS, lat / UNITS) for lon, lat in ring] == [
        (170, 0),
        (180, 0),
        (190, 5),
        (170, 0),
    ]


def test_a_ring_round_the_pole_is_closed_along_the_edge():
    coast = [(lon, -70) for lon in range(-180, 181, 60)]
    closed = without_gaps(decode(topology([coast], Ice=[[[0]]])))
    ring = join(closed.arcs, closed.countries[0].polygons[0][0])
    assert ring[0] == ring[-1]
    assert {lat for _, lat in ring} == {-70_000, SOUTH}
    _, kinds = split(closed)
    assert kinds == ["coast", "hidden"]


def test_land_without_an_inside_is_left_out():
    speck = [(1, 1), (1.0001, 1), (1, 1)]
    found = without_gaps(decode(topology([speck], Speck=[[[0]]])))
    assert found.countries == ()


def test_a_border_is_cut_where_a_dispute_begins():
    # The line of control ends at 32.75 N.
    shared = [(74, 30), (74, 32), (74, 34), (74, 36)]
    world = topology(
        [shared, [(74, 36), (60, 36), (74, 30)], [(74, 36), (90, 36), (74, 30)]],
        Pakistan=[[[0, 1]]],
        India=[[[0, 2]]],
    )
    found, kinds = split(decode(world))
    assert kinds == ["border", "Kashmir, line of control", "coast", "coast"]
    assert found.countries[1].polygons == (((0, 1, 3),),)
    assert found.arcs[1] == ((74_000, 32_000), (74_000, 34_000), (74_000, 36_000))


def moved(shift):
    """The two squares, their shared side moved to the east by some degrees."""
    return decode(
        topology(
            [
                [(10 + shift, 0), (10 + shift, 10)],
                [(10 + shift, 10), (0, 10), (0, 0), (10 + shift, 0)],
                [(10 + shift, 10), (20, 10), (20, 0), (10 + shift, 0)],
            ],
            West=[[[0, 1]]],
            East=[[[0, 2]]],
        )
    )


@pytest.mark.parametrize(("shift", "stretches"), [(0.0, 0), (0.04, 0), (0.06, 1)])
def test_two_views_differ_beyond_the_tolerance(shift, stretches):
    def shared(found: Topology):
        return [(frozenset({"West", "East"}), found.arcs[0])]

    found = differences(shared(moved(shift)), shared(decode(TWO)))
    assert len(found) == stretches


def test_an_unnamed_difference_stops_the_script():
    with pytest.raises(DataError, match=r"East and West.*name it"):
        make(decode(TWO), moved(1.0))
    require_named([])


def test_a_dispute_without_a_border_stops_the_script():
    with pytest.raises(DataError, match="No border in the sources matches"):
        make(decode(TWO), decode(TWO))


def test_reader_undoes_the_steps():
    document = {
        "arcs": [[1000, 2000, 500, 0, 0, -500, -500, 500]],
        "lines": {"coast": [0, 1], "border": [1, 1]},
        "disputed": [],
        "countries": [{"a3": "XXX", "name": "X", "polygons": [[[0]]]}],
    }
    square = ((2.0, 1.0), (2.0, 1.5), (1.5, 1.5), (2.0, 1.0))
    found = read_basemap(document)
    assert found.coasts == (square,)
    assert found.countries[0].polygons == ((square,),)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Chad", "Chad"),
        ("South Africa", "South\nAfrica"),
        ("Sri Lanka", "Sri Lanka"),
        ("United Arab Emirates", "United Arab\nEmirates"),
        ("Liechtensteinia", "Liechtensteinia"),
    ],
)
def test_long_names_take_two_lines(text, lines):
    assert broken(text) == lines
