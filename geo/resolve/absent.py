"""Places that are said to lie where the gazetteer has none of that name: "Rome, Iowa".

That a town is missing from the gazetteer is likelier than that the text is wrong about its own
state or country: such a name lies somewhere in that state, or has no place; it never means one
elsewhere in the world.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geo.geometry import inside, rough_km
from geo.model import Candidate, Extent, Match, MentionKind, Place
from geo.resolve.fame import is_world_known
from geo.resolve.wording import (
    Answers,
    has_types_with_of,
    in_one_list,
    is_beside,
    said_of_town,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Where the text puts a name that the gazetteer does not list there.

    Attributes:
        words: The larger place, as printed.
        area: The state or province that it is; None for a country, which is no answer to where
            a town lies, and where the words can mean several.
    """

    words: str
    area: Place | None


BESIDE_KM = 161.0  # within which one town is "outside" or "near" another
MARGIN = 1.0  # degrees around a country that its own people may count as theirs
_GAPS = frozenset({",", "(", ", in"})
_EXACT = frozenset({"US", "CA"})  # whose states every newspaper names, and rightly
_ENDS = re.compile(r"[,.;:)\]\n!?—–\"”]|\s?\([A-Z]|\s(?:--?|–|—)\s|$")


def absent_from(text: str, answers: Answers, at: int) -> Holder | None:
    """Return the larger place that a name is said to lie in, where none of its places lies.

    "Rome, Iowa," and "Moscow, Vt.", "London, Kenya": towns that the gazetteer does not list.

    Args:
        text: The article.
        answers: Its mentions with their candidates.
        at: The position of the name.
    """
    mention, candidates = answers[at]
    if beside := _far_from_all(text, answers, at):
        return beside
    holder = _holder(text, answers, at)
    if holder is None or mention.kind is MentionKind.DEMONYM:
        return None
    apposed = holder == at + 1 and _is_apposed(text, answers, at)
    areas = [
        c.place
        for c in answers[holder][1]
        if (c.match is not Match.DEMONYM or apposed)
        and (_is_area(c.place) or (apposed and c.place.feature_code == "ADM2"))
    ]
    if not areas or any(_fits(c, areas) for c in candidates):
        return None
    if holder > at and _is_listed(text, answers, at, holder):
        return None
    if not candidates:
        return None  # there is none of that name anywhere: is it a place at all?
    province = areas[0] if apposed else _province(answers[holder][1], areas)
    county = _county(answers, at + 1, province) if holder > at + 1 else None
    if province and _is_country(province):
        province = None
    return Holder(answers[holder][0].text, county or province)


def _far_from_all(text: str, answers: Answers, at: int) -> Holder | None:
    """Return what a name is said to lie beside, where each of its places is far from there.

    "Subang, outside Kuala Lumpur".
    """
    if at + 1 >= len(answers):
        return None
    places, others = answers[at][1], answers[at + 1][1]
    gap = text[answers[at][0].passage.end : answers[at + 1][0].passage.start]
    if not places or not others or not is_beside(gap):
        return None
    if not all(c.place.feature_class == "P" for c in (*places, *others)):
        return None
    if any(map(is_world_known, places)):
        return None  # "Nanjing, near Jurong": it is the other that is not listed
    if any(is_next_to(c.place, o.place) for c in places for o in others):
        return None
    return Holder(answers[at + 1][0].text, None)


def is_next_to(one: Place, other: Place) -> bool:
    """True where a text may say of the one that it is "outside" or "near" the other."""
    return rough_km(one.lat, one.lon, other.lat, other.lon) <= BESIDE_KM


def _county(answers: Answers, at: int, province: Place | None) -> Place | None:
    """Return the county that a name is said to lie in, in the province said after it."""
    counties = [
        c.place for c in answers[at][1] if province and _holds(province, c.place)
    ]
    return counties[0] if len(counties) == 1 else None


def _province(larger: Sequence[Candidate], areas: Sequence[Place]) -> Place | None:
    """Return the one province that words can mean, "Vt." or "Iowa", else None."""
    provinces = [area for area in areas if area.feature_code == "ADM1"]
    short = any(c.match is Match.ABBREVIATION for c in larger)
    sure = len(provinces) == 1 and (short or len(areas) == 1)
    return provinces[0] if sure else None


def _holder(text: str, answers: Answers, at: int) -> int | None:
    """Return the position of the name that is said to hold another, as the text joins them."""
    if at and has_types_with_of(_gap(text, answers, at - 1)):
        return at - 1
    after = at + 1
    if _leads_on(text, answers, at) and _is_county(answers, after):
        after += _leads_on(text, answers, after)
    if after < len(answers) and _is_apposed(text, answers, at):
        return after
    if not _leads_on(text, answers, after - 1):
        return None
    larger, places = answers[after]
    short = any(c.match is Match.ABBREVIATION for c in places)
    return after if short or _ENDS.match(text, larger.passage.end) else None


def _is_apposed(text: str, answers: Answers, at: int) -> bool:
    """True for "Dunwich, the Suffolk town"."""
    return said_of_town(_gap(text, answers, at), answers[at + 1][0].hint)


def _leads_on(text: str, answers: Answers, at: int) -> bool:
    return at + 1 < len(answers) and _gap(text, answers, at) in _GAPS


def _gap(text: str, answers: Answers, at: int) -> str:
    between = text[answers[at][0].passage.end : answers[at + 1][0].passage.start]
    return "" if "\n" in between else between.strip()


def _is_county(answers: Answers, at: int) -> bool:
    """True for "Polk County" in "Rome, Polk County, Iowa"."""
    candidates = answers[at][1]
    return bool(candidates) and all(c.place.feature_code == "ADM2" for c in candidates)


def _is_area(place: Place) -> bool:
    return place.feature_code == "ADM1" or _is_country(place)


def _is_country(place: Place) -> bool:
    return place.feature_code.startswith("PCL")


def _fits(candidate: Candidate, areas: Collection[Place]) -> bool:
    """True for what lies in an area, or beside it, and for what is its equal in a list."""
    place = candidate.place
    if _is_country(place) or any(_holds(area, place) for area in areas):
        return True
    return place.feature_code == "ADM1" and any(
        area.country_code == place.country_code for area in areas
    )


def _holds(area: Place, place: Place) -> bool:
    alike = area.country_code == place.country_code
    if alike and (_is_country(area) or area.admin1 == place.admin1):
        return True
    if area.feature_code == "ADM1" and area.country_code in _EXACT:
        return False
    return area.extent is not None and inside(_wider(area.extent), place.lat, place.lon)


def _wider(box: Extent) -> Extent:
    return Extent(
        box.south - MARGIN, box.west - MARGIN, box.north + MARGIN, box.east + MARGIN
    )


def _is_listed(text: str, answers: Answers, at: int, holder: int) -> bool:
    """True where the two may be equals: "London, New York and Tokyo", "Kyiv, Iran and Israel"."""
    larger = answers[holder][1]
    country = any(_is_country(c.place) for c in larger)
    kinds = answers[at][0].kind, answers[holder][0].kind
    if country and MentionKind.METONYM in kinds:
        return True
    if not country and not any(_is_city(c) for c in larger):
        return False
    if not country and any(map(_is_city, answers[at][1])):
        return True  # "Dar es Salaam, Lusaka": two that all know
    goes_on = _is_joined(text, answers, holder)
    if goes_on and country and not _is_country_too(answers[holder + 1][1]):
        goes_on = False
    begins = at > 0 and _is_joined(text, answers, at - 1)
    return goes_on or (begins and not _has_area(answers[at - 1][1]))


def _is_joined(text: str, answers: Answers, at: int) -> bool:
    if at + 1 >= len(answers):
        return False
    one, other = answers[at][0], answers[at + 1][0]
    return in_one_list(text, one, other)


def _is_city(candidate: Candidate) -> bool:
    return candidate.place.feature_class == "P" and is_world_known(candidate)


def _is_country_too(candidates: Sequence[Candidate]) -> bool:
    return any(_is_country(c.place) for c in candidates)


def _has_area(candidates: Sequence[Candidate]) -> bool:
    return any(_is_area(c.place) for c in candidates)
