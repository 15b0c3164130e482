"""Which boundaries are dashed, and why: a table anybody can read and question.

Two lists meet here. ``differences`` finds, without any opinion of ours, what one
view of the world draws as a border and the other does not; each such line must be
named in the table or the basemap is not written. The rest of the table names lines
both views draw, but which the parties or the United Nations call unsettled.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.recipes.basemap.topology import UNITS, Line, Point, Topology, owners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Two copies of one border lie up to 0.035 degrees apart (they were simplified
# apart from each other); the nearest true difference is thirty times that.
TOLERANCE = 0.05
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)

Segment = tuple[Point, Point]
Border = tuple[frozenset[str], Line]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One unsettled boundary.

    Attributes:
        name: What the line is called.
        between: The two sides, by their names in the sources.
        why: One sentence saying what is unsettled.
        window: West, south, east, north: the part of the border meant.
        line: Points (lon, lat) drawn by us, for a line neither source has.
    """

    name: str
    between: frozenset[str]
    why: str
    window: tuple[float, float, float, float] = EVERYWHERE
    line: tuple[tuple[float, float], ...] = ()

    def covers(self, sides: frozenset[str], segment: Segment) -> bool:
        """Whether a piece of the border between two countries belongs to it."""
        lon = (segment[0][0] + segment[1][0]) / 2 / UNITS
        lat = (segment[0][1] + segment[1][1]) / 2 / UNITS
        west, south, east, north = self.window
        inside = west <= lon <= east and south <= lat <= north
        return sides == self.between and not self.line and inside


def _between(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


DISPUTES = (
    Dispute(
        "Crimea",
        _between("Ukraine", "Russia"),
        "Internationally recognised as Ukraine; annexed by Russia in 2014.",
        (32.5, 45.5, 35.5, 46.5),
    ),
    Dispute(
        "Western Sahara",
        _between("Morocco", "W. Sahara"),
        "A non-self-governing territory for the United Nations; claimed by Morocco, "
        "which holds the land west of the sand wall, and by the Polisario Front.",
    ),
    Dispute(
        "Kosovo",
        _between("Serbia", "Kosovo"),
        "Declared independence in 2008; recognised by about half of all states.",
    ),
    Dispute(
        "Northern Cyprus",
        _between("Cyprus", "N. Cyprus"),
        "Cease-fire line of 1974; the north is recognised by Turkey alone.",
    ),
    Dispute(
        "Somaliland",
        _between("Somalia", "Somaliland"),
        "Declared independence in 1991; part of Somalia for the United Nations.",
    ),
    Dispute(
        "West Bank and Gaza",
        _between("Israel", "Palestine"),
        "Armistice lines of 1949; no agreed boundary.",
    ),
    Dispute(
        "Golan Heights, cease-fire line",
        _between("Israel", "Syria"),
        "Syrian for the United Nations; held by Israel west of this line since 1967.",
    ),
    Dispute(
        "Golan Heights, western edge",
        _between("Israel", "Syria"),
        "Syrian for the United Nations; held by Israel east of this line since 1967.",
        line=(
            (35.66, 33.27),
            (35.67, 33.23),
            (35.64, 33.17),
            (35.63, 33.02),
            (35.62, 32.89),
            (35.65, 32.85),
            (35.645, 32.74),
            (35.67, 32.69),
        ),
    ),
    Dispute(
        "Korea",
        _between("North Korea", "South Korea"),
        "Military demarcation line of the 1953 armistice; no peace treaty.",
    ),
    Dispute(
        "Kashmir, line of control",
        _between("India", "Pakistan"),
        "Cease-fire line in Jammu and Kashmir; the final status is not agreed.",
        (72.0, 32.75, 78.0, 37.0),
    ),
    Dispute(
        "Siachen Glacier, west",
        _between("Pakistan", "Siachen Glacier"),
        "Beyond the end of the line of control; claimed by India and Pakistan.",
    ),
    Dispute(
        "Siachen Glacier, south",
        _between("India", "Siachen Glacier"),
        "Beyond the end of the line of control; claimed by India and Pakistan.",
    ),
    Dispute(
        "Siachen Glacier, north",
        _between("China", "Siachen Glacier"),
        "Beyond the end of the line of control; claimed by India and Pakistan.",
    ),
    Dispute(
        "Kashmir, Pakistan and China",
        _between("China", "Pakistan"),
        "Agreed in 1963 until Kashmir is settled; not recognised by India.",
    ),
    Dispute(
        "Aksai Chin and westwards of Nepal",
        _between("China", "India"),
        "Line of actual control; Aksai Chin is held by China and claimed by India.",
        (77.0, 30.0, 82.0, 36.0),
    ),
    Dispute(
        "Arunachal Pradesh",
        _between("China", "India"),
        "McMahon line; the state to its south is held by India, claimed by China.",
        (91.0, 27.0, 98.0, 30.0),
    ),
    Dispute(
        "Sudan and South Sudan",
        _between("Sudan", "S. Sudan"),
        "The final boundary and the status of Abyei are not determined.",
    ),
    Dispute(
        "Hala'ib",
        _between("Sudan", "Egypt"),
        "Triangle north of this line held by Egypt and claimed by Sudan.",
        (34.0, 21.5, 37.5, 22.5),
    ),
    Dispute(
        "Ilemi",
        _between("Kenya", "S. Sudan"),
        "Triangle held by Kenya and claimed by South Sudan.",
    ),
)


def dispute_of(sides: frozenset[str], segment: Segment) -> Dispute | None:
    """The dispute a piece of a border belongs to, if any."""
    return next((d for d in DISPUTES if d.covers(sides, segment)), None)


def borders(topology: Topology) -> Iterator[Border]:
    """Every arc two countries share, with their names."""
    for index, sides in owners(topology).items():
        if len(sides) > 1:
            yield sides, topology.arcs[index]


def differences(these: Iterable[Border], others: Iterable[Border]) -> list[Border]:
    """Return the borders of one view that have no border of the other next to them.

    Args:
        these: The borders to look at.
        others: The borders they are compared with.

    Returns:
        Each unmatched stretch longer than the tolerance, with the two countries
        it parts.
    """
    near = _Nearness(line for _, line in others)
    limit = TOLERANCE * UNITS
    found = []
    for sides, line in these:
        far = [not near(point) for point in line]
        found += [(sides, run) for run in _runs(line, far) if _extent(run) > limit]
    return found


def _runs(line: Line, far: list[bool]) -> Iterator[Line]:
    """The stretches of a line around its far points, with one near point each side."""
    run: list[Point] = []
    for (start, end), one, other in zip(pairwise(line), far, far[1:], strict=False):
        if one or other:
            run = run or [start]
            run.append(end)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _extent(line: Line) -> int:
    lons = [lon for lon, _ in line]
    lats = [lat for _, lat in line]
    return max(max(lons) - min(lons), max(lats) - min(lats))


def require_named(found: Iterable[Border]) -> None:
    """Stop when the two views differ on a border the table does not name.

    Args:
        found: What ``differences`` returned.

    Raises:
        DataError: A stretch is not covered by any entry of ``DISPUTES``.
    """
    for sides, line in found:
        segment = (line[len(line) // 2 - 1], line[len(line) // 2])
        if dispute_of(sides, segment) is None:
            lon, lat = segment[0][0] / UNITS, segment[0][1] / UNITS
            raise DataError(
                f"The two views draw the border between {' and '.join(sorted(sides))} "
                f"differently near {lat:.2f}, {lon:.2f}: look at it and name it in "
                f"geo/recipes/basemap/disputed.py."
            )


class _Nearness:
    """Whether a point lies within the tolerance of any of many lines."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._cells: dict[tuple[int, int], list[Segment]] = defaultdict(list)
        for line in lines:
            for segment in pairwise(line):
                for cell in _cells(segment):
                    self._cells[cell].append(segment)

    def __call__(self, point: Point) -> bool:
        cell = (point[0] // UNITS, point[1] // UNITS)
        limit = TOLERANCE * UNITS
        return any(distance(point, s) <= limit for s in self._cells.get(cell, ()))


def _cells(segment: Segment) -> Iterator[tuple[int, int]]:
    margin = math.ceil(TOLERANCE * UNITS)
    lons, lats = zip(*segment, strict=True)
    for x in range((min(lons) - margin) // UNITS, (max(lons) + margin) // UNITS + 1):
        for y in range(
            (min(lats) - margin) // UNITS, (max(lats) + margin) // UNITS + 1
        ):
            yield x, y


def distance(
    point: tuple[float, float], segment: tuple[tuple[float, float], tuple[float, float]]
) -> float:
    """Distance from a point to a piece of line, on the flat grid."""
    (ax, ay), (bx, by) = segment
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = ((point[0] - ax) * dx + (point[1] - ay) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(ax + along * dx - point[0], ay + along * dy - point[1])
