"""The point a stretch of text gives, and how exactly: pygeodesy reads and checks it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DEGREE_SIGNS = "°º˚∘⁰"
KM_A_DEGREE = 111.32  # of latitude; one of longitude is nowhere longer
MIN_KM = 0.001  # finer than this, the ground itself moves
BANDS = "CDEFGHJKLMNPQRSTUVWX"  # of 8° from 80° S on; no I, no O; X has 12°
_SOUTH_END = -80.0  # degrees, where band C begins
_BAND = 8.0  # degrees
_LAST_BAND = 12.0  # degrees
_ZONE = 6.0  # degrees
_HALF_ZONE = _ZONE / 2
_SQUARE_OVER = 0.02  # degrees: the middle of a kilometre square may lie over the border
_WIDE_BANDS = "VX"  # Norway and Svalbard have zones up to 12° wide
_LEFT_OUT = ("32X", "34X", "36X")  # between them
_ZONE_OVER = 1.0  # degrees that UTM is used beyond its zone

Spot = tuple[float, float]  # lat, lon in degrees


class Notation(StrEnum):
    """How coordinates are written."""

    DECIMAL = "decimal degrees"
    SEXAGESIMAL = "degrees and minutes"
    UTM = "UTM"
    MGRS = "MGRS"


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates in a text.

    Attributes:
        start: Where the words begin, in characters.
        end: One past their last character.
        lat: Latitude, degrees.
        lon: Longitude, degrees.
        precision_km: How far the place may lie to each side of the point, as exactly as
            the numbers are written: half the last decimal, minute or second; the side of
            the square of MGRS, a metre of UTM. At least 1 m.
        notation: How they are written.
    """

    start: int
    end: int
    lat: float
    lon: float
    precision_km: float
    notation: Notation


def rounding_km(unit: float) -> float:
    """Return how far rounding moves a point: half the last unit written, in degrees."""
    return max(MIN_KM, unit / 2 * KM_A_DEGREE)


def from_degrees(lat: str, lon: str) -> Spot | None:
    """Read "39°09′09″N", "127.4437E", "-33.8688" as a point on Earth, or None."""
    from pygeodesy.dms import parseDMS2

    try:
        spot = parseDMS2(lat, lon)
    except ValueError:  # over 90° or 180°
        return None
    return float(spot.lat), float(spot.lon)


def from_mgrs(zone: str, square: str, easting: str, northing: str) -> Spot | None:
    """Read a square of the Military Grid Reference System: its middle, or None.

    Args:
        zone: Zone and band: "52S".
        square: Letters of the 100 km square: "CJ".
        easting: Digits within the square.
        northing: As many digits.
    """
    from pygeodesy.mgrs import parseMGRS

    if zone in _LEFT_OUT:
        return None
    try:
        found = parseMGRS(f"{zone} {square} {easting} {northing}").toLatLon()
    except ValueError:  # the zone has no such square
        return None
    spot = float(found.lat), float(found.lon)
    # The library reads squares that the zone has, but in another band.
    wide = _HALF_ZONE if zone[-1] in _WIDE_BANDS else 0.0
    number, over = int(zone[:-1]), _SQUARE_OVER
    inside = in_band(spot, zone[-1], over) and _in_zone(spot, number, over + wide)
    return spot if inside else None


def from_utm(
    zone: int, hemisphere: str, easting: float, northing: float
) -> Spot | None:
    """Read Universal Transverse Mercator coordinates as a point, or None.

    Args:
        zone: 1 to 60.
        hemisphere: "N" or "S".
        easting: Metres.
        northing: Metres, from the equator or, in the south, from 10,000 km below it.
    """
    from pygeodesy.utm import Utm

    try:
        found = Utm(zone, hemisphere, easting, northing).toLatLon()
    except ValueError:
        return None
    spot = float(found.lat), float(found.lon)
    return spot if _in_zone(spot, zone, _ZONE_OVER + _HALF_ZONE) else None


def in_band(spot: Spot, band: str, over: float = 0.0) -> bool:
    """True where a point lies in the band of latitude a letter names.

    Args:
        spot: The point.
        band: C to X, without I and O.
        over: Degrees that it may lie outside.
    """
    south = _SOUTH_END + _BAND * BANDS.index(band)
    tall = _LAST_BAND if band == BANDS[-1] else _BAND
    return south - over <= spot[0] <= south + tall + over


def _in_zone(spot: Spot, zone: int, over: float) -> bool:
    middle = zone * _ZONE - 180.0 - _HALF_ZONE
    apart = (spot[1] - middle + 180.0) % 360.0 - 180.0
    return abs(apart) <= _HALF_ZONE + over
