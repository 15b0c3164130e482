"""The rules that decide which place a name means: a list to read, change and extend.

Each rule gives a candidate a number (higher: likelier) and, for the winner, a sentence a
reader can check. The weights were set on gold articles (docs/resolution.md); a trained ranker
did no better on newspapers it had not seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import log, log10

from geo import data
from geo.gazetteer.names import normalise
from geo.geometry import rough_km
from geo.model import Candidate, Match, MentionKind, Place
from geo.resolve.cases import Area, Case, Context, area_of, areas_around

NEAR_KM = 161.0
_MATCH = {Match.ALTERNATE: -1.8, Match.STRIPPED: -1.0, Match.GEOCODER: 0.5}
_FEATURES = {"PCLI": 4.0, "ADM1": 1.2, "ADM2": -1.5, "PPLC": 1.0}
_REGION = 7.0  # seas, ranges and macro regions have no people to speak for them


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it gives a candidate, and how it says so."""

    name: str
    weigh: Callable[[Case, Candidate, Context], float]
    say: Callable[[Case, Candidate, Context], str]


def prominence(case: Case, candidate: Candidate, _: Context) -> float:
    """Large places, countries and capitals are meant more often."""
    place = candidate.place
    weight = log10(place.population + 1) + _FEATURES.get(place.feature_code, 0.0)
    if place.feature_class in "LHTS" or place.feature_code == "PCLH":
        weight += _REGION if candidate.match is not Match.ALTERNATE else 0.0
    if place.id == _prominent().get(case.mentions[0].toponym):
        weight += 4.0
    return weight


@cache
def _prominent() -> dict[str, str]:
    return {normalise(row.name): _place_id(row.target) for row in data.prominent()}


def _place_id(target: str) -> str:
    """Give the place id of a table's target."""
    scheme, _, rest = target.partition(":")
    return {
        "city": f"geonames:{rest}",
        "region": f"dateline:{rest}",
        "admin1": f"dateline:admin1-{rest}",
    }.get(scheme, target)


def _say_prominence(case: Case, candidate: Candidate, _: Context) -> str:
    place, name = candidate.place, case.mentions[0].text
    if place.population:
        others = sum(c.place.population > place.population for c in case.candidates)
        if not others:
            return f"no other {name} has more people ({place.population:,})"
        return (
            f"{place.name} has {place.population:,} people; {others} others have more"
        )
    return f"{place.name} is a widely known area"


def name_match(_: Case, candidate: Candidate, __: Context) -> float:
    """A place's main name counts more than another spelling."""
    return _MATCH.get(candidate.match, 0.0)


def _say_match(case: Case, candidate: Candidate, _: Context) -> str:
    place, name = candidate.place, case.mentions[0].text
    return {
        Match.EXACT: f"“{name}” is its main name",
        Match.ALTERNATE: f"“{name}” is another name of {place.name}",
        Match.STRIPPED: f"“{name}” is {place.name} without its type word",
        Match.ABBREVIATION: f"“{name}” is short for {place.name}",
        Match.DEMONYM: f"“{name}” is the word for people and things of {place.name}",
        Match.FUZZY: f"“{name}” is spelt nearly like {place.name}",
        Match.GEOCODER: f"{place.provenance.name} answered with it",
    }[candidate.match]


def stated_container(case: Case, candidate: Candidate, context: Context) -> float:
    """What the text says outright counts most: "Paris, Texas"."""
    around = set(areas_around(candidate.place))
    if case.contrast:
        return -12.0 if around & set(case.contrast) else 0.0
    if case.container:
        return 8.0 if around & set(case.container) else -2.0
    if context.contained:
        return 5.0 if around & set(context.contained) else -1.0
    return 0.0


def _say_container(case: Case, candidate: Candidate, _: Context) -> str:
    if case.container_text:
        return f"the text says “{case.mentions[0].text}, {case.container_text}”"
    return f"elsewhere the article says it lies in {_where(candidate.place)}"


def type_word(case: Case, candidate: Candidate, _: Context) -> float:
    """In "Kursk region" it is the region, in "the city of Kursk" the city."""
    hint = case.mentions[0].hint
    codes = _codes_of_type_word(hint) if hint and hint != "," else frozenset()
    if not codes:
        return 0.0
    return 4.0 if candidate.place.feature_code in codes else -1.5


@cache
def _codes_of_type_word(word: str) -> frozenset[str]:
    codes = {
        code for w in data.area_words() if w.word == word for code in w.feature_codes
    }
    return frozenset(codes | {"PPLC"} if "PPL" in codes else codes)


def _say_type_word(case: Case, _: Candidate, __: Context) -> str:
    word = case.mentions[0].hint.removesuffix(" of")
    return f"the text calls it a {word}, and so it is"


def same_country(_: Case, candidate: Candidate, context: Context) -> float:
    """Articles stay in a country."""
    return 3.0 * context.shares.get((candidate.place.country_code, ""), 0.0)


def _say_country(_: Case, candidate: Candidate, context: Context) -> str:
    share = context.shares.get((candidate.place.country_code, ""), 0.0)
    return f"{share:.0%} of the other places of the article lie in the same country"


def same_province(_: Case, candidate: Candidate, context: Context) -> float:
    """Local news stay in a province: the strongest sign there is."""
    return 4.0 * context.shares.get(_area(candidate.place), 0.0)


def _area(place: Place) -> Area:
    return (place.country_code, place.admin1) if place.admin1 else ("", "")


def _say_province(_: Case, candidate: Candidate, context: Context) -> str:
    share = context.shares.get(_area(candidate.place), 0.0)
    return f"{share:.0%} of them lie in {_where(candidate.place)}"


def near_neighbours(case: Case, candidate: Candidate, context: Context) -> float:
    """Names that stand together lie together."""
    if not context.near or len(case.candidates) == 1:
        return 0.0
    return -0.25 * log(1.0 + _nearest_km(candidate.place, context))


def _nearest_km(place: Place, context: Context) -> float:
    return min(rough_km(place.lat, place.lon, lat, lon) for lat, lon in context.near)


def _say_near(_: Case, candidate: Candidate, context: Context) -> str:
    km = _nearest_km(candidate.place, context) if context.near else 0.0
    return f"the nearest place named beside it is {km:,.0f} km away"


def in_a_cluster(case: Case, candidate: Candidate, context: Context) -> float:
    """Many places of the article around it."""
    if not context.spots or len(case.candidates) == 1:
        return 0.0
    return 1.5 * _cluster_share(candidate.place, context)


def _cluster_share(place: Place, context: Context) -> float:
    close = sum(
        rough_km(place.lat, place.lon, lat, lon) <= NEAR_KM
        for lat, lon in context.spots
    )
    return close / len(context.spots)


def _say_cluster(_: Case, candidate: Candidate, context: Context) -> str:
    share = _cluster_share(candidate.place, context) if context.spots else 0.0
    return f"{share:.0%} of the other places lie within {NEAR_KM:.0f} km"


def usual_for_source(_: Case, candidate: Candidate, context: Context) -> float:
    """What the newspaper usually writes about, learnt from its other articles."""
    place = candidate.place
    country = context.source.get((place.country_code, ""), 0.0)
    return 1.5 * country + 4.0 * context.source.get(_area(place), 0.0)


def _say_source(_: Case, candidate: Candidate, __: Context) -> str:
    return f"the newspaper often writes about {_where(candidate.place)}"


def demonym_of_country(case: Case, candidate: Candidate, _: Context) -> float:
    """Words such as "Georgian" are said of a country sooner than of a province."""
    if case.mentions[0].kind is not MentionKind.DEMONYM:
        return 0.0
    return (
        1.0 if area_of(candidate.place) == (candidate.place.country_code, "") else 0.0
    )


def city_before_its_province(case: Case, candidate: Candidate, _: Context) -> float:
    """Bare "Pyongyang" is the city, not the province of the same name around it."""
    place = candidate.place
    if place.feature_code not in {"ADM1", "ADM2"} or case.mentions[0].hint not in (
        "",
        ",",
    ):
        return 0.0
    inside = any(
        c.place.feature_class == "P"
        and c.place.country_code == place.country_code
        and c.place.population >= max(1, 0.1 * place.population)
        for c in case.candidates
    )
    return -3.0 if inside else 0.0


def _say_province_of_city(_: Case, candidate: Candidate, __: Context) -> str:
    return f"the province {candidate.place.name} has a city of that name"


def _say_demonym(_: Case, candidate: Candidate, __: Context) -> str:
    return f"it is said of the country {candidate.place.name}"


def _where(place: Place) -> str:
    return place.admin1_name or place.country_code or place.name


RULES = (
    Rule("prominence", prominence, _say_prominence),
    Rule("name_match", name_match, _say_match),
    Rule("stated_container", stated_container, _say_container),
    Rule("type_word", type_word, _say_type_word),
    Rule("same_country", same_country, _say_country),
    Rule("same_province", same_province, _say_province),
    Rule("near_neighbours", near_neighbours, _say_near),
    Rule("in_a_cluster", in_a_cluster, _say_cluster),
    Rule("usual_for_source", usual_for_source, _say_source),
    Rule("demonym_of_country", demonym_of_country, _say_demonym),
    Rule("city_before_its_province", city_before_its_province, _say_province_of_city),
)
