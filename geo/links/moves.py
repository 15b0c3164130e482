"""Movement in other languages than English, told by the order of words: "из Курска в Пхеньян".

A sentence with a word of motion whose places stand behind words of origin and destination says
that somebody goes from one to the other. Nothing else is read in other languages: places of one
sentence are told as named together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.links.arguments import End
from geo.links.statements import Statement
from geo.links.status import Factuality
from geo.model import LinkKind, LinkStatus, MentionKind, Passage
from geo.tongues import Tongue
from geo.tongues.rows import WordRole

MAX_BETWEEN = 12  # words between the two places, or between one and the word of motion
MAX_SMALL = 4  # letters of an article between a preposition and a name: "a la India"
MAX_AND = 2  # words between two places that something is between: "and the"
MAX_BESIDE = 3  # words before a word of motion that deny it
MAX_BEHIND = 2  # and words behind it: "reist nicht nach Wien"
MAX_CUE = 7  # words before it in which somebody plans or denies it
MAX_SUBJECT = 8  # words between those who go and the word that says so
_STATUS = (
    (WordRole.NOT, LinkStatus.DENIED),
    (WordRole.POSSIBLE, LinkStatus.POSSIBLE),
    (WordRole.PLANNED, LinkStatus.PLANNED),
)


@dataclass(frozen=True, slots=True)
class _Stop:
    """An end of a sentence, and where it stands among the words.

    Attributes:
        end: It.
        at: Its first word.
        end_at: One past its last word.
        roles: What the small words before it say of it.
    """

    end: End
    at: int
    end_at: int
    roles: frozenset[WordRole]


def find_moves(
    text: str, passage: Passage, ends: Sequence[End], tongue: Tongue
) -> Iterator[Statement]:
    """Find what a sentence says of movement between its places.

    Args:
        text: The article's text.
        passage: The sentence.
        ends: Its places, in order.
        tongue: Its language, one with blanks between words.
    """
    found = [*tongue.script.words.finditer(text, passage.start, passage.end)]
    words = [word.group().casefold() for word in found]
    motions = [
        at for at, word in enumerate(words) if tongue.says(WordRole.MOTION, word)
    ]
    if not motions or not tongue.script.is_spaced:
        return
    starts = [word.start() for word in found]
    stops = []
    for end in ends:
        at = bisect_left(starts, end.mention.passage.start)
        behind = bisect_left(starts, end.mention.passage.end)
        stops.append(_Stop(end, at, behind, _roles(words, at, tongue)))
    taken: set[int] = set()
    for origin, goal, directed in (
        *_routes(text, stops, motions),
        *_travels(stops, motions),
    ):
        motion = _motion(motions, origin, goal)
        same = origin.end.place.id == goal.end.place.id
        if same or goal.at in taken or motion is None:
            continue
        taken |= {goal.at} if directed else {goal.at, origin.at}
        yield Statement(
            origin=origin.end,
            destination=goal.end,
            kind=LinkKind.MOVEMENT,
            directed=directed,
            word=found[motion].group(),
            actor="",
            factuality=_factuality(words, motion, tongue),
        )


def _roles(words: Sequence[str], at: int, tongue: Tongue) -> frozenset[WordRole]:
    """Return what the word before a name says of it, an article or a type word left out."""
    before = at - 1
    while before > 0 and not _small_roles(words[before], tongue):
        small = len(words[before]) <= MAX_SMALL or words[before] in tongue.types
        if not small or at - before > MAX_BESIDE:
            return frozenset()
        before -= 1
    return _small_roles(words[before], tongue) if before >= 0 else frozenset()


def _small_roles(word: str, tongue: Tongue) -> frozenset[WordRole]:
    roles = (WordRole.FROM, WordRole.TO, WordRole.BETWEEN, WordRole.PLACE)
    return frozenset(role for role in roles if tongue.says(role, word))


def _routes(
    text: str, stops: Sequence[_Stop], motions: Sequence[int]
) -> Iterator[tuple[_Stop, _Stop, bool]]:
    """Return "from X to Y", then "between X and Y" and "to Y from X" of the other stops."""
    near = [(a, b) for a, b in pairwise(stops) if b.at - a.at <= MAX_BETWEEN]
    gone: set[int] = set()
    for first, second in near:
        if WordRole.FROM in first.roles and WordRole.TO in second.roles:
            gone |= {first.at, second.at}
            yield first, second, True
    for first, second in near:
        if WordRole.BETWEEN in first.roles and second.at - first.end_at <= MAX_AND:
            yield first, second, False
        elif second.at not in gone and _is_back(text, first, second, motions):
            yield second, first, True


def _is_back(text: str, first: _Stop, second: _Stop, motions: Sequence[int]) -> bool:
    """Return whether two stops are "to Y from X", or "in Y, coming from X"."""
    comes = WordRole.FROM in second.roles and WordRole.TO not in second.roles
    coming = any(first.end_at <= motion < second.at for motion in motions)
    left, right = first.end.mention.passage, second.end.mention.passage
    elsewhere = "," in text[left.end : right.start] and not coming
    if not comes or elsewhere:  # "à Nuuk, il a dénoncé les visées de Washington"
        return False
    return WordRole.TO in first.roles or (WordRole.PLACE in first.roles and coming)


def _travels(
    stops: Sequence[_Stop], motions: Sequence[int]
) -> Iterator[tuple[_Stop, _Stop, bool]]:
    """Return who is called by a country and goes: "the Russian delegation arrived in Y"."""
    for motion in motions:
        goers = [
            s
            for s in stops
            if motion - MAX_SUBJECT <= s.at < motion and not s.roles and _goes(s.end)
        ]
        goals = [
            s
            for s in stops
            if motion < s.at <= motion + MAX_SUBJECT
            and WordRole.TO in s.roles
            and WordRole.FROM not in s.roles
        ]
        if goers and goals:
            yield goers[-1], goals[0], True


def _goes(end: End) -> bool:
    """Return whether a place stands for people who go: a country, or a word for its people."""
    is_country = end.place.feature_code.startswith("PCL")
    return is_country or end.mention.kind is MentionKind.DEMONYM


def _motion(motions: Sequence[int], first: _Stop, second: _Stop) -> int | None:
    """Return the word of motion that is nearest to two places, or None where none is near."""
    low, high = sorted((first.at, second.at))
    near = [at for at in motions if low - MAX_BETWEEN <= at <= high + MAX_BETWEEN]
    return min(near, key=lambda at: min(abs(at - low), abs(at - high)), default=None)


def _factuality(words: Sequence[str], motion: int, tongue: Tongue) -> Factuality:
    """Return whether the words before a word of motion, or right behind it, deny or plan it."""
    before = words[max(0, motion - MAX_CUE) : motion + 1]
    near = words[max(0, motion - MAX_BESIDE) : motion + 1]
    behind = words[motion + 1 : motion + 1 + MAX_BEHIND]
    for role, status in _STATUS:
        for (
            word
        ) in before:  # "negó que se hayan enviado"; a small "no" denies what is near
            if tongue.says(role, word) and (len(word) > MAX_SMALL or word in near):
                return Factuality(status, word)
    denial = next((word for word in behind if tongue.says(WordRole.NOT, word)), "")
    if denial:
        return Factuality(LinkStatus.DENIED, denial)
    return Factuality(LinkStatus.STATED, "")
