"""The article for the text pane: its paragraphs, its marks, and the names on the map."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence

from geo.atlas import Bundle, RegionLevel, bundles_of, memoized, regions, summarise
from geo.atlas.query import index_of
from geo.collections import collection_name
from geo.labels import (
    bundle_words,
    certainty,
    how_meant,
    link_name,
    region_name,
    region_words,
    where,
)
from geo.model import Article, Atlas, LinkStatus, Passage, Resolution
from geo.view.lines import (
    ENGLISH,
    day_of,
    file_stem,
    language_of,
    title_of,
    why_not,
)
from geo.view.types import (
    ArticleView,
    MarkView,
    ParagraphView,
    RangeView,
    ReaderView,
    ShownRows,
)

LONG_HEADLINE = 300
MAX_CHARACTERS = 300_000  # up to here the browser is given every article
MAX_MARKS = 3_000
WINDOW = 60_000  # characters of the articles about one, in a larger collection
# How rows usually end: one mention, sure, English; one passage of one link, stated.
_PLACE: list[str | int] = [1, 0, ""]
_BUNDLE: list[str | int] = [1, 1, LinkStatus.STATED.value, ""]
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LINE = re.compile(r"\r?\n")
_ENDS = (".", "!", ":", ";", ",")


def reader_view(
    atlas: Atlas, shown: Atlas, around: int | None = None, words: str = ""
) -> ReaderView:
    """Return the articles with their marks, and the names the map needs.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it: the marks, and what stays on the map.
        around: The article being read, from 0: of a large collection only those about
            it are given. None for all of them.
        words: Those that the filters look for.
    """
    numbers = _window(atlas, around)
    titles, text = _titles(atlas)
    marks, evidence = _marks(shown, numbers)
    articles = [_article(atlas.articles[n], n) for n in numbers]
    hits = _hits(atlas, shown)
    here = (articles, evidence, marks, text, titles, hits, words)
    show = _show(shown)
    return {
        "text": text,
        "titles": titles,
        "hits": hits,
        "words": words,
        "articles": articles,
        "marks": marks,
        "evidence": evidence,
        "show": show,
        "stamp": _hash(json.dumps(here)) + show["stamp"],
    }


def _hits(atlas: Atlas, shown: Atlas) -> list[int]:
    if len(atlas.resolutions) == len(shown.resolutions):
        return []
    within = index_of(shown).within
    return [len(within.get(article.id, ())) for article in atlas.articles]


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@memoized
def _titles(atlas: Atlas) -> tuple[list[list[str]], str]:
    """Return title, day and other language of every article, a stamp of the collection."""
    ids = "-".join(article.id for article in atlas.articles)
    titles = [
        [title_of(a), day_of(a), *filter(None, [language_of(a)])]
        for a in atlas.articles
    ]
    return titles, _hash(ids)


@memoized
def _is_small(atlas: Atlas) -> bool:
    characters = sum(len(article.text) for article in atlas.articles)
    return characters <= MAX_CHARACTERS and len(atlas.resolutions) <= MAX_MARKS


def _window(atlas: Atlas, around: int | None) -> range:
    """Return the numbers of the articles to send: all, or some on both sides of one."""
    last = len(atlas.articles) - 1
    if around is None or _is_small(atlas):
        return range(last + 1)
    first = end = min(max(around, 0), last)
    room = WINDOW - len(atlas.articles[first].text)
    while room > 0 and (first > 0 or end < last):
        first, end = max(0, first - 1), min(last, end + 1)
        room -= len(atlas.articles[first].text) + len(atlas.articles[end].text)
    return range(first, end + 1)


def _marks(
    shown: Atlas, numbers: range
) -> tuple[list[MarkView], dict[str, list[RangeView]]]:
    """Return the marks in some articles, and the sentences that state links there."""
    here = {shown.articles[n].id: n for n in numbers}
    said = index_of(shown).within
    marks = [_mark(r, n) for article, n in here.items() for r in said.get(article, ())]
    evidence = {}
    for link in shown.links:
        passages = [e.passage for e in link.evidence if e.passage.article_id in here]
        if passages:
            evidence[link.id] = [_range(p, here[p.article_id]) for p in passages]
    return marks, evidence


@memoized
def _show(shown: Atlas) -> ShownRows:
    """Return what is on the map, with names, in few bytes: 10,000 places are 600 kB.

    What many rows say alike stands once, in "words".
    """
    words: dict[str, int] = {}

    def said(phrase: str) -> int:
        return words.setdefault(phrase, len(words))

    places = [
        _row(
            [s.place.id, s.place.name, said(where(s.place))],
            [s.count, int(s.unsure), s.place.name_language],
            _PLACE,
        )
        for s in summarise(shown)
    ]
    links = [
        _row(
            [b.id, link_name(b), said(bundle_words(b))],
            [len(b.passages), len(b.links), b.status.value, _languages(b)],
            _BUNDLE,
        )
        for b in bundles_of(shown)
    ]
    stamp = _hash(json.dumps((places, links, list(words))))
    return {
        "places": places,
        "links": links,
        "regions": [
            [count.code, region_name(count), region_words(count)]
            for level in RegionLevel
            for count in regions(shown, level)
        ],
        "words": list(words),
        "heading": _heading(shown.articles),
        "file": file_stem(collection_name(shown.articles)),
        "stamp": stamp,
    }


def _heading(articles: Sequence[Article]) -> str:
    """Return what a picture is headed with: its article, paper and day, or what it is of."""
    said = [(a.source, day_of(a)) for a in articles[:1] if len(articles) == 1]
    return " · ".join(
        [collection_name(articles), *(w for row in said for w in row if w)]
    )


def _languages(bundle: Bundle) -> str:
    """Return what the names of a bundle's ends are in, as a row has it."""
    names = bundle.origin.name_language, bundle.destination.name_language
    return " ".join(name or ENGLISH for name in names) if any(names) else ""


def _row(
    head: list[str | int], rest: list[str | int], usual: list[str | int]
) -> list[str | int]:
    """Return a row, cut where the rest is as usual."""
    while rest and rest[-1] == usual[len(rest) - 1]:
        rest = rest[:-1]
    return head + rest


def _article(article: Article, number: int) -> ArticleView:
    return {
        "number": number,
        "id": article.id,
        "title": "" if _says_title(article) else article.title,
        "source": article.source,
        "published": day_of(article),
        "notes": list(article.notes),
        "language": article.language,
        "paragraphs": list(paragraphs(article)),
    }


def _says_title(article: Article) -> bool:
    """Return whether the text itself begins with the title: it is not shown twice."""
    return article.text.lstrip().startswith(article.title.strip())


def paragraphs(article: Article) -> Iterator[ParagraphView]:
    """Cut a text at its empty lines, or at every line where it has none.

    A first line without a full stop is the headline; where the article has a title of
    its own, only the same words are.
    """
    text = article.text
    gap = _EMPTY_LINE if _EMPTY_LINE.search(text) else _LINE
    start = 0
    for end, after in [*(m.span() for m in gap.finditer(text)), (len(text), len(text))]:
        words = text[start:end]
        if words.strip():
            headline = start == 0 and _is_headline(words.strip(), article)
            yield {"start": start, "end": end, "text": words, "headline": headline}
        start = after


def _is_headline(words: str, article: Article) -> bool:
    if article.title:
        return words == article.title.strip()
    is_all = words == article.text.strip()
    return len(words) < LONG_HEADLINE and not words.endswith(_ENDS) and not is_all


def _mark(resolution: Resolution, number: int) -> MarkView:
    mention = resolution.mention
    place = resolution.place
    note = f"{place.name}: {where(place)}" if place else why_not(resolution)
    note = "\n".join((note, *how_meant(mention)))
    return {
        **_range(mention.passage, number),
        "kind": mention.kind.value,
        "place": place.id if place else None,
        "sure": certainty(resolution.score) if place else "none",
        "note": note,
        "sentence": _range(mention.sentence, number),
    }


def _range(passage: Passage, number: int) -> RangeView:
    return {"article": number, "start": passage.start, "end": passage.end}
