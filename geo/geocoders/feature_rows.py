"""Photon's and Pelias' GeoJSON to Places."""

from __future__ import annotations

import re
from typing import Any

from geo.cache import safe_name
from geo.cache.encoding import degrees
from geo.geocoders.features import Feature, feature_of
from geo.geocoders.fields import Row, code_of, expect, point_id, text_of
from geo.model import Extent, Place

_OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}
_NUMBER = re.compile("[0-9]{1,19}")
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
    kind = _OSM_TYPES.get(text_of(row, "osm_type"))
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
