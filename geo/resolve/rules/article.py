"""Rules that ask the other names of the article, and the newspaper's habits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import log, log1p

from geo import data
from geo.geometry import MIN_DEGREE_KM, meet, rough_km
from geo.model import Candidate, Match, Place
from geo.resolve.context import COUNTRY, NEAR_KM, Context, kind_of
from geo.resolve.fame import is_land, is_small, is_town, is_world_known
from geo.resolve.name_groups import Area, NameGroup, areas_around
from geo.resolve.rules import Rule, country_name, name_of, weight, where

# Share of places a country has by chance, and how many names it takes to say more.
CHANCE = 0.03
NEAR_DEGREES = NEAR_KM / MIN_DEGREE_KM  # of latitude
PRIOR_NAMES = 1.0
MIN_AGREED = 2.0  # names that outweigh others that disagree
MIN_HEADED = 75_000  # inhabitants of a city that is meant where its country is the head
HALF_A_NAME = 0.5  # up to which nothing is named: what several names hardly mean
MIN_HOME = 0.15  # share of the other names in its country that makes a city a rival
OWN_SOURCE = 0.2  # share of a newspaper's places from which a province is its own


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


def same_country(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Articles stay in a country."""
    if not candidate.place.country_code:
        return 0.0
    share, voters = _country_share(group, candidate, context)
    named = share * voters + PRIOR_NAMES * CHANCE
    expected = (voters + PRIOR_NAMES) * CHANCE
    given = weight("same_country", "lift") * log(named / expected)
    if _is_far_from_all(group, candidate, context):
        if context.of_many_lands:
            return min(given, 0.0)  # that its country is one of them says nothing
        return min(given, given * weight("same_country", "apart"))
    known = group.best_known
    beside = (
        known is not None and known.place.country_code == candidate.place.country_code
    )
    if known and beside and not _has_rival(group, known, context):
        # That nothing else of its country is named tells little of a place known everywhere,
        # and nothing among many lands.
        least = 0.0 if context.of_many_lands else weight("same_country", "known")
        return max(given, least)
    return given


def _is_far_from_all(group: NameGroup, candidate: Candidate, context: Context) -> bool:
    """True for a lesser namesake in whose province no other is named: few know it elsewhere."""
    place = candidate.place
    shadow = in_shadow(group, candidate, context)
    if not place.admin1 or not (shadow or _is_lesser(group, place, context)):
        return False
    names = context.near_voters if shadow else context.voters
    share = _province_share(group, candidate, context)
    return share * names < HALF_A_NAME or _is_one_of_many(share, context)


def _is_one_of_many(share: float, context: Context) -> bool:
    """True for a province that is named in news of many lands, as any other is."""
    return context.of_many_lands and share < MIN_HOME


def _is_lesser(group: NameGroup, city: Place, context: Context) -> bool:
    """True for a city of some size that bears a country's or a capital's name: Colombo, Brazil."""
    if not group.is_famous or group.container or not is_town(city):
        return False
    if context.source.get(_area(city), 0.0) >= OWN_SOURCE:
        return False
    if _is_at_home(city, context):
        return False
    return group.best_known is not None and is_land(group.best_known.place)


def _has_rival(group: NameGroup, known: Candidate, context: Context) -> bool:
    """True where a city of some size bears its name, in a country that the article is of.

    London, Ontario, in news of Canada; where that is one of many lands, London is England's.
    """
    return any(
        is_town(c.place)
        and not is_small(c.place)
        and c is not known
        and c.match is Match.EXACT
        and _is_at_home(c.place, context)
        for c in group.candidates
    )


def _is_at_home(place: Place, context: Context) -> bool:
    """True where a good part of the other names lie in its country."""
    return context.shares.get((place.country_code, ""), 0.0) >= MIN_HOME


def _country_share(
    group: NameGroup, candidate: Candidate, context: Context
) -> tuple[float, float]:
    """Return the share of the names that lie in its country, and how many names that is of."""
    country = candidate.place.country_code, ""
    if in_shadow(group, candidate, context):
        return context.near.get(country, 0.0), context.near_voters
    return context.shares.get(country, 0.0), context.voters


def _say_country(group: NameGroup, candidate: Candidate, context: Context) -> str:
    share, _ = _country_share(group, candidate, context)
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


def same_province(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Local news stay in a province."""
    share = _province_share(group, candidate, context)
    return weight("same_province", "share") * _told(share, group, candidate, context)


def _province_share(group: NameGroup, candidate: Candidate, context: Context) -> float:
    shares = context.near if in_shadow(group, candidate, context) else context.shares
    return shares.get(_area(candidate.place), 0.0)


def _told(
    share: float, group: NameGroup, candidate: Candidate, context: Context
) -> float:
    """Return what a share tells: of a namesake in the shadow little, where others disagree.

    Two that agree outweigh that, and so does the province's own name.
    """
    shadow = in_shadow(group, candidate, context)
    if shadow and _is_one_of_many(share, context):
        return share**2
    if share * context.near_voters >= MIN_AGREED:
        return share
    if _area(candidate.place) in context.provinces:
        return share
    return share**2 if shadow else share


def in_shadow(group: NameGroup, candidate: Candidate, context: Context) -> bool:
    """True for a small namesake of a place known everywhere, unless the newspaper is its own."""
    if not group.is_famous or group.container or context.contained:
        return False
    place = candidate.place
    if not is_small(place) or is_world_known(candidate):
        return False
    if place.population > group.shadow_to:
        return False
    return context.source.get(_area(place), 0.0) < OWN_SOURCE


def _area(place: Place) -> Area:
    return (place.country_code, place.admin1) if place.admin1 else ("", "")


def _say_province(group: NameGroup, candidate: Candidate, context: Context) -> str:
    share = _province_share(group, candidate, context)
    return f"{share:.0%} of the other places lie in {where(candidate.place)}"


def companions(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Paris and Henry County are far apart in most states, and neighbours in one."""
    beside = _beside(group, candidate, context)
    return weight("companions", "fold") * log1p(len(beside)) if beside else 0.0


def _beside(
    group: NameGroup, candidate: Candidate, context: Context
) -> tuple[str, ...]:
    beside = context.companions.get(candidate.place.id, ())
    if not beside or not (
        context.of_many_lands or in_shadow(group, candidate, context)
    ):
        return beside
    if len(beside) >= MIN_AGREED and _has_twin(group, candidate):
        return beside
    return tuple(name for name in beside if name not in context.famed)


def _has_twin(group: NameGroup, candidate: Candidate) -> bool:
    """True for one of the two Romes of Wisconsin: which it is, any two neighbours tell."""
    area = _area(candidate.place)
    return any(
        other is not candidate
        and _area(other.place) == area
        and other.place.feature_class == "P"
        and other.match is Match.EXACT
        for other in group.candidates
    )


def _say_companions(group: NameGroup, candidate: Candidate, context: Context) -> str:
    beside = _beside(group, candidate, context)
    return f"near this {name_of(group)} there is also a {_list(beside)}"


def _list(names: tuple[str, ...]) -> str:
    first, *rest = names[:3]
    return f"{first}{''.join(f' and a {name}' for name in rest)}"


def in_a_cluster(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Many places of the article around it."""
    if not context.spots or len(group.candidates) == 1:
        return 0.0
    share = _cluster_share(group, candidate, context)
    return weight("in_a_cluster", "share") * _told(share, group, candidate, context)


def _cluster_share(group: NameGroup, candidate: Candidate, context: Context) -> float:
    place, spots = candidate.place, context.spots
    if in_shadow(group, candidate, context):
        spots = tuple(spot for spot in spots if spot in context.near_spots)
    close = sum(
        # Most are far away, which their latitudes alone can tell.
        abs(place.lat - lat) <= NEAR_DEGREES
        and rough_km(place.lat, place.lon, lat, lon) <= NEAR_KM
        for lat, lon in spots
    )
    return close / len(spots) if spots else 0.0


def _say_cluster(group: NameGroup, candidate: Candidate, context: Context) -> str:
    share = _cluster_share(group, candidate, context)
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


def same_list(_: NameGroup, candidate: Candidate, context: Context) -> float:
    """A list is of a kind: in "the Philippines, Georgia and India" all are countries."""
    kind = kind_of(candidate.place) if context.kinds else ""
    return weight("same_list", "share") * context.kinds.get(kind, 0.0) if kind else 0.0


def _say_list(_: NameGroup, candidate: Candidate, __: Context) -> str:
    country = kind_of(candidate.place) == COUNTRY
    if country:
        return "it is listed with countries"
    return (
        f"it is listed with provinces of {country_name(candidate.place.country_code)}"
    )


def far_news(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Flights, summits and embassies are of places that all know, not of a namesake next door."""
    if not group.is_far or not in_shadow(group, candidate, context):
        return 0.0
    return weight("far_news", "namesake")


def _say_far(_: NameGroup, __: Candidate, ___: Context) -> str:
    return (
        "its sentence tells of what joins countries, which speaks for a place all know"
    )


def near_news(group: NameGroup, candidate: Candidate, context: Context) -> float:
    """Firefighters and mayors are news next door, where a neighbour is named beside them."""
    if not group.is_near or group.is_far or not in_shadow(group, candidate, context):
        return 0.0
    told = _province_share(group, candidate, context) > 0
    beside = told and _beside(group, candidate, context)
    return weight("near_news", "namesake") if beside else 0.0


def _say_near(group: NameGroup, candidate: Candidate, context: Context) -> str:
    names = _list(_beside(group, candidate, context))
    return f"its sentence tells of people of a town, with a {names} next door"


def said_at_head(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """In "In the Kharkiv region, Vovchansk was shelled" the head holds what follows."""
    if not group.heads:
        near = _is_under(group.near_heads, candidate) or _may_be_under(group, candidate)
        return weight("said_at_head", "near") if near else 0.0
    if _is_under_head(group, candidate):
        return weight("said_at_head", "inside")
    city = any(
        _is_under_head(group, other) and other.place.population >= MIN_HEADED
        for other in group.candidates
    )
    return weight("said_at_head", "outside") if city else 0.0


def _is_under_head(group: NameGroup, candidate: Candidate) -> bool:
    return _is_under(group.heads, candidate)


def is_under_province(group: NameGroup, candidate: Candidate) -> bool:
    """True where its sentence or paragraph begins with its province, not with its country alone."""
    units = [area for area in (*group.heads, *group.near_heads) if area[1]]
    return _is_under(units, candidate)


def _is_under(areas: Iterable[Area], candidate: Candidate) -> bool:
    return not set(areas).isdisjoint(areas_around(candidate.place))


def _may_be_under(group: NameGroup, candidate: Candidate) -> bool:
    """True for Long Island and New York: the gazetteer tells of an island's country alone."""
    place = candidate.place
    wide = place.feature_class in "LT" and not place.admin1
    return wide and place.country_code in {country for country, _ in group.near_heads}


def _say_head(group: NameGroup, candidate: Candidate, _: Context) -> str:
    if group.heads and not _is_under_head(group, candidate):
        return (
            f"its sentence begins with an area that has a {name_of(group)} of its own"
        )
    unit = where(candidate.place)
    if not group.heads:
        near = _is_under(group.near_heads, candidate)
        return f"{unit if near else 'its country'} is what its sentence or paragraph tells of"
    return f"its sentence begins with {unit}"


ARTICLE_RULES = (
    Rule("stated_elsewhere", stated_elsewhere, _say_elsewhere),
    Rule("same_country", same_country, _say_country),
    Rule("neighbouring_country", neighbouring_country, _say_neighbours),
    Rule("same_province", same_province, _say_province),
    Rule("companions", companions, _say_companions),
    Rule("in_a_cluster", in_a_cluster, _say_cluster),
    Rule("usual_for_source", usual_for_source, _say_source),
    Rule("same_list", same_list, _say_list),
    Rule("far_news", far_news, _say_far),
    Rule("near_news", near_news, _say_near),
    Rule("said_at_head", said_at_head, _say_head),
)
