"""The article for the text pane: its paragraphs, its marks, and the names on the map."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from geo.atlas import summarise
from geo.model import Article, Atlas, Link, Passage, Resolution
from geo.view.signs import View, sign_view
from geo.words import certainty, how_meant, link_name, link_words, where

LONG_HEADLINE = 180
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LINE = re.compile(r"\r?\n")
_ENDS = (".", "!", ":", ";", ",")


def reader_view(atlas: Atlas, shown: Atlas) -> View:
    """Give the articles with their marks, and the names the map needs.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it: the marks, and what stays on the map.
    """
    number = {article.id: i for i, article in enumerate(atlas.articles)}
    view = {
        "text": "-".join(article.id for article in atlas.articles),
        "articles": [_article(article) for article in atlas.articles],
        "marks": [_mark(r, number) for r in shown.resolutions],
        "evidence": {
            link.id: [_range(e.passage, number) for e in link.evidence]
            for link in shown.links
        },
        "show": {
            "places": {s.place.id: sign_view(s) for s in summarise(shown)},
            "links": {link.id: _arc(link) for link in shown.links},
        },
    }
    words = json.dumps(view, sort_keys=True).encode()
    return {**view, "stamp": hashlib.sha256(words).hexdigest()[:16]}


def _article(article: Article) -> View:
    published = article.published.isoformat() if article.published else ""
    return {
        "id": article.id,
        "title": "" if _says_title(article) else article.title,
        "source": article.source,
        "published": published,
        "notes": list(article.notes),
        "language": article.language,
        "paragraphs": list(paragraphs(article)),
    }


def _says_title(article: Article) -> bool:
    """Say whether the text itself begins with the title: it is not shown twice."""
    return article.text.lstrip().startswith(article.title.strip())


def paragraphs(article: Article) -> Iterator[View]:
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


def _mark(resolution: Resolution, number: Mapping[str, int]) -> View:
    mention = resolution.mention
    place = resolution.place
    note = f"{place.name}: {where(place)}" if place else _why_not(resolution)
    note = "\n".join((note, *how_meant(mention)))
    return {
        **_range(mention.passage, number),
        "kind": mention.kind.value,
        "place": place.id if place else None,
        "sure": certainty(resolution.score) if place else "none",
        "note": note,
        "sentence": _range(mention.sentence, number),
    }


def _why_not(resolution: Resolution) -> str:
    return "; ".join(r.note for r in resolution.reasons) or "No place was found."


def _range(passage: Passage, number: Mapping[str, int]) -> View:
    article = number[passage.article_id]
    return {"article": article, "start": passage.start, "end": passage.end}


def _arc(link: Link) -> View:
    return {
        "name": link_name(link),
        "words": link_words(link),
        "n": len(link.evidence),
    }
