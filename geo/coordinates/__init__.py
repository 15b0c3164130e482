"""Coordinates written in a text: where they stand, and the point they give.

Careful patterns find the stretches (`degrees`, `grids`), a library reads and checks them
(`point`). A point nobody meant is worse than one left out, so numbers that
could be scores, rates or measures need words beside them that say "coordinates" (`cues`).
"""

from __future__ import annotations

import re

from geo.coordinates.degrees import find_degrees, find_fixed
from geo.coordinates.grids import find_grids
from geo.coordinates.point import DEGREE_SIGNS, Notation as Notation, Point as Point

MAX_LENGTH = (
    160  # characters: "latitude 39 degrees 9 minutes 9.25 seconds north and ..."
)
_AROUND = " \t\n\u00a0()[]{}<>,;:.@"

# One cheap search, over digits alone: most articles end here. What it lets through need
# not be coordinates, but there are none without.
_HINT = re.compile(
    rf"\d(?:[ \u00a0\u2009\u202f]?[{DEGREE_SIGNS}]"
    r"|[ \u00a0-]?(?:deg|north|south|lat|Lat|LAT)"
    r"|\.\d{3}"
    r"|\.\d\d[, \u00a0]{0,2}[NSEWnsew]"
    r"|[\"']?[,;. ]{0,2}(?:and )?[\"']?(?:[Ll]ng|[Ll]on|LON|LNG|[Ll]at|LAT)"
    r"|[ \u00a0]?[C-HJ-NP-X](?:[ \u00a0]?[A-Z0-9]|[,:; ]))"
)
# "48,8566 N": a comma, not before three digits alone, which are thousands ("1,200 N").
_DECIMAL_COMMA = re.compile(
    r"(?<=\d),(?=(?:\d\d|\d{4,15})(?:[ \u00a0]?[NSEW]\b"
    rf"|[ \u00a0]?[{DEGREE_SIGNS}](?![ \u00a0]?[CFK]\b)))"
)


def find_coordinates(text: str) -> tuple[Point, ...]:
    """Find every point a text gives in coordinates, in the order of the text.

    Args:
        text: Any text; the time it takes grows no faster than its length.

    Returns:
        The points; none twice, none overlapping, never 0, 0.
    """
    return _find(text, trusted=False) if _HINT.search(text) else ()


def read_coordinates(words: str) -> Point | None:
    """Read words that are said to be coordinates.

    Plain numbers need no word beside them here, but they still need three decimals.

    Args:
        words: The words, and nothing else.

    Returns:
        The point, or None where the words are not the coordinates of one.
    """
    if len(words) > MAX_LENGTH or not any(letter.isdigit() for letter in words):
        return None
    found = _find(words, trusted=True)
    if len(found) != 1:
        return None
    point = found[0]
    left_over = words[: point.start] + words[point.end :]
    return None if left_over.strip(_AROUND) else point


def _find(text: str, *, trusted: bool) -> tuple[Point, ...]:
    found = sorted(
        [
            *find_grids(text, trusted=trusted),
            *find_fixed(text),
            *find_degrees(_DECIMAL_COMMA.sub(".", text), trusted=trusted),
        ],
        key=lambda point: (point.start, -point.end),
    )
    points: list[Point] = []
    for point in found:
        if point.lat == point.lon == 0:
            continue  # 0, 0 is what a missing value looks like
        if not points or point.start >= points[-1].end:
            points.append(point)
    return tuple(points)
