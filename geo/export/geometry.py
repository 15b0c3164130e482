"""Points and lines as formats want them: ``[lon, lat]``, rounded, cut at 180°.

This is the order of positions here, and nowhere else in Dateline.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from geo.geometry import Point, great_circle, split_at_antimeridian
from geo.model import Extent, Link, Place

DECIMALS = 6  # 11 cm; RFC 7946 asks for no more

Position = list[float]  # [lon, lat]
Piece = list[Position]

# Types of ISO well-known binary; the byte before each says that the low byte comes first.
_POINT, _LINE, _LINES = 1, 2, 5
_HEAD = struct.Struct("<BI")
_COUNT = struct.Struct("<I")
_PAIR = struct.Struct("<dd")


def position(point: Point) -> Position:
    """Return ``[lon, lat]`` of (lat, lon)."""
    lat, lon = point
    return [round(lon, DECIMALS), round(lat, DECIMALS)]


def place_position(place: Place) -> Position:
    """Return where a place is."""
    return position((place.lat, place.lon))


def link_pieces(link: Link) -> list[Piece]:
    """Return the great circle of a link: one piece, or several where it crosses 180°."""
    a = (link.origin.lat, link.origin.lon)
    b = (link.destination.lat, link.destination.lon)
    return [
        [position(point) for point in piece]
        for piece in split_at_antimeridian(great_circle(a, b))
    ]


def box(extent: Extent | None) -> list[float] | None:
    """Return west, south, east, north: the order of a GeoJSON bbox."""
    if extent is None:
        return None
    sides = (extent.west, extent.south, extent.east, extent.north)
    return [round(side, DECIMALS) for side in sides]


def point_wkb(at: Position) -> bytes:
    """Write a point as well-known binary."""
    return _HEAD.pack(1, _POINT) + _PAIR.pack(*at)


def lines_wkb(pieces: Sequence[Piece]) -> bytes:
    """Write lines as one MultiLineString in well-known binary."""
    lines = b"".join(_line_wkb(piece) for piece in pieces)
    return _HEAD.pack(1, _LINES) + _COUNT.pack(len(pieces)) + lines


def _line_wkb(piece: Piece) -> bytes:
    positions = b"".join(_PAIR.pack(*at) for at in piece)
    return _HEAD.pack(1, _LINE) + _COUNT.pack(len(piece)) + positions
