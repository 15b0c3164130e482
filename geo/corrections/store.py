"""The store of corrections: people's work, in the data folder and never in a cache.

Corrections and what takes them back are only ever added to the file, never changed, so the
last of each tells how much of it is known: of the file is read only what is not known yet.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import dropwhile, islice
from pathlib import Path
from typing import TypeVar

from geo.corrections.model import Correction
from geo.corrections.records import StoredCorrection, Undo, from_json, to_json
from geo.errors import InputError, OutputError
from geo.settings import get_settings
from geo.sqlite import Clock, FileSpec, Store, transaction, utc_now


def create_corrections(db: sqlite3.Connection) -> None:
    """Keep what people said, and apart from it what they took back: nothing is deleted."""
    db.execute(
        """CREATE TABLE correction (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            article TEXT NOT NULL,
            value TEXT NOT NULL
        )"""
    )
    db.execute("CREATE INDEX correction_article ON correction (article)")
    db.execute(
        """CREATE TABLE undo (
            correction TEXT PRIMARY KEY REFERENCES correction (id),
            author TEXT NOT NULL,
            time TEXT NOT NULL
        )"""
    )


FILE_SPEC = FileSpec(
    name="file of corrections",
    things="corrections",
    application_id=0x444C4352,  # "DLCR": Dateline corrections
    migrations=(create_corrections,),
    table="correction",
    pragmas=(
        "synchronous = FULL",  # people's work: what was said to be kept is on the disk
        "foreign_keys = ON",
    ),
)


_log = logging.getLogger(__name__)
_SOME_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # of which nothing is known

_LAST = """SELECT
    (SELECT id FROM correction WHERE number = ?),
    (SELECT correction FROM undo WHERE rowid = ?)"""
# One statement, so that it sees one state of the file; CROSS has SQLite begin with what is
# new of the one table, not with all of the other.
# The value comes as bytes: what of it is no text is seen, and costs that row alone.
_NEW = """SELECT number, id, undo.rowid, CAST(value AS BLOB), author, time
    FROM correction LEFT JOIN undo ON correction = id WHERE number > :number
UNION ALL SELECT number, id, undo.rowid, CAST(value AS BLOB), author, time
    FROM undo CROSS JOIN correction ON correction = id
    WHERE undo.rowid > :undo AND number <= :number
ORDER BY number"""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction as it stands in the file, with who took it back and when."""

    number: int
    id: str
    undo: int | None
    value: bytes
    author: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of the file.

    Attributes:
        history: Every correction that can be read, in the order they were kept.
        in_force: Those that nobody took back.
        unreadable: Those that cannot be read, as they stand in the file.
        by_number: Those of the history by their rows.
    """

    history: tuple[StoredCorrection, ...] = ()
    in_force: tuple[Correction, ...] = ()
    unreadable: tuple[str, ...] = ()
    by_number: Mapping[int, StoredCorrection] = field(default_factory=dict)
    _last: tuple[int, str | None] = (0, None)  # the correction read last, and its id
    _last_undo: tuple[int, str | None] = (0, None)  # the same of what was taken back

    def grown_from(self, db: sqlite3.Connection) -> bool:
        """Return whether the file holds what is known, and perhaps more."""
        (number, name), (undo, of) = self._last, self._last_undo
        found: tuple[str | None, str | None] = db.execute(
            _LAST, (number, undo)
        ).fetchone()
        return found == (name, of)

    def with_new(self, db: sqlite3.Connection) -> Snapshot:
        """Return what is known once the file's new rows are; the same where there are none."""
        of = {"number": self._last[0], "undo": self._last_undo[0]}
        rows = [CorrectionRow(*row) for row in db.execute(_NEW, of)]
        return self._with(rows) if rows else self

    def _with(self, rows: Iterable[CorrectionRow]) -> Snapshot:
        by_number = dict(self.by_number)
        unreadable = dict.fromkeys(self.unreadable)
        last, last_undo = self._last, self._last_undo
        for row in rows:
            last = max(last, (row.number, row.id), key=_number)
            last_undo = max(last_undo, (row.undo or 0, row.id), key=_number)
            kept = by_number.get(row.number) or _read(row)
            if kept:
                undone = undo_of(row)
                by_number[row.number] = replace(kept, undone=undone) if undone else kept
            else:
                unreadable[row.value.decode("utf-8", "replace")] = None
        history = tuple(by_number.values())
        in_force = tuple(each.correction for each in history if each.in_force)
        left_out = tuple(unreadable)
        return Snapshot(history, in_force, left_out, by_number, last, last_undo)


NOTHING = Snapshot()


def refreshed(db: sqlite3.Connection, known: Snapshot) -> Snapshot:
    """Return what the file holds, reading only what is new in it.

    Args:
        db: The file.
        known: What was read before, of this file or of one it took the place of.
    """
    return (known if known.grown_from(db) else NOTHING).with_new(db)


def _number(last: tuple[int, str | None]) -> int:
    return last[0]


def _read(row: CorrectionRow) -> StoredCorrection | None:
    try:
        return from_json(row.value.decode("utf-8"))
    except (InputError, UnicodeDecodeError) as error:
        _log.warning(
            "A correction in the file cannot be read and is left out: %s", error
        )
        return None


def undo_of(row: CorrectionRow) -> Undo | None:
    """Return by whom and when a correction was taken back, or None where it was not."""
    if row.author is None or row.time is None:
        return None
    try:
        return Undo(row.author, datetime.fromisoformat(row.time))
    except ValueError:  # it was taken back all the same
        return Undo(row.author, _SOME_TIME)


CORRECTIONS_FILE = "corrections.sqlite"
T = TypeVar("T")


def open_corrections(data_dir: Path | str | None = None) -> Corrections:
    """Open the corrections of a data folder, by default that of the settings."""
    return Corrections(Path(data_dir or get_settings().data_dir) / CORRECTIONS_FILE)


def corrections_in_force(
    data_dir: Path | str | None = None,
) -> tuple[tuple[Correction, ...], str]:
    """Return what is in force in a data folder; makes no file where there is none.

    Args:
        data_dir: The folder; by default that of the settings.

    Returns:
        The corrections, and what the user should know of the file.
    """
    folder = Path(data_dir or get_settings().data_dir)
    if not (folder / CORRECTIONS_FILE).is_file():
        return (), ""
    with open_corrections(folder) as kept:
        return kept.in_force(), kept.notice


class Corrections(Store):
    """Corrections in one SQLite file, shared by threads and processes.

    A call that returned has been written to the disk. What was read is kept: a later call
    reads only what was written since, by whichever process.
    """

    spec = FILE_SPEC

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        super().__init__(path, clock)
        self._known = NOTHING

    def add(self, *corrections: Correction) -> int:
        """Keep corrections, all or none.

        Returns:
            How many were new.

        Raises:
            InputError: One could not be read back; the message says why.
            OutputError: They could not be written.
        """
        return self.import_corrections(
            StoredCorrection(correction) for correction in corrections
        )

    def import_corrections(self, kept: Iterable[StoredCorrection]) -> int:
        """Add corrections of another file; those known already are left as they are.

        What was taken back there is taken back here too.

        Returns:
            How many were new.

        Raises:
            InputError: One could not be read back; the message says why.
            OutputError: They could not be written.
        """
        rows = [(each, to_json(replace(each, undone=None))) for each in kept]
        for _, value in rows:
            from_json(value)
        return self._change(lambda db: _insert(db, rows))

    def undo(self, correction_id: str, author: str = "") -> None:
        """Take a correction back; it stays in the history.

        Raises:
            InputError: There is none of this id in force.
            OutputError: It could not be written.
        """
        undo = Undo(author, self._clock())
        if not self._change(lambda db: _take_back(db, correction_id, undo)):
            raise InputError(f"no correction {correction_id!r} is in force")

    def history(self) -> tuple[StoredCorrection, ...]:
        """Return every correction ever kept, in the order they were."""
        return self._up_to_date().history

    def in_force(self) -> tuple[Correction, ...]:
        """Return those that nobody took back."""
        return self._up_to_date().in_force

    def unreadable(self) -> tuple[str, ...]:
        """Return those that cannot be read, as they stand in the file, to be mended."""
        return self._up_to_date().unreadable

    def page(
        self, before: str | None = None, limit: int = 20
    ) -> tuple[Correction, ...]:
        """Return a page of those that nobody took back, the last kept first.

        Args:
            before: The id of the last one of the page before; it may have been taken back
                since. None for the first page.
            limit: How many at most.

        Returns:
            The page; empty where nothing was kept before that one, or it is not known.
        """
        newest: Iterable[StoredCorrection] = reversed(self.history())
        if before is not None:
            newest = dropwhile(lambda each: each.correction.id != before, newest)
            newest = islice(newest, 1, None)
        in_force = (each.correction for each in newest if each.in_force)
        return tuple(islice(in_force, limit))

    def _up_to_date(self) -> Snapshot:
        known = self._known  # frozen: threads that do this at once each get a whole one
        found = self._read(lambda db: refreshed(db, known))
        if found is not None:
            self._known = found
            self._tell_left_out(len(found.unreadable))
        return self._known

    def _change(self, action: Callable[[sqlite3.Connection], T]) -> T:
        result = self._write(action)
        if result is None:
            raise OutputError(self.notice or "the correction could not be kept")
        return result


def _insert(
    db: sqlite3.Connection, rows: Iterable[tuple[StoredCorrection, str]]
) -> int:
    new = 0
    with transaction(db):
        for kept, value in rows:
            made = kept.correction
            new += db.execute(
                "INSERT OR IGNORE INTO correction (id, article, value) VALUES (?, ?, ?)",
                (made.id, made.article_id, value),
            ).rowcount
            if kept.undone:
                _note_undo(db, made.id, kept.undone)
    return new


def _take_back(db: sqlite3.Connection, correction_id: str, undo: Undo) -> int:
    known = "SELECT 1 FROM correction WHERE id = ?"
    with transaction(db):
        if db.execute(known, (correction_id,)).fetchone() is None:
            return 0
        return _note_undo(db, correction_id, undo)


def _note_undo(db: sqlite3.Connection, correction_id: str, undo: Undo) -> int:
    return db.execute(
        "INSERT OR IGNORE INTO undo VALUES (?, ?, ?)",
        (correction_id, undo.author, undo.time.isoformat()),
    ).rowcount
