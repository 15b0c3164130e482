"""How a place is drawn: as a dot, or as the area that it is.

A country has its outline in the basemap and a province its own; a region has the box of its
extent, washed over because it is no border; what has neither has a ring as wide as the place
is uncertain. The browser knows the shapes of waters and ranges (geo/web/outlines.js).
"""

from __future__ import annotations

from geo.draw.antimeridian import WORLD, wrap_longitude
from geo.geometry import box_around, corners
from geo.model import Extent, Place
from geo.web import outlines_of

AREA_CLASSES = frozenset("AHL")
PROVINCE = "ADM1"
BOX = "box"
RING = "ring"
_COUNTRY_CODES = frozenset(("PCL", "PCLD", "PCLF", "PCLI", "PCLS", "TERR"))
Box = list[list[float]]  # [[south, west], [north, east]], degrees

_ZOOM_BY_CODE = {
    **dict.fromkeys(("CONT", "OCN"), 3),
    **dict.fromkeys(("RGN", "SEA", "GULF"), 4),
    **dict.fromkeys(_COUNTRY_CODES, 4),
    **dict.fromkeys(("ADM1",), 5),
}
_ZOOM_ELSE = 6


def is_area(place: Place) -> bool:
    """Return whether a place is a country, region or sea rather than a spot."""
    return place.feature_class in AREA_CLASSES


def is_water(place: Place) -> bool:
    """Return whether a place is a sea, lake or river."""
    return place.feature_class == "H"


def shape_of(place: Place) -> str | None:
    """Name the shape of an area; None for a spot.

    Returns:
        Codes of the basemap's countries ("PRK", "SOM+SOL"), the code of a province
        ("US.CA"), ``BOX`` or ``RING``; the empty string where nothing is known of how
        far the area reaches.
    """
    if not is_area(place):
        return None
    if place.feature_code in _COUNTRY_CODES:
        outlines = outlines_of(place.country_code)
        if outlines:
            return "+".join(outlines)
    if place.feature_code == PROVINCE and place.country_code and place.admin1:
        return f"{place.country_code}.{place.admin1}"
    if place.extent:
        return BOX
    return RING if place.imprecision_km > 0 else ""


def reach_of(place: Place, west: float) -> Box | None:
    """Return the box of an area; None for a spot.

    Args:
        place: The place.
        west: Westernmost longitude of the map: the box lies around the drawn point.
    """
    extent = _extent(place)
    if extent is None:
        return None
    (south, left), (north, right) = corners(extent)
    inside = place.lon if place.lon >= left else place.lon + WORLD
    shift = wrap_longitude(place.lon, west) - inside
    return [[south, left + shift], [north, right + shift]]


def nearest_zoom(place: Place) -> int:
    """Return the zoom beyond which a place alone on the map is not shown."""
    return _ZOOM_BY_CODE.get(place.feature_code, _ZOOM_ELSE)


def _extent(place: Place) -> Extent | None:
    if not is_area(place):
        return None
    if place.extent:
        return place.extent
    if place.imprecision_km > 0:
        return box_around(place.lat, place.lon, place.imprecision_km)
    return None
