"""The store of corrections: people's work, in the data folder and never in a cache."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import dropwhile, islice
from pathlib import Path
from typing import TypeVar

from geo.corrections.known import NOTHING, Known, brought_up_to_date
from geo.corrections.migrations import KIND
from geo.corrections.records import Kept, Undo, from_json, to_json
from geo.corrections.values import Correction
from geo.errors import InputError, OutputError
from geo.settings import get_settings
from geo.sqlite import Clock, Store, transaction, utc_now

CORRECTIONS_FILE = "corrections.sqlite"
T = TypeVar("T")


def open_corrections(folder: Path | str | None = None) -> Corrections:
    """Open the corrections of a data folder; None is that of the setting ``data_dir``."""
    return Corrections(Path(folder or get_settings().data_dir) / CORRECTIONS_FILE)


def corrections_in_force() -> tuple[tuple[Correction, ...], str]:
    """Return what is in force in this data folder; makes no file where there is none.

    Returns:
        The corrections, and what the user should know of the file.
    """
    if not (get_settings().data_dir / CORRECTIONS_FILE).is_file():
        return (), ""
    with open_corrections() as kept:
        return kept.in_force(), kept.notice


class Corrections(Store):
    """Corrections in one SQLite file, shared by threads and processes.

    A call that returned has been written to the disk. What was read is kept: a later call
    reads only what was written since, by whichever process.
    """

    kind = KIND

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
        return self.lay_in(Kept(correction) for correction in corrections)

    def lay_in(self, kept: Iterable[Kept]) -> int:
        """Lay in corrections of another file; those known already are left as they are.

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
        return self._write(lambda db: _insert(db, rows))

    def undo(self, correction_id: str, author: str = "") -> None:
        """Take a correction back; it stays in the history.

        Raises:
            InputError: There is none of this id in force.
            OutputError: It could not be written.
        """
        undo = Undo(author, self._clock())
        if not self._write(lambda db: _take_back(db, correction_id, undo)):
            raise InputError(f"no correction {correction_id!r} is in force")

    def history(self) -> tuple[Kept, ...]:
        """Return every correction ever kept, in the order they were."""
        return self._up_to_date().history

    def in_force(self) -> tuple[Correction, ...]:
        """Return those that nobody took back."""
        return self._up_to_date().in_force

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
        newest: Iterable[Kept] = reversed(self.history())
        if before is not None:
            newest = dropwhile(lambda each: each.correction.id != before, newest)
            newest = islice(newest, 1, None)
        in_force = (each.correction for each in newest if each.in_force)
        return tuple(islice(in_force, limit))

    def _up_to_date(self) -> Known:
        known = self._known  # frozen: threads that do this at once each get a whole one
        found = self._file.read(lambda db: brought_up_to_date(db, known))
        if found is not None:
            self._known = found
        return self._known

    def _write(self, action: Callable[[sqlite3.Connection], T]) -> T:
        result = self._file.write(action)
        if result is None:
            raise OutputError(self.notice or "the correction could not be kept")
        return result


def _insert(db: sqlite3.Connection, rows: Iterable[tuple[Kept, str]]) -> int:
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
