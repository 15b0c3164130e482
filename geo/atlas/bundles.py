"""Links that lead one way between two places and are of one kind: one line for a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.atlas.query import memoized
from geo.link_ids import link_id
from geo.model import Atlas, Link, LinkKind, LinkStatus, Passage, Place

_SUREST_FIRST = (
    LinkStatus.STATED,
    LinkStatus.ALLEGED,
    LinkStatus.PLANNED,
    LinkStatus.POSSIBLE,
    LinkStatus.DENIED,
    LinkStatus.NONE,
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """All links of one pair, kind and direction.

    What goes there and what comes back stay two: which of them was said is what a reader
    asks of a pair. Without a direction both orders of the ends are one.

    Attributes:
        id: Hash of what makes it one bundle; the same whatever filters leave of it.
        links: Its links, in the order of the text.
    """

    id: str
    links: tuple[Link, ...]

    @property
    def origin(self) -> Place:
        """Where it starts; the end named first where it has no direction."""
        return self.links[0].origin

    @property
    def destination(self) -> Place:
        """Where it leads."""
        return self.links[0].destination

    @property
    def kind(self) -> LinkKind:
        """What its links say."""
        return self.links[0].kind

    @property
    def directed(self) -> bool:
        """True where origin and destination cannot be swapped."""
        return self.links[0].directed

    @property
    def statuses(self) -> Mapping[LinkStatus, int]:
        """How many links have each status, the surest first."""
        if len(self.links) == 1:  # as nearly always; asked often
            return {self.links[0].status: 1}
        of = Counter(link.status for link in self.links)
        return {status: of[status] for status in _SUREST_FIRST if of[status]}

    @property
    def status(self) -> LinkStatus:
        """The surest status of its links: what it is drawn as."""
        return next(iter(self.statuses))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages its links rest on, each once."""
        said = (said.passage for link in self.links for said in link.evidence)
        return tuple(dict.fromkeys(said))


def bundle(links: Iterable[Link]) -> tuple[Bundle, ...]:
    """Return links in bundles, in the order of their first links."""
    found: dict[str, list[Link]] = {}
    for link in links:
        ends = link.origin, link.destination
        name = link_id(ends, link.kind, directed=link.directed)
        found.setdefault(name, []).append(link)
    return tuple(Bundle(name, tuple(links)) for name, links in found.items())


@memoized
def bundles_of(atlas: Atlas) -> tuple[Bundle, ...]:
    """Return the links of an atlas in bundles."""
    return bundle(atlas.links)


@memoized
def _by_id(atlas: Atlas) -> Mapping[str, Bundle]:
    of_links = {link.id: each for each in bundles_of(atlas) for link in each.links}
    return of_links | {each.id: each for each in bundles_of(atlas)}


@memoized
def _by_place(atlas: Atlas) -> Mapping[str, tuple[Bundle, ...]]:
    touching: dict[str, list[Bundle]] = {}
    for each in bundles_of(atlas):
        for end in {each.origin.id, each.destination.id}:
            touching.setdefault(end, []).append(each)
    return {end: tuple(bundles) for end, bundles in touching.items()}


def bundle_of(atlas: Atlas, name: str) -> Bundle | None:
    """Return a bundle by its id or that of a link in it; None where there is none."""
    return _by_id(atlas).get(name)


def bundles_at(atlas: Atlas, place_id: str) -> tuple[Bundle, ...]:
    """Return every bundle that a place is an end of."""
    return _by_place(atlas).get(place_id, ())


def bundles_between(atlas: Atlas, first: str, second: str) -> tuple[Bundle, ...]:
    """Return every bundle between two places (ids), in either direction."""
    ends = {first, second}
    return tuple(
        each
        for each in bundles_at(atlas, first)
        if {each.origin.id, each.destination.id} == ends
    )
