"""The exact distance, by which the quick ways of geo.geometry are measured."""

from __future__ import annotations

from geographiclib.geodesic import Geodesic


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the length of the shortest way over the WGS 84 ellipsoid, exact to 1 mm."""
    answer = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, Geodesic.DISTANCE)
    return float(answer["s12"]) / 1000
