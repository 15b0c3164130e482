"""Put an Atlas together and ask it questions: by place, by link, by what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from geo.model import (
    Article,
    Atlas,
    Focus,
    FocusLevel,
    Link,
    LinkKind,
    MentionKind,
    Passage,
    Place,
    Resolution,
)

UNSURE_BELOW = 0.6  # below this the dashboard says "unsure" and offers the runner-up


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """One place and everything the articles rest it on."""

    place: Place
    resolutions: tuple[Resolution, ...]

    @property
    def count(self) -> int:
        """How many mentions name it."""
        return len(self.resolutions)

    @property
    def score(self) -> float:
        """The belief of its surest mention."""
        return max(r.score for r in self.resolutions)

    @property
    def kinds(self) -> tuple[MentionKind, ...]:
        """The kinds of its mentions, each once."""
        return tuple(dict.fromkeys(r.mention.kind for r in self.resolutions))

    @property
    def unsure(self) -> bool:
        """True where a person should look before believing it."""
        return self.score < UNSURE_BELOW


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


def join_atlases(atlases: Iterable[Atlas]) -> Atlas:
    """Lay several atlases on one another; their articles stay in order."""
    parts = tuple(atlases)
    return Atlas(
        articles=tuple(a for part in parts for a in part.articles),
        resolutions=tuple(r for part in parts for r in part.resolutions),
        links=tuple(link for part in parts for link in part.links),
        focus=tuple(focus for part in parts for focus in part.focus),
    )


def summarise(atlas: Atlas) -> tuple[PlaceSummary, ...]:
    """Give every place with its mentions, most named first."""
    groups: dict[str, list[Resolution]] = {}
    for resolution in atlas.resolutions:
        if resolution.place:
            groups.setdefault(resolution.place.id, []).append(resolution)
    summaries = [
        PlaceSummary(place=group[0].place, resolutions=tuple(group))
        for group in groups.values()
        if group[0].place
    ]
    return tuple(sorted(summaries, key=lambda s: (-s.count, s.place.name)))


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


def main_places(atlas: Atlas) -> tuple[Focus, ...]:
    """Give what the articles are about, each place once, the larger and likelier first.

    Of several articles, a place's share is that of the articles that are about it.
    """
    groups: dict[str, list[Focus]] = {}
    for focus in atlas.focus:
        groups.setdefault(focus.place.id, []).append(focus)
    articles = max(1, len(atlas.articles))
    merged = [
        replace(
            group[0],
            score=sum(focus.score for focus in group) / articles,
            count=sum(focus.count for focus in group),
        )
        for group in groups.values()
    ]
    order = list(FocusLevel)
    return tuple(sorted(merged, key=lambda f: (order.index(f.level), -f.score)))


def article_of(atlas: Atlas, passage: Passage) -> Article:
    """Find the article a passage quotes.

    Raises:
        KeyError: The passage is not from this atlas.
    """
    for article in atlas.articles:
        if article.id == passage.article_id:
            return article
    raise KeyError(passage.article_id)


def quote(atlas: Atlas, passage: Passage) -> str:
    """Give the words of a passage."""
    return article_of(atlas, passage).text[passage.start : passage.end]


def links_between(atlas: Atlas, first: str, second: str) -> tuple[Link, ...]:
    """Give every link between two places (ids), in either direction."""
    ends = {first, second}
    return tuple(k for k in atlas.links if {k.origin.id, k.destination.id} == ends)
