"""The box around points, as the recipes of areas need it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from geo.geometry import TURN, Point, whole_turns
from geo.model import Extent


def extent_of(points: Iterable[Point]) -> Extent:
    """Return the smallest box around points, across 180° where that is smaller.

    Raises:
        ValueError: There are no points.
    """
    found = tuple(points)
    if not found:
        raise ValueError("no points: nothing has no extent")
    lats = [lat for lat, _ in found]
    lons = sorted({lon - TURN * whole_turns(lon) for _, lon in found})
    west, east = lons[0], lons[-1]
    widest = west + TURN - east  # the gap a box that does not cross 180° leaves out
    for left, right in pairwise(lons):
        if right - left > widest:
            widest, west, east = right - left, right, left
    return Extent(south=min(lats), west=west, north=max(lats), east=east)
