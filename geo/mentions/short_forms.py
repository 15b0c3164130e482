"""Short names with "the": "the North", once the article has named North Korea."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from geo import data


def find_short_forms(doc: Doc) -> Iterator[tuple[data.ShortForm, int]]:
    """Find "the" and a short name that stands alone; the article decides on it later.

    Returns:
        The row of the table, and the token of the short name.
    """
    rows = _rows()
    for token in doc:
        row = rows.get(token.text)
        if row and token.i and token.nbor(-1).lower_ == "the" and _alone(doc, token.i):
            yield row, token.i


def _alone(doc: Doc, at: int) -> bool:
    """True where no further name ("the North Sea", "the South of France") goes on."""
    after = doc[at + 1] if at + 1 < len(doc) else None
    if after is None:
        return True
    named = after.text[:1].isupper() or after.text == "-"
    return not named and after.lower_ != "of"


@cache
def _rows() -> dict[str, data.ShortForm]:
    return {row.word: row for row in data.short_forms()}
