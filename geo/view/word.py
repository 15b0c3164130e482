"""The card beside words of the text: what they could mean."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas import article_number, index_of
from geo.labels import where
from geo.model import Atlas, Passage, Place, Resolution
from geo.view.types import WordView

MAX_PLACES = 8


def mention_at(atlas: Atlas, passage: Passage) -> Resolution | None:
    """Return the mention that a passage is, or None where it is none."""
    within = index_of(atlas).within.get(passage.article_id, ())
    return next((r for r in within if r.mention.passage == passage), None)


def word_view(atlas: Atlas, passage: Passage, offered: Iterable[Place]) -> WordView:
    """Return what the card of some words offers.

    Args:
        atlas: What is open.
        passage: The words.
        offered: Places they could mean, the likeliest first; the one they mean now is
            left out.
    """
    mention = mention_at(atlas, passage)
    now = mention.place if mention else None
    places = {place.id: place for place in offered if not now or place.id != now.id}
    return {
        "article": article_number(atlas, passage.article_id),
        "start": passage.start,
        "end": passage.end,
        "known": mention is not None,
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "where": where(place),
                "lat": place.lat,
                "lon": place.lon,
            }
            for place in [*places.values()][:MAX_PLACES]
        ],
    }
