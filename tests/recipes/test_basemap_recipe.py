"""The script that made the basemap, on worlds made here."""

from __future__ import annotations

from itertools import pairwise

import pytest
import recipes_in_tree  # noqa: F401 -- finds them

from geo.errors import DataError
from geo.recipes.basemap.__main__ import make, split, without_gaps
from geo.recipes.basemap.disputed import differences, require_named
from geo.recipes.basemap.file import read_basemap
from geo.recipes.basemap.labels import broken
from geo.recipes.basemap.topology import (
    SOUTH,
    UNITS,
    Topology,
    decode,
    join,
    owners,
    unwrap,
)

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
