"""Short names with "the": "the North", once the article has named North Korea."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geo import data
from geo.mentions.block import Block


def find_short_forms(block: Block) -> Iterator[tuple[data.ShortForm, int]]:
    """Find "the" and a short name that stands alone; the article decides on it later.

    Returns:
        The row of the table, and the token of the short name.
    """
    rows = _rows()
    for at, word in enumerate(block.words):
        row = rows.get(word)
        if row and block.lower(at - 1) == "the" and _alone(block, at):
            yield row, at


def _alone(block: Block, at: int) -> bool:
    """True where no further name ("the North Sea", "the South of France") goes on."""
    after = block.word(at + 1)
    named = after[:1].isupper() or after == "-"
    return not named and after.lower() != "of"


@cache
def _rows() -> dict[str, data.ShortForm]:
    return {row.word: row for row in data.short_forms()}
