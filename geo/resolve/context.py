"""What the other names of an article say to each: shares of belief and points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from geo.model import Place
from geo.resolve.cases import Area, Case, Context, Spot, area_of
from geo.resolve.companions import Beside

MOST_SPOTS = 40  # of a very long article, its most named places speak for all

Beliefs = Sequence[Sequence[float]]
Votes = dict[Area, float]


def contexts(
    cases: Sequence[Case],
    beliefs: Beliefs,
    companions: Sequence[Beside],
    source: Mapping[Area, float],
) -> list[Context]:
    """Return each case its context: everything but itself."""
    votes = [_votes(case, belief) for case, belief in zip(cases, beliefs, strict=True)]
    total: defaultdict[Area, float] = defaultdict(float)
    for vote in votes:
        for area, value in vote.items():
            total[area] += value
    nations = {country: value for (country, unit), value in total.items() if not unit}
    voters = sum(case.weight for case in cases if case.candidates)
    best = _best_spots(cases, beliefs)
    clusters = Counter(spot for spot in best if spot).most_common(MOST_SPOTS)
    stated = _stated(cases)
    return [
        Context(
            shares=_shares(case, vote, total, voters),
            countries=_countries(case, vote, nations, voters),
            voters=voters - (case.weight if case.candidates else 0.0),
            spots=_without(clusters, case, best),
            companions=beside,
            contained=()
            if case.container or case.contrast
            else stated[case.mentions[0].toponym],
            source=source,
        )
        for case, vote, beside in zip(cases, votes, companions, strict=True)
    ]


def _votes(case: Case, belief: Sequence[float]) -> Votes:
    """Spread a case's weight over the countries and provinces it may mean."""
    votes: defaultdict[Area, float] = defaultdict(float)
    weight = case.weight
    for candidate, share in zip(case.candidates, belief, strict=True):
        for area in areas_of(candidate.place):
            votes[area] += weight * share
    return votes


def areas_of(place: Place) -> Iterator[Area]:
    """Return the country and province a place lies in or is."""
    if place.country_code:
        yield place.country_code, ""
        if place.admin1:
            yield place.country_code, place.admin1


def _shares(
    case: Case, own: Votes, total: Mapping[Area, float], voters: float
) -> dict[Area, float]:
    others = voters - (case.weight if case.candidates else 0.0)
    if others <= 0:
        return {}
    return {area: (total[area] - value) / others for area, value in own.items()}


def _countries(
    case: Case, own: Votes, nations: Mapping[str, float], voters: float
) -> dict[str, float]:
    """Return the share of the other names in each country of the article."""
    others = voters - (case.weight if case.candidates else 0.0)
    if others <= 0:
        return {}
    return {
        country: (votes - own.get((country, ""), 0.0)) / others
        for country, votes in nations.items()
    }


def _best_spots(cases: Sequence[Case], beliefs: Beliefs) -> list[Spot | None]:
    """Return the likeliest point of each mention; areas larger than a province have none."""
    spots: list[Spot | None] = [None] * sum(len(case.positions) for case in cases)
    for case, belief in zip(cases, beliefs, strict=True):
        if not belief:
            continue
        place = case.candidates[max(range(len(belief)), key=belief.__getitem__)].place
        area = area_of(place)
        if place.feature_class in "LH" or (area and not area[1]):
            continue
        for position in case.positions:
            spots[position] = place.lat, place.lon
    return spots


def _without(
    clusters: Sequence[tuple[Spot, int]], case: Case, best: Sequence[Spot | None]
) -> tuple[Spot, ...]:
    mine = best[case.positions[0]]
    return tuple(spot for spot, _ in clusters if spot != mine)


def _stated(cases: Sequence[Case]) -> defaultdict[str, tuple[Area, ...]]:
    """Collect what the article says of where names lie: "X, Texas"."""
    stated: defaultdict[str, tuple[Area, ...]] = defaultdict(tuple)
    for case in cases:
        if case.container:
            stated[case.mentions[0].toponym] += case.container
    return stated
