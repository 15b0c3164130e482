"""Candidates and context to Resolutions: which place each name means, and why.

Names are decided twice: first alone, then in the light of what the others most likely mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp

from geo.model import (
    Article,
    Candidate,
    Match,
    Reason,
    Resolution,
    Scored,
)
from geo.resolve.cases import Answers, Area, Case, Context, group
from geo.resolve.context import contexts
from geo.resolve.rules import RULES

PASSES = 2
SHARPNESS = 1.5  # of the softmax that turns weights into shares
RUNNERS_UP = 4
_NO_SOURCE: Mapping[Area, float] = {}

# How often answers of each kind of name match are right at all, measured with one
# candidate left: the score can promise no more.
_CEILING = {Match.ALTERNATE: 0.8, Match.FUZZY: 0.7, Match.GEOCODER: 0.9}


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
            from `source_shares`.
        advice: By position in ``answers``: why a geocoder gave nothing.

    Returns:
        One resolution a mention, in the same order; ``place`` is None where nothing fits.
    """
    cases = group(article.text, answers)
    beliefs = [_shares(_weights(case, Context(source=source))) for case in cases]
    around: list[Context] = []
    for _ in range(PASSES):
        around = contexts(cases, beliefs, source)
        beliefs = [
            _shares(_weights(case, context))
            for case, context in zip(cases, around, strict=True)
        ]
    found = {
        at: resolution
        for case, context, belief in zip(cases, around, beliefs, strict=True)
        for at, resolution in _resolutions(case, context, belief, advice or {})
    }
    return tuple(found[i] for i in range(len(answers)))


def source_shares(
    resolutions: Iterable[Resolution],
) -> dict[Area, float]:
    """Learn what a newspaper writes about from its resolved articles, without labels.

    Returns:
        Share of its placed mentions in each country (code, "") and province.
    """
    counts: defaultdict[Area, float] = defaultdict(float)
    total = 0
    for resolution in resolutions:
        place = resolution.place
        if place and place.country_code:
            total += 1
            counts[place.country_code, ""] += 1
            if place.admin1:
                counts[place.country_code, place.admin1] += 1
    return {area: count / total for area, count in counts.items()} if total else {}


def _weights(case: Case, context: Context) -> list[float]:
    return [
        sum(rule.weigh(case, candidate, context) for rule in RULES)
        for candidate in case.candidates
    ]


def _shares(weights: Sequence[float]) -> list[float]:
    if not weights:
        return []
    top = max(weights)
    raised = [exp(SHARPNESS * (weight - top)) for weight in weights]
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
    winner = case.candidates[order[0]]
    score = belief[order[0]] * _CEILING.get(winner.match, 0.98)
    reasons = tuple(_reasons(case, winner, context))
    runners_up = tuple(
        Scored(case.candidates[i], belief[i]) for i in order[1 : RUNNERS_UP + 1]
    )
    for at, mention in zip(case.positions, case.mentions, strict=True):
        yield (
            at,
            Resolution(mention, winner.place, score, reasons, runners_up, winner.match),
        )


def _nothing(case: Case, advice: str) -> Reason:
    name = case.mentions[0].text
    if advice:
        return Reason("no_entry", 0.0, f"no gazetteer entry for “{name}”; {advice}")
    return Reason("no_entry", 0.0, f"the offline gazetteer has no entry for “{name}”")


def _reasons(case: Case, winner: Candidate, context: Context) -> Iterable[Reason]:
    """Say in words what each rule gave the winner, the weightiest first."""
    given = [(rule, rule.weigh(case, winner, context)) for rule in RULES]
    given.sort(key=lambda pair: -abs(pair[1]))
    for rule, weight in given:
        if weight or rule.name == "name_match":
            yield Reason(rule.name, round(weight, 2), rule.say(case, winner, context))
