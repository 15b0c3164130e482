"""The scratch file of a build from GeoNames' files: a build that is killed goes on from it.

Each batch of lines is committed together with the place it ended at, so that what was read
once is never read again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from geo.gazetteer.geonames_lines import Batch
from geo.gazetteer.schema import SCHEMA, NameRow, PlaceRow

WORK_VERSION = 1  # a scratch file of another one is begun anew
DONE = -1
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


class Work:
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


def remove(path: Path) -> None:
    """Remove a scratch file with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)
