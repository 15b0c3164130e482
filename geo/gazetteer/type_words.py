"""The words that say what sort of unit a name is of: "Kursk Oblast", "Republic of Altai"."""

from __future__ import annotations

from collections.abc import Iterable

from geo import data
from geo.gazetteer.names import normalise

_LINKS = (" of the ", " of ", " de ", " ")


class TypeWords:
    """Takes the type word off the normalised name of an admin unit.

    Args:
        after: Words that may follow the name proper.
        before: Words that may precede it, "of" left out.
    """

    def __init__(self, after: Iterable[str], before: Iterable[str]) -> None:
        self._after = tuple(f" {word}" for word in after)
        self._before = tuple(word + link for word in before for link in _LINKS)

    def strip(self, norm: str) -> str | None:
        """Return "kursk" for "kursk oblast"; None where there is nothing to take off."""
        if norm.endswith(self._after):
            ending = next(word for word in self._after if norm.endswith(word))
            return norm.removesuffix(ending)
        return self.strip_before(norm)

    def strip_before(self, norm: str) -> str | None:
        """Do so for words before the name alone."""
        if not norm.startswith(self._before):
            return None
        beginning = next(word for word in self._before if norm.startswith(word))
        return norm.removeprefix(beginning)


def unit_words() -> TypeWords:
    """Return those of our table."""
    rows = data.area_words()
    units = [w for w in rows if any(c.startswith("ADM") for c in w.feature_codes)]
    return TypeWords(
        [normalise(w.word) for w in units if w.side is data.Side.AFTER],
        [normalise(w.word) for w in units if w.side is data.Side.BEFORE],
    )
