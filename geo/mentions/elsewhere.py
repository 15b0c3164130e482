"""What the whole article says of a name, and which names are believed to be places.

What is a surname somewhere is one everywhere; what is clearly a place somewhere is one where it
stands alone; "the North" needs North Korea to have been named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.gazetteer.names import normalise
from geo.mentions.names import water_of
from geo.mentions.neighbours import Towns, towns_beside
from geo.mentions.proposals import ENOUGH, Proposal, total
from geo.model import Mention, MentionKind, Reason

CERTAINLY_NOT = -4.0  # weight of evidence that other mentions do not outweigh


def decide(proposals: Sequence[Proposal]) -> Iterator[Mention]:
    """Return the mentions that are believed, in the order of the text."""
    for proposal, reasons in weigh_in_article(proposals):
        if is_believed(reasons):
            yield replace(proposal.mention, reasons=reasons)


def is_believed(reasons: Iterable[Reason]) -> bool:
    """True where enough speaks for a name being a place."""
    return total(reasons) >= ENOUGH


def weigh_in_article(
    proposals: Sequence[Proposal],
) -> Iterator[tuple[Proposal, tuple[Reason, ...]]]:
    """Return each proposal with its evidence and what the rest of the article says of it."""
    people = {name for p in proposals for name in p.people}
    sure = {
        p.mention.toponym
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in people
    }
    ground = {p.mention.toponym for p in proposals if p.stands_as_ground}
    speakers = {p.mention.toponym for p in proposals if p.has("speaks")} - ground
    waters = {
        normalise(bare): p.mention.text
        for p in proposals
        if (bare := water_of(p.mention.text))
    }
    article = Elsewhere(
        people,
        sure,
        ground,
        speakers,
        _neighbours(proposals, people),
        waters,
        {p.mention.toponym: p.firm for p in proposals if p.firm},
    )
    for proposal in proposals:
        yield proposal, proposal.reasons + tuple(from_elsewhere(proposal, article))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the whole article knows of names, by toponym.

    Attributes:
        people: Given and last names of its people.
        sure: Names that are clearly places somewhere in it.
        ground: Names that somewhere stand as ground: "in Cork", "Cork, Ireland".
        speakers: Names of small places that somewhere speak, and nowhere are ground.
        neighbours: Names that may be a town beside a clear place, with the name of that.
        waters: By the name alone what it calls lakes and rivers: "Lake Guaíba".
        firms: By its first name the firm that it tells of: "Halden Battery Corp.".
    """

    people: Collection[str]
    sure: Collection[str]
    ground: Collection[str]
    speakers: Collection[str]
    neighbours: Mapping[str, str]
    waters: Mapping[str, str]
    firms: Mapping[str, str]


def from_elsewhere(proposal: Proposal, article: Elsewhere) -> Iterator[Reason]:
    """Weigh what the rest of the article says of the same words."""
    toponym = proposal.mention.toponym
    if proposal.given:
        yield from _short_form(proposal, article.sure)
    elif water := _water(proposal, article):
        note = f"no town has an article, and the text names {water}"
        yield Reason("water_elsewhere", -6.0, note)
    elif toponym in article.people and not proposal.has("larger_place_follows"):
        note = f"“{proposal.mention.text}” is somebody's name in this article"
        yield Reason("surname", _weight_of_surname(proposal, article), note)
    elif firm := _firm(proposal, article):
        yield Reason("short_for_firm", -4.0, f"it is short for {firm}")
    elif toponym in article.speakers and not proposal.has("speaks"):
        note = f"“{proposal.mention.text}” speaks elsewhere, as people do"
        yield Reason("speaks_elsewhere", -2.0, note)
    elif beside := proposal.weight > 0 and article.neighbours.get(toponym):
        yield Reason("neighbour", 1.1, f"a town of that name lies beside {beside}")
    elif (
        proposal.weight < ENOUGH
        and toponym in article.sure
        and not any(reason.weight <= CERTAINLY_NOT for reason in proposal.reasons)
    ):
        note = f"“{proposal.mention.text}” is clearly a place elsewhere in it"
        weight = _weight_again(proposal, on_ground=toponym in article.ground)
        yield Reason("seen_elsewhere", weight, note)


def _water(proposal: Proposal, article: Elsewhere) -> str:
    """Return "Lake Guaíba" for "the Guaíba"; "" for a town, and for "the Chelan mayor"."""
    if not proposal.is_articled or proposal.has("local_word"):
        return ""
    return article.waters.get(proposal.mention.toponym, "")


def _firm(proposal: Proposal, article: Elsewhere) -> str:
    """Return "Halden Battery Corp." for "Halden said"; "" for "in Halden"."""
    if proposal.mention.kind is MentionKind.EMBEDDED or proposal.stands_as_ground:
        return ""
    return article.firms.get(proposal.mention.toponym, "")


def _weight_of_surname(proposal: Proposal, article: Elsewhere) -> float:
    """Return what a name that somebody bears weighs against a place here."""
    if proposal.mention.toponym not in article.ground:
        return -6.0
    if proposal.is_entered:
        return -0.3
    return -1.5 if proposal.stands_as_ground else -3.0


def _neighbours(
    proposals: Sequence[Proposal], people: Collection[str]
) -> Mapping[str, str]:
    """Return the names that may be a town beside a clear place of the article."""
    sure = {
        p.mention.toponym: Towns(p.mention.text, p.towns)
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in people
    }
    open_ = {
        p.mention.toponym: p.towns
        for p in proposals
        if 0 < p.weight < ENOUGH and p.mention.toponym not in sure
    }
    return towns_beside(open_, sure) if open_ else {}


def _weight_again(proposal: Proposal, *, on_ground: bool) -> float:
    """Return what a place elsewhere in the article says for the same words here.

    The model's doubt counts, and so does the gazetteer's silence; less where they stood as
    ground: what is marked once is marked again.
    """
    if on_ground and proposal.has_other_use and proposal.has("size"):
        return 3.5  # "Marion council splits", where Marion is the town all through
    if proposal.has("size"):
        return 1.5 if on_ground or proposal.has("model_says_place") else 0.7
    acts = proposal.mention.kind is MentionKind.METONYM
    return ENOUGH if on_ground and not acts else 0.5


def _short_form(proposal: Proposal, sure: Collection[str]) -> Iterator[Reason]:
    named = next((name for name in proposal.given if normalise(name) in sure), "")
    if named:
        mention = proposal.mention
        note = f"the article names {named}: “{mention.text}” is {mention.stands_for}"
        yield Reason("short_form", 2.5, note)
