"""One place as each service writes it, and how each wraps its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WONSAN: dict[str, Any] = {
    "place_id": 246018,
    "licence": "Data © OpenStreetMap contributors, ODbL 1.0",
    "osm_type": "relation",
    "osm_id": 3770420,
    "lat": "39.1529",
    "lon": "127.4436",
    "class": "boundary",
    "type": "administrative",
    "place_rank": 16,
    "importance": 0.5,
    "addresstype": "city",
    "name": "Wonsan",
    "display_name": "Wonsan, Kangwon Province, North Korea",
    "address": {
        "city": "Wonsan",
        "state": "Kangwon Province",
        "ISO3166-2-lvl4": "KP-07",
        "country": "North Korea",
        "country_code": "kp",
    },
    "boundingbox": ["39.0300", "39.2600", "127.2900", "127.5700"],
}


PHOTON: dict[str, Any] = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [127.4436, 39.1529]},
    "properties": {
        "osm_type": "R",
        "osm_id": 3770420,
        "osm_key": "place",
        "osm_value": "city",
        "type": "city",
        "name": "Wonsan",
        "state": "Kangwon",
        "country": "North Korea",
        "countrycode": "KP",
        "extent": [127.29, 39.26, 127.57, 39.03],
    },
}
PELIAS: dict[str, Any] = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [127.4436, 39.1529]},
    "properties": {
        "gid": "whosonfirst:locality:421180009",
        "layer": "locality",
        "name": "Wonsan",
        "region": "Kangwon",
        "country": "North Korea",
        "country_code": "KP",
        "confidence": 1,
        "label": "Wonsan, North Korea",
    },
    "bbox": [127.29, 39.03, 127.57, 39.26],
}
OPENCAGE: dict[str, Any] = {
    "formatted": "Wonsan, Kangwon, North Korea",
    "geometry": {"lat": 39.1529, "lng": 127.4436},
    "components": {"_type": "city", "country_code": "kp", "state": "Kangwon"},
}
GEONAMES: dict[str, Any] = {
    "geonameId": 1871859,
    "name": "Wonsan",
    "lat": "39.1529",
    "lng": "127.4436",
    "fcl": "P",
    "fcode": "PPLA",
    "countryCode": "KP",
    "countryName": "North Korea",
    "adminName1": "Kangwon",
}
OK = {"status": {"code": 200, "message": "OK"}}


def wrapped(path: str, rows: list[Any]) -> Any:
    """Put rows as the service of a path does."""
    for end, wrap in _WRAPPED.items():
        if path.endswith(end):
            return wrap(rows)
    return rows


_WRAPPED: dict[str, Callable[[list[Any]], Any]] = {
    "/api": lambda rows: {"type": "FeatureCollection", "features": rows},
    "/v1/search": lambda rows: {"geocoding": {}, "features": rows},
    "/geocode/v1/json": lambda rows: {"results": rows, **OK},
    "/searchJSON": lambda rows: {"totalResultsCount": len(rows), "geonames": rows},
}
