"""Places that the whole world knows by their name, and the namesakes that stand in their shadow.

A city of millions is named in any article, next door to nothing. That one is named beside a
village of a famous name tells little; that the neighbouring towns are, tells nearly all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import inf

from geo import data
from geo.gazetteer.names import normalise
from geo.model import MAIN_NAMES, Candidate, Place

MIN_NAMED_CITY = 50_000  # inhabitants from which "Lucerne" means Luzern
MIN_WORLD_CITY = 300_000  # inhabitants from which a city is known everywhere
MIN_METROPOLIS = 200_000  # and from which it is named far from its province
MAX_SMALL = 150_000  # inhabitants below which a namesake can stand in a shadow


@cache
def known_names() -> dict[str, str]:
    """Return by normalised name the id of the place that people mean by it."""
    return {normalise(row.name): _place_id(row.target) for row in data.prominent()}


def _place_id(target: str) -> str:
    """Return the place id of a table's target."""
    scheme, _, rest = target.partition(":")
    return {
        "city": f"geonames:{rest}",
        "region": f"dateline:{rest}",
        "admin1": f"dateline:admin1-{rest}",
    }.get(scheme, target)


def is_world_known(candidate: Candidate) -> bool:
    """True for a country, a capital or a large city, by the name all know it by."""
    place = candidate.place
    if candidate.match not in MAIN_NAMES:
        return False
    if is_land(place):
        return True
    if place.feature_class == "P" and place.population >= _least(place):
        return True
    return is_named_so(candidate)


def is_named_so(candidate: Candidate) -> bool:
    """True for the place that prominent.tsv says people mean by just this name."""
    named = known_names().get(normalise(candidate.matched_name))
    return named == candidate.place.id


def _least(place: Place) -> int:
    """Return how many people make a city known: fewer where English has a name of its own for it."""
    return MIN_NAMED_CITY if place.id in _named_in_english() else MIN_WORLD_CITY


@cache
def _named_in_english() -> frozenset[str]:
    return frozenset(_place_id(row.target) for row in data.exonyms() if row.main)


def is_metropolis(place: Place) -> bool:
    """True for a city that is named far from its province."""
    return place.feature_class == "P" and (
        place.population >= MIN_METROPOLIS or place.feature_code == "PPLC"
    )


def is_small(place: Place) -> bool:
    """True for a town that only its neighbourhood knows."""
    return place.feature_class == "P" and place.population < MAX_SMALL


def is_land(place: Place) -> bool:
    """True for a country or a capital."""
    return place.feature_code.startswith("PCL") or place.feature_code == "PPLC"


def is_town(place: Place) -> bool:
    """True for a town, a city or a part of one that is no capital."""
    return place.feature_class == "P" and place.feature_code != "PPLC"


def best_known(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the place of a name that the world knows: Barcelona in Spain, not in Venezuela."""
    towns = (c.place.population for c in candidates if is_town(c.place))
    largest = max(towns, default=0)
    return next(
        (
            c
            for c in candidates
            if is_world_known(c)
            and (is_land(c.place) or is_named_so(c) or c.place.population >= largest)
        ),
        None,
    )


def shadow_to(candidates: Sequence[Candidate]) -> float:
    """Return the people of the largest town that is known everywhere, infinite for a country.

    St. John's in Newfoundland has more than the capital of Antigua, and stands in no shadow.
    """
    known = [c.place for c in candidates if is_world_known(c)]
    if any(place.feature_class != "P" for place in known):
        return inf
    return max((place.population for place in known), default=inf)
