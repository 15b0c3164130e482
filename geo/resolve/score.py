"""How sure an answer is: its share of belief, and how often answers of its kind are right at all.

A village of the right name that nothing else in the article speaks for is the right one only
every other time, for towns of that name are missing from every gazetteer; where its province, a
neighbour or the words beside it speak for it, nearly always. And a point says little of where in
an ocean something was.
"""

from __future__ import annotations

from geo.model import Candidate, Match
from geo.resolve.context import NEAR_KM, Context
from geo.resolve.fame import is_world_known
from geo.resolve.name_groups import NameGroup
from geo.resolve.rules import name_of, weight, where
from geo.resolve.rules.article import ARTICLE_RULES, in_shadow, is_under_province
from geo.resolve.rules.words import WORD_RULES

MIN_SPEAKS = 1.0  # weight from which a rule speaks for a place
MAX_VILLAGE = 5_000  # inhabitants up to which a namesake is most likely to be missing
MAX_TOWN = 50_000
# What speaks for a town: not its country alone, which holds hundreds of that name.
_SPEAKING = frozenset(
    "stated_container stated_elsewhere same_province companions usual_for_source".split()
)
_RULES = tuple(r for r in (*WORD_RULES, *ARTICLE_RULES) if r.name in _SPEAKING)


def max_by_name(winner: Candidate) -> float:
    """Return how often an answer of this kind of name match is right at all."""
    of_its_kind = f"{winner.match}.{winner.place.feature_code}"
    return (
        weight("max_score", of_its_kind)
        or weight("max_score", winner.match)
        or weight("max_score", "exact")
    )


def max_score(group: NameGroup, winner: Candidate, context: Context) -> float:
    """Return how often an answer of this kind of name and place is right at all."""
    return min(max_by_name(winner), _max_of_place(group, winner, context))


def why_no_surer(group: NameGroup, winner: Candidate, context: Context) -> str:
    """Return why an answer of this kind is never sure, "" where it can be."""
    kind = _kind(group, winner, context)
    if kind == "wide":
        return (
            f"{winner.place.name} is so wide that its point says little of where in it"
        )
    if kind in {"village", "town"}:
        return (
            f"nothing but its country speaks for this {name_of(group)}, and many places of"
            " that size are in no gazetteer"
        )
    if kind == "shadow" and group.best_known:
        known = group.best_known.place
        return f"these are news of many lands, and most people mean {known.name}, {where(known)}"
    return ""


def is_unspoken_town(group: NameGroup, winner: Candidate, context: Context) -> bool:
    """True for a small town for which nothing but namesakes of its neighbours speak."""
    place = winner.place
    return (
        place.feature_class == "P"
        and place.population < MAX_TOWN
        and winner.match not in (Match.COORDINATES, Match.GEOCODER)
        and not is_world_known(winner)
        and not is_under_province(group, winner)
        and all(
            rule.weigh(group, winner, context) < MIN_SPEAKS
            for rule in _RULES
            if rule.name != "companions"
        )
    )


def _max_of_place(group: NameGroup, winner: Candidate, context: Context) -> float:
    kind = _kind(group, winner, context)
    return weight("max_score", kind) if kind else 1.0


def _kind(group: NameGroup, winner: Candidate, context: Context) -> str:
    """Return which answers it is no surer than, as `rules.tsv` calls them, or ""."""
    place = winner.place
    if place.feature_class in "HLT" and place.imprecision_km > NEAR_KM:
        return "wide"
    if context.of_many_lands and in_shadow(group, winner, context):
        return "shadow"
    given = winner.match in (Match.COORDINATES, Match.GEOCODER)
    if given or place.feature_class != "P" or _is_spoken_for(group, winner, context):
        return ""
    if is_world_known(winner) or place.population >= MAX_TOWN:
        return "city"
    return "village" if place.population < MAX_VILLAGE else "town"


def _is_spoken_for(group: NameGroup, winner: Candidate, context: Context) -> bool:
    return is_under_province(group, winner) or any(
        rule.weigh(group, winner, context) >= MIN_SPEAKS for rule in _RULES
    )
