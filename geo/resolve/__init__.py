"""Candidates and context to Resolutions: which place each name means, and why.

Names are decided twice: first alone, then in the light of what the others most likely mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from operator import add

from geo.model import Article, Candidate, Reason, Resolution, Scored
from geo.resolve.cases import Answers, Area, Case, Context, group
from geo.resolve.companions import find_companions
from geo.resolve.context import contexts
from geo.resolve.doubt import doubt
from geo.resolve.rules import ARTICLE_RULES, OWN_RULES, RULES, Rule
from geo.resolve.rules.rule import weight

PASSES = 2
RUNNERS_UP = 4
LEAST_SAID = 0.05  # weight below which a rule has nothing to say
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
    cases = group(article.text, answers)
    companions = find_companions(cases)
    own = [_weights(case, Context(), OWN_RULES) for case in cases]
    beliefs = [_shares(weights) for weights in own]
    around: list[Context] = []
    for _ in range(PASSES):
        around = contexts(cases, beliefs, companions, source)
        beliefs = [
            _shares([*map(add, weights, _weights(case, context, ARTICLE_RULES))])
            for case, context, weights in zip(cases, around, own, strict=True)
        ]
    found = {
        at: resolution
        for case, context, belief in zip(cases, around, beliefs, strict=True)
        for at, resolution in _resolutions(case, context, belief, advice or {})
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


def _weights(case: Case, context: Context, rules: Iterable[Rule]) -> list[float]:
    if len(case.candidates) == 1:
        return [0.0]  # nothing to weigh it against
    return [
        sum(rule.weigh(case, candidate, context) for rule in rules)
        for candidate in case.candidates
    ]


def _shares(weights: Sequence[float]) -> list[float]:
    if not weights:
        return []
    top = max(weights)
    raised = [exp(weight - top) for weight in weights]
    total = sum(raised)
    return [value / total for value in raised]


def _resolutions(
    case: Case, context: Context, belief: Sequence[float], advice: Mapping[int, str]
) -> Iterable[tuple[int, Resolution]]:
    if not case.candidates:
        for at, mention in zip(case.positions, case.mentions, strict=True):
            reasons = (*mention.reasons, _nothing(case, advice.get(at, "")))
            yield at, Resolution(mention, None, 0.0, reasons)
        return
    order = sorted(range(len(belief)), key=lambda i: -belief[i])
    ranked = tuple(Scored(case.candidates[i], belief[i]) for i in order)
    winner = ranked[0].candidate
    score = ranked[0].score * _ceiling(winner)
    reasons = tuple(_reasons(case, winner, context))
    for at, mention in zip(case.positions, case.mentions, strict=True):
        if why := doubt(mention, winner, score):
            yield at, Resolution(mention, None, 0.0, (why,), ranked[:RUNNERS_UP])
            continue
        runners_up = ranked[1 : RUNNERS_UP + 1]
        yield (
            at,
            Resolution(mention, winner.place, score, reasons, runners_up, winner.match),
        )


def _ceiling(winner: Candidate) -> float:
    """Return how often an answer of this kind of name match is right at all."""
    of_its_kind = f"{winner.match}.{winner.place.feature_code}"
    return (
        weight("ceiling", of_its_kind)
        or weight("ceiling", winner.match)
        or weight("ceiling", "exact")
    )


def _nothing(case: Case, advice: str) -> Reason:
    name = case.mentions[0].text
    if advice:
        return Reason("no_entry", 0.0, f"no gazetteer entry for “{name}”; {advice}")
    return Reason("no_entry", 0.0, f"the offline gazetteer has no entry for “{name}”")


def _reasons(case: Case, winner: Candidate, context: Context) -> Iterable[Reason]:
    """Return in words what each rule gave the winner, the weightiest first."""
    given = [(rule, rule.weigh(case, winner, context)) for rule in RULES]
    given.sort(key=lambda pair: -abs(pair[1]))
    for rule, gave in given:
        if abs(gave) >= LEAST_SAID or rule.name == "name_match":
            yield Reason(rule.name, round(gave, 2), rule.say(case, winner, context))
