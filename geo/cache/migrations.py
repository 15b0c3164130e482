"""How the cache file came to look as it does: one named function a step.

A step never changes once released; a new need is a new function at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from geo.cache.values import Clock

APPLICATION_ID = 0x444C4743  # "DLGC": Dateline geocoder cache

Migration = Callable[[sqlite3.Connection], None]


def create_answers(db: sqlite3.Connection) -> None:
    """Keep what geocoders answered."""
    db.execute(
        """CREATE TABLE answer (
            provider TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            query TEXT NOT NULL,
            params TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('ok', 'none')),
            places TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            PRIMARY KEY (provider, endpoint, query, params)
        )"""
    )


def create_turns(db: sqlite3.Connection) -> None:
    """Let all processes of this machine take turns at one service."""
    db.execute(
        """CREATE TABLE turn (
            service TEXT PRIMARY KEY,
            next_allowed_at REAL NOT NULL,
            blocked_until REAL NOT NULL,
            stamped_at REAL NOT NULL,
            holder TEXT NOT NULL
        )"""
    )


def create_queries(db: sqlite3.Connection) -> None:
    """List every request that left the machine."""
    db.execute(
        """CREATE TABLE query (
            id INTEGER PRIMARY KEY,
            provider TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            query TEXT NOT NULL,
            at TEXT NOT NULL,
            outcome TEXT NOT NULL
        )"""
    )


MIGRATIONS: tuple[Migration, ...] = (create_answers, create_turns, create_queries)
SCHEMA = len(MIGRATIONS)


def migrate(db: sqlite3.Connection, clock: Clock) -> None:
    """Apply what is missing, each step with its record in one transaction."""
    if _schema(db) == SCHEMA:
        return
    for number, migration in enumerate(MIGRATIONS, start=1):
        db.execute("BEGIN IMMEDIATE")
        try:
            _apply(db, migration, number, clock)
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def _apply(
    db: sqlite3.Connection, migration: Migration, number: int, clock: Clock
) -> None:
    # Looked up inside the transaction: another process may have been faster.
    db.execute(
        "CREATE TABLE IF NOT EXISTS migration"
        " (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"
    )
    name = migration.__name__
    if db.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone():
        return
    migration(db)
    db.execute("INSERT INTO migration VALUES (?, ?)", (name, clock().isoformat()))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {max(number, _schema(db))}")


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
