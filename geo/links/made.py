"""Links made of what was read: with their reasons, their evidence and an id."""

from __future__ import annotations

from geo.link_ids import link_id
from geo.links.arguments import End
from geo.links.statements import Statement
from geo.links.status import Factuality, factuality
from geo.links.weigh import Weighed, said_word
from geo.model import Evidence, Link, LinkKind, LinkStatus, Passage, Reason, When


def stated_link(said: Statement, passage: Passage, when: When | None = None) -> Link:
    """Make the link that a sentence states, at the time that it gives."""
    first, second = said.origin, said.destination
    note = f"“{said.word}” links {first.mention.text} and {second.mention.text}"
    day = when.day if when else None
    reasons = [Reason("link_word", 1.0, note)]
    if said.factuality.cue:
        status = said.factuality.status.value
        reasons.append(
            Reason("status", 0.0, f"“{said.factuality.cue}” makes it {status}")
        )
    return Link(
        id=link_id(
            (first.place, second.place),
            said.kind,
            said.factuality.status,
            said.actor.casefold(),
            day,
            directed=said.directed,
        ),
        origin=first.place,
        destination=second.place,
        kind=said.kind,
        directed=said.directed,
        status=said.factuality.status,
        evidence=(Evidence(passage, first.mention, second.mention, when),),
        date=day,
        actor=said.actor,
        predicate=said.word,
        reasons=tuple(reasons),
    )


def weighed_link(likely: Weighed, passage: Passage) -> Link:
    """Make the link of a pair that is likely one, though no rule states it."""
    one, other = likely.pair.first.end, likely.pair.second.end
    if likely.way == "backward":
        one, other = other, one
    word = said_word(likely)
    sure = factuality(word) if word is not None else Factuality()
    directed = likely.way != "equal"
    note = f"no rule states it; it is likely ({likely.share:.0%}), most of all because"
    reasons = [Reason("weighed", round(likely.share, 2), note)]
    reasons += [Reason("weighed", weight, told) for told, weight in likely.reasons]
    if sure.cue:
        note = f"“{sure.cue}” makes it {sure.status.value}"
        reasons.append(Reason("status", 0.0, note))
    return Link(
        id=link_id(
            (one.place, other.place), likely.kind, sure.status, directed=directed
        ),
        origin=one.place,
        destination=other.place,
        kind=likely.kind,
        directed=directed,
        status=sure.status,
        evidence=(Evidence(passage, one.mention, other.mention),),
        predicate=word.text if word is not None else "",
        reasons=tuple(reasons),
    )


def co_mention(passage: Passage, first: End, second: End) -> Link:
    """Make the weak link of two places that one sentence names."""
    note = f"{first.mention.text} and {second.mention.text} stand in one sentence"
    kind, status = LinkKind.CO_MENTION, LinkStatus.NONE
    return Link(
        id=link_id((first.place, second.place), kind, directed=False),
        origin=first.place,
        destination=second.place,
        kind=kind,
        directed=False,
        status=status,
        evidence=(Evidence(passage, first.mention, second.mention),),
        reasons=(Reason("co_mention", 0.1, note),),
    )
