"""Names spelt nearly like one that the gazetteer lacks. The only door to rapidfuzz."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

# Names spelt nearly like another, for a long name that is not listed: the last resort,
# marked as such wherever it is shown. The file is asked for the names that begin alike.
MIN_FUZZY_LENGTH = 6  # letters; below, every word is one letter from a village
MIN_TWO_EDITS_LENGTH = 9  # letters from which two may differ
SAME_LETTERS = 2  # first letters that must be the same: nobody errs there
MIN_POPULATION = 15_000  # a slip is made in a name that people know

Ask = Callable[[str, Sequence[object]], Iterable[tuple[Any, ...]]]

_NAMES_LIKE = """SELECT DISTINCT n.norm FROM name n JOIN place p ON p.id = n.place_id
    WHERE n.norm >= ? AND n.norm < ? AND length(n.norm) BETWEEN ? AND ?
    AND n.kind <= ? AND (p.population >= ? OR p.feature_code IN ('PCLI', 'ADM1'))"""


def names_like(ask: Ask, norm: str, worst_kind: int) -> list[str]:
    """Return the normalised names nearest to one that is not listed.

    Args:
        ask: Asks the gazetteer file a query, with its values.
        norm: The name, normalised.
        worst_kind: Last kind of name that counts, as the file numbers them.

    Returns:
        Names at the least distance there is: one letter added, lost, changed or two
        swapped; two from `MIN_TWO_EDITS_LENGTH` letters on. () where there are none.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # Half a character, from a broken page, would be SQLite's error.
    norm = norm.encode("utf-8", "replace").decode()
    if len(norm) < MIN_FUZZY_LENGTH:
        return []
    most = 2 if len(norm) >= MIN_TWO_EDITS_LENGTH else 1
    start = norm[:SAME_LETTERS]
    bounds = start, start + chr(sys.maxunicode)
    lengths = len(norm) - most, len(norm) + most
    rows = ask(_NAMES_LIKE, (*bounds, *lengths, worst_kind, MIN_POPULATION))
    choices = [name for (name,) in rows]
    found = process.extract(
        norm, choices, scorer=OSA.distance, score_cutoff=most, limit=None
    )
    least = min((distance for _, distance, _ in found), default=0)
    return [name for name, distance, _ in found if distance == least]
