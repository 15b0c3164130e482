"""Share a plural type word over its list: "Oconee, Barrow and Clarke counties"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geo import data
from geo.model import Article, Mention

_BETWEEN = frozenset({",", "and", ", and", "or", ", or", "&"})


def share_types(article: Article, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return each name of a list the plural type word that ends it.

    Args:
        article: The text.
        mentions: Its mentions, in order.
    """
    shared = list(mentions)
    for i in range(len(shared) - 2, -1, -1):
        mention, following = shared[i], shared[i + 1]
        if mention.hint or following.hint not in _plurals():
            continue
        gap = article.text[mention.passage.end : following.passage.start]
        if gap.strip() in _BETWEEN:
            shared[i] = replace(mention, hint=following.hint)
    return tuple(shared)


@cache
def _plurals() -> frozenset[str]:
    words = {w.word for w in data.area_words()}
    return frozenset(
        word
        for word in words
        if word.removesuffix("s") in words - {word}
        or word.removesuffix("ies") + "y" in words - {word}
    )
