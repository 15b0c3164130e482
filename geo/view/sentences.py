"""What each sentence names: with it the browser narrows the map before Python has.

Python narrows the atlas all the same and is right where they differ: names that other
filters leave out are not here.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.atlas import (
    FilterName,
    Filters,
    actor_of,
    bundles_of,
    index_of,
    memoized,
    select,
    without,
)
from geo.model import Atlas, Mention, Passage
from geo.view.facet_types import SentencesView

MAX_MENTIONS = 60_000  # more are half a megabyte: Python alone narrows those
LISTS = (
    FilterName.PLACES,
    FilterName.BUNDLES,
    FilterName.ACTORS,
    FilterName.ARTICLES,
)


def sentences_view(atlas: Atlas, filters: Filters) -> SentencesView | None:
    """Return what the sentences name that the filters leave, those of the lists apart.

    Returns:
        None where that is too much to send.
    """
    for name in LISTS:
        filters = without(filters, name)
    return _sentences(select(atlas, filters))


@memoized
def _sentences(atlas: Atlas) -> SentencesView | None:
    if len(atlas.resolutions) > MAX_MENTIONS:
        return None
    index = index_of(atlas)
    at: dict[Passage, int] = {}
    said: list[list[int]] = []
    places = {name: i for i, name in enumerate(index.places)}
    for resolution in atlas.resolutions:
        if resolution.place:
            sentence = resolution.mention.sentence
            if sentence not in at:
                at[sentence] = len(said)
                said.append([index.numbers[sentence.article_id]])
            said[at[sentence]].append(places[resolution.place.id])
    bundles = bundles_of(atlas)
    actors: dict[str, int] = {}
    return {
        "places": list(places),
        "bundles": [bundle.id for bundle in bundles],
        "articles": [article.id for article in atlas.articles],
        "ends": [[places[b.origin.id], places[b.destination.id]] for b in bundles],
        "sentences": said,
        "evidence": [
            [i, *pair, actors.setdefault(actor_of(atlas, link), len(actors))]
            for i, bundle in enumerate(bundles)
            for link in bundle.links
            for e in link.evidence
            if len(pair := _pair(at, e.origin, e.destination)) > 1
        ],
        "actors": list(actors),
    }


def _pair(at: Mapping[Passage, int], *mentions: Mention) -> list[int]:
    """Return the numbers of the sentences of mentions, as far as they are known."""
    return [at[m.sentence] for m in mentions if m.sentence in at]
