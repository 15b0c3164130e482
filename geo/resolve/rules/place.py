"""Rules that look at the place alone: how well known it is, and by which name."""

from __future__ import annotations

from math import log10

from geo.model import Candidate, Match, Place
from geo.resolve.context import Context
from geo.resolve.fame import known_names
from geo.resolve.name_groups import NameGroup
from geo.resolve.rules import Rule, name_of, weight

_NOT_KNOWN_SO = (Match.ALTERNATE, Match.HISTORIC, Match.FUZZY)
_WIDE = frozenset({"CONT", "OCN", "SEA"})


def prominence(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """Large places, countries and well-known areas are meant more often."""
    place = candidate.place
    if candidate.match is Match.COORDINATES:
        return 0.0
    given = _people_weight(place) + _code_weight(place)
    if _is_area(place):
        given += _area_weight(candidate)
    if place.id == known_names().get(group.mentions[0].toponym):
        given += weight("prominence", "known")
    return given


def _people_weight(place: Place) -> float:
    return weight("prominence", "digit") * log10(place.population + 1)


def _code_weight(place: Place) -> float:
    """Return what its feature code is worth, in its country where that has a row of its own."""
    code = place.feature_code
    here = weight("prominence", f"{code}.{place.country_code}")
    return here or weight("prominence", code)


def _area_weight(candidate: Candidate) -> float:
    """Return areas what towns have from their people: less where only experts list them."""
    place = candidate.place
    if candidate.match in _NOT_KNOWN_SO:
        return 0.0
    if not _is_widely_known(place):
        return weight("prominence", "minor")
    return weight("prominence", "site" if place.feature_class == "S" else "area")


def _is_area(place: Place) -> bool:
    """True for waters, regions, sites, heights, forests and states of the past."""
    return place.feature_class in "HLSTV" or place.feature_code == "PCLH"


def _is_widely_known(place: Place) -> bool:
    return place.id.startswith("dateline:") or place.feature_code in _WIDE


def _say_prominence(group: NameGroup, candidate: Candidate, _: Context) -> str:
    place, name = candidate.place, name_of(group)
    if place.id == known_names().get(group.mentions[0].toponym):
        return f"most people mean {place.name} when they just say “{name}”"
    if (
        place.feature_code == "ADM1"
    ):  # the people its towns have together are not its own
        return f"{place.name} is a province or state"
    if not place.population:
        return _say_without_people(place)
    if len(group.candidates) == 1:
        return f"{place.name} has {place.population:,} people"
    others = sum(c.place.population > place.population for c in group.candidates)
    if others:
        return (
            f"{place.name} has {place.population:,} people; {others} others have more"
        )
    return f"no other {name} has more people ({place.population:,})"


def _say_without_people(place: Place) -> str:
    if not _is_area(place):
        return f"nothing tells how many people {place.name} has"
    if not _is_widely_known(place):
        return f"only a large gazetteer lists {place.name}"
    known = "a known site" if place.feature_class == "S" else "a widely known area"
    return f"{place.name} is {known}"


def name_match(_: NameGroup, candidate: Candidate, __: Context) -> float:
    """A place's main name counts more than another spelling, a geocoder's first most."""
    match, code = candidate.match, candidate.place.feature_code
    if match is not Match.GEOCODER:
        return weight("name_match", match)
    later = weight("name_match", "geocoder_later") * candidate.rank
    return weight("name_match", match) + weight("name_match", f"{match}.{code}") + later


def _say_match(group: NameGroup, candidate: Candidate, _: Context) -> str:
    place, name = candidate.place, name_of(group)
    return {
        Match.EXACT: f"“{name}” is its main name",
        Match.PREFERRED: f"“{name}” is what {place.name} is usually called",
        Match.ALTERNATE: f"“{name}” is another name of {place.name}",
        Match.HISTORIC: f"“{name}” was once the name of {place.name}",
        Match.STRIPPED: f"“{name}” is {place.name} without its type word",
        Match.ABBREVIATION: f"“{name}” is short for {place.name}",
        Match.DEMONYM: f"“{name}” is the word for people and things of {place.name}",
        Match.FUZZY: f"“{name}” is spelt nearly like {candidate.matched_name}",
        Match.COORDINATES: "the text gives the point itself",
        Match.GEOCODER: _say_geocoder(candidate),
    }[candidate.match]


def _say_geocoder(candidate: Candidate) -> str:
    name = candidate.place.provenance.name
    if not candidate.rank:
        return f"{name} answered with it"
    return f"{name} answered with it, after {candidate.rank} others"


PLACE_RULES = (
    Rule("prominence", prominence, _say_prominence),
    Rule("name_match", name_match, _say_match),
)
