"""What every geocoder can do, and where it is told to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol, runtime_checkable

from geo import data
from geo.data.rows import CountryRow
from geo.model import Candidate, Extent


@dataclass(frozen=True, slots=True)
class Hint:
    """Where the article suggests that a name lies.

    Attributes:
        country: ISO 3166-1 alpha-2 code, or "" for anywhere.
        stated: True where the text says so outright ("Xyzzyq, Norway"): nothing outside
            is looked for. Else places there come first.
    """

    country: str = ""
    stated: bool = False


ANYWHERE = Hint()


@runtime_checkable
class Geocoder(Protocol):
    """Names to places, online."""

    def lookup(self, name: str, hint: Hint = ANYWHERE) -> tuple[Candidate, ...]:
        """Return the places a service knows by a name, its best first.

        Raises:
            GeocoderError: It gave no answer; the message says what to do.
        """
        ...

    def for_batch(self) -> Geocoder | None:
        """Return what may be asked about many names at once: no public server."""
        ...


def around(hint: Hint) -> Extent | None:
    """Return the box of a hint's country; None where it has none or crosses 180°."""
    row = _countries().get(hint.country)
    return row.extent if row and row.extent.west <= row.extent.east else None


def middle(hint: Hint) -> tuple[float, float] | None:
    """Return (lat, lon) of the middle of a hint's country."""
    row = _countries().get(hint.country)
    return (row.lat, row.lon) if row else None


@cache
def _countries() -> dict[str, CountryRow]:
    return {row.iso2: row for row in data.countries()}
