"""An atlas as columns: its places and links, for the browser to draw.

As GeoJSON 10,000 links are 4 MB, nearly all of it points that follow from their ends: the
browser bends the links (geo/web/link_columns.js), and gathers what places are too many for
a marker each (geo/web/place_columns.js).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from typing import TypedDict, TypeVar

from geo.atlas import (
    Bundle,
    PlaceSummary,
    RegionLevel,
    bundle_of,
    bundles_of,
    region_of,
    summarise,
)
from geo.draw.antimeridian import cut_longitude, wrap_longitude
from geo.draw.areas import Box, is_area, is_water, nearest_zoom, reach_of, shape_of
from geo.draw.opening import opening_weights
from geo.itinerary import itineraries
from geo.model import Atlas, Link, Place
from geo.web import outlines_of

DECIMALS = 4  # of a degree: 11 m
BOW_DECIMALS = 6
MAX_MARKERS = 10_000  # of more places most are gathered into clusters
MAX_AREAS = 300  # that keep their shapes beside clusters
MAX_SVG = 600  # more places and links are drawn on canvas, without keyboard focus
MAX_SVG_LINKS = 500
BITS = 20  # of a place's column and row: cells of 40 m
_EDGE = 85.0511  # degrees; where the Mercator square ends
# A byte with a 0 between each two bits.
_SPREAD = tuple(
    sum((byte >> bit & 1) << 2 * bit for bit in range(8)) for byte in range(256)
)
POINTS = 48  # of an arc; fewer where there are many
MIN_POINTS = 6
POINTS_IN_ALL = 60_000
FAN_OUT = 0.55  # from one arc of a pair to the next, in ordinary bends
FAN_WIDTH = 3.0  # of all arcs of a pair that lead one way

T = TypeVar("T", bound=Hashable)


class PlaceColumns(TypedDict):
    """Places; the first have markers of their own, the rest is gathered in clusters.

    The rest is sorted along a Z-shaped curve (by quadkey), where the places of one tile
    follow one another, whatever the zoom: a cluster is one stretch of the columns.

    Attributes:
        alone: How many have markers of their own: the most named first, drawn lowest.
        bits: Bits of a quadkey's column and row.
        ids: Place ids.
        lats: Degrees.
        lons: Degrees, all in one turn of the globe that need not begin at -180.
        ns: Mentions of each.
        zooms: The zoom beyond which each alone is not shown.
        unsure: The numbers of those that a person should look at.
        areas: The numbers of those that are areas.
        waters: The numbers of those that are waters.
        shapes: The shape of each area (`shape_of`); "" for none, as in a cluster.
        reaches: The box of each area, as ``shapes``.
        regions: The countries ("UA") and provinces ("US.CA") that places count to.
        region: The number of each place's in ``regions``: its province, or its country
            where it has none; that of "" for the sea.
        outlines: The outline of each country in ``regions`` (as `shape_of`), by its code.
    """

    alone: int
    bits: int
    ids: list[str]
    lats: list[float]
    lons: list[float]
    ns: list[int]
    zooms: list[int]
    unsure: list[int]
    areas: list[int]
    waters: list[int]
    shapes: list[str]
    reaches: list[Box | None]
    regions: list[str]
    region: list[int]
    outlines: dict[str, str]


class LinkColumns(TypedDict):
    """Bundles of links; what many say alike stands once and is counted to.

    Attributes:
        points: How many points an arc has.
        ends: Ids of the places that links join.
        lats: Of the ends; degrees.
        lons: Of the ends; degrees, in the turn of the globe that is drawn.
        kinds: The kinds of link there are.
        statuses: The statuses there are.
        ids: Bundle ids.
        origins: The number in ``ends`` where each starts.
        destinations: And where it leads.
        bows: How far each bends, in ordinary bends; to the left where positive.
        ns: Passages of each.
        kind: The number of each in ``kinds``.
        status: The number of each in ``statuses``.
        directed: 1 where it has a direction, else 0.
    """

    points: int
    ends: list[str]
    lats: list[float]
    lons: list[float]
    kinds: list[str]
    statuses: list[str]
    ids: list[str]
    origins: list[int]
    destinations: list[int]
    bows: list[float]
    ns: list[int]
    kind: list[int]
    status: list[int]
    directed: list[int]


class JourneyParts(TypedDict):
    """The ids of a journey's legs and of its stops, in order."""

    legs: list[str]
    stops: list[str]


class Drawing(TypedDict):
    """What is on a map, as ``dateline.draw`` takes it (geo/web/map.js).

    Attributes:
        places: The places.
        opening: What each weighs in what the map opens on; none where many are gathered.
        links: The bundles of links between them.
        journeys: The parts of each journey, by its id.
    """

    places: PlaceColumns
    opening: list[float]
    links: LinkColumns
    journeys: dict[str, JourneyParts]


def drawing(atlas: Atlas) -> Drawing:
    """Draw an atlas.

    Longitudes lie in one turn of the globe, chosen so that the map need not be cut.
    """
    summaries = summarise(atlas)
    west = cut_longitude([s.place.lon for s in summaries])
    return {
        "places": place_columns(summaries, west),
        "opening": opening_weights(atlas, summaries)
        if len(summaries) <= MAX_MARKERS
        else [],
        "links": link_columns(list(filter(_has_length, bundles_of(atlas))), west),
        "journeys": {
            journey.id: {
                "legs": [_line_of(atlas, leg) for leg in journey.legs],
                "stops": [place.id for place in journey.places],
            }
            for journey in itineraries(atlas)
        },
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """A place, and how many mentions there are of it."""

    place: Place
    count: int
    unsure: bool = False


def counted_drawing(
    places: Sequence[Counted], countries: Iterable[str] = ()
) -> Drawing:
    """Draw places that were only counted, the most named first.

    Args:
        places: The places.
        countries: The codes of those that have an outline though no place of them is drawn.
    """
    west = cut_longitude([c.place.lon for c in places])
    columns = place_columns(places, west)
    columns["outlines"] |= _outlines(countries)
    return {
        "places": columns,
        "opening": [],
        "links": link_columns([], west),
        "journeys": {},
    }


def _line_of(atlas: Atlas, leg: Link) -> str:
    """Return the id of the line that a leg is drawn by."""
    bundle = bundle_of(atlas, leg.id)
    return bundle.id if bundle else ""


def needs_canvas(drawn: Drawing) -> bool:
    """Return whether there is too much to draw each marker as an element of its own."""
    places, links = len(drawn["places"]["ids"]), len(drawn["links"]["ids"])
    return places + links > MAX_SVG or links > MAX_SVG_LINKS


def place_columns(
    summaries: Sequence[PlaceSummary | Counted],
    west: float,
    max_markers: int = MAX_MARKERS,
) -> PlaceColumns:
    """Return places as columns.

    Args:
        summaries: The places, most named first.
        west: Westernmost longitude of the map.
        max_markers: Of more places than this only the areas named most stand alone.
    """
    alone, gathered = list(summaries), list[PlaceSummary | Counted]()
    if len(summaries) > max_markers:
        alone = [s for s in summaries if is_area(s.place)][:MAX_AREAS]
        apart = {s.place.id for s in alone}
        gathered = [s for s in summaries if s.place.id not in apart]
        gathered.sort(key=lambda s: quadkey(s.place.lat, s.place.lon))
    rows = alone + gathered
    places = [s.place for s in rows]
    areas = [i for i, place in enumerate(places) if is_area(place)]
    shaped = [places[i] if i < len(alone) else None for i in areas]
    zoom = max((nearest_zoom(s.place) for s in gathered), default=0)
    regions, region = _counted_to(
        region_of(p, RegionLevel.PROVINCE) or p.country_code for p in places
    )
    return {
        "alone": len(alone),
        "bits": BITS,
        "ids": [place.id for place in places],
        "lats": [round(place.lat, DECIMALS) for place in places],
        "lons": [round(wrap_longitude(p.lon, west), DECIMALS) for p in places],
        "ns": [s.count for s in rows],
        "zooms": [nearest_zoom(s.place) for s in alone] + [zoom] * len(gathered),
        "unsure": [i for i, s in enumerate(rows) if s.unsure],
        "areas": areas,
        "waters": [i for i in areas if is_water(places[i])],
        "shapes": [(shape_of(place) or "") if place else "" for place in shaped],
        "reaches": [reach_of(place, west) if place else None for place in shaped],
        "regions": regions,
        "region": region,
        "outlines": _outlines(p.country_code for p in places),
    }


def _outlines(countries: Iterable[str]) -> dict[str, str]:
    """Return the outline of each country that has one (as `shape_of`), by its code."""
    return {
        code: "+".join(outlines_of(code))
        for code in sorted(filter(None, set(countries)))
        if outlines_of(code)
    }


def quadkey(lat: float, lon: float) -> int:
    """Return a point's place on the Z-shaped curve through the Mercator square."""
    size = 1 << BITS
    top = max(-_EDGE, min(_EDGE, lat))
    x = int(((lon + 180) / 360 % 1) * size)
    y = int((0.5 - asinh(tan(radians(top))) / (2 * pi)) * size)
    return _spread(x) | _spread(min(size - 1, max(0, y))) << 1


def _spread(number: int) -> int:
    """Put a 0 between each two bits of a number."""
    return (
        _SPREAD[number & 255]
        | _SPREAD[number >> 8 & 255] << 16
        | _SPREAD[number >> 16] << 32
    )


def link_columns(links: Sequence[Bundle], west: float) -> LinkColumns:
    """Return bundles of links as columns.

    Args:
        links: The bundles; the ends of each lie apart.
        west: Westernmost longitude of the map.
    """
    places = {p.id: p for k in links for p in (k.origin, k.destination)}
    at = {name: i for i, name in enumerate(places)}
    bows = fan(links)
    kinds, kind = _counted_to(link.kind.value for link in links)
    statuses, status = _counted_to(link.status.value for link in links)
    return {
        "points": points_of_each(len(links)),
        "ends": list(places),
        "lats": [round(place.lat, DECIMALS) for place in places.values()],
        "lons": [
            round(wrap_longitude(place.lon, west), DECIMALS)
            for place in places.values()
        ],
        "kinds": kinds,
        "statuses": statuses,
        "ids": [link.id for link in links],
        "origins": [at[link.origin.id] for link in links],
        "destinations": [at[link.destination.id] for link in links],
        "bows": [round(bows[link.id], BOW_DECIMALS) for link in links],
        "ns": [len(link.passages) for link in links],
        "kind": kind,
        "status": status,
        "directed": [int(link.directed) for link in links],
    }


def points_of_each(links: int) -> int:
    """Return how many points an arc has where there are so many of them."""
    return max(MIN_POINTS, min(POINTS, POINTS_IN_ALL // max(1, links)))


def fan(links: Iterable[Bundle]) -> Mapping[str, float]:
    """Return how far each link bows, in ordinary bends: to the left where positive.

    None lies straight. Those of a pair in its first direction bow towards the nearer pole,
    one above the other; those that lead back lie on the other side.
    """
    pairs: dict[tuple[str, ...], list[list[Bundle]]] = {}
    for link in links:
        ends = tuple(sorted((link.origin.id, link.destination.id)))
        ways = pairs.setdefault(ends, [])
        way = next((w for w in ways if w[0].origin.id == link.origin.id), None)
        ways.append([link]) if way is None else way.append(link)
    bows = {}
    for first, *back in pairs.values():
        side = _side(first[0])
        for way in (first, *back):  # left of one way is right of the other
            step = min(FAN_OUT, FAN_WIDTH / len(way))
            bows.update({k.id: side * (1 + step * lane) for lane, k in enumerate(way)})
    return bows


def _side(link: Bundle) -> int:
    """Return which side of a link lies towards the nearer pole: 1 for left, -1 for right."""
    origin, destination = link.origin, link.destination
    eastward = (destination.lon - origin.lon) % 360 < 180  # noqa: PLR2004 - half a turn
    northern = origin.lat + destination.lat >= 0
    return 1 if eastward == northern else -1


def _has_length(link: Bundle) -> bool:
    origin, destination = link.origin, link.destination
    return (origin.lat, origin.lon) != (destination.lat, destination.lon)


def _counted_to(values: Iterable[T]) -> tuple[list[T], list[int]]:
    """Return the different values, and for each value which of them it is."""
    known: dict[T, int] = {}
    numbers = [known.setdefault(value, len(known)) for value in values]
    return list(known), numbers
