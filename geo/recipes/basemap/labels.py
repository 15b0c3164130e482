"""Where a country's name goes, from which zoom on, and how it is written.

The point is the visual centre of the largest polygon: the one farthest from its
edges, measured in a space squeezed from the sides because words are wide.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.recipes.basemap.disputed import distance
from geo.recipes.basemap.topology import UNITS, Country, Line, join

if TYPE_CHECKING:
    from collections.abc import Sequence

Spot = tuple[float, float]

SQUEEZE = 2.0  # a name is about twice as wide as the room it wants above and below
TILE = 256  # pixels the whole world measures at zoom 0
LETTER = 8.0  # pixels a letter takes, its spacing included
OVERHANG = 1.7  # how much wider than its country a name may be
SIDE = 64.0  # pixels across at which a country is named even if its name overhangs
FIRST_ZOOM, LAST_ZOOM = 2, 6.5
MAX_LINE_LENGTH = 10  # letters, before a name takes two lines
MAX_POINTS = 400  # of a ring, when only its general shape matters

# How the sources write a name, and the whole of it where they cut it short.
FULL_NAMES = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Ashmore and Cartier Is.": "Ashmore and Cartier Islands",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic",
    "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands (Malvinas)",
    "Fr. Polynesia": "French Polynesia",
    "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "Heard I. and McDonald Is.": "Heard Island and McDonald Islands",
    "Indian Ocean Ter.": "Indian Ocean Territories",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands",
    "S. Geo. and the Is.": "South Georgia and the South Sandwich Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "St-Barthélemy": "Saint Barthélemy",
    "St-Martin": "Saint Martin",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Pierre and Miquelon": "Saint Pierre and Miquelon",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "United States Virgin Islands",
    "W. Sahara": "Western Sahara",
    "Wallis and Futuna Is.": "Wallis and Futuna Islands",
    "eSwatini": "Eswatini",
}
SHORT_NAMES = {
    "Faeroe Is.": "Faroe Is.",
    "S. Geo. and the Is.": "South Georgia",
    "S. Sudan": "South Sudan",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map: where (grid units), from which zoom, how big its land is."""

    text: str
    lon: int
    lat: int
    zoom: float
    area: float


def label(country: Country, arcs: Sequence[Line]) -> Label:
    """Find the place and the first zoom of a country's name.

    Args:
        country: The country.
        arcs: The arcs its polygons are built from.

    Returns:
        Its label; ``area`` is in square pixels at zoom 0, as the map shows it.
    """
    rings = [[_mercator(join(arcs, refs)) for refs in p] for p in country.polygons]
    largest = max(rings, key=lambda polygon: abs(_area(polygon[0])))
    text = SHORT_NAMES.get(country.name, country.name)
    (x, y), room = _visual_centre(largest)
    lat = math.degrees(2 * math.atan(math.exp((0.5 - y) * 2 * math.pi)) - math.pi / 2)
    lon = x % 1.0 * 360 - 180
    area = abs(_area(largest[0])) * TILE * TILE
    lines = broken(text)
    longest = max(len(part) for part in lines.split("\n"))
    width = 2 * SQUEEZE * room * TILE * OVERHANG
    fits = math.log2(LETTER * longest / width)
    stands_out = math.log2(SIDE / math.sqrt(area))
    zoom = round(2 * min(fits, stands_out)) / 2
    zoom = min(LAST_ZOOM, max(FIRST_ZOOM, zoom))
    return Label(lines, round(lon * UNITS), round(lat * UNITS), zoom, area)


def broken(text: str) -> str:
    """A long name on two lines, broken at the space nearest its middle."""
    spaces = [i for i, letter in enumerate(text) if letter == " "]
    if len(text) <= MAX_LINE_LENGTH or not spaces:
        return text
    at = min(spaces, key=lambda i: abs(2 * i + 1 - len(text)))
    return f"{text[:at]}\n{text[at + 1 :]}"


def _mercator(line: Line) -> list[Spot]:
    """The line in the web Mercator square, thinned to what a label needs."""
    step = max(1, len(line) // MAX_POINTS)
    kept = line[:-1:step]
    return [
        (
            lon / UNITS / 360 + 0.5,
            0.5 - math.asinh(math.tan(math.radians(lat / UNITS))) / (2 * math.pi),
        )
        for lon, lat in (*kept, kept[0])
    ]


def _area(ring: Sequence[Spot]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def _visual_centre(polygon: Sequence[Sequence[Spot]]) -> tuple[Spot, float]:
    """The point farthest from the edges, by halving the most promising square."""
    rings = [[(x / SQUEEZE, y) for x, y in ring] for ring in polygon]
    xs, ys = zip(*rings[0], strict=True)
    half = max(max(xs) - min(xs), max(ys) - min(ys)) / 2
    middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    best, spot = _inside(middle, rings), middle
    goal = half / 40
    queue = [(-best - half * math.sqrt(2), half, *middle)]
    while queue:
        promise, half, x, y = heapq.heappop(queue)
        if -promise - best <= goal:
            break
        half /= 2
        for sx, sy in ((-half, -half), (half, -half), (-half, half), (half, half)):
            centre = (x + sx, y + sy)
            found = _inside(centre, rings)
            if found > best:
                best, spot = found, centre
            heapq.heappush(queue, (-found - half * math.sqrt(2), half, *centre))
    return (spot[0] * SQUEEZE, spot[1]), max(best, 0.0)


def _inside(point: Spot, rings: Sequence[Sequence[Spot]]) -> float:
    """Distance to the nearest edge; negative outside the polygon."""
    inside, nearest = False, math.inf
    px, py = point
    for ring in rings:
        for segment in pairwise(ring):
            (ax, ay), (bx, by) = segment
            if (ay > py) != (by > py) and px < (bx - ax) * (py - ay) / (by - ay) + ax:
                inside = not inside
            nearest = min(nearest, distance(point, segment))
    return nearest if inside else -nearest
