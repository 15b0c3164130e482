"""Rules that ask the other names of the article, and the newspaper's habits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import log, log1p

from geo import data
from geo.geometry import MIN_DEGREE_KM, meet, rough_km
from geo.model import Candidate, Place
from geo.resolve.context import NEAR_KM, Context
from geo.resolve.name_groups import Area, NameGroup, areas_around
from geo.resolve.rules import Rule, name_of, weight, where

# Share of places a country has by chance, and how many names it takes to say more.
CHANCE = 0.03
NEAR_DEGREES = NEAR_KM / MIN_DEGREE_KM  # of latitude
PRIOR_NAMES = 1.0


def stated_elsewhere(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """What the article said of a name holds where it stands alone."""
    said = context.contained
    if not said:
        return 0.0
    around = frozenset(areas_around(candidate.place))
    if said[0] in around:
        return weight("stated_elsewhere", "first")
    return weight("stated_elsewhere", "later") if around & set(said) else 0.0


def _say_elsewhere(_: NameGroup, candidate: Candidate, __: Context) -> str:
    return f"elsewhere the article says it lies in {where(candidate.place)}"


def same_country(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """Articles stay in a country."""
    country = candidate.place.country_code
    if not country:
        return 0.0
    share = context.shares.get((country, ""), 0.0)
    named = share * context.voters + PRIOR_NAMES * CHANCE
    expected = (context.voters + PRIOR_NAMES) * CHANCE
    return weight("same_country", "lift") * log(named / expected)


def _say_country(_: NameGroup, candidate: Candidate, context: Context) -> str:
    share = context.shares.get((candidate.place.country_code, ""), 0.0)
    return f"{share:.0%} of the other places of the article lie in the same country"


def neighbouring_country(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """Georgia beside Armenia is the country: neighbours are named together."""
    share = _neighbour_share(candidate.place.country_code, context)
    return weight("neighbouring_country", "share") * share


def _neighbour_share(country: str, context: Context) -> float:
    shares = context.countries
    return sum(shares.get(other, 0.0) for other in _neighbours().get(country, ()))


def _say_neighbours(_: NameGroup, candidate: Candidate, context: Context) -> str:
    share = _neighbour_share(candidate.place.country_code, context)
    return f"{share:.0%} of the other places lie in countries beside its own"


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    """Return, by country code, the countries whose boxes meet its own."""
    rows = data.countries()
    return {
        one.iso2: tuple(
            other.iso2
            for other in rows
            if other is not one and meet(one.extent, other.extent)
        )
        for one in rows
    }


def same_province(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """Local news stay in a province."""
    share = context.shares.get(_area(candidate.place), 0.0)
    return weight("same_province", "share") * share


def _area(place: Place) -> Area:
    return (place.country_code, place.admin1) if place.admin1 else ("", "")


def _say_province(_: NameGroup, candidate: Candidate, context: Context) -> str:
    share = context.shares.get(_area(candidate.place), 0.0)
    return f"{share:.0%} of the other places lie in {where(candidate.place)}"


def companions(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """Paris and Henry County are far apart in most states, and neighbours in one."""
    beside = context.companions.get(candidate.place.id, ())
    return weight("companions", "fold") * log1p(len(beside))


def _say_companions(group: NameGroup, candidate: Candidate, context: Context) -> str:
    beside = context.companions.get(candidate.place.id, ())
    return f"near this {name_of(group)} there is also a {_list(beside)}"


def _list(names: tuple[str, ...]) -> str:
    first, *rest = names[:3]
    return f"{first}{''.join(f' and a {name}' for name in rest)}"


def in_a_cluster(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Many places of the article around it."""
    if not context.spots or len(group.candidates) == 1:
        return 0.0
    return weight("in_a_cluster", "share") * _cluster_share(candidate.place, context)


def _cluster_share(place: Place, context: Context) -> float:
    close = sum(
        # Most are far away, which their latitudes alone can tell.
        abs(place.lat - lat) <= NEAR_DEGREES
        and rough_km(place.lat, place.lon, lat, lon) <= NEAR_KM
        for lat, lon in context.spots
    )
    return close / len(context.spots)


def _say_cluster(_: NameGroup, candidate: Candidate, context: Context) -> str:
    share = _cluster_share(candidate.place, context) if context.spots else 0.0
    return f"{share:.0%} of the other places lie within {NEAR_KM:.0f} km"


def usual_for_source(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """What the newspaper usually writes about, learnt from its other articles."""
    if not context.source:
        return 0.0
    place = candidate.place
    country = context.source.get((place.country_code, ""), 0.0)
    province = context.source.get(_area(place), 0.0)
    rule = "usual_for_source"
    return weight(rule, "country") * country + weight(rule, "province") * province


def _say_source(_: NameGroup, candidate: Candidate, __: Context) -> str:
    return f"the newspaper often writes about {where(candidate.place)}"


ARTICLE_RULES = (
    Rule("stated_elsewhere", stated_elsewhere, _say_elsewhere),
    Rule("same_country", same_country, _say_country),
    Rule("neighbouring_country", neighbouring_country, _say_neighbours),
    Rule("same_province", same_province, _say_province),
    Rule("companions", companions, _say_companions),
    Rule("in_a_cluster", in_a_cluster, _say_cluster),
    Rule("usual_for_source", usual_for_source, _say_source),
)
