"""The whole journey on one page: articles in, an Atlas out.

text -> Article -> Mention -> Candidate -> Resolution (Place) -> Link -> Atlas
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from geo.articles import read_text
from geo.atlas import join_atlases
from geo.candidates import find_candidates
from geo.focus import Areas, find_focus
from geo.gazetteer.names import normalise
from geo.geocoders.asking import Asked, ask, geocoder_for, merge
from geo.geocoders.geocoder import Geocoder
from geo.language import Language, load_language
from geo.language.identify import name_language
from geo.links import find_links
from geo.mentions import find_mentions
from geo.mentions.found import Names
from geo.model import (
    EVERY_KIND,
    Article,
    Atlas,
    Mention,
    MentionKind,
    Passage,
    Resolution,
)
from geo.resolve import resolve
from geo.resolve.cases import Answers, Area

Progress = Callable[[float, str], None]


class AreaNames(Names, Areas, Protocol):
    """What a journey needs of the offline gazetteer: names to places, codes to areas."""


def build_atlas(
    articles: Iterable[Article],
    gazetteer: AreaNames,
    *,
    geocoder: Geocoder | None = None,
    model: str | None = None,
    kinds: frozenset[MentionKind] = EVERY_KIND,
    progress: Progress | None = None,
) -> Atlas:
    """Read articles onto the map.

    Args:
        articles: What to read.
        gazetteer: The offline gazetteer.
        geocoder: Asked about names the gazetteer leaves open; None keeps everything
            offline. A batch is never sent to public servers.
        model: Name of an installed spaCy pipeline instead of Dateline's own.
        kinds: Kinds of mention kept: without `DEMONYM`, words such as "Russian" go.
        progress: Called with the share done, 0 to 1, and what is being done.

    Raises:
        ModelError: The model named is not installed.
    """
    to_read = tuple(articles)
    language = load_language(model)
    geocoder = geocoder_for(geocoder, len(to_read))
    atlases = []
    for i, article in enumerate(to_read):
        report = _report(progress, i, len(to_read))
        known = name_language(article, language)
        mentions = find_mentions(known, language, gazetteer, report)
        answers = look_up(mentions, gazetteer)
        if geocoder:
            asked = _report_names(progress, i, len(to_read))
            resolutions = resolve_online(known, answers, geocoder, gazetteer, asked)
        else:
            resolutions = resolve(known, answers)
        atlas = assemble(known, resolutions, language, gazetteer, kinds=kinds)
        atlases.append(atlas)
    return join_atlases(atlases)


def look_up(mentions: Sequence[Mention], gazetteer: Names) -> Answers:
    """Give each mention its candidates, from the offline gazetteer."""
    return [(mention, find_candidates(mention, gazetteer)) for mention in mentions]


def resolve_online(
    article: Article,
    answers: Answers,
    geocoder: Geocoder,
    gazetteer: Names,
    asked: Asked | None = None,
) -> tuple[Resolution, ...]:
    """Resolve once more, with what geocoders know of the names left open offline.

    Args:
        article: The article.
        answers: Its mentions with their offline candidates.
        geocoder: Whom to ask.
        gazetteer: The offline gazetteer.
        asked: Called before each name that is asked.
    """
    offline = resolve(article, answers)
    online = ask(article.text, offline, geocoder, gazetteer, asked)
    if not online.found and not online.advice:
        return offline
    together = [
        (mention, merge(candidates, online.found.get(at, ())))
        for at, (mention, candidates) in enumerate(answers)
    ]
    return resolve(article, together, advice=online.advice)


def resolve_name(
    name: str, gazetteer: Names, geocoder: Geocoder | None = None
) -> Resolution:
    """Resolve a name that stands alone, as if an article said nothing else.

    Args:
        name: The name.
        gazetteer: The offline gazetteer, asked first.
        geocoder: Asked where that leaves the name open; None keeps it offline.

    Raises:
        InputError: It is no name.
    """
    article = read_text(name)
    whole = Passage(article.id, 0, len(article.text))
    mention = Mention(whole, whole, article.text, normalise(article.text))
    answers = look_up([mention], gazetteer)
    if geocoder is None:
        return resolve(article, answers)[0]
    return resolve_online(article, answers, geocoder, gazetteer)[0]


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
    return resolve(article, look_up(mentions, gazetteer), source or {})


def _report(
    progress: Progress | None, at: int, total: int
) -> Callable[[float], None] | None:
    if progress is None:
        return None
    words = "reading" if total == 1 else f"reading article {at + 1} of {total}"
    return lambda share: progress((at + share) / total, words)


def _report_names(progress: Progress | None, at: int, total: int) -> Asked | None:
    """Say which name is asked: at one a second, a reader wants to know."""
    if progress is None:
        return None
    return lambda done, names, name: progress(
        (at + 1) / total, f"asking about {name} ({done + 1} of {names} names)"
    )
