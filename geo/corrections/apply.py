"""Corrections laid over the machine's answers: a pure function from atlas to atlas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.atlas import memoized
from geo.corrections.links import correct_links
from geo.corrections.mentions import add_marks, correct_mentions
from geo.corrections.model import Correction, LinkAction
from geo.corrections.precedence import Applicable, reaching
from geo.focus import find_focus
from geo.gazetteer import Gazetteer
from geo.model import Atlas, Mention, Passage, Reading, Resolution


def apply_corrections(
    atlas: Atlas, corrections: Iterable[Correction], areas: Gazetteer | None = None
) -> Atlas:
    """Lay corrections over what the machine read.

        >>> from geo.corrections import NotAPlace, TextSpan, make_correction
        >>> atlas = geo.read("It rained in Paris.")
        >>> words = TextSpan("Paris", 13, 18)
        >>> said = make_correction(NotAPlace(), words, atlas.articles[0])
        >>> geo.apply_corrections(atlas, [said]).places
        ()

    Narrow scope beats wide, later beats earlier. A corrected mention has score 1 and the
    correction for its reason; the machine's answer is its first runner-up. Links follow
    their mentions, and go where an end is no place any more or both ends became one.

    Args:
        atlas: What the machine read; keep it, to undo.
        corrections: Those in force, in any order.
        areas: The gazetteer, to say anew what a corrected article is about; without it
            the machine's word on that stays.

    Returns:
        The atlas; the same object where no correction reaches it.
    """
    applicable = Applicable(corrections)
    readings = tuple(correct_reading(r, applicable, areas) for r in atlas.readings)
    if all(new is old for new, old in zip(readings, atlas.readings, strict=True)):
        return atlas
    return Atlas(readings)


def corrections_reaching(
    atlas: Atlas, corrections: Iterable[Correction]
) -> tuple[Correction, ...]:
    """Return the corrections that speak of an article of an atlas, as they are ordered."""
    return reaching(atlas.articles, corrections)


def correct_reading(
    reading: Reading, applicable: Applicable, areas: Gazetteer | None = None
) -> Reading:
    """Correct one article.

    What the last corrections made of a reading is kept with it, so that a correction
    costs the articles that it reaches.

    Returns:
        The reading; the same object where nothing changes.
    """
    corrections = applicable.for_article(reading.article, reading.resolutions)
    return _correct(reading, corrections, areas) if corrections else reading


@memoized
def _correct(
    reading: Reading, corrections: tuple[Correction, ...], areas: Gazetteer | None
) -> Reading:
    of_links = [c for c in corrections if isinstance(c.action, LinkAction)]
    of_mentions = [c for c in corrections if not isinstance(c.action, LinkAction)]
    marked, gone = add_marks(reading.article, reading.resolutions, of_mentions)
    resolutions = correct_mentions(marked, of_mentions)
    moved = _moved(marked, resolutions, gone)
    links = correct_links(reading.article, reading.links, resolutions, moved, of_links)
    if resolutions == reading.resolutions and links == reading.links:
        return reading
    focus = reading.focus
    if areas is not None and moved:
        focus = find_focus(reading.article, resolutions, areas)
    passed = _not_marked(reading, resolutions)
    return replace(
        reading, resolutions=resolutions, links=links, focus=focus, passed_over=passed
    )


def _not_marked(
    reading: Reading, resolutions: Iterable[Resolution]
) -> tuple[Mention, ...]:
    """Return the names passed over that no mark by hand stands on now."""
    before = {r.mention.passage for r in reading.resolutions}
    marks = {r.mention.passage for r in resolutions} - before
    return tuple(
        name
        for name in reading.passed_over
        if not any(
            name.passage.start < mark.end and mark.start < name.passage.end
            for mark in marks
        )
    )


def _moved(
    before: Sequence[Resolution],
    after: Sequence[Resolution],
    gone: dict[Passage, Passage],
) -> dict[Passage, Resolution]:
    """Return the corrected mentions by the passages that links know them by."""
    now = {r.mention.passage: r for r in after}
    pairs = zip(before, after, strict=True)
    moved = {new.mention.passage: new for old, new in pairs if new is not old}
    return moved | {old: now[new] for old, new in gone.items()}
