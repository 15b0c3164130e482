"""The file of collections: how it came to look as it does, and each statement, once.

Blobs stand last in their rows, so that a list of a million articles reads none of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from geo.atlas import main_places
from geo.collections.codec import encode, encode_reading, stamp
from geo.collections.model import ArticleRow, Collection
from geo.errors import InputError
from geo.gazetteer.names import searchable
from geo.model import Article, Atlas, Reading
from geo.sqlite import FileSpec


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


FILE_SPEC = FileSpec(
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


READINGS_OF_ARTICLE = 3  # the latest: with other options, with other versions
FOCUS_OF_LINE = 3

_COLLECTION = (
    "SELECT id, name, created, opened, shared, articles, owner FROM collection"
)


def read_collection(db: sqlite3.Connection, collection_id: str) -> Collection | None:
    """Read a collection by its id."""
    row = db.execute(f"{_COLLECTION} WHERE id = ?", (collection_id,)).fetchone()
    return collection_of(row) if row else None


def read_collections(
    db: sqlite3.Connection, owner: str | None, words: str, limit: int
) -> tuple[Collection, ...]:
    """Read collections, the last opened first; of everybody where ``owner`` is None.

    Names are compared here: SQLite knows upper and lower case of ASCII alone.
    """
    rows = db.execute(
        f"{_COLLECTION} WHERE ? IS NULL OR owner = ? ORDER BY opened DESC, number DESC",
        (owner, owner),
    )
    wanted = searchable(words)
    found = (row for row in rows if wanted in searchable(row[1]))
    return tuple(collection_of(row) for row in islice(found, limit))


def collection_of(row: Sequence[Any]) -> Collection:
    """Return the collection of a row."""
    collection_id, name, created, opened, shared, articles, owner = row
    return Collection(
        id=collection_id,
        name=name,
        created=_time(created),
        opened=_time(opened),
        shared=bool(shared),
        articles=articles,
        owner=owner,
    )


def _time(text: str) -> datetime:
    """Return a time; a damaged one costs no collection."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def number_of(db: sqlite3.Connection, collection_id: str) -> int:
    """Return the number of a collection.

    Raises:
        InputError: There is none of this id.
    """
    row = db.execute(
        "SELECT number FROM collection WHERE id = ?", (collection_id,)
    ).fetchone()
    if row is None:
        raise InputError("this collection is no longer kept; choose another")
    return int(row[0])


def write_collection(db: sqlite3.Connection, new: Collection) -> None:
    """Write a new collection."""
    db.execute(
        "INSERT INTO collection (id, owner, name, created, opened, shared)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            new.id,
            new.owner,
            new.name,
            new.created.isoformat(),
            new.opened.isoformat(),
            new.shared,
        ),
    )


def write_members(
    db: sqlite3.Connection, collection: int, articles: Iterable[Article]
) -> None:
    """Add articles to a collection; a text it has already takes the new title and date."""
    (last,) = db.execute(
        "SELECT max(position) FROM member WHERE collection = ?", (collection,)
    ).fetchone()
    position = last or 0
    for article in articles:
        position += 1
        db.execute(
            "INSERT INTO member VALUES (?, ?, ?, ?) ON CONFLICT (collection, article_id)"
            " DO UPDATE SET article = excluded.article"
            " WHERE article <> excluded.article",
            (collection, position, _write_article(db, article), article.id),
        )
    _count(db, collection)


def write_merged(db: sqlite3.Connection, into: int, source: int) -> None:
    """Add what one collection has to another, in its order, and drop the one."""
    db.execute(
        "INSERT OR IGNORE INTO member SELECT ?,"
        " position + (SELECT ifnull(max(position), 0) FROM member WHERE collection = ?),"
        " article, article_id FROM member WHERE collection = ?",
        (into, into, source),
    )
    db.execute("DELETE FROM collection WHERE number = ?", (source,))
    _count(db, into)


def _count(db: sqlite3.Connection, collection: int) -> None:
    db.execute(
        "UPDATE collection SET articles ="
        " (SELECT count(*) FROM member WHERE collection = number) WHERE number = ?",
        (collection,),
    )


def _write_article(db: sqlite3.Connection, article: Article) -> int:
    known = _article_number(db, article)
    if known is not None:
        return known
    day = article.published.isoformat() if article.published else None
    number = db.execute(
        "INSERT INTO article (stamp, id, title, source, published, value)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            stamp(article),
            article.id,
            article.title,
            article.source,
            day,
            encode(article),
        ),
    ).lastrowid
    return int(number or 0)


def _article_number(db: sqlite3.Connection, article: Article) -> int | None:
    statement = "SELECT number FROM article WHERE stamp = ?"
    row = db.execute(statement, (stamp(article),)).fetchone()
    return int(row[0]) if row else None


def write_reading(
    db: sqlite3.Connection, article: Article, key: str, reading: Reading
) -> bool:
    """Write what was read in an article; False where no collection has it any more."""
    number = _article_number(db, article)
    if number is None:
        return False
    atlas = Atlas((reading,))
    about = ", ".join(f.place.name for f in main_places(atlas)[:FOCUS_OF_LINE])
    db.execute(
        "INSERT OR REPLACE INTO reading"
        " (article, key, places, links, unmapped, focus, atlas)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            key,
            len(atlas.places),
            len(atlas.links),
            len(atlas.unresolved),
            about,
            encode_reading(reading),
        ),
    )
    db.execute(
        "DELETE FROM reading WHERE article = ? AND number NOT IN (SELECT number"
        " FROM reading WHERE article = ? ORDER BY number DESC LIMIT ?)",
        (number, number, READINGS_OF_ARTICLE),
    )
    return True


def read_articles(
    db: sqlite3.Connection, collection: int, after: int, limit: int
) -> list[tuple[int, bytes]]:
    """Read a page of articles: position and value."""
    return db.execute(
        "SELECT m.position, a.value FROM member m JOIN article a ON a.number = m.article"
        " WHERE m.collection = ? AND m.position > ? ORDER BY m.position LIMIT ?",
        (collection, after, limit),
    ).fetchall()


def read_found(
    db: sqlite3.Connection, article_ids: Sequence[str], collection_ids: Sequence[str]
) -> list[bytes]:
    """Read those of some articles that some collections have."""
    rows = db.execute(
        "SELECT a.value FROM member m JOIN collection c ON c.number = m.collection"
        " JOIN article a ON a.number = m.article"
        " WHERE m.article_id IN (SELECT value FROM json_each(?))"
        " AND c.id IN (SELECT value FROM json_each(?)) ORDER BY m.collection, m.position",
        (json.dumps(list(article_ids)), json.dumps(list(collection_ids))),
    )
    return [value for (value,) in rows]


def read_reading(db: sqlite3.Connection, article: Article, key: str) -> bytes | None:
    """Read what was read in an article with a key."""
    row = db.execute(
        "SELECT r.atlas FROM article a JOIN reading r ON r.article = a.number"
        " WHERE a.stamp = ? AND r.key = ?",
        (stamp(article), key),
    ).fetchone()
    return row[0] if row else None


def read_lines(
    db: sqlite3.Connection, collection: int, key: str, after: int, limit: int
) -> tuple[ArticleRow, ...]:
    """Read a page of lines."""
    rows = db.execute(
        "SELECT m.position, a.id, a.title, a.source, a.published, r.key IS NOT NULL,"
        " ifnull(r.places, 0), ifnull(r.links, 0), ifnull(r.unmapped, 0),"
        " ifnull(r.focus, '') FROM member m JOIN article a ON a.number = m.article"
        " LEFT JOIN reading r ON r.article = m.article AND r.key = ?"
        " WHERE m.collection = ? AND m.position > ? ORDER BY m.position LIMIT ?",
        (key, collection, after, limit),
    ).fetchall()
    return tuple(
        ArticleRow(
            *(position, article_id, title, source),
            _day(day),
            bool(read),
            *counts_and_focus,
        )
        for position, article_id, title, source, day, read, *counts_and_focus in rows
    )
