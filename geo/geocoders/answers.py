"""Nominatim's rows to Places. What a server sends is read as if it meant harm."""

from __future__ import annotations

import re
from typing import Any

from geo.cache import safe_name
from geo.cache.encoding import degrees
from geo.model import Extent, Place

Row = dict[str, Any]

# OpenStreetMap's type of a place -> GeoNames feature class and code.
_FEATURES: dict[str, tuple[str, str]] = {
    "country": ("A", "PCLI"),
    "state": ("A", "ADM1"),
    "province": ("A", "ADM1"),
    "region": ("A", "ADM1"),
    "state_district": ("A", "ADM2"),
    "county": ("A", "ADM2"),
    "district": ("A", "ADM2"),
    "municipality": ("A", "ADM3"),
    "administrative": ("A", "ADMD"),
    "city": ("P", "PPL"),
    "town": ("P", "PPL"),
    "village": ("P", "PPL"),
    "hamlet": ("P", "PPL"),
    "isolated_dwelling": ("P", "PPL"),
    "borough": ("P", "PPLX"),
    "city_district": ("P", "PPLX"),
    "suburb": ("P", "PPLX"),
    "quarter": ("P", "PPLX"),
    "neighbourhood": ("P", "PPLX"),
    "continent": ("L", "CONT"),
    "locality": ("L", "LCTY"),
    "ocean": ("H", "OCN"),
    "sea": ("H", "SEA"),
    "bay": ("H", "BAY"),
    "strait": ("H", "STRT"),
    "river": ("H", "STM"),
    "stream": ("H", "STM"),
    "canal": ("H", "CNL"),
    "lake": ("H", "LK"),
    "water": ("H", "LK"),
    "reservoir": ("H", "RSV"),
    "glacier": ("H", "GLCR"),
    "wetland": ("H", "WTLD"),
    "mountain": ("T", "MT"),
    "peak": ("T", "MT"),
    "volcano": ("T", "VLC"),
    "mountain_range": ("T", "MTS"),
    "ridge": ("T", "RDGE"),
    "valley": ("T", "VAL"),
    "desert": ("T", "DSRT"),
    "cape": ("T", "CAPE"),
    "peninsula": ("T", "PEN"),
    "island": ("T", "ISL"),
    "islet": ("T", "ISL"),
    "archipelago": ("T", "ISLS"),
    "aerodrome": ("S", "AIRP"),
}
_OTHER = ("S", "FCL")
_AREAS = ("way", "relation")
_OSM_TYPES = ("node", *_AREAS)
_NUMBER = re.compile("[0-9]{1,19}")
_COUNTRY = re.compile("[A-Z]{2}")
_VAGUE = ("administrative", "")  # says that it is a boundary, not of what


def check_rows(answer: Any) -> list[Row]:
    """Give back the rows of an answer that can be trusted to be one.

    Raises:
        ValueError: It is no list of places with points on Earth.
    """
    rows: list[Row] = _expect(answer, list)
    for row in rows:
        _expect(row, dict)
        _expect(row.get("display_name"), str)
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
        country_code=_country(address),
        admin1_name=safe_name(_text(address, "state")),
    )


def _expect(value: Any, kind: type) -> Any:
    if isinstance(value, kind):
        return value
    raise ValueError(f"a {type(value).__name__} in place of a {kind.__name__}")


def _text(row: Row, field: str) -> str:
    value = row.get(field)
    return value if isinstance(value, str) else ""


def _name(row: Row) -> str:
    return safe_name(_text(row, "name")) or safe_name(
        _text(row, "display_name").partition(",")[0]
    )


def _id(row: Row, lat: float, lon: float) -> str:
    kind, number = row.get("osm_type"), row.get("osm_id")
    if kind in _OSM_TYPES and _NUMBER.fullmatch(str(number)):
        return f"osm:{kind}/{number}"
    return f"osm:point/{lat:.5f},{lon:.5f}"  # computed by the server, as postcodes are


def _feature(row: Row, address: Row) -> tuple[str, str]:
    """Read what it is from the first of three fields that tells.

    "addresstype" is missing from servers before Nominatim 4.3; the first line of the
    address is the place itself, under its type.
    """
    kind = _text(row, "addresstype")
    if kind in _VAGUE:
        kind = _text(row, "type")
    if kind in _VAGUE:
        kind = next(iter(address), "administrative")
    return _FEATURES.get(kind) or _FEATURES.get(_text(row, "type"), _OTHER)


def _country(address: Row) -> str:
    code = _text(address, "country_code").upper()
    return code if _COUNTRY.fullmatch(code) else ""


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
