"""Where the map is cut: every longitude drawn lies in one turn of the globe."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

WORLD = 360.0
WIDE = 200.0  # a map wider than this may turn to the Pacific, where that is narrower


def cut_longitude(lons: Iterable[float]) -> float:
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


def wrap_longitude(lon: float, west: float) -> float:
    """Return a longitude in the turn of the globe that begins in ``west``."""
    return (lon - west) % WORLD + west
