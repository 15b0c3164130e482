"""The words of the tables, in the forms that recognition asks for, and where a text has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from geo import data
from geo.mentions.block import Block
from geo.model import Article, Mention

_BETWEEN = frozenset({",", "and", ", and", "or", ", or", "&"})


@cache
def area_words(side: data.Side | None = None) -> frozenset[str]:
    """Type words that stand on a side of a name, or on any, in lower case."""
    return frozenset(w.word for w in data.area_words() if side in (None, w.side))


def is_never_a_place(text: str) -> bool:
    """True for words that are no place by themselves: "Monday"."""
    return data.false_friends().get(text.casefold()) == data.FriendRule.NEVER


# Type words that end names of clubs, universities and companies as often.
_OF_ORGANISATIONS = frozenset({"division", "republic", "states"})


@cache
def unit_words() -> frozenset[str]:
    """Type words of provinces, counties and communes after a name: "oblast"."""
    return frozenset(
        w.word
        for w in data.area_words()
        if w.side is data.Side.AFTER
        and w.feature_codes[0].startswith("ADM")
        and w.word not in _OF_ORGANISATIONS
    )


@cache
def organisation_words(side: data.Side | None = None) -> frozenset[str]:
    """Words of organisations' names, as names print them: "Bank", "University of"."""
    words = data.organisation_words()
    return frozenset(_capital(w.word) for w in words if side in (None, w.side))


@cache
def printed_area_words() -> frozenset[str]:
    """Type words as names print them: "County"."""
    return frozenset(map(_capital, area_words()))


@cache
def type_words() -> frozenset[str]:
    """Words behind a name that are part of no longer one: "Town", "Hall"."""
    return organisation_words() | printed_area_words()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def find_short_forms(block: Block) -> Iterator[tuple[data.ShortForm, int]]:
    """Find "the North", which may mean North Korea; the article decides on it later.

    Returns:
        The row of the table, and the token of the short name.
    """
    rows = _short_forms()
    for at, word in enumerate(block.words):
        row = rows.get(word)
        if row and block.lower(at - 1) == "the" and _stands_alone(block, at):
            yield row, at


def _stands_alone(block: Block, at: int) -> bool:
    """True where no further name ("the North Sea", "the South of France") goes on."""
    after = block.word(at + 1)
    named = after[:1].isupper() or after == "-"
    return not named and after.lower() != "of"


@cache
def _short_forms() -> dict[str, data.ShortForm]:
    return {row.word: row for row in data.short_forms()}


def distribute_type_words(
    article: Article, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Return the mentions, each name of a list with the plural type word that ends it.

    "Oconee and Clarke counties" are Oconee County and Clarke County.

    Args:
        article: The text.
        mentions: Its mentions, in order.
    """
    shared = list(mentions)
    for i in range(len(shared) - 2, -1, -1):
        mention, following = shared[i], shared[i + 1]
        if mention.hint or following.hint not in plural_area_words():
            continue
        gap = article.text[mention.passage.end : following.passage.start]
        if gap.strip() in _BETWEEN:
            shared[i] = replace(mention, hint=following.hint)
    return tuple(shared)


@cache
def plural_area_words() -> frozenset[str]:
    """Return the type words of several places: "counties"."""
    words = {w.word for w in data.area_words()}
    return frozenset(
        word
        for word in words
        if word.removesuffix("s") in words - {word}
        or word.removesuffix("ies") + "y" in words - {word}
    )
