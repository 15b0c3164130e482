"""Names of places to the numbers that an archive gives them, as ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.archive.engine import Engine
from geo.archive.questions import Ranges
from geo.errors import InputError

_MAX_KEPT = 500  # names

_IN_PLACES = """
EXISTS (
    SELECT 1 FROM places n
    WHERE (n.place = ? OR strip_accents(lower(n.name)) = strip_accents(lower(?)))
    AND (p.place_no = n.place_no
        OR (n.feature_code LIKE 'PCL%' AND p.country_code = n.country_code)
        OR (n.feature_code = 'ADM1' AND p.country_code = n.country_code
            AND p.admin1 = n.admin1))
)
"""
_MEANT = """
SELECT place FROM all_by_place r JOIN places USING (place_no)
WHERE lower(mention) = lower(?) GROUP BY place ORDER BY count(*) DESC, place LIMIT 1
"""


class Names:
    """What names mean in an archive.

    Args:
        engine: With its tables.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, Ranges] = {}

    def numbers_of(self, name: str) -> Ranges:
        """Return the numbers of the places of a name, and of all that lies in them.

        Raises:
            InputError: No place of the archive is called so.
        """
        if name in self._known:
            return self._known[name]
        found = self.numbers(_IN_PLACES, [name, name])
        if not found:
            # Another spelling: what the articles mean by it most often.
            meant = self._engine.rows(_MEANT, [name])
            found = self.numbers(_IN_PLACES, [meant[0][0]] * 2) if meant else []
        if not found:
            raise InputError(f"no place of the archive is called {name!r}")
        if len(self._known) >= _MAX_KEPT:
            self._known.clear()
        self._known[name] = found
        return found

    def numbers(self, condition: str, values: Sequence[Any]) -> Ranges:
        """Return the numbers of places as ranges, in their order."""
        found: list[tuple[int, int]] = []
        text = f"SELECT place_no FROM places p WHERE {condition} ORDER BY 1"
        for (number,) in self._engine.rows(text, values):
            if found and found[-1][1] == number - 1:
                found[-1] = (found[-1][0], number)
            else:
                found.append((number, number))
        return found
