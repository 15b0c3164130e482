"""How the file of corrections came to look as it does: one named function a step."""

from __future__ import annotations

import sqlite3

from geo.sqlite import Kind


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


KIND = Kind(
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
