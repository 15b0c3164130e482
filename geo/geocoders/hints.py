"""Where in the world a hint points."""

from __future__ import annotations

from functools import cache

from geo import data
from geo.data.rows import CountryRow
from geo.geocoders.geocoder import Hint
from geo.model import Extent


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
