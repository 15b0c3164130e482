"""What the map opens on: how much each place of an atlas has to say of where to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from math import log, log2
from operator import itemgetter
from typing import NamedTuple

from geo.atlas import PlaceSummary, article_of
from geo.focus import mention_weight
from geo.model import Atlas, Place

DECIMALS = 3
# A large area says little of where to look.
_AREA_WEIGHT = {"CONT": 0.15, "OCN": 0.15, "RGN": 0.3, "SEA": 0.5, "ADM1": 0.9}
_COUNTRY_WEIGHT = 0.6
_COMPANY = (
    2.0  # how much more a place counts whose country, or province, is all there is
)
# As geo/web/opening.js has them: a sheet opens on what the map opens on.
_LEAST, _COST, _GAIN, _SLACK = 0.65, 8.0, 0.15, 0.005
_MAX_WEIGHED = 500
TILE = 256  # pixels that the world is wide at zoom 0


class Weighed(NamedTuple):
    """A place on the Mercator square, 0 to 1 to the right and downwards, and its weight."""

    x: float
    y: float
    weight: float


def opening_weights(atlas: Atlas, summaries: Sequence[PlaceSummary]) -> list[float]:
    """Return the weight of each place; places of what is mostly named weigh more."""
    named = [_named(atlas, summary) for summary in summaries]
    total = sum(named) or 1.0
    shares: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for summary, weight in zip(summaries, named, strict=True):
        for key in _keys(summary.place):
            shares[key] += weight / total
    company = [sum(shares[key] for key in _keys(s.place)) for s in summaries]
    return [
        round(weight * (1 + _COMPANY * share), DECIMALS)
        for weight, share in zip(named, company, strict=True)
    ]


def _named(atlas: Atlas, summary: PlaceSummary) -> float:
    code = summary.place.feature_code
    most = max(
        mention_weight(r, article_of(atlas, r.mention.passage))
        for r in summary.resolutions
    )
    country = code.startswith("PCL")
    area = _COUNTRY_WEIGHT if country else _AREA_WEIGHT.get(code, 1.0)
    return most * (1 + log(summary.count)) * area


def _keys(place: Place) -> list[tuple[str, ...]]:
    """Return what a place speaks for: its country, its province."""
    if not place.country_code:
        return []
    country = (place.country_code,)
    return [country, (*country, place.admin1)] if place.admin1 else [country]


def opening(
    spots: Sequence[Weighed], room: tuple[float, float], max_zoom: float
) -> Sequence[Weighed]:
    """Return the spots that a map opens on: all, less those that lie far from what weighs.

    Args:
        spots: Where the places lie, in one turn of the globe.
        room: Pixels that they may fill.
        max_zoom: What is nearer than this is worth no more.
    """
    kept = best = sorted(spots, key=lambda spot: -spot.weight)[:_MAX_WEIGHED]
    total = sum(spot.weight for spot in kept) or 1.0
    most = min(max_zoom, _zoom(kept, room))
    while len(kept) > 2:  # noqa: PLR2004 - two ends make a view
        sides = [
            (_gain(kept, side, axis, total), side)
            for axis, end in product((0, 1), (min, max))
            if (side := _without(kept, axis, end))
            and sum(spot.weight for spot in side) >= _LEAST * total
        ]
        if not sides:
            break
        kept = max(sides, key=itemgetter(0))[1]
        lost = 1 - sum(spot.weight for spot in kept) / total
        worth = min(max_zoom, _zoom(kept, room)) - _COST * lost
        if worth > most + _GAIN:
            most, best = worth, kept
    return best


def _without(
    spots: list[Weighed], axis: int, end: Callable[[Iterable[float]], float]
) -> list[Weighed]:
    """Return the spots without those that lie outermost on one side."""
    edge = end(spot[axis] for spot in spots)
    return [spot for spot in spots if spot[axis] != edge]


def _gain(
    before: list[Weighed], after: list[Weighed], axis: int, total: float
) -> float:
    """Return how much the box shrinks for the weight that is lost."""
    size = _size(before)
    lost = sum(s.weight for s in before) - sum(s.weight for s in after)
    span = max(size[0], size[1] * 1.4) or 1.0
    return (size[axis] - _size(after)[axis]) / span / (lost / total + _SLACK)


def _zoom(spots: Sequence[Weighed], room: tuple[float, float]) -> float:
    wide, high = _size(spots)
    return log2(min(room[0] / max(wide, 1e-9), room[1] / max(high, 1e-9)) / TILE)


def _size(spots: Sequence[Weighed]) -> tuple[float, float]:
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return max(xs) - min(xs), max(ys) - min(ys)
