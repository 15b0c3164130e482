"""Answers of Nominatim, Photon and Pelias to Places, read as if the server meant harm."""

from __future__ import annotations

import re
from typing import Any

from geo import data
from geo.cache import safe_name
from geo.cache.values import degrees
from geo.model import Extent, Place

Row = dict[str, Any]
Feature = tuple[str, str]  # class, code

OTHER: Feature = ("S", "FCL")  # a shop, an office: nothing an article means by a name
UNKNOWN: Feature = ("P", "PPL")  # a service that does not say; most answers are towns

_COUNTRY = re.compile("[A-Z]{2}")


def feature_of(*kinds: str, otherwise: Feature = OTHER) -> Feature:
    """Return the feature of the first word that tells what a place is."""
    known = data.geocoder_kinds()
    return next((known[kind] for kind in kinds if kind in known), otherwise)


def expect(value: Any, kind: type) -> Any:
    """Return a value back if it is of a kind.

    Raises:
        ValueError: It is not.
    """
    if isinstance(value, kind):
        return value
    raise ValueError(f"a {type(value).__name__} in place of a {kind.__name__}")


def text_of(row: Row, field: str) -> str:
    """Return a field that is text, or ""."""
    value = row.get(field)
    return value if isinstance(value, str) else ""


def code_of(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code that a text is, in capitals, or ""."""
    code = text.upper()
    return code if _COUNTRY.fullmatch(code) else ""


def point_id(scheme: str, lat: float, lon: float) -> str:
    """Name a place that its service does not number."""
    return f"{scheme}:point/{lat:.5f},{lon:.5f}"


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
    feature_class, feature_code = _row_feature(row, address)
    return Place(
        id=_row_id(row, lat, lon),
        name=_name_in_row(row) or words,
        lat=lat,
        lon=lon,
        extent=_row_extent(row),
        feature_class=feature_class,
        feature_code=feature_code,
        country_code=code_of(text_of(address, "country_code")),
        admin1_name=safe_name(text_of(address, "state")),
    )


def _name_in_row(row: Row) -> str:
    return safe_name(text_of(row, "name")) or safe_name(
        text_of(row, "display_name").partition(",")[0]
    )


def _row_id(row: Row, lat: float, lon: float) -> str:
    kind, number = row.get("osm_type"), row.get("osm_id")
    if kind in _OSM_TYPES and _NUMBER.fullmatch(str(number)):
        return f"osm:{kind}/{number}"
    return point_id("osm", lat, lon)  # computed by the server, as postcodes are


def _row_feature(row: Row, address: Row) -> Feature:
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


def _row_extent(row: Row) -> Extent | None:
    """Read the box of an area; around a node Nominatim invents one, which is no area."""
    if row.get("osm_type") not in _AREAS:
        return None
    return _box(row.get("boundingbox"), "south north west east")


_OSM_LETTERS = {"N": "node", "W": "way", "R": "relation"}
_GEONAMES = re.compile("geonames:[a-z]+:([0-9]{1,12})")
_TOWN: Feature = ("P", "PPL")  # Pelias' "locality" is a town, OpenStreetMap's is none
# What geopy puts together to an address, and cannot where it is no text.
_TEXTS = (
    "name", "housenumber", "street", "postcode", "city", "state", "country",
)  # fmt: skip


def check_features(answer: Any) -> Row:
    """Return back a GeoJSON answer that can be trusted to be one.

    Raises:
        ValueError: It is no collection of features with points on Earth.
    """
    collection: Row = expect(answer, dict)
    for feature in expect(collection.get("features"), list):
        expect(feature, dict)
        properties = expect(feature.get("properties"), dict)
        for field in _TEXTS:
            expect(properties.get(field, ""), str)
        point = expect(expect(feature.get("geometry"), dict).get("coordinates"), list)
        if len(point) not in (2, 3):
            raise ValueError(f"a point of {len(point)} numbers")
        degrees(point[0], 180)
        degrees(point[1], 90)
    return collection


def place_from_photon(feature: Row, words: str) -> Place:
    """Make a Place of one of Photon's features that ``check_features`` let through."""
    row = feature["properties"]
    lat, lon = _point(feature)
    kinds = ("osm_value", "type", "osm_key")
    feature_class, feature_code = feature_of(*(text_of(row, kind) for kind in kinds))
    return Place(
        id=_osm_id(row, lat, lon),
        name=safe_name(text_of(row, "name")) or words,
        lat=lat,
        lon=lon,
        extent=_photon_extent(row),
        feature_class=feature_class,
        feature_code=feature_code,
        country_code=code_of(text_of(row, "countrycode")),
        admin1_name=safe_name(text_of(row, "state")),
    )


def place_from_pelias(feature: Row, words: str) -> Place:
    """Make a Place of one of Pelias' features that ``check_features`` let through."""
    row = feature["properties"]
    lat, lon = _point(feature)
    layer = text_of(row, "layer")
    feature_class, feature_code = _TOWN if layer == "locality" else feature_of(layer)
    return Place(
        id=_pelias_id(row, lat, lon),
        name=safe_name(text_of(row, "name")) or words,
        lat=lat,
        lon=lon,
        extent=_box(feature.get("bbox"), "west south east north"),
        feature_class=feature_class,
        feature_code=feature_code,
        country_code=code_of(text_of(row, "country_code")),
        admin1_name=safe_name(text_of(row, "region")),
    )


def _point(feature: Row) -> tuple[float, float]:
    lon, lat = feature["geometry"]["coordinates"][:2]
    return degrees(lat, 90), degrees(lon, 180)


def _osm_id(row: Row, lat: float, lon: float) -> str:
    kind = _OSM_LETTERS.get(text_of(row, "osm_type"))
    number = str(row.get("osm_id"))
    if kind and _NUMBER.fullmatch(number):
        return f"osm:{kind}/{number}"
    return point_id("osm", lat, lon)


def _pelias_id(row: Row, lat: float, lon: float) -> str:
    """Return GeoNames' number where the row is GeoNames', else Pelias' own."""
    gid = safe_name(text_of(row, "gid"))
    if geonames := _GEONAMES.fullmatch(gid):
        return f"geonames:{geonames[1]}"
    return f"pelias:{gid}" if gid else point_id("pelias", lat, lon)


def _photon_extent(row: Row) -> Extent | None:
    """Read the box of an area; Photon names its corners north-west, south-east."""
    if text_of(row, "osm_type") not in ("W", "R"):
        return None
    return _box(row.get("extent"), "west north east south")


def _box(value: Any, order: str) -> Extent | None:
    try:
        sides = {
            side: degrees(number, 90 if side in ("south", "north") else 180)
            for side, number in zip(order.split(), value, strict=True)
        }
    except (TypeError, ValueError):
        return None  # the point is what was asked for
    extent = Extent(**sides)
    return extent if extent.south <= extent.north else None
