"""How the file of collections came to look as it does: one named function a step.

Blobs stand last in their rows, so that a list of a million articles reads none of them.
"""

from __future__ import annotations

import sqlite3

from geo.sqlite import Kind


def create_collections(db: sqlite3.Connection) -> None:
    """Keep what people call a collection."""
    db.execute(
        """CREATE TABLE collection (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            name TEXT NOT NULL,
            created TEXT NOT NULL,
            opened TEXT NOT NULL,
            shared INTEGER NOT NULL DEFAULT 0,
            articles INTEGER NOT NULL DEFAULT 0
        )"""
    )
    db.execute("CREATE INDEX collection_owner ON collection (owner, opened)")


def create_articles(db: sqlite3.Connection) -> None:
    """Keep each article once, and which collections have it in which order."""
    db.execute(
        """CREATE TABLE article (
            number INTEGER PRIMARY KEY,
            stamp TEXT NOT NULL UNIQUE,
            id TEXT NOT NULL,
            title TEXT NOT NULL,
            source TEXT NOT NULL,
            published TEXT,
            value BLOB NOT NULL
        )"""
    )
    db.execute(
        """CREATE TABLE member (
            collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
            position INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES article,
            article_id TEXT NOT NULL,
            PRIMARY KEY (collection, position),
            UNIQUE (collection, article_id)
        ) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX member_article ON member (article)")
    for event in ("DELETE", "UPDATE OF article"):
        db.execute(
            f"""CREATE TRIGGER unkept_after_{event.split()[0].lower()}
            AFTER {event} ON member
            WHEN NOT EXISTS (SELECT 1 FROM member WHERE article = old.article)
            BEGIN DELETE FROM article WHERE number = old.article; END"""
        )


def create_readings(db: sqlite3.Connection) -> None:
    """Keep what was read in each article, and how it was read."""
    db.execute(
        """CREATE TABLE reading (
            number INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            key TEXT NOT NULL,
            places INTEGER NOT NULL,
            links INTEGER NOT NULL,
            unmapped INTEGER NOT NULL,
            focus TEXT NOT NULL,
            atlas BLOB NOT NULL,
            UNIQUE (article, key)
        )"""
    )


KIND = Kind(
    name="file of collections",
    things="articles",
    application_id=0x444C434F,  # "DLCO": Dateline collections
    migrations=(create_collections, create_articles, create_readings),
    table="collection",
    pragmas=(
        "synchronous = FULL",  # people's work: what was said to be kept is on the disk
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten
    ),
)
