"""Make links of statements, and one link of those that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.link_ids import link_id
from geo.links.ends import End
from geo.links.statements import Statement
from geo.model import (
    Evidence,
    Link,
    LinkKind,
    LinkStatus,
    Passage,
    Reason,
)


def link_of(said: Statement, passage: Passage, day: date | None = None) -> Link:
    """Make the link that a sentence states, on the day that it gives."""
    first, second = said.origin, said.destination
    note = f"“{said.word}” links {first.mention.text} and {second.mention.text}"
    reasons = [Reason("link_word", 1.0, note)]
    if said.standing.cue:
        status = said.standing.status.value
        reasons.append(
            Reason("status", 0.0, f"“{said.standing.cue}” makes it {status}")
        )
    return Link(
        id=link_id(
            (first.place, second.place),
            said.kind,
            said.standing.status,
            said.actor.casefold(),
            day,
            directed=said.directed,
        ),
        origin=first.place,
        destination=second.place,
        kind=said.kind,
        directed=said.directed,
        status=said.standing.status,
        evidence=(Evidence(passage, first.mention, second.mention),),
        date=day,
        actor=said.actor,
        predicate=said.word,
        reasons=tuple(reasons),
    )


def co_mention(passage: Passage, first: End, second: End) -> Link:
    """Make the weak link of two places that one sentence names."""
    note = f"{first.mention.text} and {second.mention.text} stand in one sentence"
    kind, status = LinkKind.CO_MENTION, LinkStatus.STATED
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


def merge(links: Sequence[Link]) -> tuple[Link, ...]:
    """Make links that say the same one link with all their passages."""
    merged: dict[str, Link] = {}
    for link in links:
        known = merged.get(link.id)
        merged[link.id] = (
            replace(known, evidence=known.evidence + link.evidence) if known else link
        )
    return tuple(merged.values())
