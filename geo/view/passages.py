"""Passages for the panel: sentences as runs of text, the names in them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.atlas import article_number
from geo.labels import how_meant
from geo.model import Article, Atlas, DatePrecision, Mention, Passage
from geo.view.articles import title_of
from geo.view.signs import View

SAID = "said"  # marks the words that a link goes by
# Characters of a date in ISO 8601 that say no more than is known.
_KNOWN = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def passage_view(
    atlas: Atlas, sentence: Passage, mentions: Iterable[Mention], said: str = ""
) -> View:
    """Return a sentence as runs of text, its mentions apart, and where it stands.

    Args:
        atlas: What the filters show.
        sentence: The sentence.
        mentions: Those to mark in it.
        said: The words to mark besides, where the sentence has them just once.
    """
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
        "runs": _runs(
            article.text, sentence, _marks(article.text, sentence, named, said)
        ),
    }


def _marks(
    text: str, sentence: Passage, named: Iterable[Mention], said: str
) -> list[tuple[int, int, str]]:
    """Return what is marked in a sentence as (start, end, kind), in the order of the text."""
    marks = [(m.passage.start, m.passage.end, m.kind.value) for m in named]
    if said:
        words = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE)
        found = list(words.finditer(text, sentence.start, sentence.end))
        if len(found) == 1:  # of several it is not known which one is meant
            marks.append((*found[0].span(), SAID))
    return sorted(marks)


def _runs(
    text: str, sentence: Passage, marks: Iterable[tuple[int, int, str]]
) -> list[list[str]]:
    """Cut a sentence into [words, what they are marked as or ""]."""
    runs, at = [], sentence.start
    for start, end, kind in marks:
        if start < at or end > sentence.end:
            continue
        runs += [[text[at:start], ""], [text[start:end], kind]]
        at = end
    runs.append([text[at : sentence.end], ""])
    return [run for run in runs if run[0]]


def stops_view(atlas: Atlas, sentences: Iterable[Passage]) -> list[list[int]]:
    """Return sentences as [article, start, end], each once, in the order of the text."""
    return sorted(
        [article_number(atlas, s.article_id), s.start, s.end] for s in set(sentences)
    )


def day_of(article: Article) -> str:
    """Return the day, month or year an article was published (ISO 8601), or ""."""
    known = _KNOWN[article.published_precision]
    return article.published.isoformat()[:known] if article.published else ""
