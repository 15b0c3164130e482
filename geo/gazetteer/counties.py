"""The counties of the base as places: 22,000 of them, so SQLite moves them by itself."""

from __future__ import annotations

import sqlite3

from geo.gazetteer.schema import EXACT, GEONAMES_MIDDLE, STRIPPED
from geo.gazetteer.tables import Numbers
from geo.gazetteer.type_words import unit_words

_PLACES = """INSERT INTO place
    SELECT :first + 1 - number, ref, name, lat, lon, south, west, north, east,
        'A', 'ADM2', country_code, admin1, population, :source
    FROM county ORDER BY number DESC"""
_NAMES = """INSERT INTO name
    SELECT norm, :first + 1 - number, :kind, NULL
    FROM county WHERE norm <> '' ORDER BY norm"""
# "Provincia de Zaragoza" is also found as Zaragoza; "Clarke County" is not as Clarke, which
# is too often something else.
_SHORT_NAMES = """INSERT INTO name
    SELECT short, :first + 1 - number, :kind, NULL
    FROM (SELECT strip(norm) AS short, number FROM county)
    WHERE short IS NOT NULL ORDER BY short"""


def put_counties(connection: sqlite3.Connection, numbers: Numbers) -> None:
    """Add every admin-2 unit of the base; each stands in the middle of its towns."""
    (size,) = connection.execute("SELECT count(*) FROM county").fetchone()
    first = numbers.block(size)
    connection.create_function("strip", 1, unit_words().strip_before)
    connection.execute(_PLACES, {"first": first, "source": GEONAMES_MIDDLE})
    connection.execute(_NAMES, {"first": first, "kind": EXACT})
    connection.execute(_SHORT_NAMES, {"first": first, "kind": STRIPPED})
