"""What any other of geopy's services found, to Places.

Every service has a format of its own. geopy reads name and point; the kind of place and
its country are looked for under the words that services use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geo.cache import safe_name
from geo.cache.values import degrees
from geo.geocoders.responses import (
    UNKNOWN,
    Feature,
    Row,
    code_of,
    feature_of,
    point_id,
    text_of,
)
from geo.model import Place

_MAX_DEPTH = 6  # levels of an answer that are looked into
_KINDS = (
    "_type",
    "addresstype",
    "place_type",
    "types",
    "type",
    "entityType",
    "osm_value",
)
_COUNTRIES = frozenset({"country_code", "countrycode", "countryCode"})
_TOWNS = ("locality", "populatedplace", "postal_town")
_GEONAMES_CLASSES = frozenset("AHLPRSTUV")
_NUMBER = re.compile("[0-9]{1,12}")


def says_none(body: Any, depth: int = 0) -> bool:
    """Return an answer without places from a body that is no answer at all.

    geopy reads both as None. A service that found nothing sends its list, empty.
    """
    if depth > _MAX_DEPTH:
        return False
    if isinstance(body, dict):
        if any(str(field).lower().startswith("error") for field in body):
            return False
        return any(says_none(value, depth + 1) for value in body.values())
    if isinstance(body, list):
        return not body or any(says_none(value, depth + 1) for value in body)
    return False


def place_from_location(location: Any, provider: str, words: str) -> Place:
    """Make a Place of one of geopy's locations.

    Args:
        location: With ``address``, ``latitude``, ``longitude``, ``raw``.
        provider: The service's name, for the id.
        words: The name that was asked for, where the location has none.

    Raises:
        ValueError: It is no place on Earth.
    """
    raw: Row = location.raw if isinstance(location.raw, dict) else {}
    lat, lon = degrees(location.latitude, 90), degrees(location.longitude, 180)
    feature_class, feature_code = _feature(raw)
    components = raw.get("components")
    parts: Row = components if isinstance(components, dict) else {}
    number = str(raw.get("geonameId"))
    known = _NUMBER.fullmatch(number)
    return Place(
        id=f"geonames:{number}" if known else point_id(provider, lat, lon),
        name=_name(location.address) or words,
        lat=lat,
        lon=lon,
        feature_class=feature_class,
        feature_code=feature_code,
        country_code=_country(raw),
        admin1_name=safe_name(text_of(raw, "adminName1") or text_of(parts, "state")),
    )


def _name(address: Any) -> str:
    """Return the first part of an address: the place itself."""
    return safe_name(address.partition(",")[0]) if isinstance(address, str) else ""


def _feature(raw: Row) -> Feature:
    if text_of(raw, "fcl") in _GEONAMES_CLASSES and text_of(raw, "fcode").isalnum():
        return raw["fcl"], raw["fcode"][:10]
    kinds = [word.lower() for word in _words(raw)]
    if any(kind in _TOWNS for kind in kinds):
        return UNKNOWN
    return feature_of(*kinds, otherwise=UNKNOWN)


def _words(raw: Row) -> Iterator[str]:
    """Return what the row and its components call the kind of place."""
    components = raw.get("components")
    for row in (raw, components if isinstance(components, dict) else {}):
        for field in _KINDS:
            value = row.get(field)
            for word in value if isinstance(value, list) else [value]:
                if isinstance(word, str):
                    yield word


def _country(raw: Row) -> str:
    """Return the first country code in a row, wherever it stands."""
    return next(
        (code for text in _country_texts(raw, 0) if (code := code_of(text))), ""
    )


def _country_texts(value: Any, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH or not isinstance(value, dict | list):
        return
    if isinstance(value, list):
        for item in value:
            yield from _country_texts(item, depth + 1)
        return
    types = value.get("types")
    if isinstance(types, list) and "country" in types:  # Google's
        yield text_of(value, "short_name")
    for field, inner in value.items():
        if field in _COUNTRIES and isinstance(inner, str):
            yield inner
        else:
            yield from _country_texts(inner, depth + 1)
