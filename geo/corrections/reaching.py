"""How far corrections reach: which of them speak of one of many articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from geo.articles.text import newspaper
from geo.corrections.phrases import Phrases
from geo.corrections.values import Correction, Scope
from geo.model import Article

NARROW = (Scope.MENTION, Scope.ARTICLE)
EVERY_PAPER = None  # the newspaper of what reaches the articles of all of them
Filed = tuple[str, str | None]  # words, and the newspaper whose articles they are of


def paper_of(correction: Correction) -> str | None:
    """Return the newspaper whose articles a wide correction reaches."""
    if correction.scope is Scope.ALWAYS:
        return EVERY_PAPER
    return newspaper(correction.source)


def reaching(
    articles: Sequence[Article], corrections: Iterable[Correction]
) -> tuple[Correction, ...]:
    """Return the corrections that speak of one of these articles, as they are ordered.

    Narrow ones are looked for in their own article; wide ones all at once, in one pass
    over the texts.
    """
    corrections = tuple(corrections)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        texts[article.id].append(article.text)
    said = _said(articles, {_filed(c) for c in corrections if c.scope not in NARROW})
    return tuple(
        c
        for c in corrections
        if (
            any(c.words.text in text for text in texts.get(c.article_id, ()))
            if c.scope in NARROW
            else _filed(c) in said
        )
    )


def _filed(correction: Correction) -> Filed:
    return correction.words.text, paper_of(correction)


def _said(articles: Iterable[Article], wanted: set[Filed]) -> set[Filed]:
    """Return those words that an article of their newspaper has."""
    phrases = Phrases(words for words, _ in wanted)
    said: set[Filed] = set()
    for article in articles:
        if len(said) == len(wanted):
            break
        papers = EVERY_PAPER, newspaper(article.source)
        had = phrases.within(article.text)
        said |= wanted.intersection(product(had, papers))
    return said
