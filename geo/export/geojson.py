"""Atlas to GeoJSON as RFC 7946 has it: places, links, and what stayed unmapped.

``[lon, lat]`` is the order of positions here, and nowhere else in Dateline.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.export.credits import credits_of
from geo.export.rfc7946 import check_rfc7946
from geo.geometry import Point, great_circle, split_at_antimeridian
from geo.itinerary import Itinerary, itineraries
from geo.model import (
    Atlas,
    Evidence,
    Extent,
    Focus,
    Link,
    Passage,
    Reason,
    Resolution,
)

DECIMALS = 6  # 11 cm; RFC 7946 asks for no more
SCORE_DECIMALS = 4

Texts = Mapping[str, str]
Feature = dict[str, Any]


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
    """Give the GeoJSON document as plain values, unchecked."""
    texts = {article.id: article.text for article in atlas.articles}
    features = [_place(summary, texts) for summary in summarise(atlas)]
    features += [_link(link, texts) for link in atlas.links]
    if unresolved:
        features += [_unresolved(group, texts) for group in _by_name(atlas.unresolved)]
    return {
        "type": "FeatureCollection",
        "features": features,
        "articles": [
            {"id": a.id, "title": a.title, "source": a.source} for a in atlas.articles
        ],
        "focus": [_focus(focus) for focus in atlas.focus],
        "itineraries": [_itinerary(each) for each in itineraries(atlas)],
        "attribution": list(credits_of(atlas)),
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
    point = {"type": "Point", "coordinates": _position((place.lat, place.lon))}
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
            "extent": _extent(place.extent),
            "passages": [_mention(r, texts) for r in summary.resolutions],
        },
    )


def _mention(resolution: Resolution, texts: Texts) -> dict[str, Any]:
    mention = resolution.mention
    return {
        "article_id": mention.passage.article_id,
        **_quote(mention.passage, texts),
        "sentence": _quote(mention.sentence, texts),
        "kind": mention.kind.value,
        "score": round(resolution.score, SCORE_DECIMALS),
        "reasons": _notes(resolution.reasons),
    }


def _link(link: Link, texts: Texts) -> Feature:
    return _feature(
        _line(link),
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
            "reasons": _notes(link.reasons),
            "passages": [_evidence(evidence, texts) for evidence in link.evidence],
        },
    )


def _evidence(evidence: Evidence, texts: Texts) -> dict[str, Any]:
    return {
        "article_id": evidence.passage.article_id,
        **_quote(evidence.passage, texts),
        "origin": _quote(evidence.origin.passage, texts),
        "destination": _quote(evidence.destination.passage, texts),
    }


def _line(link: Link) -> dict[str, Any]:
    a = (link.origin.lat, link.origin.lon)
    b = (link.destination.lat, link.destination.lon)
    pieces = [
        [_position(point) for point in piece]
        for piece in split_at_antimeridian(great_circle(a, b))
    ]
    if len(pieces) == 1:
        return {"type": "LineString", "coordinates": pieces[0]}
    return {"type": "MultiLineString", "coordinates": pieces}


def _unresolved(group: Sequence[Resolution], texts: Texts) -> Feature:
    notes = dict.fromkeys(note for r in group for note in _notes(r.reasons))
    return _feature(
        None,
        {
            "type": "unresolved",
            "name": group[0].mention.text,
            "passages": [_mention(r, texts) for r in group],
            "reasons": list(notes),
        },
    )


def _by_name(resolutions: Sequence[Resolution]) -> list[list[Resolution]]:
    """Put the mentions of one name together, in the order of the text."""
    groups: dict[str, list[Resolution]] = {}
    for resolution in resolutions:
        groups.setdefault(resolution.mention.toponym, []).append(resolution)
    return list(groups.values())


def _quote(passage: Passage, texts: Texts) -> dict[str, Any]:
    text = texts[passage.article_id][passage.start : passage.end]
    return {"start": passage.start, "end": passage.end, "text": text}


def _notes(reasons: Sequence[Reason]) -> list[str]:
    return [reason.note for reason in reasons]


def _position(point: Point) -> list[float]:
    lat, lon = point
    return [round(lon, DECIMALS), round(lat, DECIMALS)]


def _extent(extent: Extent | None) -> list[float] | None:
    """Give west, south, east, north: the order of a GeoJSON bbox."""
    if extent is None:
        return None
    sides = (extent.west, extent.south, extent.east, extent.north)
    return [round(side, DECIMALS) for side in sides]
