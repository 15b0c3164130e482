"""Degrees and minutes without their signs: "39 09 09N, 127 26 37E", "390909N1272637E".

Sailors and pilots write so. Only both letters, and the same gap in both halves, tell such
numbers from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.positions.library import from_degrees
from geo.positions.point import Notation, Point, rounding_km

_SPACED = re.compile(
    r"(?<![\w.,°-])"
    r"(?P<lat>\d{1,2})(?P<gap>[ -])(?P<lat_min>[0-5]\d(?:\.\d{1,6})?)"
    r"(?:(?P=gap)(?P<lat_sec>[0-5]\d(?:\.\d{1,6})?))?[ ]?(?P<ns>[NS])"
    r"[ ,;/-]{0,3}"
    r"(?P<lon>\d{1,3})(?P=gap)(?P<lon_min>[0-5]\d(?:\.\d{1,6})?)"
    r"(?:(?P=gap)(?P<lon_sec>[0-5]\d(?:\.\d{1,6})?))?[ ]?(?P<ew>[EW])(?!\w)"
)
_RUN_TOGETHER = re.compile(
    r"(?<![\w.,-])"
    r"(?P<lat>\d{2})(?P<lat_min>[0-5]\d)(?P<lat_sec>[0-5]\d(?:\.\d{1,6})?)?(?P<ns>[NS])"
    r"[ ,;/]{0,2}"
    r"(?P<lon>\d{3})(?P<lon_min>[0-5]\d)(?P<lon_sec>[0-5]\d(?:\.\d{1,6})?)?(?P<ew>[EW])"
    r"(?!\w)"
)


def find_fixed(text: str) -> Iterator[Point]:
    """Find points written in degrees and minutes of fixed width."""
    for pattern in (_SPACED, _RUN_TOGETHER):
        for match in pattern.finditer(text):
            spot = from_degrees(
                _canonical(match, "lat", "ns"), _canonical(match, "lon", "ew")
            )
            if spot:
                km = rounding_km(max(_unit(match, "lat"), _unit(match, "lon")))
                yield Point(match.start(), match.end(), *spot, km, Notation.SEXAGESIMAL)


def _canonical(match: re.Match[str], axis: str, letter: str) -> str:
    seconds = match[f"{axis}_sec"] or "0"
    return f"{match[axis]}°{match[f'{axis}_min']}′{seconds}″{match[letter]}"


def _unit(match: re.Match[str], axis: str) -> float:
    """Return the size of the last digit written, in degrees."""
    seconds = match[f"{axis}_sec"]
    last = seconds or match[f"{axis}_min"]
    decimals = len(last.partition(".")[2])
    return 10.0**-decimals / (3600 if seconds else 60)
