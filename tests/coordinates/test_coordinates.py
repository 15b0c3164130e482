"""Coordinates in a text: what is one, what only looks like one, in any notation."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from math import cos, hypot, radians

import pytest
from hypothesis import example, given, settings, strategies as st
from pygeodesy.mgrs import toMgrs
from pygeodesy.utm import toUtm8
from written_coordinates import FOUND, NOT_FOUND, TRUSTED

from geo.coordinates import Notation, find_coordinates, read_coordinates


def km_apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[1] - b[1] + 180) % 360 - 180
    return 111.2 * hypot(a[0] - b[0], east * cos(radians(a[0])))


@pytest.mark.parametrize(("marked", "lat", "lon"), FOUND)
def test_coordinates_are_found(marked, lat, lon):
    before, words, after = marked.replace("»", "«").split("«")
    (point,) = find_coordinates(before + words + after)
    assert (before + words + after)[point.start : point.end] == words
    off = km_apart((point.lat, point.lon), (float(lat), float(lon)))
    assert off < 1.5 * point.precision_km + 0.003
    alone = read_coordinates(words)
    assert (alone.lat, alone.lon) == (point.lat, point.lon)
    assert alone.notation is point.notation


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_coordinates_is_left_alone(text):
    assert find_coordinates(text) == ()


def test_the_tables_are_long_enough():
    assert len(FOUND) >= 60
    assert len(NOT_FOUND) >= 60
    assert len(set(NOT_FOUND)) == len(NOT_FOUND)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("from 39°N 127°E to 40°N 128°E", 2),
        ("39.15N 127.44E, 39.20N 127.50E and 39.25N 127.55E", 3),
        ("Coordinates: 39.1525, 127.4437; 39.2000, 127.5000.", 2),
        ("GPS 39.1525, 127.4437, 39.2000, 127.5000", 0),  # which belong together?
        ("Camps (39.1525, 127.4437), (39.2000, 127.5000)", 2),
        ("39.1525, 127.4437\n39.2000, 127.5000\n", 2),
        ("39.1525, 127.4437\n\n39.2000, 127.5000\n", 2),
        ("52SCJ6500035000, 39.15N 127.44E", 2),
        ("", 0),
    ],
)
def test_several_points(text, count):
    points = find_coordinates(text)
    assert len(points) == count
    assert all(a.end <= b.start for a, b in pairwise(points))


@pytest.mark.parametrize(
    ("words", "km", "notation"),
    [
        ("39°N, 127°E", 55.66, Notation.DECIMAL),
        ("39.15N 127.44E", 0.5566, Notation.DECIMAL),
        ("39.1525N 127.44E", 0.5566, Notation.DECIMAL),  # the coarser of the two
        ("39.1525, 127.4437", 0.005566, Notation.DECIMAL),
        ("39.15251234, 127.44371234", 0.001, Notation.DECIMAL),
        ("39° 9' N, 127° 26' E", 0.9277, Notation.SEXAGESIMAL),
        ("39°09′09″N 127°26′37″E", 0.01546, Notation.SEXAGESIMAL),
        ("39°09′09.1″N 127°26′37.2″E", 0.001546, Notation.SEXAGESIMAL),
        ("39-09.15N 127-26.62E", 0.009277, Notation.SEXAGESIMAL),
        ("52S 365000 4335000", 0.001, Notation.UTM),
        ("52SCJ6500035000", 0.001, Notation.MGRS),
        ("52SCJ650350", 0.1, Notation.MGRS),
        ("52S CJ 65 35", 1.0, Notation.MGRS),
    ],
)
def test_how_exact(words, km, notation):
    point = read_coordinates(words)
    assert point.precision_km == pytest.approx(km, rel=1e-3)
    assert point.notation is notation


@pytest.mark.parametrize("words", TRUSTED)
def test_words_said_to_be_coordinates_need_no_cue(words):
    assert find_coordinates(f"There was {words} then.") == () or "18T" in words
    assert read_coordinates(words)
    assert read_coordinates(f"({words}),")


@pytest.mark.parametrize(
    "words",
    [
        "", "Oslo", "10 Downing Street", "39.1525", "0.0000, 0.0000", "39.15, 127.44",
        "39.15N 127.44E and 40.15N 128.44E", "near 39.15N 127.44E", "52S", "10K",
        "4GH1234567890", "x" * 500 + " 39.15N 127.44E",
    ],
)  # fmt: skip
def test_words_that_are_not_the_coordinates_of_one_point(words):
    assert read_coordinates(words) is None


# Round trips: any point, in any notation


LAT = st.floats(-89.9, 89.9)
OFF_EQUATOR = st.floats(-79.9, -0.001) | st.floats(0, 83.9)
LON = st.floats(-179.9, 179.9)


def sides(lat: float, lon: float) -> tuple[str, str]:
    return "NS"[lat < 0], "EW"[lon < 0]


def sexagesimal(value: float) -> str:
    seconds = round(abs(value) * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02}′{seconds % 60:02}″"


@given(LAT, LON, st.integers(2, 7))
@example(-0.004, 0.004, 2)
@settings(deadline=None)
def test_decimal_degrees_round_trip(lat, lon, digits):
    north, east = sides(lat, lon)
    a, b = f"{abs(lat):.{digits}f}", f"{abs(lon):.{digits}f}"
    for words in (
        f"{a}° {north}, {b}° {east}",
        f"{a}{north} {b}{east}",
        f"lat {'-' * (lat < 0)}{a}, lon {'-' * (lon < 0)}{b}",
    ):
        comes_back(words, lat, lon)


@given(LAT, LON)
@settings(deadline=None)
def test_minutes_and_seconds_round_trip(lat, lon):
    north, east = sides(lat, lon)
    for words in (
        f"{sexagesimal(lat)}{north} {sexagesimal(lon)}{east}",
        f"{north} {sexagesimal(lat)}, {east} {sexagesimal(lon)}",
    ):
        comes_back(words, lat, lon)


@given(OFF_EQUATOR, LON, st.integers(2, 5))
@settings(deadline=None)
def test_grids_round_trip(lat, lon, digits):
    utm = toUtm8(lat, lon)
    zone = f"{utm.zone}{utm.band}"
    comes_back(f"UTM {zone} {utm.easting:.0f} {utm.northing:07.0f}", lat, lon)
    mgrs = toMgrs(utm)
    east = f"{int(mgrs.easting):05}"[:digits]
    north = f"{int(mgrs.northing):05}"[:digits]
    comes_back(f"grid {zone} {mgrs.EN} {east} {north}", lat, lon)


def comes_back(words: str, lat: float, lon: float) -> None:
    points = find_coordinates(f"It is at {words}, they say.")
    if not points:  # rounded to 0, 0
        assert abs(lat) < 1
        assert abs(lon) < 1
        return
    (point,) = points
    # To each side by so much; 2 m for the last metre of a grid, cut off or rounded.
    off = km_apart((lat, lon), (point.lat, point.lon))
    assert off <= 1.5 * point.precision_km + 0.002


@given(st.text(alphabet="0123456789 .,-°′″'\"NSEWCJU()\nlatond", max_size=80))
@settings(deadline=None)
def test_any_text_is_read_without_error(text):
    points = find_coordinates(text)
    assert all(0 <= p.start < p.end <= len(text) for p in points)
    assert all(a.end <= b.start for a, b in pairwise(points))
    for point in points:
        assert abs(point.lat) <= 90
        assert abs(point.lon) <= 180
        assert (point.lat, point.lon) != (0, 0)


def test_the_library_is_not_imported_for_an_ordinary_article():
    code = (
        "import sys; from geo.coordinates import find_coordinates as f;"
        "f('Rain fell in Oslo at 12.50 on 3 May, 39.1 mm of it.');"
        "print('pygeodesy' in sys.modules); f('39.15N 127.44E');"
        "print('pygeodesy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
