"""Points and lines as formats want them: ``[lon, lat]``, rounded, cut at 180°.

This is the order of positions here, and nowhere else in Dateline.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from geo.draw.areas import BOX, RING, shape_of
from geo.geometry import Point, great_circle, split_at_antimeridian
from geo.model import Extent, Link, Place
from geo.web.polygons import outline

DECIMALS = 6  # 11 cm; RFC 7946 asks for no more

Position = list[float]  # [lon, lat]
Piece = list[Position]
Rings = list[Piece]  # a polygon: its outline, then its holes

# Types of ISO well-known binary; the byte before each says that the low byte comes first.
_POINT, _LINE, _POLYGON, _LINES, _POLYGONS = 1, 2, 3, 5, 6
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


def place_polygons(place: Place) -> list[Rings]:
    """Return the outline of a country or province; [] of any other place, and where none is known."""
    shape = place_shape(place)
    return [
        [
            [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring]
            for ring in polygon
        ]
        for polygon in (outline(shape) if shape else ())
    ]


def place_shape(place: Place) -> str:
    """Return the name of the outline of a country or province; "" of any other place."""
    shape = shape_of(place) or ""
    return "" if shape in {BOX, RING} else shape


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


def polygons_wkb(polygons: Sequence[Rings]) -> bytes:
    """Write polygons as one MultiPolygon in well-known binary."""
    each = b"".join(_rings_wkb(rings) for rings in polygons)
    return _HEAD.pack(1, _POLYGONS) + _COUNT.pack(len(polygons)) + each


def _rings_wkb(rings: Rings) -> bytes:
    each = b"".join(
        _COUNT.pack(len(ring)) + b"".join(_PAIR.pack(*at) for at in ring)
        for ring in rings
    )
    return _HEAD.pack(1, _POLYGON) + _COUNT.pack(len(rings)) + each


def _line_wkb(piece: Piece) -> bytes:
    positions = b"".join(_PAIR.pack(*at) for at in piece)
    return _HEAD.pack(1, _LINE) + _COUNT.pack(len(piece)) + positions
