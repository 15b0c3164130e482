"""What resolution works on: the distinct names of one article, and what they share.

One sense per article: mentions of the same words are decided together, unless the text says
otherwise ("Paris, Texas" beside "Paris, France").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from geo.model import Candidate, Mention, MentionKind, Place

Answers = Sequence[tuple[Mention, tuple[Candidate, ...]]]
Area = tuple[str, str]  # country code, admin-1 code or ""
Spot = tuple[float, float]  # lat, lon in degrees


@dataclass(frozen=True, slots=True)
class Case:
    """The mentions that share words, kind and stated container.

    Attributes:
        mentions: Them, in the order of the text.
        candidates: What they could mean.
        container: The larger place named right after one ("Texas"), as (country, admin-1)
            codes of what that name can mean; () where none is.
        container_text: Its words.
        contrast: Areas the words cannot lie in: a sentence that says "Paris, Texas" and
            "Paris" means two places.
        positions: Their places in the article's order of mentions.
    """

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    positions: tuple[int, ...]
    container: tuple[Area, ...] = ()
    container_text: str = ""
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
        spots: (lat, lon) of what the other names most likely mean.
        near: The same for the names nearest in the text.
        contained: Areas the article states for these words anywhere ("X, Texas").
        source: Share of each area in what the newspaper names, learnt beforehand.
    """

    shares: Mapping[Area, float] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    near: tuple[Spot, ...] = ()
    contained: tuple[Area, ...] = ()
    source: Mapping[Area, float] = field(default_factory=dict)


def group(text: str, answers: Answers) -> tuple[Case, ...]:
    """Put the mentions of an article that must mean the same into cases."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    containers = [container(text, answers, i) for i in range(len(answers))]
    contrasts = _contrasts(answers, containers)
    for i, (mention, _) in enumerate(answers):
        hint = mention.hint if mention.hint != "," else ""
        said = containers[i][1], contrasts[i]
        people = mention.kind is MentionKind.DEMONYM
        groups[mention.toponym, people, hint, said].append(i)
    return tuple(
        Case(
            mentions=tuple(answers[i][0] for i in members),
            candidates=answers[members[0]][1],
            positions=tuple(members),
            container=containers[members[0]][0],
            container_text=containers[members[0]][1],
            contrast=contrasts[members[0]],
        )
        for members in groups.values()
    )


Container = tuple[tuple[Area, ...], str]


def _contrasts(
    answers: Answers, containers: Sequence[Container]
) -> list[tuple[Area, ...]]:
    """Give each bare name the areas its sentence states for a namesake."""
    stated = {
        (mention.toponym, mention.sentence): areas
        for (mention, _), (areas, _) in zip(answers, containers, strict=True)
        if areas
    }
    return [
        () if areas else stated.get((mention.toponym, mention.sentence), ())
        for (mention, _), (areas, _) in zip(answers, containers, strict=True)
    ]


def container(text: str, answers: Answers, at: int) -> Container:
    """Give the larger place stated right after a mention: ", Texas", "region of Russia"."""
    if at + 1 >= len(answers):
        return (), ""
    mention, candidates = answers[at]
    following, larger = answers[at + 1]
    gap = text[mention.passage.end : following.passage.start]
    if not _states_container(gap, mention.hint):
        return (), ""
    held = {area for c in candidates for area in areas_around(c.place)}
    holders = tuple(
        dict.fromkeys(
            area for c in larger if (area := area_of(c.place)) and area in held
        )
    )
    return (holders, following.text) if holders else ((), "")


def _states_container(gap: str, hint: str) -> bool:
    words = gap.strip()
    if words in {",", "of", "in", ", in"}:
        return "\n" not in gap
    return (
        bool(hint) and hint != "," and words in {f"{hint} of", f"{hint} in", f"{hint},"}
    )


def area_of(place: Place) -> Area | None:
    """Give the codes a country or province stands for."""
    if place.feature_code.startswith("PCL"):
        return place.country_code, ""
    if place.feature_code == "ADM1":
        return place.country_code, place.admin1
    return None


def areas_around(place: Place) -> Iterable[Area]:
    """Give the codes of what lies around a place, itself left out."""
    if not place.country_code or place.feature_code.startswith("PCL"):
        return ()
    country = (place.country_code, "")
    if place.feature_code == "ADM1" or not place.admin1:
        return (country,)
    return country, (place.country_code, place.admin1)
