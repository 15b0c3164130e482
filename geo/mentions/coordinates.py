"""Coordinates as mentions: the text gives the place itself, so no evidence is weighed.

They are looked for in the whole article, so that no block cuts them in two; what the
gazetteer knows within their words ("N", "W") is no name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from geo.coordinates import Point, read_coordinates
from geo.gazetteer.names import normalise
from geo.mentions.proposals import Proposal
from geo.model import Article, Mention, Passage, Reason

WEIGHT = 5.0  # of the reason: more than any other, for it needs no other
_KM = 1.0  # from here on, kilometres read better than metres


def toponym_of(words: str) -> str:
    """Return the words to look up and to group by; coordinates are the same point or not.

    Normalising would make one of "39.15, -127.44" and "39.15, 127.44": signs and decimal
    points are nothing to names.
    """
    point = read_coordinates(words)
    return f"{point.lat:.5f} {point.lon:.5f}" if point else normalise(words)


def coordinate_mentions(
    article: Article, points: Iterable[Point], doc: Doc, offset: int
) -> Iterator[Mention]:
    """Make mentions of the points that begin in a block.

    Args:
        article: The article.
        points: What `find_coordinates` found in its text.
        doc: The block, with sentences.
        offset: Where the block begins in the article.
    """
    for point in points:
        if offset <= point.start < offset + len(doc.text):
            text = article.text[point.start : point.end]
            yield Mention(
                passage=Passage(article.id, point.start, point.end),
                sentence=_sentence(article, point, doc, offset),
                text=text,
                toponym=toponym_of(text),
                reasons=(_reason(point),),
            )


def outside_points(
    proposals: Iterable[Proposal], points: Sequence[Point]
) -> list[Proposal]:
    """Leave out what is proposed within the words of coordinates."""
    starts = [point.start for point in points]
    return [p for p in proposals if not _touches(p.mention.passage, points, starts)]


def in_text_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Put mentions in the order of the text."""
    return tuple(sorted(mentions, key=lambda mention: mention.passage))


def _touches(passage: Passage, points: Sequence[Point], starts: Sequence[int]) -> bool:
    before = bisect_left(starts, passage.end)  # points that begin before it ends
    return before > 0 and points[before - 1].end > passage.start


def _sentence(article: Article, point: Point, doc: Doc, offset: int) -> Passage:
    """Return the sentence, or sentences: "Lat. 39.15 N. Long. 127.44 E." looks like two."""
    end = min(point.end - offset, len(doc.text))
    span = doc.char_span(point.start - offset, end, alignment_mode="expand")
    if span is None:  # no tokens there: nothing but the words themselves
        return Passage(article.id, point.start, point.end)
    first, last = span[0].sent, span[-1].sent
    start, end = offset + first.start_char, offset + last.end_char
    words = article.text[start:end]
    lead = len(words) - len(words.lstrip())
    return Passage(
        article.id, start + lead, max(point.end, start + len(words.rstrip()))
    )


def _reason(point: Point) -> Reason:
    km = point.precision_km
    exact = f"{km:.3g} km" if km >= _KM else f"{km * 1000:.3g} m"
    note = f"the text gives a point: {point.notation}, exact to about {exact}"
    return Reason("coordinates", WEIGHT, note)
