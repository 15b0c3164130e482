"""The features of a map: every place and every link, with its id and inert properties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.draw.antimeridian import coordinates, cut_longitude, wrap_longitude
from geo.draw.arcs import arc_lines, fan, points_of_each
from geo.draw.areas import is_area, nearest_zoom, reach_of, shape_of
from geo.draw.bundle import MOST_LINES, bundle
from geo.draw.crowd import MOST_SIGNS, crowd
from geo.itinerary import itineraries
from geo.model import Atlas, Link

Feature = dict[str, Any]

MOST_AREAS = 300  # beside a crowd
SVG_UP_TO = 600  # more signs than this are drawn on canvas, without keyboard focus


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is on a map.

    Attributes:
        places: One feature a place; beside a crowd only areas.
        links: One feature a link, drawn below the places; none beside a bundle.
        crowd: Very many places as columns, else None.
        bundle: Very many links as columns, else None.
        journeys: The legs and stops of each journey, by its id.
    """

    places: list[Feature]
    links: list[Feature]
    crowd: dict[str, Any] | None
    bundle: dict[str, Any] | None
    journeys: dict[str, Feature]

    @property
    def on_canvas(self) -> bool:
        """True where there is too much to draw each sign as an element of its own."""
        many = len(self.places) + len(self.links) > SVG_UP_TO
        return many or self.crowd is not None or self.bundle is not None

    def as_json(self) -> dict[str, Any]:
        """Return it as ``dateline.draw`` takes it (geo/web/map.js)."""
        return {
            "places": self.places,
            "links": self.links,
            "crowd": self.crowd,
            "bundle": self.bundle,
            "journeys": self.journeys,
        }


def drawing(atlas: Atlas) -> Drawing:
    """Draw an atlas.

    Longitudes lie in one turn of the globe, chosen so that the map need not be cut.
    """
    summaries = summarise(atlas)
    west = cut_longitude([s.place.lon for s in summaries])
    single, many = _parted(summaries)
    links = list(filter(_has_length, atlas.links))
    few = len(links) <= MOST_LINES
    return Drawing(
        places=[_place_feature(s, west) for s in single],
        links=_link_features(links, west) if few else [],
        crowd=crowd(many, west) if many else None,
        bundle=None if few else bundle(links, west),
        journeys=_journeys(atlas),
    )


def features(atlas: Atlas) -> tuple[list[Feature], list[Feature]]:
    """Return the features of an atlas without crowd or bundle: places, then links."""
    drawn = drawing(atlas)
    return drawn.places, drawn.links


def _parted(
    summaries: Sequence[PlaceSummary],
) -> tuple[list[PlaceSummary], list[PlaceSummary]]:
    """Part places into those with signs of their own, and a crowd where there are many.

    Of a crowd the areas named most keep their shapes.
    """
    if len(summaries) <= MOST_SIGNS:
        return list(summaries), []
    areas = [s for s in summaries if is_area(s.place)][:MOST_AREAS]
    apart = {s.place.id for s in areas}
    return areas, [s for s in summaries if s.place.id not in apart]


def _place_feature(summary: PlaceSummary, west: float) -> Feature:
    place = summary.place
    (spot,) = coordinates([(place.lat, wrap_longitude(place.lon, west))])
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": spot},
        "properties": {
            "id": place.id,
            "type": "place",
            "n": summary.count,
            "area": is_area(place),
            "shape": shape_of(place),
            "unsure": summary.unsure,
            "reach": reach_of(place, west),
            "zoom": nearest_zoom(place),
        },
    }


def _link_features(links: Sequence[Link], west: float) -> list[Feature]:
    bows = fan(links)
    points = points_of_each(len(links))
    return [
        _link_feature(
            link,
            list(map(coordinates, arc_lines(link, bows[link.id], west, points))),
        )
        for link in links
    ]


def _link_feature(link: Link, lines: list[list[list[float]]]) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "MultiLineString", "coordinates": lines},
        "properties": {
            "id": link.id,
            "type": "link",
            "n": len(link.evidence),
            "kind": link.kind.value,
            "status": link.status.value,
            "directed": link.directed,
            "ends": [link.origin.id, link.destination.id],
        },
    }


def _has_length(link: Link) -> bool:
    origin, destination = link.origin, link.destination
    return (origin.lat, origin.lon) != (destination.lat, destination.lon)


def _journeys(atlas: Atlas) -> dict[str, Feature]:
    """Return the legs and stops of each journey, in order, by its id."""
    return {
        journey.id: {"legs": _ids(journey.legs), "stops": _ids(journey.places)}
        for journey in itineraries(atlas)
    }


def _ids(things: Iterable[Any]) -> list[str]:
    return [thing.id for thing in things]
