"""The whole journey on one page: articles in, an Atlas out.

text -> Article -> Mention -> Candidate -> Resolution (Place) -> Link -> Atlas
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from geo.atlas import join_atlases
from geo.candidates import ask_geocoder, find_candidates
from geo.focus import Areas, find_focus
from geo.language import Language, load_language
from geo.language.identify import name_language
from geo.links import find_links
from geo.mentions import find_mentions
from geo.mentions.found import Names
from geo.model import (
    EVERY_KIND,
    Article,
    Atlas,
    Candidate,
    Gazetteer,
    Mention,
    MentionKind,
    Resolution,
)
from geo.resolve import resolve
from geo.resolve.cases import Area

Progress = Callable[[float, str], None]


class AreaNames(Names, Areas, Protocol):
    """What a journey needs of the offline gazetteer: names to places, codes to areas."""


def build_atlas(
    articles: Iterable[Article],
    gazetteer: AreaNames,
    *,
    geocoder: Gazetteer | None = None,
    model: str | None = None,
    kinds: frozenset[MentionKind] = EVERY_KIND,
    progress: Progress | None = None,
) -> Atlas:
    """Read articles onto the map.

    Args:
        articles: What to read.
        gazetteer: The offline gazetteer.
        geocoder: Asked about names the gazetteer lacks; None keeps everything offline.
        model: Name of an installed spaCy pipeline instead of Dateline's own.
        kinds: Kinds of mention kept: without `DEMONYM`, words such as "Russian" go.
        progress: Called with the share done, 0 to 1, and what is being done.

    Raises:
        ModelError: The model named is not installed.
    """
    to_read = tuple(articles)
    language = load_language(model)
    atlases = []
    for i, article in enumerate(to_read):
        report = _report(progress, i, len(to_read))
        known = name_language(article, language)
        mentions = find_mentions(known, language, gazetteer, report)
        answers, advice = look_up(mentions, gazetteer, geocoder)
        resolutions = resolve(known, answers, advice=advice)
        atlas = assemble(known, resolutions, language, gazetteer, kinds=kinds)
        atlases.append(atlas)
    return join_atlases(atlases)


def look_up(
    mentions: Sequence[Mention], gazetteer: Names, geocoder: Gazetteer | None = None
) -> tuple[list[tuple[Mention, tuple[Candidate, ...]]], Mapping[int, str]]:
    """Give each mention its candidates: offline first, the geocoder where there are none.

    Returns:
        Mentions with candidates, and by position why a geocoder gave nothing.
    """
    answers, advice = [], {}
    for i, mention in enumerate(mentions):
        candidates = find_candidates(mention, gazetteer)
        if not candidates:
            candidates, failure = ask_geocoder(mention, geocoder)
            if failure:
                advice[i] = failure
        answers.append((mention, candidates))
    return answers, advice


def assemble(
    article: Article,
    resolutions: Sequence[Resolution],
    language: Language,
    gazetteer: Areas,
    *,
    kinds: frozenset[MentionKind] = EVERY_KIND,
) -> Atlas:
    """Link the resolved mentions of an article, say what it is about, make its atlas."""
    kept = tuple(r for r in resolutions if r.mention.kind in kinds)
    links = find_links(article, kept, language)
    return Atlas((article,), kept, links, find_focus(article, kept, gazetteer))


def resolve_mentions(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Names,
    *,
    source: Mapping[Area, float] | None = None,
) -> tuple[Resolution, ...]:
    """Resolve mentions found elsewhere (given spans), offline."""
    answers, _ = look_up(mentions, gazetteer)
    return resolve(article, answers, source or {})


def _report(
    progress: Progress | None, at: int, total: int
) -> Callable[[float], None] | None:
    if progress is None:
        return None
    words = "reading" if total == 1 else f"reading article {at + 1} of {total}"
    return lambda share: progress((at + share) / total, words)
