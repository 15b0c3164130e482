"""Atlas to a Folium map: one layer of places, one of links, told apart by ids alone.

Nothing written by a person (article, gazetteer or geocoder) goes into Folium: names
reach the map through our own script, as text (geo/web/map.js).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, pi, radians, sin
from typing import Any

import folium

from geo.atlas import PlaceSummary, summarise
from geo.geometry import corners, great_circle
from geo.model import Atlas, Link, Place

Spot = tuple[float, float]  # (lat, lon), degrees; lon may leave ±180
Feature = dict[str, Any]

STEP_KM = 60.0
CURVE_POINTS = 48
FAN_OUT = 0.16  # how far the next arc of a pair bows, as a share of its length
SVG_UP_TO = 600  # more signs than this are drawn on canvas, without keyboard focus
ZOOM_SNAP = 0.25  # finer than Leaflet's 1, so that what is shown fills the map
WORLD = 360.0
WIDE = 200.0  # a map wider than this may turn to the Pacific, where that is narrower
_AREA_CLASSES = frozenset("AHL")
_ZOOM_BY_CODE = {
    **dict.fromkeys(("CONT", "OCN"), 3),
    **dict.fromkeys(("RGN", "SEA", "GULF"), 4),
    **dict.fromkeys(("PCLI", "PCLD", "PCL", "PCLS", "TERR"), 4),
    **dict.fromkeys(("ADM1",), 5),
}
_ZOOM_ELSE = 6


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the page that shows the map finds scripts and styles, in order."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


class OfflineMap(folium.Map):
    """A Folium map that asks no other machine for anything."""

    def __init__(self, assets: Assets, **options: Any) -> None:
        super().__init__(tiles=None, **options)
        self.default_js = [(url, url) for url in assets.scripts]
        self.default_css = [(url, url) for url in assets.styles]


def draw_map(atlas: Atlas, assets: Assets | None = None) -> folium.Map:
    """Draw an atlas.

    Args:
        atlas: What to show.
        assets: Leaflet and our scripts, as the showing page can reach them; without
            them the map is a description only.

    Returns:
        A map with two layers of features, each with an ``id`` and inert properties.
    """
    places, links = features(atlas)
    drawn = OfflineMap(
        assets or Assets(),
        location=(20, 10),
        zoom_start=2,
        prefer_canvas=len(places) + len(links) > SVG_UP_TO,
        attribution_control=True,
        zoom_control=False,
        zoom_snap=ZOOM_SNAP,
    )
    for layer in (links, places):  # places last: they lie on top
        folium.GeoJson(_collection(layer), marker=folium.CircleMarker()).add_to(drawn)
    return drawn


def features(atlas: Atlas) -> tuple[list[Feature], list[Feature]]:
    """Give the features of both layers: places, then links.

    Longitudes lie in one turn of the globe, chosen so that the map need not be cut.
    """
    summaries = summarise(atlas)
    west = west_edge([s.place.lon for s in summaries])
    places = [_place_feature(s, west) for s in summaries]
    fans = _fan(atlas.links)
    links = [
        _link_feature(link, fans[link.id], west)
        for link in atlas.links
        if _spot(link.origin) != _spot(link.destination)
    ]
    return places, links


def west_edge(lons: Iterable[float]) -> float:
    """Choose where the map is cut: at 180°, or in the widest gap where that is better.

    Returns:
        The westernmost longitude drawn; all others lie up to 360° east of it.
    """
    ordered = sorted(set(lons))
    if not ordered or ordered[-1] - ordered[0] <= WIDE:
        return -WORLD / 2
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    gap, start = max(gaps)
    return start if WORLD - gap < ordered[-1] - ordered[0] - WIDE / 4 else -WORLD / 2


def is_area(place: Place) -> bool:
    """Say whether a place is a country, region or sea rather than a spot."""
    return place.feature_class in _AREA_CLASSES


def _place_feature(summary: PlaceSummary, west: float) -> Feature:
    place = summary.place
    lat, lon = _spot(place)
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": _lon_lat((lat, _into_turn(lon, west))),
        },
        "properties": {
            "id": place.id,
            "type": "place",
            "n": summary.count,
            "area": is_area(place),
            "unsure": summary.unsure,
            "reach": _reach(place, west),
            "zoom": _ZOOM_BY_CODE.get(place.feature_code, _ZOOM_ELSE),
        },
    }


def _reach(place: Place, west: float) -> list[list[float]] | None:
    """Give the box of an area as [[south, west], [north, east]]; None for a spot."""
    if place.extent is None or not is_area(place):
        return None
    (south, left), (north, right) = corners(place.extent)
    inside = place.lon if place.lon >= left else place.lon + WORLD
    shift = _into_turn(_spot(place)[1], west) - inside
    return [[south, left + shift], [north, right + shift]]


def _link_feature(link: Link, bow: float, west: float) -> Feature:
    lines = [[_lon_lat(spot) for spot in line] for line in _lines(link, bow, west)]
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


def _lines(link: Link, bow: float, west: float) -> list[list[Spot]]:
    """Give the arc of a link; twice where it crosses the edge of the map."""
    path = bowed(
        great_circle(_spot(link.origin), _spot(link.destination), STEP_KM), bow
    )
    first = _shift(path, _into_turn(path[0][1], west) - path[0][1])
    turn = _into_turn(first[-1][1], west) - first[-1][1]
    return [first, _shift(first, turn)] if abs(turn) > 1 else [first]


def bowed(path: Iterable[Spot], bow: float) -> list[Spot]:
    """Bend a line sideways, most in its middle, so that it hides no other.

    Args:
        path: The line.
        bow: How far, as a share of its length; to the left where positive.
    """
    line = list(path)
    if not bow:
        return line
    line = _refine(line)
    (lat_a, lon_a), (lat_b, lon_b) = line[0], line[-1]
    squeeze = max(0.2, cos(radians((lat_a + lat_b) / 2)))
    north, east = lat_b - lat_a, (lon_b - lon_a) * squeeze
    last = len(line) - 1
    bent = []
    for i, (lat, lon) in enumerate(line):
        push = bow * sin(pi * i / last)
        bent.append((lat + push * east, lon - push * north / squeeze))
    return bent


def _refine(line: list[Spot]) -> list[Spot]:
    """Give a line enough points to look curved."""
    pieces = max(1, ceil(CURVE_POINTS / (len(line) - 1)))
    finer = [
        (a[0] + (b[0] - a[0]) * k / pieces, a[1] + (b[1] - a[1]) * k / pieces)
        for a, b in pairwise(line)
        for k in range(pieces)
    ]
    return [*finer, line[-1]]


def _fan(links: Iterable[Link]) -> Mapping[str, float]:
    """Say how far each link bows: the links of one pair spread around its middle."""
    pairs: dict[tuple[str, ...], list[Link]] = {}
    for link in links:
        ends = tuple(sorted((link.origin.id, link.destination.id)))
        pairs.setdefault(ends, []).append(link)
    bows = {}
    for ends, group in pairs.items():
        for slot, link in enumerate(group):
            side = 1 if link.origin.id == ends[0] else -1
            bows[link.id] = side * FAN_OUT * (slot - (len(group) - 1) / 2)
    return bows


def _spot(place: Place) -> Spot:
    return place.lat, place.lon


def _shift(path: Iterable[Spot], by: float) -> list[Spot]:
    return [(lat, lon + by) for lat, lon in path]


def _into_turn(lon: float, west: float) -> float:
    return (lon - west) % WORLD + west


def _lon_lat(spot: Spot) -> list[float]:
    lat, lon = spot
    return [round(lon, 4), round(lat, 4)]


def _collection(members: list[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": members}
