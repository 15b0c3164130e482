"""Our own check that a document is GeoJSON as RFC 7946 has it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

# The validators on PyPI accept longitudes beyond 180, NaN and lines that jump across the
# antimeridian, which are exactly the ways in which a map goes wrong.
MAX_DECIMALS = 7  # a centimetre; more is noise
MIN_LINE = 2
MIN_RING = 4
HALF_TURN = 180
LIMITS = ((-180, 180, "longitude"), (-90, 90, "latitude"))


def check_rfc7946(document: dict[str, Any]) -> None:
    """Make sure that a document is GeoJSON that every program reads alike.

    Checks the types, that every coordinate is a finite number in range with at most 7
    decimals, that lines have two positions and rings four and close, that nothing
    crosses the antimeridian, and that no ``crs`` is named.

    Raises:
        ValueError: It is not; the message names the feature and the fault.
    """
    features = document.get("features")
    is_collection = document.get("type") == "FeatureCollection"
    if not (is_collection and isinstance(features, list)):
        raise ValueError("the document is not a FeatureCollection with its features")
    if "crs" in document:
        raise ValueError("the document names a crs; RFC 7946 knows WGS 84 alone")
    for number, feature in enumerate(features):
        fault = next(_faults(feature), None)
        if fault:
            raise ValueError(f"feature {number} ({_called(feature)}): {fault}")


def _called(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    known = properties if isinstance(properties, dict) else {}
    name = known.get("name") or known.get("id") or "no name"
    return str(name)[:80]


def _faults(feature: Any) -> Iterator[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "it is not a Feature"
        return
    if not {"geometry", "properties"} <= feature.keys():
        yield "geometry or properties is missing"
        return
    if not isinstance(feature["properties"], dict | None):
        yield "properties is not an object"
    if feature["geometry"] is not None:
        yield from _geometry_faults(feature["geometry"])


def _geometry_faults(geometry: Any) -> Iterator[str]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    check = CHECKS.get(str(kind))
    if check is None:
        yield f"geometry type {kind!r} is none of {', '.join(CHECKS)}"
        return
    yield from check(geometry.get("coordinates"))


def _point_faults(position: Any) -> Iterator[str]:
    if not isinstance(position, list) or len(position) != len(LIMITS):
        yield f"position {position!r} is not [lon, lat]"
        return
    for value, (low, high, name) in zip(position, LIMITS, strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"{name} {value!r} is not a number"
        elif not math.isfinite(value) or not low <= value <= high:
            yield f"{name} {value} is not between {low} and {high}"
        elif round(value, MAX_DECIMALS) != value:
            yield f"{name} {value} has more than {MAX_DECIMALS} decimals"


def _line_faults(positions: Any, least: int = MIN_LINE) -> Iterator[str]:
    if not isinstance(positions, list) or len(positions) < least:
        yield f"a line or ring needs {least} positions"
        return
    wrong = [fault for position in positions for fault in _point_faults(position)]
    yield from wrong
    if wrong:
        return
    for (lon1, _), (lon2, _) in pairwise(positions):
        if abs(lon2 - lon1) > HALF_TURN:
            yield f"it crosses the antimeridian between {lon1} and {lon2}"


def _ring_faults(positions: Any) -> Iterator[str]:
    yield from _line_faults(positions, MIN_RING)
    if isinstance(positions, list) and positions and positions[0] != positions[-1]:
        yield "a ring does not close"


def _each(check: Callable[[Any], Iterator[str]]) -> Callable[[Any], Iterator[str]]:
    """Make a check of a list out of the check of its members."""

    def check_all(members: Any) -> Iterator[str]:
        if not isinstance(members, list) or not members:
            yield "it has no coordinates"
            return
        for member in members:
            yield from check(member)

    return check_all


CHECKS: dict[str, Callable[[Any], Iterator[str]]] = {
    "Point": _point_faults,
    "MultiPoint": _each(_point_faults),
    "LineString": _line_faults,
    "MultiLineString": _each(_line_faults),
    "Polygon": _each(_ring_faults),
    "MultiPolygon": _each(_each(_ring_faults)),
}
