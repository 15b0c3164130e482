"""Atlas to GeoJSON as RFC 7946 has it: places, links, and what stayed unmapped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.export.credits import credits_of
from geo.export.quotes import (
    SCORE_DECIMALS,
    Texts,
    by_name,
    evidence_values,
    mention_values,
    notes,
    texts_of,
)
from geo.export.rfc7946 import check_rfc7946
from geo.export.shapes import box, link_pieces, place_position
from geo.itinerary import Itinerary, itineraries
from geo.model import Atlas, Focus, Link, Resolution

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
            "reasons": notes(link.reasons),
            "passages": [
                evidence_values(evidence, texts) for evidence in link.evidence
            ],
        },
    )


def _line(link: Link) -> dict[str, Any]:
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
