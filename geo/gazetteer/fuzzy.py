"""Names spelt nearly like another: for a long name that the gazetteer lacks.

The file is asked for the names that begin alike, and those one or two letters away are kept:
the last resort, marked as such wherever it is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from geo.model import Place

SHORTEST = 6  # letters; below, every word is one letter from a village
LONG = 9  # letters from which two may differ
ALIKE = 2  # first letters that must be the same: nobody errs there
LEAST_PEOPLE = 15_000  # a slip is made in a name that people know

_NAMES_LIKE = """SELECT DISTINCT n.norm FROM name n JOIN place p ON p.id = n.place_id
    WHERE n.norm >= ? AND n.norm < ? AND length(n.norm) BETWEEN ? AND ?
    AND n.kind <= ? AND (p.population >= ? OR p.feature_code IN ('PCLI', 'ADM1'))"""


Ask = Callable[[str, Sequence[object]], Iterable[tuple[Any, ...]]]


def names_like(ask: Ask, norm: str, worst_kind: int) -> list[str]:
    """Return the normalised names nearest to one that is not listed.

    Args:
        ask: Asks the gazetteer file a query, with its values.
        norm: The name, normalised.
        worst_kind: Last kind of name that counts, as the file numbers them.

    Returns:
        Names at the least distance there is: one letter added, lost, changed or two
        swapped; two from `LONG` letters on. () where there are none.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # Half a character, from a broken page, would be SQLite's error.
    norm = norm.encode("utf-8", "replace").decode()
    if len(norm) < SHORTEST:
        return []
    most = 2 if len(norm) >= LONG else 1
    start = norm[:ALIKE]
    bounds = start, start + chr(sys.maxunicode)
    lengths = len(norm) - most, len(norm) + most
    rows = ask(_NAMES_LIKE, (*bounds, *lengths, worst_kind, LEAST_PEOPLE))
    choices = [name for (name,) in rows]
    found = process.extract(
        norm, choices, scorer=OSA.distance, score_cutoff=most, limit=None
    )
    least = min((distance for _, distance, _ in found), default=0)
    return [name for name, distance, _ in found if distance == least]


def is_well_known(place: Place) -> bool:
    """True for a place that a slip of the pen can have meant."""
    return place.population >= LEAST_PEOPLE or place.feature_code in {"PCLI", "ADM1"}
