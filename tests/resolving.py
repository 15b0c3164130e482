"""Mentions, groups and answers written by hand, for the tests of resolution."""

from __future__ import annotations

from collections.abc import Sequence

from hand_fed import WORLD, HandFed, named

from geo.articles import read_text
from geo.model import (
    Candidate,
    Match,
    Mention,
    MentionKind,
    Passage,
    Place,
    Reason,
    Resolution,
)
from geo.resolve import resolve
from geo.resolve.name_groups import Answers, NameGroup

HAND = (Reason("hand", 2.0, "a test says so"),)


def mention(text: str, words: str, **rest: object) -> Mention:
    """Make a mention of the words where they stand next (after character ``after``)."""
    start = text.index(words, rest.get("after", 0))
    end = text.find(".", start) + 1 or len(text)
    return Mention(
        passage=Passage("a", start, start + len(words)),
        sentence=Passage("a", text.rfind(".", 0, start) + 1, end),
        text=words,
        toponym=words.lower(),
        kind=rest.get("kind", MentionKind.PLACE),
        reasons=rest.get("reasons", HAND),
        hint=rest.get("hint", ""),
    )


def mentions(text: str, *names: str, **rest: object) -> list[Mention]:
    """Make mentions of these words, each looked for after the one before."""
    made, at = [], 0
    for name in names:
        made.append(mention(text, name, after=at, **rest))
        at = made[-1].passage.end
    return made


def answers_of(text: str, names: Sequence[str], world: HandFed = WORLD) -> Answers:
    """Give the mentions of these words with their candidates; "Dutch" is a people."""
    answers = []
    for one in mentions(text, *names):
        found = world.lookup(one.text)
        people = found and all(c.match is Match.DEMONYM for c in found)
        kind = MentionKind.DEMONYM if people else MentionKind.PLACE
        answers.append(
            (mention(text, one.text, after=one.passage.start, kind=kind), found)
        )
    return answers


def answer(text: str, *names: str, world=WORLD, **rest: object) -> list[Resolution]:
    """Resolve these words of a text, each looked for after the one before."""
    return list(resolve(read_text(text), answers_of(text, names, world), **rest))


def case(words: str, *candidates: Candidate | Place, **rest: object) -> NameGroup:
    """Make a group of one mention."""
    made = tuple(
        c if isinstance(c, Candidate) else named(c, Match.EXACT, words)
        for c in candidates
    )
    hand = mention(words, words, **{k: rest[k] for k in ("kind", "hint") if k in rest})
    more = {k: v for k, v in rest.items() if k not in ("kind", "hint")}
    return NameGroup((hand,), made, (0,), **more)
