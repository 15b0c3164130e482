"""What is said of chosen places, links or those who act: the mentions that stay with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from geo.atlas.actors import actor_of
from geo.atlas.bundles import bundle_of, bundles_at
from geo.atlas.query import summary_of
from geo.model import Atlas, Link, Mention, Passage

Ids = frozenset[str]


def passages_about(
    atlas: Atlas, places: Ids, bundles: Ids, actors: Ids
) -> frozenset[Passage] | None:
    """Return the passages of the mentions that are about all that is chosen.

    Args:
        atlas: Where to look.
        places: Ids of places, one of which must be named in the mention's sentence or in
            what links it; empty for any.
        bundles: Ids of bundles, one of which its sentence must state; empty for any.
        actors: Ids of those who act, one of whom must act in its sentence; empty for any.

    Returns:
        None where nothing is chosen: every mention stays.
    """
    chosen: list[tuple[Ids, Callable[[Atlas, Ids], Iterator[Mention]]]] = [
        (places, _of_places),
        (bundles, _of_bundles),
        (actors, _of_actors),
    ]
    kept = [_around(atlas, of(atlas, ids)) for ids, of in chosen if ids]
    return frozenset.intersection(*kept) if kept else None


def _of_places(atlas: Atlas, ids: Ids) -> Iterator[Mention]:
    for name in ids:
        summary = summary_of(atlas, name)
        if summary:
            yield from (r.mention for r in summary.resolutions)
        for bundle in bundles_at(atlas, name):
            yield from chain.from_iterable(map(_ends, bundle.links))


def _of_bundles(atlas: Atlas, ids: Ids) -> Iterator[Mention]:
    for name in ids:
        bundle = bundle_of(atlas, name)
        for link in bundle.links if bundle else ():
            yield from _ends(link)


def _of_actors(atlas: Atlas, ids: Ids) -> Iterator[Mention]:
    for link in atlas.links:
        if actor_of(atlas, link) in ids:
            yield from _ends(link)


def _ends(link: Link) -> Iterator[Mention]:
    for said in link.evidence:
        yield said.origin
        yield said.destination


def _around(atlas: Atlas, mentions: Iterator[Mention]) -> frozenset[Passage]:
    """Return the passages of all mentions in the sentences of some."""
    sentences = {mention.sentence for mention in mentions}
    return frozenset(
        r.mention.passage for r in atlas.resolutions if r.mention.sentence in sentences
    )
