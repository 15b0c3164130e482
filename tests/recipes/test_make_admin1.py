"""The recipe of admin1.tsv, on a map of two squares and their towns."""

from __future__ import annotations

import struct
from collections import Counter

import numpy as np
import pytest
import recipes_in_tree  # noqa: F401 -- finds them

from geo import data
from geo.model import Extent
from geo.recipes import make_admin1
from geo.recipes.gazetteer import sources
from geo.recipes.make_admin1 import Area, box, codes_of, crosses_180, inside, middle

Points = list[tuple[float, float]]  # lon, lat


def square(west: float, south: float, side: float = 10.0) -> Points:
    east, north = west + side, south + side
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def area(*rings: Points, country: str = "AA", name: str = "Square") -> Area:
    return Area(country, name, tuple(np.array(ring, dtype=float) for ring in rings))


def wkb_polygon(*rings: Points) -> bytes:
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        parts.append(struct.pack("<I", len(ring)))
        parts += [struct.pack("<dd", lon, lat) for lon, lat in ring]
    return b"".join(parts)


def wkb_multi(*polygons: bytes) -> bytes:
    return struct.pack("<BII", 1, 6, len(polygons)) + b"".join(polygons)


HOLE = square(4, 4, 2)[::-1]


@pytest.mark.parametrize(
    ("wkb", "rings"),
    [
        (wkb_polygon(square(0, 0)), [square(0, 0)]),
        (wkb_polygon(square(0, 0), HOLE), [square(0, 0), HOLE]),
        (wkb_multi(wkb_polygon(square(0, 0))), [square(0, 0)]),
        (
            wkb_multi(wkb_polygon(square(0, 0), HOLE), wkb_polygon(square(20, 0))),
            [square(0, 0), HOLE, square(20, 0)],
        ),
    ],
)
def test_rings_of_well_known_binary(wkb, rings):
    found = [[tuple(point) for point in ring] for ring in make_admin1._rings(wkb)]
    assert found == rings


@pytest.mark.parametrize(
    ("lon", "lat", "within"),
    [
        (1, 1, True),
        (9.9, 9.9, True),
        (5, 5, False),  # in the hole
        (-1, 5, False),
        (11, 5, False),
        (5, 11, False),
        (25, 5, True),  # in the second ring
    ],
)
def test_inside(lon, lat, within):
    shape = area(square(0, 0), HOLE, square(20, 0))
    assert inside(shape, np.array([lon]), np.array([lat]))[0] == within


@pytest.mark.parametrize(
    ("shapes", "lat", "lon"),
    [
        ([area(square(0, -5))], 0.0, 5.0),
        # On a globe the half nearer to the equator is the larger one.
        ([area(square(0, 60))], 64.8, 5.0),
        ([area(square(0, -5)), area(square(20, -5))], 0.0, 15.0),
        # A hole takes its share away.
        ([area(square(0, -5), square(5, -5, 5)[::-1])], 1.0, 4.2),
        # Both sides of the antimeridian.
        ([area(square(170, -5)), area(square(-180, -5))], 0.0, -180.0),
        ([area(square(174, -3, 6)), area(square(-180, -3, 6))], 0.0, -180.0),
    ],
)
def test_middle(shapes, lat, lon):
    got_lat, got_lon = middle(shapes)
    assert got_lat == pytest.approx(lat, abs=0.3)
    assert (got_lon - lon + 180) % 360 - 180 == pytest.approx(0, abs=0.3)


@pytest.mark.parametrize(
    ("shapes", "around", "crosses"),
    [
        ([area(square(0, -5))], Extent(-5, 0, 5, 10), False),
        ([area(square(0, 0)), area(square(20, 5))], Extent(0, 0, 15, 30), False),
        ([area(square(170, 0)), area(square(-180, 0))], Extent(0, 170, 10, -170), True),
    ],
)
def test_box(shapes, around, crosses):
    assert box(shapes) == around
    assert crosses_180(shapes) is crosses


# --- codes -------------------------------------------------------------------------


def towns(country: str, code: str, *spots: tuple[float, float]) -> list[sources.City]:
    return [
        sources.City(i, "X", lat, lon, country, code, 9_000, ())
        for i, (lat, lon) in enumerate(spots)
    ]


WEST, EAST = area(square(0, 0), name="West"), area(square(10, 0), name="East")


@pytest.mark.parametrize(
    ("cities", "won"),
    [
        # Each area has the code most towns in it carry.
        (
            towns("AA", "1", (1, 1), (2, 2)) + towns("AA", "2", (1, 11), (2, 12)),
            {("AA", "1"): ["West"], ("AA", "2"): ["East"]},
        ),
        (
            towns("AA", "1", (1, 1), (2, 2), (3, 13)) + towns("AA", "2", (1, 11), (2, 12)),
            {("AA", "1"): ["West"], ("AA", "2"): ["East"]},
        ),
        # One code of two areas.
        (towns("AA", "1", (1, 1), (2, 12)), {("AA", "1"): ["West", "East"]}),
        # A code whose towns lie mostly elsewhere is not believed.
        (towns("AA", "1", (1, 1), (50, 50), (51, 51)), {}),
        # Its own country first, even where another's towns are more.
        (
            towns("AA", "1", (1, 1)) + towns("BB", "7", (2, 2), (3, 3)),
            {("AA", "1"): ["West"]},
        ),
        # Another country's where it has none: a disputed strip.
        (towns("BB", "7", (2, 2), (3, 3)), {("BB", "7"): ["West"]}),
        # Towns without a code do not vote.
        (towns("AA", "", (1, 1)), {}),
        ([], {}),
    ],
)  # fmt: skip
def test_codes(monkeypatch, cities, won):
    monkeypatch.setattr(sources, "read_cities", lambda: iter(cities))
    found = {
        code: [a.name for a in shapes]
        for code, shapes in codes_of([WEST, EAST]).items()
    }
    assert found == won


def test_the_winner_is_of_the_areas_own_country():
    votes = Counter({("BB", "7"): 9, ("AA", "1"): 2, ("AA", "2"): 1})
    assert make_admin1._winner(votes, "AA") == ("AA", "1")
    assert make_admin1._winner(votes, "CC") == ("BB", "7")
    assert make_admin1._winner(Counter(), "AA") is None


def test_the_table_it_prints_can_be_read(monkeypatch, capsys, tmp_path):
    cities = towns("AA", "1", (1, 1), (2, 2)) + towns("AA", "2", (1, 11))
    known = {sources.spot_key("AA", 1, 1): sources.AdminNames("Westland", "")}
    monkeypatch.setattr(sources, "read_cities", lambda: iter(cities))
    monkeypatch.setattr(sources, "read_admin_names", lambda: known)
    monkeypatch.setattr(make_admin1, "read_areas", lambda _: [WEST, EAST])
    monkeypatch.setattr("sys.argv", ["make_admin1", "map.gpkg"])
    make_admin1.main()
    path = tmp_path / "admin1.tsv"
    path.write_text(capsys.readouterr().out, "utf-8")
    points = tmp_path / "points.tsv"
    columns = "country_code\tadmin1\tname\tlat\tlon\n"
    points.write_text(f"# origin: none\n# licence: none\n{columns}", "utf-8")
    first, second = data.admin1_units(path, points)
    assert (first.country_code, first.admin1, first.name) == ("AA", "1", "")
    assert (second.admin1, second.name) == ("2", "East")
    assert first.extent == Extent(0, 0, 10, 10)
    assert (first.lat, first.lon) == pytest.approx((5, 5), abs=0.1)
