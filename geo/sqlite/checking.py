"""A file read through for damage, changing nothing; and what can still be read of a damaged one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from geo.sqlite.opening import FileSpec, UnusableFileError, lenient, look_at_header
from geo.sqlite.shape import foreign_object

MAX_LOST = 10_000  # numbers tried in vain, one after the other: more fit on no page


class Damage(Enum):
    """What sort of damage a file has: each has its own cure."""

    FILE = auto()  # it is set aside when it is next used
    ROWS = auto()  # they are left out
    NEWER = auto()  # it is left alone


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a file, in words that follow its name."""

    damage: Damage
    words: str


@contextmanager
def open_read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that may come from anywhere; without locks where the folder is read-only.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    address = path.resolve().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        db.close()
        db = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    with closing(db):
        db.execute("PRAGMA trusted_schema = OFF")
        db.text_factory = lenient
        yield db


def look_through(
    path: Path, spec: FileSpec, bad_rows: Callable[[sqlite3.Connection], int]
) -> Finding | None:
    """Return what is wrong with a file, or None where nothing is.

    Args:
        path: The file.
        spec: What it should be.
        bad_rows: Counts the rows that cannot be read.

    Raises:
        OSError: It cannot be read at all.
    """
    if not path.stat().st_size:
        return Finding(Damage.FILE, "is empty")
    try:
        look_at_header(path, spec)
        with open_read_only(path) as db:
            return _look_through(db, spec, bad_rows)
    except UnusableFileError as error:
        return Finding(Damage.FILE, str(error).replace("was damaged", "is damaged"))
    except sqlite3.Error as error:
        return Finding(Damage.FILE, f"is damaged ({error})")


def _look_through(
    db: sqlite3.Connection,
    spec: FileSpec,
    bad_rows: Callable[[sqlite3.Connection], int],
) -> Finding | None:
    if db.execute("PRAGMA application_id").fetchone()[0] != spec.application_id:
        return Finding(Damage.FILE, "is a database of another program")
    if db.execute("PRAGMA user_version").fetchone()[0] > spec.schema:
        return Finding(Damage.NEWER, "was made by a newer Dateline")
    if foreign := foreign_object(db, spec.migrations):
        return Finding(Damage.FILE, f"holds what Dateline never put there ({foreign})")
    said = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        return Finding(Damage.FILE, f"is damaged ({said})")
    count = bad_rows(db) + len(db.execute("PRAGMA foreign_key_check").fetchall())
    if count:
        rows = "1 row" if count == 1 else f"{count:,} rows"
        return Finding(Damage.ROWS, f"has {rows} that cannot be read")
    return None


def require_readable(db: sqlite3.Connection, spec: FileSpec) -> None:
    """Refuse a file whose tables are none: reading them may never end.

    Raises:
        sqlite3.DatabaseError: It is such a file.
    """
    if foreign := foreign_object(db, spec.migrations, written=False):
        raise sqlite3.DatabaseError(f"it holds a {foreign} that is not Dateline's")


def survivors(
    db: sqlite3.Connection, query: str, *values: object
) -> Iterator[tuple[Any, ...]]:
    """Return the rows that can be read, whatever lies between them.

    Args:
        db: The file.
        query: Gives the one row after a number, its own number first; the number stands
            for its last question mark.
        values: Those for the others.
    """
    after = lost = 0
    while lost < MAX_LOST:
        try:
            row = db.execute(query, (*values, after)).fetchone()
        except sqlite3.DatabaseError:
            after, lost = after + 1, lost + 1
            continue
        if row is None:
            return
        after, lost = row[0], 0
        yield row
