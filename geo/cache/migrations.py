"""How the cache file came to look as it does: one named function a step.

A step never changes once released; a new need is a new function at the end.
"""

from __future__ import annotations

import sqlite3

from geo.sqlite import FileSpec


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


FILE_SPEC = FileSpec(
    name="geocoder cache",
    things="answers",
    application_id=0x444C4743,  # "DLGC": Dateline geocoder cache
    migrations=(create_answers, create_turns, create_queries),
    table="answer",
    pragmas=("synchronous = NORMAL",),  # answers can be asked for again
)
