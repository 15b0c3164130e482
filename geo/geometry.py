"""Shapes on the globe: distances, great circles, the antimeridian, boxes.

Points are ``(lat, lon)`` in degrees. A line is *unwrapped* when its longitudes run on
past 180° instead of jumping to -180°: that is what a map draws without a bar across the
world. Exports need it split instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from geographiclib.geodesic import Geodesic

from geo.model import Extent

Point = tuple[float, float]
Line = tuple[Point, ...]

POLE = 90.0
HALF_TURN = 180.0  # the antimeridian, seen from Greenwich
TURN = 360.0
MEAN_RADIUS_KM = 6371.0088
MIN_DEGREE_KM = 110.574  # a degree of latitude is nowhere shorter (at the equator)
STEP_KM = 100.0  # a chord this long leaves its great circle by 0.2 km at most
WIDE = 90.0  # degrees of longitude in one step: only beside a pole
NEAR_POLE_KM = 1.0
NOISE = 1e-9  # degrees: a tenth of a millimetre


def rough_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance on a sphere: at most 0.6 % off, many times faster.

    For loops over thousands of pairs, where only the order of distances counts.
    """
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat = math.sin((phi2 - phi1) / 2)
    half_lon = math.sin(math.radians(lon2 - lon1) / 2)
    square = half_lat * half_lat + math.cos(phi1) * math.cos(phi2) * half_lon * half_lon
    return 2 * MEAN_RADIUS_KM * math.asin(math.sqrt(min(1.0, square)))


@lru_cache(maxsize=4096)
def great_circle(a: Point, b: Point, step_km: float = STEP_KM) -> Line:
    """Return the shortest way from one point to another, as an unwrapped line.

    It starts in ``a`` and ends in ``b`` (whose longitude may come out 360° higher or
    lower). No step spans more than 90° of longitude, so that nothing can take it the
    wrong way round. Two equal points give a line of those two.

    Args:
        a: Where it starts.
        b: Where it ends.
        step_km: Longest step.

    Raises:
        ValueError: A point is not on Earth, or the step is not above 0.
    """
    _require_on_earth(a)
    _require_on_earth(b)
    if not step_km > 0:
        raise ValueError(f"step_km must be above 0, not {step_km}")
    way = Geodesic.WGS84.InverseLine(*a, *b)
    steps = max(1, math.ceil(way.s13 / 1000 / step_km))
    metres = [way.s13 * i / steps for i in range(1, steps)]
    inner = [_at(way, m) for m in metres]
    end = (b[0], _nearest_turn(b[1], _at(way, way.s13)[1]))
    line = [a, *inner, end]
    stops = list(zip([0.0, *metres, way.s13], line, strict=True))
    filled = (p for one, two in pairwise(stops) for p in _fill(way, one, two))
    return (a, *filled)


def _require_on_earth(point: Point) -> None:
    lat, lon = point
    if not (math.isfinite(lon) and -POLE <= lat <= POLE):
        raise ValueError(f"latitude {lat}, longitude {lon} is not a point on Earth")


def _at(way: object, metres: float) -> Point:
    """Return the point so far along a geodesic, its longitude unwrapped."""
    mask = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL
    found = way.Position(metres, mask)  # type: ignore[attr-defined]
    return float(found["lat2"]), float(found["lon2"])


def _nearest_turn(lon: float, to: float) -> float:
    """Return the longitude, whole turns added, that lies nearest to another."""
    return lon + TURN * round((to - lon) / TURN)


def _fill(
    way: object, one: tuple[float, Point], two: tuple[float, Point]
) -> Iterator[Point]:
    """Return a step's points after its first: more than one where it is too wide."""
    (start, a), (end, b) = one, two
    if abs(b[1] - a[1]) <= WIDE:
        yield b
        return
    middle = (start + end) / 2
    if end - start > NEAR_POLE_KM * 1000:
        stop = (middle, _at(way, middle))
        yield from _fill(way, one, stop)
        yield from _fill(way, stop, two)
        return
    # Right over the pole no step is short enough: turn round on it.
    yield math.copysign(POLE, a[0]), (a[1] + b[1]) / 2
    yield b


def split_at_antimeridian(line: Sequence[Point]) -> tuple[Line, ...]:
    """Cut an unwrapped line at 180° into lines with longitudes from -180 to 180.

    Two neighbouring pieces touch: one ends at 180, the next starts at -180 (or the
    other way round), on the latitude where the step between two points crosses.

    Args:
        line: Two points or more; steps of less than 180° of longitude.
    """
    pieces: list[list[Point]] = []
    last_turn: int | None = None
    for a, b in pairwise(_cut(line)):
        turn = whole_turns((a[1] + b[1]) / 2)
        shift = TURN * turn
        if turn != last_turn:
            pieces.append([(a[0], a[1] - shift)])
        pieces[-1].append((b[0], b[1] - shift))
        last_turn = turn
    return tuple(tuple(piece) for piece in pieces)


def _cut(line: Sequence[Point]) -> Iterator[Point]:
    """Return the line's points, and a point wherever it crosses the antimeridian."""
    snapped = [(lat, _snap(lon)) for lat, lon in line]
    yield snapped[0]
    for (lat1, lon1), (lat2, lon2) in pairwise(snapped):
        low, high = sorted((lon1, lon2))
        first = math.floor((low - HALF_TURN) / TURN) + 1
        edges = [HALF_TURN + TURN * k for k in range(first, first + 2)]
        inner = [edge for edge in edges if low < edge < high]
        for edge in inner if lon1 < lon2 else reversed(inner):
            share = (edge - lon1) / (lon2 - lon1)
            yield lat1 + share * (lat2 - lat1), edge
        yield lat2, lon2


def _snap(lon: float) -> float:
    """Put a longitude on the antimeridian that misses it by rounding alone."""
    edge = HALF_TURN + TURN * round((lon - HALF_TURN) / TURN)
    return edge if abs(lon - edge) < NOISE else lon


def whole_turns(lon: float) -> int:
    """Return how many whole turns a longitude is away from -180 to 180."""
    return 0 if abs(lon) <= HALF_TURN else math.floor((lon + HALF_TURN) / TURN)


def inside(extent: Extent, lat: float, lon: float) -> bool:
    """Return whether a point lies in a box or on its edge."""
    if not extent.south <= lat <= extent.north:
        return False
    return (lon - extent.west) % TURN <= width(extent)


def meet(one: Extent, other: Extent) -> bool:
    """Return whether two boxes share a point."""
    if one.south > other.north or other.south > one.north:
        return False
    return (other.west - one.west) % TURN <= width(one) or (
        one.west - other.west
    ) % TURN <= width(other)


def width(extent: Extent) -> float:
    """Return the degrees of longitude a box spans, 0 to 360."""
    span = extent.east - extent.west
    return span if span >= 0 else span + TURN


def corners(extent: Extent) -> tuple[Point, Point]:
    """Return the south-west and north-east corner, unwrapped: to fit a map to a box."""
    west = (extent.south, extent.west)
    return west, (extent.north, extent.west + width(extent))


def widen(extent: Extent, km: float) -> Extent:
    """Grow a box by at least so many kilometres on every side.

    Everything within ``km`` of the box lies in the new one. A box that reaches a pole
    goes all the way round.
    """
    degrees = km / MIN_DEGREE_KM
    south = max(-POLE, extent.south - degrees)
    north = min(POLE, extent.north + degrees)
    shortest = math.cos(math.radians(max(abs(south), abs(north))))
    reaches_pole = south == -POLE or north == POLE
    side = HALF_TURN if reaches_pole else degrees / shortest
    if width(extent) + 2 * side >= TURN:
        return Extent(south=south, west=-HALF_TURN, north=north, east=HALF_TURN)
    west, east = extent.west - side, extent.east + side
    return Extent(
        south=south,
        west=west - TURN * whole_turns(west),
        north=north,
        east=east - TURN * whole_turns(east),
    )


def box_around(lat: float, lon: float, km: float) -> Extent:
    """Return a box that holds everything within so many kilometres of a point."""
    return widen(Extent(south=lat, west=lon, north=lat, east=lon), km)
