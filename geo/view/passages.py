"""Passages for the panel: sentences as runs of text, the names in them apart."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas import article_number
from geo.model import Article, Atlas, DatePrecision, Mention, Passage
from geo.view.articles import title_of
from geo.view.signs import View
from geo.words import how_meant

# Characters of a date in ISO 8601 that say no more than is known.
_KNOWN = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def passage_view(atlas: Atlas, sentence: Passage, mentions: Iterable[Mention]) -> View:
    """Give a sentence as runs of text, its mentions apart, and where it stands."""
    number = article_number(atlas, sentence.article_id)
    article = atlas.articles[number]
    several = len(atlas.articles) > 1
    named = sorted(mentions, key=lambda m: m.passage)
    return {
        "article": number,
        "start": sentence.start,
        "end": sentence.end,
        "title": title_of(article) if several else "",
        "day": day_of(article) if several else "",
        "meant": [note for mention in named for note in how_meant(mention)],
        "runs": _runs(article.text, sentence, named),
    }


def _runs(text: str, sentence: Passage, named: Iterable[Mention]) -> list[list[str]]:
    """Cut a sentence into [words, kind of mention or ""]."""
    runs, at = [], sentence.start
    for mention in named:
        start, end = mention.passage.start, mention.passage.end
        if start < at or end > sentence.end:
            continue
        runs += [[text[at:start], ""], [text[start:end], mention.kind.value]]
        at = end
    runs.append([text[at : sentence.end], ""])
    return [run for run in runs if run[0]]


def stops_view(atlas: Atlas, sentences: Iterable[Passage]) -> list[list[int]]:
    """Give sentences as [article, start, end], each once, in the order of the text."""
    return sorted(
        [article_number(atlas, s.article_id), s.start, s.end] for s in set(sentences)
    )


def day_of(article: Article) -> str:
    """Give the day, month or year an article was published (ISO 8601), or ""."""
    known = _KNOWN[article.published_precision]
    return article.published.isoformat()[:known] if article.published else ""
