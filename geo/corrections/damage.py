"""A file of corrections read through for damage; and what can still be read of a damaged one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.corrections.records import from_json, to_json
from geo.corrections.store import FILE_SPEC, NOTHING, CorrectionRow, undo_of
from geo.errors import InputError
from geo.sqlite import (
    Finding,
    look_through,
    open_read_only,
    require_readable,
    survivors,
)

_ROWS = (
    "SELECT number, id, CAST(value AS BLOB) FROM correction WHERE number > ?"
    " ORDER BY number LIMIT 1"
)


def check(path: Path) -> Finding | None:
    """Return what is wrong with a file of corrections, or None where nothing is."""
    return look_through(path, FILE_SPEC, _bad_rows)


def _bad_rows(db: sqlite3.Connection) -> int:
    known = NOTHING.with_new(db)
    named = dict(db.execute("SELECT number, id FROM correction"))
    made = {number: each.correction.id for number, each in known.by_number.items()}
    return sum(made.get(number) != name for number, name in named.items())


def salvaged(path: Path) -> Iterator[str]:
    """Return what can still be read of a file of corrections, a line of JSON each.

    What cannot be read as a correction stands there as it is, to be mended.

    Raises:
        InputError: Nothing can.
    """
    try:
        with open_read_only(path) as db:
            require_readable(db, FILE_SPEC)
            for number, name, value in survivors(db, _ROWS):
                yield _line(CorrectionRow(number, name, None, value, *_undo(db, name)))
    except sqlite3.Error as error:
        raise InputError(f"{path} cannot be read at all ({error})") from error


def _undo(db: sqlite3.Connection, name: str) -> tuple[str | None, str | None]:
    statement = "SELECT author, time FROM undo WHERE correction = ?"
    try:
        return db.execute(statement, (name,)).fetchone() or (None, None)
    except sqlite3.DatabaseError:
        return None, None


def _line(row: CorrectionRow) -> str:
    words = row.value.decode("utf-8", "replace")
    try:
        return to_json(replace(from_json(words), undone=undo_of(row)))
    except InputError:
        return words.replace("\n", " ")
