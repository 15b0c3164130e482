"""Corrections laid over the machine's answers: a pure function from atlas to atlas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from geo.corrections.choosing import Chooser
from geo.corrections.links import correct_links
from geo.corrections.marks import add_marks
from geo.corrections.mentions import correct_mentions
from geo.corrections.reaching import reaching
from geo.corrections.values import Correction, LinkAction
from geo.focus import Areas, find_focus
from geo.model import Article, Atlas, Focus, Link, Passage, Resolution

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One article of an atlas with all that was read in it."""

    article: Article
    resolutions: tuple[Resolution, ...]
    links: tuple[Link, ...]
    focus: tuple[Focus, ...]


class _Groups(Generic[T]):
    """Things by the article they are of, each list in its old order."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._lists: defaultdict[str, list[T]] = defaultdict(list)
        for article_id, thing in things:
            self._lists[article_id].append(thing)

    def of(self, article: Article) -> tuple[T, ...]:
        return tuple(self._lists.get(article.id, ()))


def parts(atlas: Atlas) -> tuple[Part, ...]:
    """Cut an atlas by its articles; an article that is in it twice is one part."""
    resolutions = _Groups((r.mention.passage.article_id, r) for r in atlas.resolutions)
    links = _Groups((link.evidence[0].passage.article_id, link) for link in atlas.links)
    focus = _Groups((f.article_id, f) for f in atlas.focus)
    return tuple(
        Part(a, resolutions.of(a), links.of(a), focus.of(a))
        for a in {a.id: a for a in atlas.articles}.values()
    )


def apply_corrections(
    atlas: Atlas, corrections: Iterable[Correction], areas: Areas | None = None
) -> Atlas:
    """Lay corrections over what the machine read.

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
    chooser = Chooser(corrections)
    before = parts(atlas)
    after = [correct_part(part, chooser, areas) for part in before]
    if all(new is old for new, old in zip(after, before, strict=True)):
        return atlas
    return replace(
        atlas,
        resolutions=tuple(r for part in after for r in part.resolutions),
        links=tuple(link for part in after for link in part.links),
        focus=tuple(focus for part in after for focus in part.focus),
    )


def corrections_reaching(
    atlas: Atlas, corrections: Iterable[Correction]
) -> tuple[Correction, ...]:
    """Give the corrections that speak of an article of an atlas, as they are ordered."""
    return reaching(atlas.articles, corrections)


def correct_part(part: Part, chooser: Chooser, areas: Areas | None = None) -> Part:
    """Correct one article.

    Returns:
        The part; the same object where nothing changes.
    """
    corrections = chooser.for_article(part.article, part.resolutions)
    if not corrections:
        return part
    of_links = [c for c in corrections if isinstance(c.action, LinkAction)]
    of_mentions = [c for c in corrections if not isinstance(c.action, LinkAction)]
    marked, gone = add_marks(part.article, part.resolutions, of_mentions)
    resolutions = correct_mentions(marked, of_mentions)
    moved = _moved(marked, resolutions, gone)
    links = correct_links(part.article, part.links, resolutions, moved, of_links)
    if resolutions == part.resolutions and links == part.links:
        return part
    focus = part.focus
    if areas is not None and moved:
        focus = find_focus(part.article, resolutions, areas)
    return replace(part, resolutions=resolutions, links=links, focus=focus)


def _moved(
    before: Sequence[Resolution],
    after: Sequence[Resolution],
    gone: dict[Passage, Passage],
) -> dict[Passage, Resolution]:
    """Give the corrected mentions by the passages that links know them by."""
    now = {r.mention.passage: r for r in after}
    pairs = zip(before, after, strict=True)
    moved = {new.mention.passage: new for old, new in pairs if new is not old}
    return moved | {old: now[new] for old, new in gone.items()}
