"""Links as arcs: always bent, so that a link is never taken for a border."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, radians, sin

from geo.draw.antimeridian import Spot, wrap_longitude
from geo.geometry import arc
from geo.model import Link

POINTS = 48  # of an arc; fewer where there are many
LEAST_POINTS = 6
POINTS_IN_ALL = 60_000
FAN_OUT = 0.16  # from one arc of a pair to the next, as a share of its length
FAN_WIDTH = 0.64  # of all arcs of a pair
LEAST_SQUEEZE = 0.2  # beside a pole a bow would go round the world


def points_of_each(links: int) -> int:
    """Return how many points an arc has where there are so many of them."""
    return max(LEAST_POINTS, min(POINTS, POINTS_IN_ALL // max(1, links)))


def arc_lines(link: Link, bow: float, west: float, points: int) -> list[list[Spot]]:
    """Return the arc of a link; twice where it crosses the edge of the map.

    Args:
        link: The link.
        bow: How far it bends, as in ``bowed``.
        west: Westernmost longitude of the map.
        points: How many points its arc has.
    """
    origin, destination = link.origin, link.destination
    way = arc((origin.lat, origin.lon), (destination.lat, destination.lon), points)
    path = bowed(way, bow)
    first = _shift(path, wrap_longitude(path[0][1], west) - path[0][1])
    turn = wrap_longitude(first[-1][1], west) - first[-1][1]
    return [first, _shift(first, turn)] if abs(turn) > 1 else [first]


def bowed(line: Sequence[Spot], bow: float) -> list[Spot]:
    """Bend a line sideways, most in its middle, so that it hides no other.

    Args:
        line: The line; its longitudes unwrapped.
        bow: How far, as a share of its length; to the left where positive.
    """
    (lat_a, lon_a), (lat_b, lon_b) = line[0], line[-1]
    squeeze = max(LEAST_SQUEEZE, cos(radians((lat_a + lat_b) / 2)))
    north = bow * (lat_b - lat_a) / squeeze
    east = bow * (lon_b - lon_a) * squeeze
    step = pi / (len(line) - 1)
    bent = []
    for i, (lat, lon) in enumerate(line):
        push = sin(i * step)
        bent.append((lat + push * east, lon - push * north))
    return bent


def fan(links: Iterable[Link]) -> Mapping[str, float]:
    """Return how far each link bows: the links of one pair spread, none lies straight.

    A lone link bows to the side of its great circle, towards the nearer pole.
    """
    pairs: dict[tuple[str, ...], list[Link]] = {}
    for link in links:
        ends = tuple(sorted((link.origin.id, link.destination.id)))
        pairs.setdefault(ends, []).append(link)
    bows = {}
    for group in pairs.values():
        step = min(FAN_OUT, FAN_WIDTH / len(group))
        for slot, link in enumerate(group):
            bows[link.id] = _side(link) * step * (slot - len(group) // 2 + 0.5)
    return bows


def _side(link: Link) -> int:
    """Return which side of a link lies towards the nearer pole: 1 for left, -1 for right."""
    origin, destination = link.origin, link.destination
    eastward = (destination.lon - origin.lon) % 360 < 180  # noqa: PLR2004 - half a turn
    northern = origin.lat + destination.lat >= 0
    return 1 if eastward == northern else -1


def _shift(path: Iterable[Spot], by: float) -> list[Spot]:
    return [(lat, lon + by) for lat, lon in path]
