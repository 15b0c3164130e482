"""Very many places: columns, in an order that a map can gather at every zoom.

Sorted along a Z-shaped curve (their quadkeys), the places of one tile follow one another,
whatever the zoom: the browser gathers a cell in one pass (geo/web/crowd.js).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asinh, pi, radians, tan
from typing import Any

from geo.atlas import PlaceSummary
from geo.draw.antimeridian import DECIMALS, wrap_longitude
from geo.draw.areas import is_area, nearest_zoom

MOST_SIGNS = 10_000  # more places than this are a crowd
BITS = 20  # of a place's column and row: cells of 40 m
_EDGE = 85.0511  # degrees; where the Mercator square ends
# A byte with a 0 between each two bits.
_SPREAD = tuple(
    sum((byte >> bit & 1) << 2 * bit for bit in range(8)) for byte in range(256)
)


def crowd(summaries: Iterable[PlaceSummary], west: float) -> dict[str, Any]:
    """Return places as columns.

    Args:
        summaries: The places.
        west: Westernmost longitude of the map.
    """
    rows = sorted(summaries, key=lambda s: quadkey(s.place.lat, s.place.lon))
    places = [s.place for s in rows]
    return {
        "bits": BITS,
        "ids": [place.id for place in places],
        "lats": [round(place.lat, DECIMALS) for place in places],
        "lons": [round(wrap_longitude(place.lon, west), DECIMALS) for place in places],
        "ns": [s.count for s in rows],
        "unsure": [i for i, s in enumerate(rows) if s.unsure],
        "areas": [i for i, place in enumerate(places) if is_area(place)],
        "zoom": max(map(nearest_zoom, places), default=0),
    }


def quadkey(lat: float, lon: float) -> int:
    """Return a point's place on the Z-shaped curve through the Mercator square."""
    size = 1 << BITS
    top = max(-_EDGE, min(_EDGE, lat))
    x = int(((lon + 180) / 360 % 1) * size)
    y = int((0.5 - asinh(tan(radians(top))) / (2 * pi)) * size)
    return _spread(x) | _spread(min(size - 1, max(0, y))) << 1


def _spread(number: int) -> int:
    """Put a 0 between each two bits of a number."""
    return (
        _SPREAD[number & 255]
        | _SPREAD[number >> 8 & 255] << 16
        | _SPREAD[number >> 16] << 32
    )
