"""Turn the lines of tables of numbers into rows: admin-1 units, weights of rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable

from geo.data.read import Once, Row, contains, extent_of, read_table
from geo.data.rows import UnitRow
from geo.errors import DataError

LARGEST_WEIGHT = 20.0  # e to the 20 outweighs anything
_COLUMNS = ("country_code", "admin1", "name")
_BOX = ("lat", "lon", "south", "west", "north", "east")


def parse_units(source: Traversable) -> tuple[UnitRow, ...]:
    """Read ``admin1.tsv``."""
    codes = Once()
    return tuple(
        _unit(row, codes) for row in read_table(source, (*_COLUMNS, *_BOX)).rows
    )


def _unit(row: Row, codes: Once) -> UnitRow:
    country, code = row.text("country_code"), row.text("admin1")
    if not re.fullmatch("[A-Z]{2}", country):
        row.fail("write country_code as two capital letters")
    codes.add(f"{country}.{code}", row)
    lat, lon = row.number("lat", 90), row.number("lon", 180)
    extent = extent_of(row)
    if extent is None:
        row.fail("give the unit's box: south, west, north, east")
    if not contains(extent, lat, lon):
        row.fail("move the point into the box, or mend the box")
    return UnitRow(country, code, row.cells["name"], lat, lon, extent)


def parse_unit_points(
    source: Traversable,
) -> dict[tuple[str, str], tuple[float, float]]:
    """Read ``admin1_points.tsv``: (lat, lon) by country and admin-1 code."""
    codes = Once()
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for row in read_table(source, (*_COLUMNS, "lat", "lon")).rows:
        key = row.text("country_code"), row.text("admin1")
        codes.add(".".join(key), row)
        found[key] = row.number("lat", 90), row.number("lon", 180)
    return found


def move_units(
    units: tuple[UnitRow, ...], points: Mapping[tuple[str, str], tuple[float, float]]
) -> tuple[UnitRow, ...]:
    """Put units where another table says, checking that it lies in their box."""
    known = {(unit.country_code, unit.admin1) for unit in units}
    if strange := set(points) - known:
        raise DataError(f"admin1_points.tsv: admin1.tsv has no {min(strange)}")
    moved = []
    for unit in units:
        lat, lon = points.get((unit.country_code, unit.admin1), (unit.lat, unit.lon))
        if not contains(unit.extent, lat, lon):
            raise DataError(
                f"admin1_points.tsv: {unit.country_code}.{unit.admin1} lies outside its box"
            )
        moved.append(replace(unit, lat=lat, lon=lon))
    return tuple(moved)


def parse_rules(source: Traversable) -> dict[tuple[str, str], float]:
    """Read ``rules.tsv``: weights by rule and case."""
    seen = Once()
    found: dict[tuple[str, str], float] = {}
    for row in read_table(source, ("rule", "case", "weight", "note")).rows:
        key = row.text("rule"), row.text("case")
        seen.add(".".join(key), row)
        found[key] = row.number("weight", LARGEST_WEIGHT)
    return found
