"""What resolution works on: the distinct names of one article, and what they share.

One sense per article: mentions of the same words are decided together, unless the text says
otherwise ("Paris, Texas" beside "Paris, France").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from geo.model import Candidate, Mention, MentionKind
from geo.resolve.containers import (
    Answers as Answers,
    Area as Area,
    Container,
    area_of as area_of,
    areas_around as areas_around,
    hear,
)

NEAR_KM = 161.0  # what counts as near in news: a hundred miles
Spot = tuple[float, float]  # lat, lon in degrees


@dataclass(frozen=True, slots=True)
class Case:
    """The mentions that share words, kind and stated container.

    Attributes:
        mentions: Them, in the order of the text.
        candidates: What they could mean.
        container: The larger place the words beside one state ("Texas"), as (country,
            admin-1) codes of what that name can mean; () where none is.
        container_text: Its words.
        holds: Areas that these words, said after a smaller place, must mean: the state in
            "Albany, New York".
        contrast: Areas the words cannot lie in: a sentence that says "Paris, Texas" and
            "Paris" means two places.
        positions: Their places in the article's order of mentions.
    """

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    positions: tuple[int, ...]
    container: tuple[Area, ...] = ()
    container_text: str = ""
    holds: tuple[Area, ...] = ()
    contrast: tuple[Area, ...] = ()

    @property
    def weight(self) -> float:
        """How much it tells of the article: named often counts, but not as often."""
        return 1.0 + log(len(self.mentions))


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the article says, while one case is decided.

    Attributes:
        shares: Share of belief of the other names in each country and province that
            this case may lie in, 0 to 1.
        countries: Share of belief of the other names in each country of the article.
        voters: How many other names that is a share of, each weighed by its mentions.
        spots: (lat, lon) of what the other names most likely mean.
        companions: By place id of a candidate, the other names with a namesake nearby.
        contained: Areas the article states for these words anywhere ("X, Texas").
        source: Share of each area in what the newspaper names, learnt beforehand.
    """

    shares: Mapping[Area, float] = field(default_factory=dict)
    countries: Mapping[str, float] = field(default_factory=dict)
    voters: float = 0.0
    spots: tuple[Spot, ...] = ()
    companions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contained: tuple[Area, ...] = ()
    source: Mapping[Area, float] = field(default_factory=dict)


def group(text: str, answers: Answers) -> tuple[Case, ...]:
    """Put the mentions of an article that must mean the same into cases."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    heard = hear(text, answers)
    said, held = heard.containers, heard.holders
    contrasts = _contrasts(answers, said)
    for i, (mention, _) in enumerate(answers):
        hint = mention.hint if mention.hint != "," else ""
        apart = said[i][1], contrasts[i], held[i]
        people = mention.kind is MentionKind.DEMONYM
        groups[mention.toponym, people, hint, apart].append(i)
    return tuple(
        Case(
            mentions=tuple(answers[i][0] for i in members),
            candidates=answers[members[0]][1],
            positions=tuple(members),
            container=said[members[0]][0],
            container_text=said[members[0]][1],
            holds=held[members[0]],
            contrast=contrasts[members[0]],
        )
        for members in groups.values()
    )


def _contrasts(answers: Answers, said: Sequence[Container]) -> list[tuple[Area, ...]]:
    """Return each bare name the areas its sentence states for a namesake."""
    stated = {
        (mention.toponym, mention.sentence): areas
        for (mention, _), (areas, _) in zip(answers, said, strict=True)
        if areas
    }
    return [
        () if areas else stated.get((mention.toponym, mention.sentence), ())
        for (mention, _), (areas, _) in zip(answers, said, strict=True)
    ]
