"""Candidates and context to Resolutions: which place each name means, and why.

Names are decided twice: first alone, then in the light of what the others most likely mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from operator import add

from geo.geometry import rough_km
from geo.model import (
    Article,
    Candidate,
    Match,
    Mention,
    Passage,
    Reason,
    Resolution,
    Scored,
)
from geo.resolve.absent import Holder
from geo.resolve.context import NEAR_KM, Context, contexts, find_companions
from geo.resolve.fame import is_small, is_world_known
from geo.resolve.name_groups import Answers, Area, NameGroup, group_names
from geo.resolve.rules import Rule, country_name, weight
from geo.resolve.rules.article import ARTICLE_RULES
from geo.resolve.rules.place import PLACE_RULES
from geo.resolve.rules.words import WORD_RULES
from geo.resolve.score import (
    MAX_VILLAGE,
    is_unspoken_town,
    max_by_name,
    max_score,
    why_no_surer,
)

# What a candidate gets whatever the rest of the article says; then what the rest says.
OWN_RULES: tuple[Rule, ...] = (*PLACE_RULES, *WORD_RULES)
RULES: tuple[Rule, ...] = (*OWN_RULES, *ARTICLE_RULES)

PASSES = 2
MAX_RUNNERS_UP = 4
TOO_DOUBTFUL = 0.25  # belief below which an answer is wrong three times in four
EVEN = 0.5
UNSURE = 0.6  # belief below which a hint of a person is enough
MIN_OTHERS = (
    0.01  # share of the other names from which a country is named beside a slip
)
MIN_SLIP = 100_000  # inhabitants from which a name is misspelt wherever it is news
MIN_VOTERS = 6.0  # names by which an article is plainly of one country
MIN_HOME = 0.6  # and the share of them that lie in it
MAX_ABROAD = 0.1  # share up to which another country is hardly named
NAMED_STATES = frozenset({"US", "CA"})  # whose newspapers name the states of far towns
MAX_OTHER = 0.02  # share of the names up to which another state is hardly named
SAME_KM = 80.0  # within which places of one name are no rivals: a city and its province
LEAST_KNOWN = 0.3  # belief in a place that all know, where nothing else is likelier
_PERSON = frozenset({"person", "part_of_person", "model_says_person", "surname"})
MIN_SAID = 0.05  # weight below which a rule has nothing to say
Lands = defaultdict[tuple[Passage, str], set[str]]
_NO_SOURCE: Mapping[Area, float] = {}


def resolve(
    article: Article,
    answers: Answers,
    source: Mapping[Area, float] = _NO_SOURCE,
    advice: Mapping[int, str] | None = None,
) -> tuple[Resolution, ...]:
    """Decide which place each mention means.

    Args:
        article: The article.
        answers: Its mentions with their candidates, in the order of the text.
        source: What the newspaper usually writes about: share by (country, admin-1),
            from `SourceShares`.
        advice: By position in ``answers``: why a geocoder gave nothing.

    Returns:
        One resolution a mention, in the same order; ``place`` is None where nothing fits.
    """
    groups = group_names(article.text, answers)
    companions = find_companions(groups)
    own = [_weights(group, Context(), OWN_RULES) for group in groups]
    beliefs = [_shares(weights) for weights in own]
    around: list[Context] = []
    for _ in range(PASSES):
        around = contexts(groups, beliefs, companions, source)
        beliefs = [
            _shares([*map(add, weights, _weights(group, context, ARTICLE_RULES))])
            for group, context, weights in zip(groups, around, own, strict=True)
        ]
    lands = _lands(groups, beliefs)
    found = {
        at: resolution
        for group, context, belief in zip(groups, around, beliefs, strict=True)
        for at, resolution in _resolutions(group, context, belief, advice or {}, lands)
    }
    return tuple(found[i] for i in range(len(answers)))


class SourceShares:
    """What a newspaper writes about, learnt from its resolved articles, without labels.

    Attributes:
        articles: How many articles have been counted.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._placed = 0
        self._counts: defaultdict[Area, float] = defaultdict(float)

    def add(self, resolutions: Iterable[Resolution]) -> None:
        """Count the mentions of one article."""
        self.articles += 1
        for resolution in resolutions:
            place = resolution.place
            if place and place.country_code:
                self._placed += 1
                self._counts[place.country_code, ""] += 1
                if place.admin1:
                    self._counts[place.country_code, place.admin1] += 1

    def shares(self) -> dict[Area, float]:
        """Return the share of its placed mentions in each country (code, "") and province."""
        return {area: count / self._placed for area, count in self._counts.items()}


def _weights(group: NameGroup, context: Context, rules: Iterable[Rule]) -> list[float]:
    if len(group.candidates) == 1:
        return [0.0]  # nothing to weigh it against
    return [
        sum(rule.weigh(group, candidate, context) for rule in rules)
        for candidate in group.candidates
    ]


def _shares(weights: Sequence[float]) -> list[float]:
    if not weights:
        return []
    top = max(weights)
    raised = [exp(weight - top) for weight in weights]
    total = sum(raised)
    return [value / total for value in raised]


def _resolutions(
    group: NameGroup,
    context: Context,
    belief: Sequence[float],
    advice: Mapping[int, str],
    lands: Lands,
) -> Iterable[tuple[int, Resolution]]:
    if said := group.absent or context.absent:
        yield from _somewhere_in(said, group)
        return
    if not group.candidates:
        for at, mention in zip(group.positions, group.mentions, strict=True):
            reasons = (*mention.reasons, _nothing(group, advice.get(at, "")))
            yield at, Resolution(mention, None, 0.0, reasons)
        return
    order = sorted(range(len(belief)), key=lambda i: -belief[i])
    ranked = _world_first(tuple(Scored(group.candidates[i], belief[i]) for i in order))
    winner = ranked[0].candidate
    belief_there = _belief_there(ranked)
    belief_in_it = belief_there * max_by_name(winner)
    score = belief_there * max_score(group, winner, context)
    reasons = tuple(_reasons(group, winner, context))
    if note := _out_of_state(group, winner, context, belief_there):
        yield from _at_home(note, context, group, ranked)
        return
    far, stranger = _far_slip(winner, context), _stranger(group, winner, context, lands)
    for at, mention in zip(group.positions, group.mentions, strict=True):
        if why := abstain(mention, winner, belief_in_it) or far or stranger:
            yield at, Resolution(mention, None, 0.0, (why,), ranked[:MAX_RUNNERS_UP])
            continue
        runners_up = ranked[1 : MAX_RUNNERS_UP + 1]
        yield (
            at,
            Resolution(mention, winner.place, score, reasons, runners_up, winner.match),
        )


def _belief_there(ranked: Sequence[Scored]) -> float:
    """Return the belief in where the winner lies: Geneva and its canton are no rivals."""
    best = ranked[0].candidate.place
    beside = sum(
        other.score
        for other in ranked[1:]
        if (there := other.candidate.place).country_code == best.country_code
        and rough_km(best.lat, best.lon, there.lat, there.lon) <= SAME_KM
    )
    return min(1.0, ranked[0].score + beside)


def _world_first(ranked: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """Put a place that all know first where nothing is likely: it is what a reader thinks of."""
    if ranked[0].score >= TOO_DOUBTFUL:
        return ranked
    known = next((one for one in ranked if is_world_known(one.candidate)), None)
    if known is None:
        return ranked
    first = Scored(known.candidate, max(known.score, LEAST_KNOWN))
    return first, *(one for one in ranked if one is not known)


def _nothing(group: NameGroup, advice: str) -> Reason:
    name = group.mentions[0].text
    if advice:
        return Reason("no_entry", 0.0, f"no gazetteer entry for “{name}”; {advice}")
    return Reason("no_entry", 0.0, f"the offline gazetteer has no entry for “{name}”")


def _somewhere_in(holder: Holder, group: NameGroup) -> Iterable[tuple[int, Resolution]]:
    """Answer with the state that a name is said to lie in, or with no place."""
    area, name = holder.area, group.mentions[0].text
    note = (
        f"the text puts {name} in “{holder.words}”, where the offline gazetteer has no"
        f" {name}"
    )
    if area:
        note += f": somewhere in {area.name}"
    score = weight("max_score", "somewhere_in") if area else 0.0
    for at, mention in zip(group.positions, group.mentions, strict=True):
        reasons = (*mention.reasons, Reason("not_there", 0.0, note))
        yield at, Resolution(mention, area, score, reasons)


def _reasons(group: NameGroup, winner: Candidate, context: Context) -> Iterable[Reason]:
    """Return in words what each rule gave the winner, the weightiest first."""
    given = [(rule, rule.weigh(group, winner, context)) for rule in RULES]
    given.sort(key=lambda pair: -abs(pair[1]))
    for rule, gave in given:
        if abs(gave) >= MIN_SAID or rule.name == "name_match":
            yield Reason(rule.name, round(gave, 2), rule.say(group, winner, context))
    if note := why_no_surer(group, winner, context):
        yield Reason("no_surer", 0.0, note)


def _far_slip(best: Candidate, context: Context) -> Reason | None:
    """Leave a near spelling where nothing else of its country is named: "Totota" is no Toyota.

    So with a village that is also called so: "Vake", in news of Tbilisi, is no Waake.
    """
    country = best.place.country_code
    land = best.place.feature_code.startswith("PCL")  # "Britian" is named anywhere
    also = best.match is Match.ALTERNATE and 0 < best.place.population < MAX_VILLAGE
    if also and not context.countries.get(country, 0.0) > MIN_OTHERS and context.voters:
        note = f"“{best.matched_name}” is but another name of {best.place.name}, and nothing else of {country_name(country)} is named"
        return Reason("too_doubtful", 0.0, note)
    if best.match is not Match.FUZZY or land or not context.voters:
        return None
    if best.place.population < MIN_SLIP and not _is_near(best, context):
        note = f"only {best.place.name} is spelt nearly so, and nothing else near it is named"
        return Reason("too_doubtful", 0.0, note)
    if context.countries.get(country, 0.0) > MIN_OTHERS:
        return None
    named = country_name(country)
    note = f"only {best.place.name}, {named}, is spelt nearly so, and nothing else of {named} is named"
    return Reason("too_doubtful", 0.0, note)


def _is_near(best: Candidate, context: Context) -> bool:
    place = best.place
    if context.shares.get((place.country_code, place.admin1), 0.0) > MIN_OTHERS:
        return True
    return any(
        rough_km(place.lat, place.lon, lat, lon) <= NEAR_KM
        for lat, lon in context.spots
    )


def _stranger(
    group: NameGroup, best: Candidate, context: Context, lands: Lands
) -> Reason | None:
    """Leave a foreign town for which nothing speaks in an article that is plainly of one country.

    That the gazetteer lacks a town of that name there is likelier: "Maga" in news of Kebbi.
    """
    country = best.place.country_code
    home, share = max(
        context.countries.items(), key=lambda pair: pair[1], default=("", 0.0)
    )
    county = best.place.feature_code == "ADM2" and not group.container
    beside = any(  # "Warsaw scrambled jets from Lask"
        lands[m.sentence, country] > {m.toponym} for m in group.mentions
    )
    named = country in context.nations or beside
    if named or context.countries.get(country, 0.0) > MAX_ABROAD:
        return None
    if (head := _head_abroad(group, country)) and is_unspoken_town(
        group, best, context
    ):
        note = (
            f"nothing speaks for {best.place.name}, {country_name(country)}, and its"
            f" sentence begins in {country_name(head)}: a place there may be missing"
        )
        return Reason("too_doubtful", 0.0, note)
    if context.voters < MIN_VOTERS or home == country:
        return None
    if share < MIN_HOME and not county:
        return None
    if not (county or is_unspoken_town(group, best, context)):
        return None
    note = (
        f"nothing speaks for {best.place.name}, {country_name(country)}, and {share:.0%} of"
        f" the other names lie in {country_name(home)}: a place there may be missing"
    )
    return Reason("too_doubtful", 0.0, note)


def _lands(groups: Sequence[NameGroup], beliefs: Sequence[Sequence[float]]) -> Lands:
    """Return by sentence and country the names that most likely lie there."""
    lands: Lands = defaultdict(set)
    for group, belief in zip(groups, beliefs, strict=True):
        if not belief:
            continue
        best = group.candidates[max(range(len(belief)), key=belief.__getitem__)].place
        for mention in group.mentions:
            lands[mention.sentence, best.country_code].add(mention.toponym)
    return lands


def _out_of_state(
    group: NameGroup, best: Candidate, context: Context, belief: float
) -> str:
    """Return why a small town of another state is not meant; "" where it may be.

    An American newspaper names the state of a small town that lies in another: "Howland, Maine".
    One that says "Howland" in news of Ohio means a place there, which the gazetteer may lack.
    """
    place, home = best.place, context.home
    if (
        home is None
        or place.country_code not in NAMED_STATES
        or group.mentions[0].hint == ","
    ):
        return ""
    own = place.country_code, place.admin1
    if home.area[0] != place.country_code or own == home.area:
        return ""
    if context.shares.get(own, 0.0) > (
        MAX_OTHER if belief >= EVEN else 1.0
    ) or not is_unspoken_town(group, best, context):
        return ""
    unit = home.place.name if home.place else "one state"
    return (
        f"nothing speaks for {place.name}, {place.admin1_name}, and {home.share:.0%} of the"
        f" names lie in {unit}: a place there may be missing"
    )


def _at_home(
    note: str, context: Context, group: NameGroup, ranked: tuple[Scored, ...]
) -> Iterable[tuple[int, Resolution]]:
    """Answer with the state that all the rest of the article lies in, where it is named."""
    area = context.home.place if context.home else None
    score = weight("max_score", "somewhere_in") if area else 0.0
    reason = Reason("not_there", 0.0, note)
    for at, mention in zip(group.positions, group.mentions, strict=True):
        reasons = (*mention.reasons, reason) if area else (reason,)
        yield at, Resolution(mention, area, score, reasons, ranked[:MAX_RUNNERS_UP])


def _head_abroad(group: NameGroup, country: str) -> str:
    """Return the country in a province of which its sentence begins, where it is another; else ""."""
    lands = {land for land, unit in group.heads if unit}
    return next(iter(lands)) if len(lands) == 1 and country not in lands else ""


def abstain(mention: Mention, best: Candidate, score: float) -> Reason | None:
    """Return why a name is better left without a place, or None where it is not.

    Args:
        mention: The name.
        best: The likeliest of its candidates.
        score: Belief in it, 0 to 1.
    """
    place = best.place
    lies = ", ".join(filter(None, (place.name, place.admin1_name, place.country_code)))
    hint = next((r for r in mention.reasons if r.rule in _PERSON), None)
    known = is_world_known(best) and not is_small(place)
    if hint and score < UNSURE and not known:
        note = f"it may be a person's name ({hint.note}), and no place fits well"
        return Reason("person_name", 0.0, f"{note}; the likeliest was {lies}")
    if score < TOO_DOUBTFUL:
        note = f"too doubtful: the likeliest, {lies}, has only {score:.0%}"
        return Reason("too_doubtful", 0.0, note)
    return None
