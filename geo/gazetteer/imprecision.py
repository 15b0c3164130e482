"""How far from its point a place may reach: what a single point leaves unsaid."""

from __future__ import annotations

from math import pi, sqrt

from geo.geometry import rough_km
from geo.model import Extent

PEOPLE_PER_KM2 = 3_000.0  # of built-up land; towns are seldom denser
LEAST_TOWN_KM = 1.0
SITE_KM = 1.0  # a palace with its grounds
AIRPORT_KM = 3.0
UNKNOWN_AREA_KM = 50.0  # a hill range or bay that a large gazetteer gives a point alone


def imprecision_km(
    feature_class: str, feature_code: str, population: int, extent: Extent | None
) -> float:
    """Return the radius around a place's point that holds the place.

    Args:
        feature_class: GeoNames feature class letter.
        feature_code: GeoNames feature code.
        population: Inhabitants; 0 where unknown.
        extent: Box around an area; None for a point.

    Returns:
        Kilometres: half the diagonal of an area's box, the radius of a town with so many
        people, a fixed figure for sites.
    """
    if extent is not None and feature_class != "P":
        return half_diagonal_km(extent)
    if feature_class == "P":
        return max(LEAST_TOWN_KM, round(sqrt(population / PEOPLE_PER_KM2 / pi), 1))
    if feature_class in "SR":
        return AIRPORT_KM if feature_code == "AIRP" else SITE_KM
    return UNKNOWN_AREA_KM


def half_diagonal_km(extent: Extent) -> float:
    """Return half the diagonal of a box, in whole kilometres, at most half the globe's."""
    middle = (extent.south + extent.north) / 2
    width = (extent.east - extent.west) % 360
    lon = min(width / 2, 180.0)
    return float(round(rough_km(middle, 0.0, extent.north, lon)))
