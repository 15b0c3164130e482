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


def decide(proposals: Sequence[Proposal]) -> Iterator[Mention]:
    """Give the mentions that are believed, in the order of the text."""
    surnames = {p.surname for p in proposals if p.surname}
    sure = {
        p.mention.toponym
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in surnames
    }
    ground = {p.mention.toponym for p in proposals if p.stands_as_ground}
    article = Elsewhere(surnames, sure, ground)
    for proposal in proposals:
        reasons = proposal.reasons + tuple(from_elsewhere(proposal, article))
        if sum(reason.weight for reason in reasons) >= ENOUGH:
            yield replace(proposal.mention, reasons=reasons)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the whole article knows of names, by toponym.

    Attributes:
        surnames: Last names of its people.
        sure: Names that are clearly places somewhere in it.
        ground: Names that somewhere stand as ground: "in Cork", "Cork, Ireland".
    """

    surnames: Collection[str]
    sure: Collection[str]
    ground: Collection[str]


def from_elsewhere(proposal: Proposal, article: Elsewhere) -> Iterator[Reason]:
    """Weigh what the rest of the article says of the same words."""
    toponym = proposal.mention.toponym
    if proposal.given:
        yield from _short_form(proposal, article.sure)
    elif toponym in article.surnames and not proposal.has("larger_place_follows"):
        note = f"“{proposal.mention.text}” is somebody's name in this article"
        weight = -1.5 if proposal.stands_as_ground else -3.0
        if toponym not in article.ground:
            weight = -6.0
        yield Reason("surname", weight, note)
    elif (
        proposal.weight < ENOUGH
        and toponym in article.sure
        and not proposal.has("person")
        and not proposal.has("part_of_person")
    ):
        note = f"“{proposal.mention.text}” is clearly a place elsewhere in it"
        yield Reason("seen_elsewhere", 1.5, note)


def _short_form(proposal: Proposal, sure: Collection[str]) -> Iterator[Reason]:
    named = next((name for name in proposal.given if normalise(name) in sure), "")
    if named:
        mention = proposal.mention
        note = f"the article names {named}: “{mention.text}” is {mention.stands_for}"
        yield Reason("short_form", 2.5, note)
