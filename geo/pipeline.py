"""The whole journey of one article, on one page.

text -> Article -> Mention -> Candidate -> Resolution (Place) -> Link -> Reading
                                                    many Readings -> Atlas

Many articles are read one by one (`geo.readings`), and an Atlas is what was read in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

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
from geo.language.printed import plain
from geo.links import find_links
from geo.mentions import Recognised, casing_note, mentions_at, recognise
from geo.model import Article, Mention, Passage, Progress, Reading, Resolution
from geo.resolve import resolve
from geo.resolve.name_groups import Answers
from geo.settings import get_settings
from geo.tongues import names_in, script_codes, tongue_codes, usual_in
from geo.tools import Tools, cut_note

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
    article, names = _recognise(article, tools, spans, progress)
    found = resolve_mentions(article, names.mentions, tools, progress)
    kept = tuple(r for r in found if spans is not None or r.mention.kind in tools.kinds)
    language = load_language(tools.model)
    links = find_links(_plain(article), kept, language, sureness=tools.sureness)
    focus = find_focus(article, kept, tools.gazetteer)
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
    article, names = _recognise(article, tools, spans, progress)
    return article, resolve_mentions(article, names.mentions, tools, progress)


def _recognise(
    article: Article,
    tools: Tools,
    spans: Sequence[Span] | None,
    progress: Progress | None,
) -> tuple[Article, Recognised]:
    language = load_language(tools.model)
    if spans is not None:
        gazetteer = names_in(article.language, tools.gazetteer)
        return article, Recognised(mentions_at(article, spans, language, gazetteer))
    article = name_language(article, language, tongue_codes(), script_codes())
    gazetteer = names_in(article.language, tools.gazetteer)
    watch = _Watch(get_settings().article_seconds, progress)
    names = recognise(article, language, gazetteer, watch)
    note = casing_note(article.text) if article.language == language.lang else ""
    if note:
        article = _noted(article, note)
    if watch.late and watch.share < 1:
        article = _noted(article, cut_note(watch.share))
    return article, names


def _noted(article: Article, note: str) -> Article:
    return replace(article, notes=(*dict.fromkeys((*article.notes, note)),))


def resolve_mentions(
    article: Article,
    mentions: Sequence[Mention],
    tools: Tools,
    progress: Progress | None = None,
) -> tuple[Resolution, ...]:
    """Decide what mentions mean; a geocoder is asked about those left open offline."""
    article = _plain(article)
    names = names_in(article.language, tools.gazetteer)
    answers = [(m, find_candidates(m, names)) for m in mentions]
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


class _Watch:
    """Told how far the reading is; says when it has taken long enough."""

    def __init__(self, seconds: float, progress: Progress | None) -> None:
        self._end = monotonic() + seconds
        self._progress = progress
        self.share = 0.0
        self.late = False

    def __call__(self, share: float) -> bool:
        self.share = share
        if self._progress:
            self._progress(share, "reading")
        self.late = monotonic() > self._end
        return self.late
