"""The point a stretch of text gives, and how exactly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DEGREE_SIGNS = "°º˚∘⁰"
KM_A_DEGREE = 111.32  # of latitude; one of longitude is nowhere longer
LEAST_KM = 0.001  # finer than this, the ground itself moves


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
    return max(LEAST_KM, unit / 2 * KM_A_DEGREE)
