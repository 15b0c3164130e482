"""What a place can be linked with by hand, and the passage that such a link rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.atlas import index_of
from geo.model import Atlas, Passage, Resolution


@dataclass(frozen=True, slots=True)
class Partner:
    """Another place named in the article of a mention.

    Attributes:
        resolution: The mention of it that the link would lead to.
        passage: The sentence that has both, else the one of the mention itself.
        together: True where one sentence has both.
    """

    resolution: Resolution
    passage: Passage
    together: bool


def link_partners(atlas: Atlas, end: Resolution) -> tuple[Partner, ...]:
    """Return every other place of the article once, those of the same sentence first.

    Args:
        atlas: As it is shown.
        end: A mention with a place.
    """
    found = sorted(
        _partners(atlas, end), key=lambda p: (not p.together, _distance(end, p))
    )
    nearest: dict[str, Partner] = {}
    for partner in found:
        if place := partner.resolution.place:
            nearest.setdefault(place.id, partner)
    return tuple(nearest.values())


def _partners(atlas: Atlas, end: Resolution) -> Iterator[Partner]:
    sentence = end.mention.sentence
    for other in index_of(atlas).within.get(sentence.article_id, ()):
        passage = other.mention.passage
        if other.place is None:
            continue
        if end.place is None or other.place.id != end.place.id:
            together = sentence.start <= passage.start and passage.end <= sentence.end
            yield Partner(other, sentence, together)


def _distance(end: Resolution, partner: Partner) -> int:
    here, there = end.mention.passage, partner.resolution.mention.passage
    return abs(here.start - there.start)
