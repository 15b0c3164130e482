"""What the map opens on: how much each place of an atlas has to say of where to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log

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
