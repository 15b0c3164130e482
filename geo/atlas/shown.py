"""What a reader wants to see of an atlas: the filters, and what they leave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.model import Atlas, LinkKind, MentionKind


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader wants to see of an atlas: the filters.

    Attributes:
        mention_kinds: Kinds of mention kept.
        link_kinds: Kinds of link kept; None keeps stated links, and co-mentions only
            where no stated link exists.
        min_score: Least score of a resolution kept, 0 to 1.
    """

    mention_kinds: frozenset[MentionKind] = field(default=frozenset(MentionKind))
    link_kinds: frozenset[LinkKind] | None = None
    min_score: float = 0.0


def select(atlas: Atlas, shown: Shown) -> Atlas:
    """Keep what the filters show; unresolved names are kept by their kind alone.

    A link stays while both its ends still have a place on the map.
    """
    kept = tuple(
        r
        for r in atlas.resolutions
        if r.mention.kind in shown.mention_kinds
        and (r.place is None or r.score >= shown.min_score)
    )
    on_map = {r.place.id for r in kept if r.place}
    kinds = shown.link_kinds
    if kinds is None:
        kinds = default_link_kinds(atlas)
    links = tuple(
        link
        for link in atlas.links
        if link.kind in kinds and {link.origin.id, link.destination.id} <= on_map
    )
    return replace(atlas, resolutions=kept, links=links)


def default_link_kinds(atlas: Atlas) -> frozenset[LinkKind]:
    """Leave co-mentions off where the articles state links of their own."""
    stated = frozenset(LinkKind) - {LinkKind.CO_MENTION}
    if any(link.kind in stated for link in atlas.links):
        return stated
    return frozenset(LinkKind)
