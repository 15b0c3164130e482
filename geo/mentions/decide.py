"""The whole article is asked once more, and what is believed becomes a mention.

What is a surname somewhere is one everywhere; what is clearly a place somewhere is one where
it stands alone; "the North" needs North Korea to have been named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.gazetteer.names import normalise
from geo.mentions.proposals import ENOUGH, Proposal
from geo.model import Mention, Reason

CERTAINLY_NOT = -4.0  # weight of evidence that other mentions do not outweigh


def decide(proposals: Sequence[Proposal]) -> Iterator[Mention]:
    """Return the mentions that are believed, in the order of the text."""
    people = {name for p in proposals for name in p.people}
    sure = {
        p.mention.toponym
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in people
    }
    ground = {p.mention.toponym for p in proposals if p.stands_as_ground}
    speakers = {p.mention.toponym for p in proposals if p.has("speaks")} - ground
    article = Elsewhere(people, sure, ground, speakers)
    for proposal in proposals:
        reasons = proposal.reasons + tuple(from_elsewhere(proposal, article))
        if sum(reason.weight for reason in reasons) >= ENOUGH:
            yield replace(proposal.mention, reasons=reasons)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the whole article knows of names, by toponym.

    Attributes:
        people: Given and last names of its people.
        sure: Names that are clearly places somewhere in it.
        ground: Names that somewhere stand as ground: "in Cork", "Cork, Ireland".
        speakers: Names of small places that somewhere speak, and nowhere are ground.
    """

    people: Collection[str]
    sure: Collection[str]
    ground: Collection[str]
    speakers: Collection[str]


def from_elsewhere(proposal: Proposal, article: Elsewhere) -> Iterator[Reason]:
    """Weigh what the rest of the article says of the same words."""
    toponym = proposal.mention.toponym
    if proposal.given:
        yield from _short_form(proposal, article.sure)
    elif toponym in article.people and not proposal.has("larger_place_follows"):
        note = f"“{proposal.mention.text}” is somebody's name in this article"
        weight = -1.5 if proposal.stands_as_ground else -3.0
        if toponym not in article.ground:
            weight = -6.0
        yield Reason("surname", weight, note)
    elif toponym in article.speakers and not proposal.has("speaks"):
        note = f"“{proposal.mention.text}” speaks elsewhere, as people do"
        yield Reason("speaks_elsewhere", -2.0, note)
    elif (
        proposal.weight < ENOUGH
        and toponym in article.sure
        and not any(reason.weight <= CERTAINLY_NOT for reason in proposal.reasons)
    ):
        note = f"“{proposal.mention.text}” is clearly a place elsewhere in it"
        # The model's doubt here counts, and so does the gazetteer's silence.
        weight = 1.5 if proposal.has("model_says_place") else 0.7
        if not proposal.has("size"):
            weight = 0.5
        yield Reason("seen_elsewhere", weight, note)


def _short_form(proposal: Proposal, sure: Collection[str]) -> Iterator[Reason]:
    named = next((name for name in proposal.given if normalise(name) in sure), "")
    if named:
        mention = proposal.mention
        note = f"the article names {named}: “{mention.text}” is {mention.stands_for}"
        yield Reason("short_form", 2.5, note)
