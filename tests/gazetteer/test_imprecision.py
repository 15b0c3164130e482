"""How far a place may reach from its point, and how that is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from known_places import MOSCOW

from geo.gazetteer.lookup import half_diagonal_km, imprecision_km
from geo.geometry import meet
from geo.labels import format_coordinates, precision
from geo.model import Extent
from geo.view.place import _facts

BOX = Extent(south=0, west=0, north=2, east=2)


@pytest.mark.parametrize(
    ("feature", "people", "extent", "km"),
    [
        # A town is as large as its people need.
        ("P/PPL", 0, None, 1.0),
        ("P/PPL", 9_000, None, 1.0),
        ("P/PPL", 1_000_000, None, 10.3),
        ("P/PPLC", 10_000_000, None, 32.6),
        ("P/PPL", 1_000_000, BOX, 10.3),
        # An area reaches to the corners of its box.
        ("A/ADM1", 1_000_000, BOX, 157.0),
        ("A/PCLI", 0, BOX, 157.0),
        ("H/SEA", 0, BOX, 157.0),
        # Sites.
        ("S/PAL", 0, None, 1.0),
        ("S/AIRP", 0, None, 3.0),
        ("R/RD", 0, None, 1.0),
        # What only a large gazetteer lists, a point alone.
        ("T/MT", 0, None, 50.0),
        ("H/BAY", 0, None, 50.0),
        ("A/ADM3", 0, None, 50.0),
    ],
)
def test_how_far_a_place_reaches(feature, people, extent, km):
    letter, code = feature.split("/")
    assert imprecision_km(letter, code, people, extent) == pytest.approx(km, abs=0.5)


@pytest.mark.parametrize(
    ("box", "km"),
    [
        (Extent(0, 0, 0, 0), 0),
        (BOX, 157),
        (Extent(0, 179, 2, -179), 157),  # across 180°
        (Extent(60, 0, 62, 2), 124),  # narrower in the north
        (Extent(-90, -180, 90, 180), 10_000),
    ],
)
def test_half_a_diagonal(box, km):
    assert half_diagonal_km(box) == pytest.approx(km, abs=15)


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("Russia", 2_000, 6_000),
        ("Texas", 500, 1_000),
        ("Black Sea", 300, 900),
        ("Wonsan", 1, 20),
        ("Heathrow Airport", 3, 3),
        ("Kremlin", 1, 1),
    ],
)
def test_places_of_the_gazetteer(gazetteer, name, least, most):
    assert least <= gazetteer.lookup(name)[0].place.imprecision_km <= most


def test_every_place_of_the_gazetteer_has_one(gazetteer):
    rows = gazetteer._connection.execute(
        "SELECT DISTINCT feature_class, feature_code, population = 0, south IS NULL "
        "FROM place"
    )
    for letter, code, _, is_point in rows:
        extent = None if is_point else BOX
        assert imprecision_km(letter, code, 0, extent) > 0


# --- in words ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0.0, "not known"),
        (0.0004, "about 1 m"),
        (0.02, "about 20 m"),
        (0.56, "about 560 m"),
        (1.0, "about 1 km"),
        (32.6, "about 33 km"),
        (4200.0, "about 4,200 km"),
    ],
)
def test_precision(km, words):
    assert precision(km) == words


@pytest.mark.parametrize(
    ("lat", "lon", "km", "words"),
    [
        (39.15278, 127.44361, 1.0, "39.15° N, 127.44° E"),
        (-18.14161, -157.85833, 10.0, "18.14° S, 157.86° W"),
        (39.15278, 127.44361, 0.5, "39.15° N, 127.44° E"),
        (39.15278, 127.44361, 0.02, "39.15278° N, 127.44361° E"),
        (0.0, 0.0, 1.0, "0.00° N, 0.00° E"),
    ],
)
def test_a_point_is_written_as_exactly_as_it_is_known(lat, lon, km, words):
    assert format_coordinates(lat, lon, km) == words


def test_the_panel_says_it():
    facts = {row[0]: row[1] for row in _facts(replace(MOSCOW, imprecision_km=33.0))}
    assert facts["Exact to"] == "about 33 km"
    assert facts["Coordinates"] == "55.75° N, 37.62° E"


# --- boxes that meet ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (BOX, BOX, True),
        (BOX, Extent(1, 1, 3, 3), True),
        (BOX, Extent(2, 2, 3, 3), True),  # a corner
        (BOX, Extent(0.5, 0.5, 1, 1), True),  # within
        (BOX, Extent(3, 0, 4, 2), False),
        (BOX, Extent(0, 3, 2, 4), False),
        (BOX, Extent(-4, 0, -3, 2), False),
        # Across 180°.
        (Extent(0, 170, 2, -170), Extent(0, -175, 2, -160), True),
        (Extent(0, 170, 2, -170), Extent(0, 160, 2, 171), True),
        (Extent(0, 170, 2, -170), BOX, False),
        (Extent(0, 170, 2, 175), Extent(0, -175, 2, -170), False),
        # All the way round.
        (Extent(-90, -180, -60, 180), Extent(-70, 10, -65, 20), True),
        (Extent(-90, -180, -60, 180), BOX, False),
    ],
)
def test_meet(one, other, share):
    assert meet(one, other) is share
    assert meet(other, one) is share
