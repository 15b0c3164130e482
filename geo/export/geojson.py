"""Atlas to GeoJSON as RFC 7946 has it, and our own check that it is."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.export.attribution import attribution_of
from geo.export.geometry import box, link_pieces, place_position
from geo.export.json_values import (
    SCORE_DECIMALS,
    Texts,
    by_name,
    evidence_values,
    mention_values,
    notes,
    texts_of,
)
from geo.itinerary import Itinerary, itineraries
from geo.model import Atlas, Focus, Link, Resolution

Feature = dict[str, Any]

# The validators on PyPI accept longitudes beyond 180, NaN and lines that jump across the
# antimeridian, which are exactly the ways in which a map goes wrong.
MAX_DECIMALS = 7  # a centimetre; more is noise
MIN_LINE = 2
MIN_RING = 4
HALF_TURN = 180
LIMITS = ((-180, 180, "longitude"), (-90, 90, "latitude"))


def to_geojson(atlas: Atlas, *, unresolved: bool = False) -> str:
    """Write an atlas as GeoJSON; docs/exports.md names every property.

    Args:
        atlas: What to write.
        unresolved: Also write each name without a place, as a feature whose geometry
            is null. Some programs refuse such features, so it is off by default.

    Raises:
        ValueError: A coordinate is not on Earth; the message names the feature.
    """
    document = feature_collection(atlas, unresolved=unresolved)
    check_rfc7946(document)
    return json.dumps(document, allow_nan=False, ensure_ascii=False)


def feature_collection(atlas: Atlas, *, unresolved: bool = False) -> dict[str, Any]:
    """Return the GeoJSON document as plain values, unchecked."""
    texts = texts_of(atlas)
    features = [_place(summary, texts) for summary in summarise(atlas)]
    features += [_link(link, texts) for link in atlas.links]
    if unresolved:
        features += [_unresolved(group, texts) for group in by_name(atlas.unresolved)]
    return {
        "type": "FeatureCollection",
        "features": features,
        "articles": [
            {"id": a.id, "title": a.title, "source": a.source} for a in atlas.articles
        ],
        "focus": [_focus(focus) for focus in atlas.focus],
        "itineraries": [_itinerary(each) for each in itineraries(atlas)],
        "attribution": list(attribution_of(atlas)),
    }


def _focus(focus: Focus) -> dict[str, Any]:
    return {
        "article": focus.article_id,
        "level": focus.level.value,
        "id": focus.place.id,
        "name": focus.place.name,
        "score": round(focus.score, SCORE_DECIMALS),
        "count": focus.count,
    }


def _itinerary(itinerary: Itinerary) -> dict[str, Any]:
    return {
        "article": itinerary.article_id,
        "actor": itinerary.actor,
        "by_date": itinerary.by_date,
        "link_ids": [leg.id for leg in itinerary.legs],
        "joined": list(itinerary.joined),
        "place_ids": [place.id for place in itinerary.places],
        "names": [place.name for place in itinerary.places],
    }


def _feature(geometry: dict[str, Any] | None, properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _place(summary: PlaceSummary, texts: Texts) -> Feature:
    place = summary.place
    point = {"type": "Point", "coordinates": place_position(place)}
    return _feature(
        point,
        {
            "type": "place",
            "id": place.id,
            "name": place.name,
            "geonames_id": place.geonames_id,
            "country_code": place.country_code,
            "admin1": place.admin1,
            "admin1_name": place.admin1_name,
            "feature_class": place.feature_class,
            "feature_code": place.feature_code,
            "kinds": [kind.value for kind in summary.kinds],
            "score": round(summary.score, SCORE_DECIMALS),
            "count": summary.count,
            "imprecision_km": place.imprecision_km,
            "coordinates_from": str(place.provenance),
            "extent": box(place.extent),
            "passages": [mention_values(r, texts) for r in summary.resolutions],
        },
    )


def _link(link: Link, texts: Texts) -> Feature:
    return _feature(
        _link_geometry(link),
        {
            "type": "link",
            "id": link.id,
            "origin": link.origin.name,
            "destination": link.destination.name,
            "origin_id": link.origin.id,
            "destination_id": link.destination.id,
            "kind": link.kind.value,
            "directed": link.directed,
            "status": link.status.value,
            "actor": link.actor,
            "predicate": link.predicate,
            "date": link.date.isoformat() if link.date else None,
            "reasons": notes(link.reasons),
            "passages": [
                evidence_values(evidence, texts) for evidence in link.evidence
            ],
        },
    )


def _link_geometry(link: Link) -> dict[str, Any]:
    pieces = link_pieces(link)
    if len(pieces) == 1:
        return {"type": "LineString", "coordinates": pieces[0]}
    return {"type": "MultiLineString", "coordinates": pieces}


def _unresolved(group: Sequence[Resolution], texts: Texts) -> Feature:
    why = dict.fromkeys(note for r in group for note in notes(r.reasons))
    return _feature(
        None,
        {
            "type": "unresolved",
            "name": group[0].mention.text,
            "passages": [mention_values(r, texts) for r in group],
            "reasons": list(why),
        },
    )


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
