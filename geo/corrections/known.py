"""The table of corrections in memory: of the file is read only what is not known yet.

Corrections and what takes them back are only ever added to the file, never changed, so the
last of each tells how much of it is known.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from geo.corrections.records import Kept, Undo, from_json
from geo.corrections.values import Correction
from geo.errors import InputError

_log = logging.getLogger(__name__)

_LAST = """SELECT
    (SELECT id FROM correction WHERE number = ?),
    (SELECT correction FROM undo WHERE rowid = ?)"""
# One statement, so that it sees one state of the file; CROSS has SQLite begin with what is
# new of the one table, not with all of the other.
_NEW = """SELECT number, id, undo.rowid, value, author, time
    FROM correction LEFT JOIN undo ON correction = id WHERE number > :number
UNION ALL SELECT number, id, undo.rowid, value, author, time
    FROM undo CROSS JOIN correction ON correction = id
    WHERE undo.rowid > :undo AND number <= :number
ORDER BY number"""


@dataclass(frozen=True, slots=True)
class _Row:
    """A correction as it stands in the file, with who took it back and when."""

    number: int
    id: str
    undo: int | None
    value: str
    author: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the file.

    Attributes:
        history: Every correction that can be read, in the order they were kept.
        in_force: Those that nobody took back.
    """

    history: tuple[Kept, ...] = ()
    in_force: tuple[Correction, ...] = ()
    _by_number: Mapping[int, Kept] = field(default_factory=dict)
    _last: tuple[int, str | None] = (0, None)  # the correction read last, and its id
    _last_undo: tuple[int, str | None] = (0, None)  # the same of what was taken back

    def grown_from(self, db: sqlite3.Connection) -> bool:
        """Return whether the file holds what is known, and perhaps more."""
        (number, name), (undo, of) = self._last, self._last_undo
        found: tuple[str | None, str | None] = db.execute(
            _LAST, (number, undo)
        ).fetchone()
        return found == (name, of)

    def with_new(self, db: sqlite3.Connection) -> Known:
        """Return what is known once the file's new rows are; the same where there are none."""
        of = {"number": self._last[0], "undo": self._last_undo[0]}
        rows = [_Row(*row) for row in db.execute(_NEW, of)]
        return self._with(rows) if rows else self

    def _with(self, rows: Iterable[_Row]) -> Known:
        by_number = dict(self._by_number)
        last, last_undo = self._last, self._last_undo
        for row in rows:
            last = max(last, (row.number, row.id), key=_number)
            last_undo = max(last_undo, (row.undo or 0, row.id), key=_number)
            kept = by_number.get(row.number) or _read(row)
            if kept:
                undone = _undo(row)
                by_number[row.number] = replace(kept, undone=undone) if undone else kept
        history = tuple(by_number.values())
        in_force = tuple(each.correction for each in history if each.in_force)
        return Known(history, in_force, by_number, last, last_undo)


NOTHING = Known()


def brought_up_to_date(db: sqlite3.Connection, known: Known) -> Known:
    """Return what the file holds.

    Args:
        db: The file.
        known: What was read before, of this file or of one it took the place of.
    """
    return (known if known.grown_from(db) else NOTHING).with_new(db)


def _number(last: tuple[int, str | None]) -> int:
    return last[0]


def _read(row: _Row) -> Kept | None:
    try:
        return from_json(row.value)
    except InputError as error:
        _log.warning(
            "A correction in the file cannot be read and is left out: %s", error
        )
        return None


def _undo(row: _Row) -> Undo | None:
    if row.author is None or row.time is None:
        return None
    return Undo(row.author, datetime.fromisoformat(row.time))
