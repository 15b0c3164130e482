"""Collections as JSON lines and back, one article a line; also out of a damaged file.

Such a file may come from anybody, so reading is strict; a line that cannot be used costs
itself. What was read in the articles is left out: it is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from geo.articles import read_text, redescribe
from geo.cache import safe_name
from geo.collections import rows
from geo.collections.codec import decode, stamp
from geo.collections.model import Collection
from geo.collections.rows import FILE_SPEC
from geo.errors import DatelineError, InputError
from geo.model import Article, DatePrecision, Reading
from geo.sqlite import (
    Finding,
    look_through,
    open_read_only,
    require_readable,
    survivors,
)

MAX_ID = 64  # characters of an id or an owner
_COLLECTIONS = (
    "SELECT number, id, name, created, opened, shared, articles, owner FROM collection"
    " WHERE number > ? ORDER BY number LIMIT 1"
)
_MEMBERS = (
    "SELECT position, article FROM member WHERE collection = ? AND position > ?"
    " ORDER BY position LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article and its collection; without an article a collection that has none."""

    collection: Collection
    article: Article | None


def to_line(kept: Kept) -> str:
    """Write one as a line that `from_line` reads, and ``dateline map`` too."""
    record: dict[str, Any] = {"collection": asdict(kept.collection)}
    del record["collection"]["articles"]
    if kept.article:
        record |= asdict(kept.article)
        record["url"] = record.pop("address")
    return json.dumps(record, ensure_ascii=False, default=lambda day: day.isoformat())


def from_line(line: str) -> Kept:
    """Read what `to_line` wrote.

    Raises:
        InputError: It is not that; the message says why.
    """
    try:
        record = json.loads(line)
        collection = _collection(record["collection"])
        return Kept(collection, _article(record) if "text" in record else None)
    except DatelineError as error:
        raise InputError(str(error)) from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise InputError(f"not an article of a collection ({error!r:.80})") from error


def _collection(record: dict[str, Any]) -> Collection:
    named = {each: record[each] for each in ("id", "name", "owner")}
    if any(type(value) is not str for value in named.values()):
        raise ValueError("a name that is no text")
    name = safe_name(named["name"])
    if not name or not 0 < len(named["id"]) <= MAX_ID or len(named["owner"]) > MAX_ID:
        raise ValueError("a collection without name or id")
    return Collection(
        named["id"],
        name,
        _time(record["created"]),
        _time(record["opened"]),
        record["shared"] is True,
        0,
        named["owner"],
    )


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _article(record: dict[str, Any]) -> Article:
    day = record["published"]
    made = redescribe(
        read_text(record["text"], address=record["url"]),
        title=record["title"],
        source=record["source"],
        published=date.fromisoformat(day) if day else None,
        precision=DatePrecision(record["published_precision"]),
    )
    title = made.title if record["title"] else ""
    notes = tuple(safe_name(each) for each in record["notes"])
    return replace(made, title=title, notes=notes, language=record["language"][:8])


def salvaged(path: Path) -> Iterator[Kept]:
    """Return what can still be read of a file of collections, damaged or not.

    Raises:
        InputError: Nothing can.
    """
    try:
        with open_read_only(path) as db:
            require_readable(db, FILE_SPEC)
            for number, *row in survivors(db, _COLLECTIONS):
                yield from _members(db, number, rows.collection_of(row))
    except sqlite3.Error as error:
        raise InputError(f"{path} cannot be read at all ({error})") from error


def _members(
    db: sqlite3.Connection, number: int, collection: Collection
) -> Iterator[Kept]:
    yield Kept(collection, None)
    for _, article in survivors(db, _MEMBERS, number):
        if made := _stored_article(db, article):
            yield Kept(collection, made)


def _stored_article(db: sqlite3.Connection, number: int) -> Article | None:
    statement = "SELECT value FROM article WHERE number = ?"
    try:
        return decode(db.execute(statement, (number,)).fetchone()[0], Article)
    except (sqlite3.DatabaseError, TypeError, ValueError):
        return None


def check(path: Path) -> Finding | None:
    """Return what is wrong with a file of collections, or None where nothing is."""
    return look_through(path, FILE_SPEC, _bad_rows)


def _bad_rows(db: sqlite3.Connection) -> int:
    articles = db.execute("SELECT value, stamp FROM article")
    readings = db.execute("SELECT atlas FROM reading")
    return sum(not _is_sound(value, Article, name) for value, name in articles) + sum(
        not _is_sound(value, Reading) for (value,) in readings
    )


def _is_sound(value: bytes, kind: type[object], name: str = "") -> bool:
    try:
        made: object = decode(value, kind)
    except ValueError:
        return False
    return not name or stamp(made) == name
