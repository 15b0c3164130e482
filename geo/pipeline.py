"""The whole journey of one article, on one page.

text -> Article -> Mention -> Candidate -> Resolution (Place) -> Link -> Reading
                                                    many Readings -> Atlas

Many articles are read one by one (`geo.readings`), and an Atlas is what was read in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geo.articles import read_text
from geo.articles.text import newspaper
from geo.candidates import find_candidates
from geo.errors import require_type
from geo.focus import find_focus
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import normalise
from geo.geocoders.article import Asked, ask, merge
from geo.geocoders.geocoder import Geocoder
from geo.language import load_language
from geo.language.identify import identify, name_language
from geo.language.parts import Part, foreign_parts, language_at, only
from geo.language.printed import plain
from geo.links import find_links
from geo.mentions import Recognised, casing_note, mentions_at, recognise
from geo.mentions.coordinates import in_text_order
from geo.model import (
    Article,
    Candidate,
    Mention,
    Passage,
    Progress,
    Reading,
    Resolution,
)
from geo.resolve import resolve
from geo.resolve.name_groups import Answers
from geo.settings import get_settings
from geo.tongues import Reader, names_in, tongue_codes, usual_in
from geo.tools import Tools
from geo.watch import Watch

Span = tuple[int, int]


def read_article(
    article: Article,
    tools: Tools,
    *,
    spans: Sequence[Span] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read one article: the order of the stages, known here alone.

    Args:
        article: What to read.
        tools: What with.
        spans: Character ranges of its mentions, where they are given; None finds them.
        progress: Told the share of the text read, 0 to 1, and what is being done.

    Raises:
        InputError: It is no article, or the tools are no `Tools`.
        ModelError: The model named is not installed.
    """
    require_type(article, Article, "read_article takes an article: read_text(text)")
    require_type(tools, Tools, "read_article takes tools: Tools(open_gazetteer())")
    watch = Watch(get_settings().article_seconds, progress)
    article, names = _recognise(article, tools, spans, watch)
    found = resolve_mentions(article, names.mentions, tools, progress, watch.resolving)
    kept = tuple(r for r in found if spans is not None or r.mention.kind in tools.kinds)
    language = load_language(tools.model)
    links = find_links(
        _plain(article), kept, language, sureness=tools.sureness, late=watch.linking
    )
    focus = find_focus(article, kept, tools.gazetteer)
    for note in watch.notes():
        article = _noted(article, note)
    return Reading(article, kept, links, focus, names.passed_over)


def resolve_article(
    article: Article,
    tools: Tools,
    *,
    spans: Sequence[Span] | None = None,
    progress: Progress | None = None,
) -> tuple[Article, tuple[Resolution, ...]]:
    """Find the mentions of an article, of every kind, and decide what they mean.

    Arguments and errors as above.

    Returns:
        The article in the language that it turned out to be in, and its mentions.
    """
    watch = Watch(get_settings().article_seconds, progress)
    article, names = _recognise(article, tools, spans, watch)
    found = resolve_mentions(article, names.mentions, tools, progress, watch.resolving)
    for note in watch.notes():
        article = _noted(article, note)
    return article, found


def _recognise(
    article: Article,
    tools: Tools,
    spans: Sequence[Span] | None,
    watch: Watch,
) -> tuple[Article, Recognised]:
    language = load_language(tools.model)
    if spans is not None:
        gazetteer = names_in(article.language, tools.gazetteer)
        return article, Recognised(mentions_at(article, spans, language, gazetteer))
    by_tables, by_names = tongue_codes(), tongue_codes(Reader.NAMES)
    article = name_language(article, language, by_tables, by_names)
    names = _in_each_language(article, tools, watch)
    note = casing_note(article.text) if article.language == language.lang else ""
    if note:
        article = _noted(article, note)
    return article, names


def _in_each_language(article: Article, tools: Tools, watch: Watch) -> Recognised:
    """Find the names of each part of an article in the language it is in."""
    language = load_language(tools.model)
    parts = _parts(article)
    found = Recognised()
    for code in dict.fromkeys((article.language, *(part.language for part in parts))):
        text = only(article.text, parts, code, article.language)
        read = replace(article, text=text if parts else article.text, language=code)
        more = recognise(
            read, language, names_in(code, tools.gazetteer), watch.recognising
        )
        found = (
            Recognised(
                in_text_order((*found.mentions, *more.mentions)),
                in_text_order((*found.passed_over, *more.passed_over)),
            )
            if parts
            else more
        )
    return found


def _parts(article: Article) -> tuple[Part, ...]:
    """Return the paragraphs in another language than the article, where that one is read."""
    readable = frozenset(tongue_codes(Reader.MODEL, Reader.TABLES))
    if article.language not in readable:
        return ()
    return foreign_parts(article.text, article.language, readable)


def _noted(article: Article, note: str) -> Article:
    return replace(article, notes=(*dict.fromkeys((*article.notes, note)),))


def resolve_mentions(
    article: Article,
    mentions: Sequence[Mention],
    tools: Tools,
    progress: Progress | None = None,
    late: Callable[[float], bool] = lambda _: False,
) -> tuple[Resolution, ...]:
    """Decide what mentions mean; a geocoder is asked about those left open offline.

    Args:
        article: The article.
        mentions: Its mentions, in the order of the text.
        tools: What it is read with.
        progress: Told which name a geocoder is asked about.
        late: Told the share of the text that is resolved; True ends it there.
    """
    article = _plain(article)
    parts = _parts(article)
    answers: list[tuple[Mention, tuple[Candidate, ...]]] = []
    for mention in mentions:
        start = mention.passage.start
        if late(start / len(article.text)):
            break
        code = language_at(parts, start, article.language)
        names = names_in(code, tools.gazetteer)
        answers.append((mention, find_candidates(mention, names)))
    prior = tools.priors.get(newspaper(article.source)) or usual_in(article.language)
    offline = resolve(article, answers, prior)
    if tools.geocoder is None:
        return offline
    asked = progress and _asked(progress)
    online = ask(article.text, offline, tools.geocoder, tools.gazetteer, asked)
    if not online.found and not online.advice:
        return offline
    together: Answers = [
        (mention, merge(candidates, online.found.get(at, ())))
        for at, (mention, candidates) in enumerate(answers)
    ]
    return resolve(article, together, prior, online.advice)


def resolve_name(
    name: str, gazetteer: Gazetteer, geocoder: Geocoder | None = None
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
    article = replace(article, language=identify(name) or article.language)
    whole = Passage(article.id, 0, len(article.text))
    mention = Mention(whole, whole, article.text, normalise(article.text))
    return resolve_mentions(article, [mention], Tools(gazetteer, geocoder))[0]


def _plain(article: Article) -> Article:
    """Return the article as it is read on from here: what only its printing needs as spaces."""
    return replace(article, text=plain(article.text))


def _asked(progress: Progress) -> Asked:
    """Return which name is asked: at one a second, a reader wants to know."""
    return lambda done, names, name: progress(
        1.0, f"asking about {name} ({done + 1} of {names} names)"
    )
