"""What the gazetteer itself says of a name."""

from __future__ import annotations

from geo.mentions.context import MentionContext
from geo.model import Match, Reason


def known_area(context: MentionContext) -> Reason | None:
    """Countries, provinces and regions are places unless something says otherwise."""
    if context.name.is_area:
        return Reason(
            "known_area", 2.5, f"“{context.name.text}” names a country or region"
        )
    return None


def demonym(context: MentionContext) -> Reason | None:
    """Words for a people stand for where it lives."""
    if context.name.is_demonym:
        return Reason(
            "demonym",
            2.5,
            f"“{context.name.text}” is said of people and things of a place",
        )
    return None


def abbreviation(context: MentionContext) -> Reason | None:
    """Short forms of states and countries, spelt exactly so."""
    if any(c.match is Match.ABBREVIATION for c in context.name.candidates):
        return Reason(
            "abbreviation", 2.5, f"“{context.name.text}” is short for a place"
        )
    return None


def size(context: MentionContext) -> Reason | None:
    """A large city needs little help, a village much."""
    if not context.name.candidates:
        return None
    best = context.name.most_people
    steps = ((1_000_000, 2.6), (100_000, 1.9), (15_000, 0.8), (5_000, 0.5), (0, 0.2))
    weight = next(weight for least, weight in steps if best >= least)
    return Reason(
        "size", weight, f"the largest {context.name.text} has {best:,} people"
    )


def only_alternate(context: MentionContext) -> Reason | None:
    """A name known only as another spelling of something is often something else."""
    if context.name.candidates and all(
        c.match in (Match.ALTERNATE, Match.HISTORIC) for c in context.name.candidates
    ):
        return Reason("only_alternate", -1.0, "it is nowhere the main name of a place")
    return None
