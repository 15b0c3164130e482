"""Distances, great circles, the antimeridian, boxes."""

from itertools import pairwise

import pytest
import recipes_in_tree  # noqa: F401 -- finds them
from distances import distance_km
from geographiclib.geodesic import Geodesic
from hypothesis import example, given, settings, strategies as st

from geo.geometry import (
    box_around,
    corners,
    great_circle,
    inside,
    rough_km,
    split_at_antimeridian,
    widen,
    width,
)
from geo.model import Extent
from geo.recipes.extents import extent_of

MOSCOW = (55.75222, 37.61556)
PYONGYANG = (39.03385, 125.75432)
VLADIVOSTOK = (43.11, 131.87)
SEATTLE = (47.61, -122.33)
SUVA = (-18.14161, 178.44149)
HONOLULU = (21.30694, -157.85833)

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def same_place(a, b):
    return distance_km(*a, *b) < 0.001


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (MOSCOW, PYONGYANG, 6430),
        (SUVA, HONOLULU, 5100),  # across the antimeridian, not 15,000 round the back
        ((0, 0), (0, 180), 20003.9),  # antipodes: over a pole
        ((90, 0), (-90, 77), 20003.9),
        ((90, 10), (90, -120), 0),  # one pole, whatever its longitude
        (MOSCOW, MOSCOW, 0),
    ],
)
def test_distance(a, b, km):
    assert distance_km(*a, *b) == pytest.approx(km, rel=0.01, abs=0.001)
    assert rough_km(*a, *b) == pytest.approx(km, rel=0.02, abs=0.001)


@settings(deadline=None)  # the machine may be busy
@given(points, points)
@example((0.0, 0.0), (1.0, 0.0))  # the worst direction: north, at the equator
def test_the_rough_distance_is_at_most_0_6_percent_off(a, b):
    assert rough_km(*a, *b) == pytest.approx(distance_km(*a, *b), rel=0.006, abs=1e-4)


def test_a_great_circle_starts_and_ends_in_its_points_in_short_steps():
    line = great_circle(MOSCOW, PYONGYANG, step_km=100)
    assert line[0] == MOSCOW
    assert line[-1] == PYONGYANG
    assert max(distance_km(*a, *b) for a, b in pairwise(line)) <= 100.001
    assert max(lat for lat, _ in line) > 58  # it bends north of both


def test_its_points_lie_on_the_geodesic():
    line = great_circle(MOSCOW, PYONGYANG)
    via = [distance_km(*MOSCOW, *p) + distance_km(*p, *PYONGYANG) for p in line]
    assert via == pytest.approx([distance_km(*MOSCOW, *PYONGYANG)] * len(line))


@pytest.mark.parametrize(
    ("a", "b", "last_lon"),
    [
        (VLADIVOSTOK, SEATTLE, 237.67),
        (SEATTLE, VLADIVOSTOK, -228.13),
        (SUVA, HONOLULU, 202.14167),
        ((0, 180), (0, -180), 180),
    ],
)
def test_longitudes_run_on_past_180(a, b, last_lon):
    assert great_circle(a, b)[-1][1] == pytest.approx(last_lon)


def test_equal_points_give_a_line_of_two():
    assert great_circle(MOSCOW, MOSCOW) == (MOSCOW, MOSCOW)


@pytest.mark.parametrize("bad", [(90.1, 0), (float("nan"), 0), (0, float("inf"))])
def test_a_point_off_the_earth_is_refused(bad):
    with pytest.raises(ValueError, match="not a point on Earth"):
        great_circle(MOSCOW, bad)


@pytest.mark.parametrize("step_km", [0, -5, float("nan")])
def test_a_step_must_be_above_0(step_km):
    with pytest.raises(ValueError, match="step_km"):
        great_circle(MOSCOW, PYONGYANG, step_km)


@settings(deadline=None)
@given(points, points, st.sampled_from([100.0, 999.0, 30000.0]))
@example((0.0, 0.0), (0.0, 180.0), 100.0)  # antipodes
@example((45.0, 10.0), (45.0, -170.0), 100.0)  # right over the pole
@example((89.999, 0.0), (89.999, 179.0), 100.0)
@example((90.0, 0.0), (-90.0, 0.0), 100.0)
@example((0.0, 180.0), (10.0, 180.0), 100.0)  # along the antimeridian
@example((0.0, -180.0), (0.0, 180.0), 100.0)
@example((0.0, 1.0), (0.0, -179.99999999999997), 100.0)  # past it by rounding alone
def test_any_two_points_give_a_line_that_nothing_can_misread(a, b, step_km):
    line = great_circle(a, b, step_km)
    assert line[0] == a
    assert same_place(line[-1], b)
    assert max(abs(q[1] - p[1]) for p, q in pairwise(line)) <= 90 + 1e-9

    pieces = split_at_antimeridian(line)
    assert same_place(pieces[0][0], a)
    assert same_place(pieces[-1][-1], b)
    for piece in pieces:
        assert len(piece) >= 2
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lat, lon in piece)
        assert all(abs(q[1] - p[1]) < 180 for p, q in pairwise(piece))
    for before, after in pairwise(pieces):
        assert before[-1][0] == after[0][0]
        assert {before[-1][1], after[0][1]} == {-180, 180}


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ([(0, 170), (10, 175)], [[(0, 170), (10, 175)]]),
        ([(0, 170), (10, 190)], [[(0, 170), (5, 180)], [(5, -180), (10, -170)]]),
        ([(0, -170), (10, -190)], [[(0, -170), (5, -180)], [(5, 180), (10, 170)]]),
        ([(0, 170), (0, 180)], [[(0, 170), (0, 180)]]),  # touches, does not cross
        ([(0, 180), (0, 190)], [[(0, -180), (0, -170)]]),
        ([(0, 180), (9, 180)], [[(0, 180), (9, 180)]]),  # runs along it
        (
            [(0, 170), (2, 190), (4, 170)],
            [
                [(0, 170), (1, 180)],
                [(1, -180), (2, -170), (3, -180)],
                [(3, 180), (4, 170)],
            ],
        ),
        ([(0, 350), (0, 370)], [[(0, -10), (0, 10)]]),  # a whole turn further
    ],
)
def test_split(line, pieces):
    assert [list(piece) for piece in split_at_antimeridian(line)] == pieces


def test_the_crossing_lies_on_the_great_circle():
    east, west = split_at_antimeridian(great_circle(VLADIVOSTOK, SEATTLE))
    lat = east[-1][0]
    # Where the geodesic itself meets 180°, by halving.
    way = Geodesic.WGS84.InverseLine(*VLADIVOSTOK, *SEATTLE)
    low, high = 0.0, way.s13
    for _ in range(60):
        middle = (low + high) / 2
        lon = way.Position(middle, Geodesic.STANDARD | Geodesic.LONG_UNROLL)["lon2"]
        low, high = (middle, high) if lon < 180 else (low, middle)
    assert lat == pytest.approx(way.Position(low)["lat2"], abs=0.005)
    assert west[0] == (lat, -180)


RUSSIA = Extent(south=41.2, west=19.6, north=81.9, east=-169.0)
WORLD = Extent(south=-90, west=-180, north=90, east=180)
FRANCE = Extent(south=42.3, west=-4.8, north=51.1, east=8.2)


@pytest.mark.parametrize(
    ("extent", "lat", "lon", "expected"),
    [
        (FRANCE, 48.9, 2.3, True),
        (FRANCE, 48.9, 13.4, False),
        (FRANCE, 52.0, 2.3, False),
        (FRANCE, 42.3, -4.8, True),  # a corner
        (FRANCE, 48.9, 362.3, True),
        (RUSSIA, 66.0, -170.0, True),  # Chukotka, east of 180°
        (RUSSIA, 55.8, 37.6, True),
        (RUSSIA, 66.0, 180.0, True),
        (RUSSIA, 66.0, -180.0, True),
        (RUSSIA, 64.5, -165.4, False),  # Nome
        (RUSSIA, 60.0, 10.7, False),  # Oslo
        (WORLD, 0.0, 180.0, True),
        (WORLD, 0.0, -180.0, True),
        (WORLD, -90.0, 17.0, True),
    ],
)
def test_inside(extent, lat, lon, expected):
    assert inside(extent, lat, lon) is expected


def test_corners_are_unwrapped_for_a_map():
    assert corners(RUSSIA) == ((41.2, 19.6), (81.9, 191.0))
    assert corners(FRANCE) == ((42.3, -4.8), (51.1, 8.2))


@pytest.mark.parametrize(
    ("found", "west", "east"),
    [
        ([SUVA, HONOLULU], 178.44149, -157.85833),  # across 180° is smaller
        ([MOSCOW, PYONGYANG], 37.61556, 125.75432),
        ([(0, -80), (0, 0), (0, 80)], -80, 80),
        ([(0, -120), (0, 0), (0, 120)], -120, 120),  # a tie: not across 180°
        ([MOSCOW], 37.61556, 37.61556),
        ([(0, 190)], -170, -170),
    ],
)
def test_extent_of(found, west, east):
    extent = extent_of(found)
    assert (extent.west, extent.east) == pytest.approx((west, east))
    assert extent.south == min(lat for lat, _ in found)
    assert extent.north == max(lat for lat, _ in found)


def test_nothing_has_no_extent():
    with pytest.raises(ValueError, match="no points"):
        extent_of([])


@settings(deadline=None)
@given(st.lists(points, min_size=1, max_size=8))
def test_the_extent_holds_its_points_and_is_never_wider_than_the_plain_box(found):
    extent = extent_of(found)
    lons = [lon for _, lon in found]
    assert all(inside(extent, lat, lon) for lat, lon in found)
    assert width(extent) <= max(lons) - min(lons)


@settings(deadline=None)
@given(points, st.floats(0.1, 3000), st.floats(0, 360))
@example((89.9, 0.0), 50.0, 0.0)  # over the pole
@example((0.0, 179.9), 500.0, 90.0)
def test_a_box_around_a_point_holds_everything_within_reach(point, km, azimuth):
    box = box_around(*point, km)
    far = Geodesic.WGS84.Direct(*point, azimuth, km * 1000)
    assert inside(box, far["lat2"], far["lon2"])
    assert -180 <= box.west <= 180
    assert -180 <= box.east <= 180


def test_a_box_around_a_point_is_not_much_larger_than_asked():
    box = box_around(*MOSCOW, 50)
    height = distance_km(box.south, box.west, box.north, box.west)
    assert height == pytest.approx(100, rel=0.02)
    middle_width = distance_km(MOSCOW[0], box.west, MOSCOW[0], box.east)
    assert middle_width == pytest.approx(100, rel=0.05)


def test_widening_crosses_180_and_stops_at_the_whole_world():
    fiji = widen(Extent(south=-19, west=177, north=-16, east=179.5), 200)
    assert fiji.west > fiji.east
    assert inside(fiji, -17, -179)
    assert width(widen(RUSSIA, 5000)) == 360
