"""What a build from GeoNames' files has so far: its checkpoint, and the places known already.

Each batch of lines is committed together with the place it ended at, so that a build that is
killed goes on from there.

No place of GeoNames' comes in twice: towns meet by their number. Provinces and counties, which
no package numbers, meet by their code or name and get their number here; their own id
(``dateline:admin1-FR.11``) stays, so that saved maps and our tables find them in either file.
What our tables describe better than a point does (seas, rivers, ranges) stays ours.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer.builder.geonames_files import Batch, CodeLine, PlaceLine
from geo.gazetteer.builder.scratch import remove
from geo.gazetteer.names import fold
from geo.gazetteer.schema import EXACT, SCHEMA, NameRow, PlaceRow

WORK_VERSION = 1  # a scratch file of another one is begun anew
DONE = -1
MARGIN = 0.25  # degrees around a box or point of ours that still are the same place
_NATURE = frozenset("HLT")  # one writes island where the other writes region
_NO_COUNTRY_NOW = "PCLH"
_MORE_SCHEMA = """
CREATE TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE parent (child INTEGER, parent INTEGER, PRIMARY KEY (child, parent))
    WITHOUT ROWID;
CREATE TABLE feature (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stage (name TEXT PRIMARY KEY, offset INTEGER, line INTEGER) WITHOUT ROWID;
INSERT INTO place SELECT * FROM base.place;
INSERT INTO admin1 SELECT * FROM base.admin1;
"""
# A point outside the box we know is not taken: the box is the part that news means.
_INSIDE = """place.south IS NULL OR (
    excluded.lat BETWEEN place.south AND place.north
    AND CASE WHEN place.west <= place.east
        THEN excluded.lon BETWEEN place.west AND place.east
        ELSE excluded.lon >= place.west OR excluded.lon <= place.east END)"""
# Areas keep the name, box and id they have here, countries also their code: our rules and
# tables count on them. GeoNames tells the rest.
_PUT = f"""
INSERT INTO place VALUES ({", ".join("?" * 15)})
ON CONFLICT (id) DO UPDATE SET
    name = CASE WHEN place.feature_class = 'P' THEN excluded.name ELSE place.name END,
    lat = CASE WHEN {_INSIDE} THEN excluded.lat ELSE place.lat END,
    lon = CASE WHEN {_INSIDE} THEN excluded.lon ELSE place.lon END,
    source = CASE WHEN {_INSIDE} THEN excluded.source ELSE place.source END,
    feature_class = excluded.feature_class,
    feature_code = CASE WHEN place.feature_code = 'PCLI'
        THEN 'PCLI' ELSE excluded.feature_code END,
    country_code = CASE WHEN place.country_code = ''
        THEN excluded.country_code ELSE place.country_code END,
    admin1 = CASE WHEN excluded.admin1 = '' THEN place.admin1 ELSE excluded.admin1 END,
    population = CASE WHEN excluded.population > 0
        THEN excluded.population ELSE place.population END
"""


class Checkpoint:
    """The scratch file: rows so far, and how far each stage has come.

    Attributes:
        path: Where it lies.
        db: The connection; the packaged gazetteer is attached as ``base``.
        resumed: True where an earlier build is gone on with.
    """

    def __init__(self, path: Path, base: Path, stamp: object) -> None:
        """Open the file, and begin anew where it belongs to other inputs.

        Args:
            path: The scratch file.
            base: The packaged gazetteer.
            stamp: What the build is made from; anything that JSON can hold.
        """
        self.path = path
        self._base = base
        wanted = json.dumps([WORK_VERSION, base.name, stamp])
        self.db = self._connect()
        self.resumed = self._stamp() == wanted
        if not self.resumed:
            self.db.close()
            remove(path)
            self.db = self._connect()
            self._begin(wanted)

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, uri=True)
        # What sorting needs goes to disk; a batch is safe once it is committed.
        db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA temp_store=FILE; PRAGMA cache_size=-131072;"
        )
        db.execute(
            "ATTACH ? AS base",
            (f"{self._base.absolute().as_uri()}?mode=ro&immutable=1",),
        )
        return db

    def _stamp(self) -> str | None:
        with suppress(sqlite3.Error):
            row = self.db.execute("SELECT value FROM meta WHERE key = 'stamp'")
            return str((row.fetchone() or ("",))[0])
        return None

    def _begin(self, stamp: str) -> None:
        self.db.executescript(f"BEGIN; {SCHEMA} {_MORE_SCHEMA} COMMIT;")
        self.db.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp,))
        self.db.commit()

    def position(self, stage: str) -> tuple[int, int]:
        """Return (offset in bytes, number of the line) where a stage goes on."""
        row = self.db.execute(
            "SELECT offset, line FROM stage WHERE name = ?", (stage,)
        ).fetchone()
        return (row[0], row[1]) if row else (0, 1)

    def keep(self, stage: str, batch: Batch) -> None:
        """Commit what a batch brought."""
        self._keep(stage, batch.end, batch.after)

    def finish(self, stage: str) -> None:
        """Commit, and note that the stage is done."""
        self._keep(stage, DONE, DONE)

    def is_done(self, stage: str) -> bool:
        """True where nothing is left to do."""
        return self.position(stage)[0] == DONE

    def _keep(self, stage: str, offset: int, line: int) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO stage VALUES (?, ?, ?)", (stage, offset, line)
        )
        self.db.commit()

    def put_places(self, rows: Iterable[PlaceRow]) -> None:
        """Add places; one that is there already is told more of."""
        self.db.executemany(_PUT, (row.values() for row in rows))

    def put_names(self, rows: Iterable[NameRow]) -> None:
        """Add names; those that come twice are sorted out at the end."""
        self.db.executemany("INSERT INTO raw_name VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file; it stays for the next run."""
        self.db.close()


class _Box(NamedTuple):
    """A place of our tables: what it is and where, in degrees."""

    feature_class: str
    feature_code: str
    south: float
    west: float
    north: float
    east: float

    def holds(self, line: PlaceLine) -> bool:
        """True where the point lies in it or just outside."""
        south, north = self.south - MARGIN, self.north + MARGIN
        west, east = self.west - MARGIN, self.east + MARGIN
        crosses = self.west > self.east
        after, before = line.lon >= west, line.lon <= east
        across = (after or before) if crosses else (after and before)
        return across and south <= line.lat <= north

    def is_like(self, line: PlaceLine) -> bool:
        """True where both are the same sort of thing."""
        if self.feature_class in _NATURE:
            return line.feature_class in _NATURE
        if self.feature_class == "A":
            return self.feature_code == line.feature_code
        return self.feature_class == line.feature_class


class KnownPlaces:
    """The packaged rows that a line of GeoNames may mean again.

    Attributes:
        provinces: Row numbers by country and code.
        counties: Row numbers by country, province code and normalised name.
        countries: Row numbers by ISO code.
    """

    def __init__(self, work: sqlite3.Connection) -> None:
        """Read the rows from the checkpoint of a build.

        Args:
            work: The build's scratch file, with the packaged gazetteer as ``base``.
        """
        self._work = work
        self.provinces: dict[tuple[str, str], int] = {
            (country, code): number
            for country, code, number in work.execute(
                "SELECT country_code, code, place_id FROM admin1"
            )
        }
        self.counties: dict[tuple[str, str, str], int] = {
            (country, admin1, fold(name)): number
            for number, country, admin1, name in work.execute(
                "SELECT id, country_code, admin1, name FROM place "
                "WHERE feature_code = 'ADM2' AND id < 0"
            )
        }
        self.countries: dict[str, int] = dict(
            work.execute(
                "SELECT country_code, id FROM base.place WHERE feature_code = 'PCLI'"
            )
        )
        self._boxes = self._read_boxes()

    def _read_boxes(self) -> dict[str, list[_Box]]:
        ours = {
            row[0]: _Box(*row[1:])
            for row in self._work.execute(
                "SELECT id, feature_class, feature_code, coalesce(south, lat), "
                "coalesce(west, lon), coalesce(north, lat), coalesce(east, lon) "
                "FROM base.place WHERE ref IS NOT NULL "
                "AND feature_code NOT IN ('ADM1', 'ADM2', 'PCLI')"
            )
        }
        boxes: defaultdict[str, list[_Box]] = defaultdict(list)
        for norm, number in self._work.execute(
            "SELECT norm, place_id FROM base.name WHERE kind = ?", (EXACT,)
        ):
            if number in ours:
                boxes[norm].append(ours[number])
        return dict(boxes)

    def is_ours(self, line: PlaceLine) -> bool:
        """True for a place that our tables have, with its box."""
        boxes = self._boxes.get(fold(line.name), ())
        return any(box.is_like(line) and box.holds(line) for box in boxes)

    def has(self, number: int) -> bool:
        """True where a row has this number."""
        row = self._work.execute("SELECT 1 FROM place WHERE id = ?", (number,))
        return row.fetchone() is not None

    def number_area(self, line: PlaceLine) -> None:
        """Number the row of ours that an area of GeoNames is, as it is there."""
        code = line.feature_code
        if code == "ADM1":
            self.number_province(line.country_code, line.admin1, line.name, line.id)
        elif code == "ADM2":
            key = line.country_code, line.admin1, fold(line.name)
            self._number(self.counties.pop(key, None), line.id)
        elif code.startswith("PCL") and code != _NO_COUNTRY_NOW:
            self.number_country(line.country_code, line.id)

    def number_country(self, country: str, number: int) -> None:
        """Number a country as GeoNames does, where no package did."""
        if self._number(self.countries.get(country), number):
            self.countries[country] = number

    def number_province(self, country: str, code: str, name: str, number: int) -> None:
        """Number a province, or note the name of one that no package has."""
        if not (country and code):
            return
        key = country, code
        if key not in self.provinces:
            self.provinces[key] = number
            self._work.execute(
                "INSERT INTO admin1 VALUES (?, ?, ?, ?)", (country, code, name, number)
            )
        elif self._number(self.provinces[key], number):
            self.provinces[key] = number
            self._work.execute(
                "UPDATE admin1 SET place_id = ? WHERE country_code = ? AND code = ?",
                (number, country, code),
            )

    def number_county(self, line: CodeLine) -> None:
        """Number a county."""
        country, admin1, *_ = line.codes
        key = country, admin1, fold(line.name)
        self._number(self.counties.pop(key, None), line.place_id)

    def _number(self, ours: int | None, number: int) -> bool:
        """Renumber a row of ours (negative); its names follow when names are sorted."""
        if ours is None or ours > 0 or self.has(number):
            return False
        self._work.execute("UPDATE place SET id = ? WHERE id = ?", (number, ours))
        self._work.execute("INSERT INTO moved VALUES (?, ?)", (ours, number))
        return True
