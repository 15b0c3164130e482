"""Bring a file up to date: each step once, with its record in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from geo.sqlite.kind import Clock, Kind, Migration


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


def migrate(db: sqlite3.Connection, kind: Kind, clock: Clock) -> None:
    """Apply what is missing, each step with its record in one transaction."""
    if _schema(db) == kind.schema:
        return
    for number, migration in enumerate(kind.migrations, start=1):
        # Looked up inside the transaction: another process may have been faster.
        with transaction(db):
            if _apply(db, migration, clock):
                db.execute(f"PRAGMA application_id = {kind.application_id}")
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
