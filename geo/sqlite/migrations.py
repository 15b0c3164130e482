"""What a file is: its name in messages, its mark, how it came to look so; and bringing it up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]
Migration = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One sort of SQLite file that Dateline keeps.

    Attributes:
        name: What messages call it ("geocoder cache").
        things: What it keeps ("answers").
        application_id: Its mark in the header, by which foreign files are told.
        migrations: How it came to look as it does, one named function a step. A step
            never changes once released; a new need is a new function at the end.
        table: A table it must have to be of use where it can only be read.
        pragmas: Settings of each connection.
    """

    name: str
    things: str
    application_id: int
    migrations: tuple[Migration, ...]
    table: str
    pragmas: tuple[str, ...]

    @property
    def schema(self) -> int:
        """Its version: the number of steps."""
        return len(self.migrations)


def utc_now() -> datetime:
    """Return the wall clock's time, in UTC."""
    return datetime.now(UTC)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Hold the file for writing; never around anything that waits for a network."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk ends it by itself
            db.execute("ROLLBACK")
        raise


def migrate(db: sqlite3.Connection, spec: FileSpec, clock: Clock) -> None:
    """Apply what is missing, each step with its record in one transaction."""
    if _schema(db) == spec.schema:
        return
    for number, migration in enumerate(spec.migrations, start=1):
        # Looked up inside the transaction: another process may have been faster.
        with transaction(db):
            if _apply(db, migration, clock):
                db.execute(f"PRAGMA application_id = {spec.application_id}")
                db.execute(f"PRAGMA user_version = {max(number, _schema(db))}")


def _apply(db: sqlite3.Connection, migration: Migration, clock: Clock) -> bool:
    db.execute(
        "CREATE TABLE IF NOT EXISTS migration"
        " (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"
    )
    name = migration.__name__
    if db.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone():
        return False
    migration(db)
    db.execute("INSERT INTO migration VALUES (?, ?)", (name, clock().isoformat()))
    return True


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
