"""Nominatim's rows to Places. What a server sends is read as if it meant harm."""

from __future__ import annotations

import re
from typing import Any

from geo.cache import safe_name
from geo.cache.encoding import degrees
from geo.geocoders.features import Feature, feature_of
from geo.geocoders.fields import Row, code_of, expect, point_id, text_of
from geo.model import Extent, Place

_AREAS = ("way", "relation")
_OSM_TYPES = ("node", *_AREAS)
_NUMBER = re.compile("[0-9]{1,19}")
_VAGUE = ("administrative", "")  # says that it is a boundary, not of what


def check_rows(answer: Any) -> list[Row]:
    """Return back the rows of an answer that can be trusted to be one.

    Raises:
        ValueError: It is no list of places with points on Earth.
    """
    rows: list[Row] = expect(answer, list)
    for row in rows:
        expect(row, dict)
        expect(row.get("display_name"), str)
        degrees(row.get("lat"), 90)
        degrees(row.get("lon"), 180)
    return rows


def place_from_row(row: Row, words: str) -> Place:
    """Make a Place of one row that ``check_rows`` let through.

    Args:
        row: The row.
        words: The name that was asked for, where the row has none of its own.
    """
    address = row.get("address")
    if not isinstance(address, dict):
        address = {}
    lat, lon = degrees(row["lat"], 90), degrees(row["lon"], 180)
    feature_class, feature_code = _feature(row, address)
    return Place(
        id=_id(row, lat, lon),
        name=_name(row) or words,
        lat=lat,
        lon=lon,
        extent=_extent(row),
        feature_class=feature_class,
        feature_code=feature_code,
        country_code=code_of(text_of(address, "country_code")),
        admin1_name=safe_name(text_of(address, "state")),
    )


def _name(row: Row) -> str:
    return safe_name(text_of(row, "name")) or safe_name(
        text_of(row, "display_name").partition(",")[0]
    )


def _id(row: Row, lat: float, lon: float) -> str:
    kind, number = row.get("osm_type"), row.get("osm_id")
    if kind in _OSM_TYPES and _NUMBER.fullmatch(str(number)):
        return f"osm:{kind}/{number}"
    return point_id("osm", lat, lon)  # computed by the server, as postcodes are


def _feature(row: Row, address: Row) -> Feature:
    """Read what it is from the first of three fields that tells.

    "addresstype" is missing from servers before Nominatim 4.3; the first line of the
    address is the place itself, under its type. The class tells of streets.
    """
    kind = text_of(row, "addresstype")
    if kind in _VAGUE:
        kind = text_of(row, "type")
    if kind in _VAGUE:
        kind = next(iter(address), "administrative")
    return feature_of(kind, text_of(row, "type"), text_of(row, "class"))


def _extent(row: Row) -> Extent | None:
    """Read the box of an area; around a node Nominatim invents one, which is no area."""
    if row.get("osm_type") not in _AREAS:
        return None
    try:
        south, north, west, east = row["boundingbox"]
        extent = Extent(
            south=degrees(south, 90),
            west=degrees(west, 180),
            north=degrees(north, 90),
            east=degrees(east, 180),
        )
    except (KeyError, TypeError, ValueError):
        return None  # the point is what was asked for
    return extent if extent.south <= extent.north else None
