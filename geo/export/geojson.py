"""Atlas to GeoJSON as RFC 7946 has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.export.attribution import attribution_of
from geo.export.geometry import box, link_pieces, place_polygons, place_position
from geo.export.json_values import (
    SCORE_DECIMALS,
    Texts,
    by_name,
    evidence_values,
    mention_values,
    notes,
    quote,
    texts_of,
)
from geo.export.provenance import (
    article_values,
    articles_of,
    link_extras,
    place_extras,
    scores_of,
)
from geo.export.rfc7946 import check_rfc7946
from geo.export.style import map_colours
from geo.export.tables import AREAS, make_table
from geo.itinerary import Itinerary, itineraries
from geo.labels import link_name
from geo.model import Atlas, Focus, Link, Resolution

Feature = dict[str, Any]


def to_geojson(
    atlas: Atlas, *, unresolved: bool = False, table: str = "", areas: bool = False
) -> str:
    """Write an atlas as GeoJSON; docs/exports.md names every property.

    Args:
        atlas: What to write.
        table: "places", "links" or "mentions": one layer, whose properties are the cells of
            that table; "" is everything in one file.
        unresolved: Also write each name without a place, as a feature whose geometry
            is null. Some programs refuse such features, so it is off by default.
        areas: Write countries and provinces with their outlines, not as points.

    Raises:
        ValueError: A coordinate is not on Earth; the message names the feature.
    """
    document = (
        layer(atlas, table)
        if table
        else feature_collection(atlas, unresolved=unresolved, areas=areas)
    )
    check_rfc7946(document)
    return json.dumps(document, allow_nan=False, ensure_ascii=False)


def feature_collection(
    atlas: Atlas, *, unresolved: bool = False, areas: bool = False
) -> dict[str, Any]:
    """Return the GeoJSON document as plain values, unchecked."""
    texts = texts_of(atlas)
    articles, scores = articles_of(atlas), scores_of(atlas)
    features = [
        _place(summary, place_extras(summary, articles, texts), texts, areas)
        for summary in summarise(atlas)
    ]
    features += [
        _link(link, link_extras(link, articles, scores), texts) for link in atlas.links
    ]
    if unresolved:
        features += [_unresolved(group, texts) for group in by_name(atlas.unresolved)]
    return {
        "type": "FeatureCollection",
        **_bbox(features),
        "features": features,
        "articles": [
            {
                "id": a.id,
                "title": a.title,
                "source": a.source,
                **_plain(article_values(a)),
            }
            for a in atlas.articles
        ],
        "focus": [_focus(focus) for focus in atlas.focus],
        "itineraries": [_itinerary(each) for each in itineraries(atlas)],
        "attribution": list(attribution_of(atlas)),
    }


def layer(atlas: Atlas, name: str) -> dict[str, Any]:
    """Return one table as a layer: every feature has the same properties, all of them flat.

    Raises:
        OutputError: No table has this name.
    """
    table = make_table(atlas, name)
    features = []
    for row, shape in zip(table.rows, table.shapes, strict=True):
        if shape:
            cells = dict(zip((n for n, _ in table.columns), row, strict=True))
            style = _style(str(cells["kind"] if name == "links" else ""), cells["certainty"], area=name == AREAS)  # fmt: skip
            features.append(
                _feature(_shape(table.geometry, shape), _plain({**cells, **style}))
            )
    return {
        "type": "FeatureCollection",
        **_bbox(features),
        "features": features,
        "attribution": list(attribution_of(atlas)),
    }


def _shape(geometry: str, shape: list[Any]) -> dict[str, Any]:
    if geometry == "Point":
        return {"type": "Point", "coordinates": shape[0][0]}
    return {"type": geometry, "coordinates": shape}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Write days as GeoJSON has them: as words."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }


def _style(kind: str, sure: object, *, area: bool = False) -> dict[str, Any]:
    """Return the colours of the map, as simplestyle has them (geojson.io, GitHub)."""
    colours = map_colours()
    faint = sure == "unsure"
    if kind:
        return {
            "stroke": f"#{colours[kind]}",
            "stroke-width": 3,
            "stroke-opacity": 0.6 if faint else 1.0,
        }
    if area:
        colour = f"#{colours['accent']}"
        return {"fill": colour, "fill-opacity": 0.1 if faint else 0.2, "stroke": colour, "stroke-width": 1}  # fmt: skip
    size = "small" if faint else "medium"
    return {"marker-color": f"#{colours['accent']}", "marker-size": size}


def _bbox(features: Sequence[Feature]) -> dict[str, Any]:
    """Return the box around everything, where anything has a place."""
    positions = [p for f in features if f["geometry"] for p in _positions(f["geometry"]["coordinates"])]  # fmt: skip
    if not positions:
        return {}
    lons, lats = zip(*positions, strict=True)
    return {"bbox": [min(lons), min(lats), max(lons), max(lats)]}


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for each in coordinates:
        yield from _positions(each)


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


def _place(
    summary: PlaceSummary, extras: dict[str, Any], texts: Texts, areas: bool
) -> Feature:
    place = summary.place
    shape: dict[str, Any] = {"type": "Point", "coordinates": place_position(place)}
    if areas and (polygons := place_polygons(place)):
        shape = {"type": "MultiPolygon", "coordinates": polygons}
    return _feature(
        shape,
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
            "score": round(summary.score, SCORE_DECIMALS),
            "count": summary.count,
            "imprecision_km": place.imprecision_km,
            "coordinates_from": str(place.provenance),
            **_plain(extras),
            **_style("", extras["certainty"], area=shape["type"] != "Point"),
            "kinds": [kind.value for kind in summary.kinds],
            "extent": box(place.extent),
            "passages": [mention_values(r, texts) for r in summary.resolutions],
        },
    )


def _link(link: Link, extras: dict[str, Any], texts: Texts) -> Feature:
    return _feature(
        _link_geometry(link),
        {
            "type": "link",
            "id": link.id,
            "name": link_name(link),
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
            "sentence": _first_sentence(link, texts),
            **_plain(extras),
            **_style(link.kind.value, extras["certainty"]),
            "reasons": notes(link.reasons),
            "passages": [
                evidence_values(evidence, texts) for evidence in link.evidence
            ],
        },
    )


def _first_sentence(link: Link, texts: Texts) -> str:
    """Return what states it first."""
    return str(quote(link.evidence[0].passage, texts)["text"]) if link.evidence else ""


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
