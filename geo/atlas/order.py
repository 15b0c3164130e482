"""Articles in an order: by day, by source, by how much is left of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from geo.atlas.query import index_of, memoized
from geo.model import Article, Atlas


class ArticleOrder(StrEnum):
    """What articles are sorted by."""

    NEWEST = "Newest first"
    OLDEST = "Oldest first"
    SOURCE = "By source"
    RELEVANCE = "Most said first"


@memoized
def order_articles(atlas: Atlas, order: ArticleOrder) -> tuple[int, ...]:
    """Return the numbers of the articles in an order.

    Args:
        atlas: What the filters leave: articles with more mentions left are more relevant.
        order: What they are sorted by; those without a day, or source, come last, and after
            them those of which nothing is left.
    """
    articles = atlas.articles
    within = index_of(atlas).within

    keys: dict[ArticleOrder, Callable[[int], tuple[int | str, ...]]] = {
        ArticleOrder.NEWEST: lambda n: (-_day(articles[n], date.min),),
        ArticleOrder.OLDEST: lambda n: (_day(articles[n], date.max),),
        ArticleOrder.SOURCE: lambda n: (
            not articles[n].source,
            articles[n].source.casefold(),
            -_day(articles[n], date.min),
        ),
        ArticleOrder.RELEVANCE: lambda n: (-len(within.get(articles[n].id, ())),),
    }
    said = keys[ArticleOrder.RELEVANCE]
    return tuple(
        sorted(range(len(articles)), key=lambda n: (said(n) == (0,), *keys[order](n)))
    )


def _day(article: Article, otherwise: date) -> int:
    return (article.published or otherwise).toordinal()
