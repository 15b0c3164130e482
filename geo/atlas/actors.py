"""Who acts in the links of an atlas, under one name each."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from geo.atlas.query import memoized
from geo.gazetteer.names import fold
from geo.link_ids import names_actor
from geo.model import Atlas, Link, Passage


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts, and the links that say so.

    Attributes:
        id: Hash of the name as folded: the same in every atlas.
        name: As it is mostly written.
        links: The links in which it acts.
    """

    id: str
    name: str
    links: tuple[Link, ...]

    @property
    def passages(self) -> frozenset[Passage]:
        """The passages that say so."""
        return frozenset(e.passage for link in self.links for e in link.evidence)


@memoized
def actors(atlas: Atlas) -> tuple[Actor, ...]:
    """Return who acts, those in most passages first."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    acting: defaultdict[str, list[Link]] = defaultdict(list)
    called = _called(atlas)
    for link in atlas.links:
        if link.id in called:
            key, name = called[link.id]
            names[key][name] += 1
            acting[key].append(link)
    found = (
        Actor(key, of.most_common(1)[0][0], tuple(acting[key]))
        for key, of in names.items()
    )
    return tuple(sorted(found, key=lambda a: (-len(a.passages), a.name)))


def actor_of(atlas: Atlas, link: Link) -> str:
    """Return the id of who acts in a link; "" where it names nobody."""
    return _called(atlas).get(link.id, ("", ""))[0]


@memoized
def _called(atlas: Atlas) -> Mapping[str, tuple[str, str]]:
    """Return the id and the name of who acts in each link that names somebody."""
    names = {k.id: k.actor.strip() for k in atlas.links if names_actor(k)}
    return {
        link: (hashlib.sha256(fold(name).encode()).hexdigest()[:12], name)
        for link, name in names.items()
    }
