"""Rules that hear what the words beside a name say of it."""

from __future__ import annotations

from functools import cache

from geo import data
from geo.gazetteer.names import normalise
from geo.model import MAIN_NAMES, Candidate, Match, MentionKind, Place
from geo.resolve.context import Context
from geo.resolve.name_groups import NameGroup, area_of, areas_around
from geo.resolve.rules import Rule, name_of, weight

_SEAS = frozenset({"SEA", "OCN", "GULF", "BAY", "STRT"})
_ALIKE = 2  # letters with which two spellings of a name begin
CITY_SHARE = 0.1  # of its province's people that make a city mean itself


def type_word(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """In "Kursk region" it is the region, in "the city of Kursk" the city."""
    codes = _codes_of_type_word(group.mentions[0].hint)
    if not codes or group.holds:  # "Dunwich, the Suffolk town": it is no town itself
        return 0.0
    if candidate.place.feature_code in codes:
        return weight("type_word", "same")
    some = any(c.place.feature_code in codes for c in group.candidates)
    return weight("type_word", "other") if some else 0.0


@cache
def _codes_of_type_word(word: str) -> frozenset[str]:
    if word in data.context_words(data.Role.OF_STATE):
        return frozenset({"ADM1"})
    codes = {
        code for w in data.area_words() if w.word == word for code in w.feature_codes
    }
    towns = {"PPLC", "PPLA", "PPLA2", "PPLA3"}
    return frozenset(codes | towns if "PPL" in codes else codes)


def _say_type_word(group: NameGroup, _: Candidate, __: Context) -> str:
    word = group.mentions[0].hint.removesuffix(" of")
    if word in data.context_words(data.Role.OF_STATE):
        return f"the text tells of its {word}, an office of states and provinces"
    return f"the text calls it a {word}, and so it is"


def demonym_of_country(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """Words such as "Georgian" are said of a country sooner than of a province."""
    if group.mentions[0].kind is not MentionKind.DEMONYM:
        return 0.0
    country = area_of(candidate.place) == (candidate.place.country_code, "")
    return weight("demonym_of_country", "country") if country else 0.0


def _say_demonym(_: NameGroup, candidate: Candidate, __: Context) -> str:
    return f"it is said of the country {candidate.place.name}"


def city_before_its_province(
    group: NameGroup, candidate: Candidate, _: Context
) -> float:
    """Bare "Pyongyang" is the city, not the province of the same name around it.

    "Sulu" is the province: the town is Jolo, and only also called so.
    """
    place = candidate.place
    hint = group.mentions[0].hint
    if place.feature_code not in {"ADM1", "ADM2"} or hint not in ("", ","):
        return 0.0
    if any(
        c.place.feature_code in _SEAS and c.match in MAIN_NAMES
        for c in group.candidates
    ):
        return weight("city_before_its_province", "province")  # "the Red Sea"
    stripped = candidate.match is Match.STRIPPED  # "Province of Sulu"
    inside = any(
        c.place.feature_class == "P"
        and not (stripped and _is_only_also_called_so(c))
        and c.place.country_code == place.country_code
        and c.place.population >= max(1, CITY_SHARE * place.population)
        for c in group.candidates
    )
    return weight("city_before_its_province", "province") if inside else 0.0


def _is_only_also_called_so(town: Candidate) -> bool:
    """True for Jolo as "Sulu"; not for Genoa as "Genova", nor for a short form of its name."""
    called = normalise(town.matched_name)[:_ALIKE]
    words = normalise(town.place.name).split()
    return town.match is Match.ALTERNATE and not any(
        w[:_ALIKE] == called for w in words
    )


def _say_province_of_city(group: NameGroup, _: Candidate, __: Context) -> str:
    sea = any(c.place.feature_code in _SEAS for c in group.candidates)
    return f"there is a {'sea' if sea else 'city'} called {name_of(group)} as well"


def short_for_water(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """One flies "to Shannon", the town, and over "the Shannon": rivers and oceans have an article."""
    place = candidate.place
    if not group.is_bare or not _has_an_article(place):
        return 0.0
    short = normalise(candidate.matched_name) != normalise(place.name)
    return weight("short_for_water", "bare") if short else 0.0


def _has_an_article(place: Place) -> bool:
    """True for waters and ranges: "the Shannon", "the Highlands"."""
    return place.feature_class == "H" or place.feature_code == "MTS"


def _say_water(_: NameGroup, candidate: Candidate, __: Context) -> str:
    return f"without “the” it is not {candidate.place.name}"


def stated_container(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """What the text says outright counts most: "Paris, Texas"."""
    around = frozenset(areas_around(candidate.place))
    if around & set(group.contrast):
        return weight("stated_container", "contrast")
    return weight("stated_container", "here") if around & set(group.container) else 0.0


def _say_container(group: NameGroup, _: Candidate, __: Context) -> str:
    if group.container_text:
        return f"the text puts {name_of(group)} in “{group.container_text}”"
    return f"the sentence sets it against another {name_of(group)}"


def stated_beside(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """In "Aurora, near Toronto" it is the Aurora beside Toronto."""
    beside = candidate.place.id in group.beside
    return weight("stated_beside", "here") if beside else 0.0


def _say_beside(group: NameGroup, _: Candidate, __: Context) -> str:
    return f"the text says that it lies beside {group.beside_text}"


def holds_the_smaller(group: NameGroup, candidate: Candidate, _: Context) -> float:
    """In "Albany, New York" it is the state that is named, not the city."""
    holds = area_of(candidate.place) in group.holds if group.holds else False
    return weight("holds_the_smaller", "area") if holds else 0.0


def _say_holds(_: NameGroup, candidate: Candidate, __: Context) -> str:
    return f"the place named beside it lies in {candidate.place.name}"


WORD_RULES = (
    Rule("stated_container", stated_container, _say_container),
    Rule("stated_beside", stated_beside, _say_beside),
    Rule("holds_the_smaller", holds_the_smaller, _say_holds),
    Rule("type_word", type_word, _say_type_word),
    Rule("short_for_water", short_for_water, _say_water),
    Rule("demonym_of_country", demonym_of_country, _say_demonym),
    Rule("city_before_its_province", city_before_its_province, _say_province_of_city),
)
