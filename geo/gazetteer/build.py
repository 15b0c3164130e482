"""Build the gazetteer file; run as a child process: ``python -m geo.gazetteer.build PATH``.

Each line on stdout is "share words": the parent draws the progress bar.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from geo import data
from geo.gazetteer import sources, tables, words
from geo.gazetteer.airports import airports
from geo.gazetteer.alternates import latin_alternates
from geo.gazetteer.files import building
from geo.gazetteer.names import NORM_VERSION, fold
from geo.gazetteer.schema import (
    ALTERNATE,
    EXACT,
    SCHEMA,
    SCHEMA_VERSION,
    SORT_NAMES,
    NameRow,
    PlaceRow,
)
from geo.gazetteer.units import Units

Report = Callable[[float, str], None]

CITIES = 235_000  # about; only the progress bar leans on it
BATCH = 5_000


def build(path: Path, report: Report) -> None:
    """Build the gazetteer into ``path``, whole or not at all.

    Raises:
        GazetteerError: A source package is missing, or the folder cannot be written.
        DataError: One of our own tables contradicts itself.
    """
    with building(path) as scratch:
        if scratch is None:
            report(1.0, "another process has just built it")
            return
        connection = sqlite3.connect(scratch)
        try:
            _fill(connection, report)
        finally:
            connection.close()
        report(1.0, "done")


def _fill(connection: sqlite3.Connection, report: Report) -> None:
    # The scratch file is thrown away when anything goes wrong: no journal is needed.
    connection.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    )
    connection.executescript(SCHEMA)
    report(0.0, "reading the names of provinces and counties")
    admin_names = sources.read_admin_names()
    capitals = tables.Capitals(sources.read_countries())
    units = Units()
    report(0.1, "reading cities")
    for done, batch in enumerate(_batches(sources.read_cities())):
        rows = [
            _city(city, admin_names, capitals.is_capital(city), units) for city in batch
        ]
        _insert_places(connection, (place for place, _ in rows))
        _insert_names(connection, chain.from_iterable(names for _, names in rows))
        share = min(1.0, (done + 1) * BATCH / CITIES)
        report(0.1 + 0.6 * share, "reading cities")
    del admin_names
    report(0.7, "adding countries, provinces and regions")
    _add_areas(connection, units)
    report(0.75, "sorting names")
    connection.executescript(SORT_NAMES)
    report(0.95, "closing the file")
    _write_meta(connection)
    connection.commit()
    connection.execute("VACUUM")


def _batches(cities: Iterator[sources.City]) -> Iterator[list[sources.City]]:
    while batch := list(islice(cities, BATCH)):
        yield batch


def _city(
    city: sources.City,
    admin_names: dict[tuple[str, int, int], sources.AdminNames],
    is_capital: bool,
    units: Units,
) -> tuple[PlaceRow, list[NameRow]]:
    around = admin_names.get(sources.spot_key(city.country_code, city.lat, city.lon))
    units.add(
        city.country_code,
        city.admin1,
        around.state if around else "",
        around.county if around else "",
        (city.lat, city.lon, city.population),
    )
    place = PlaceRow(
        id=city.id,
        ref=None,
        name=city.name,
        lat=city.lat,
        lon=city.lon,
        extent=None,
        feature_class="P",
        feature_code="PPLC" if is_capital else "PPL",
        country_code=city.country_code,
        admin1=city.admin1,
        population=city.population,
        source=tables.GEONAMES,
    )
    return place, list(_city_names(city))


def _city_names(city: sources.City) -> Iterator[NameRow]:
    main = fold(city.name)
    if main:
        yield NameRow(main, city.id, EXACT)
    for norm in latin_alternates(city.alternates, main):
        yield NameRow(norm, city.id, ALTERNATE)


def _add_areas(connection: sqlite3.Connection, units: Units) -> None:
    numbers = tables.Numbers()
    countries = tables.countries(numbers)
    provinces, admin1 = tables.provinces(units, numbers)
    counties = tables.counties(units, numbers)
    regions = tables.regions(numbers)
    for rows in (countries, provinces, counties, regions, airports(numbers)):
        _insert_places(connection, (place for place, _ in rows))
        _insert_names(connection, chain.from_iterable(names for _, names in rows))
    own = [(place.country_code, "", place.name, place.id) for place, _ in countries]
    connection.executemany("INSERT INTO admin1 VALUES (?, ?, ?, ?)", [*own, *admin1])
    _insert_names(connection, words.abbreviations(numbers))
    _insert_names(connection, words.demonyms(numbers))
    _insert_names(connection, words.exonyms(numbers))


def _insert_places(connection: sqlite3.Connection, rows: Iterable[PlaceRow]) -> None:
    marks = ", ".join("?" * 15)
    connection.executemany(
        f"INSERT INTO place VALUES ({marks})",
        (row.values() for row in rows),
    )


def _insert_names(connection: sqlite3.Connection, rows: Iterable[NameRow]) -> None:
    connection.executemany("INSERT INTO raw_name VALUES (?, ?, ?, ?)", rows)


def _write_meta(connection: sqlite3.Connection) -> None:
    (places,) = connection.execute("SELECT count(*) FROM place").fetchone()
    (names,) = connection.execute("SELECT count(*) FROM name").fetchone()
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        {
            "schema": str(SCHEMA_VERSION),
            "names": str(NORM_VERSION),
            "sources": json.dumps(tables.provenances()),
            "packages": json.dumps(sources.versions()),
            "tables": json.dumps([list(credit) for credit in data.table_credits()]),
            "attribution": "GeoNames, CC BY 4.0",
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "places": str(places),
            "distinct_names": str(names),
        }.items(),
    )


def main() -> None:
    """Build into the path given as the only argument."""
    # Millions of small values without cycles: collecting them cost a fifth of the time.
    gc.disable()

    def report(share: float, words: str) -> None:
        sys.stdout.write(f"{share:.3f} {words}\n")
        sys.stdout.flush()

    build(Path(sys.argv[1]), report)


if __name__ == "__main__":
    main()
