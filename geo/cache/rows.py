"""The rows of the cache file, each statement once, and how its tables came to be.

A step of a migration never changes once released; a new need is a new one at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from geo.cache.values import (
    CachedAnswer,
    CacheKey,
    LoggedQuery,
    is_fresh,
    places_from_json,
    places_to_json,
)
from geo.sqlite import FileSpec

AnswerRow = tuple[str, ...]  # places, asked_at, expires_at
MAX_ROW_LENGTH = 1_000_000  # characters of places; five with addresses are 2,000


@dataclass(frozen=True, slots=True)
class Answer:
    """A row as it stands in the file: unread, maybe not ours."""

    key: CacheKey
    stored: AnswerRow


def read_answer(db: sqlite3.Connection, key: CacheKey) -> AnswerRow | None:
    """Read the row of a question."""
    row: AnswerRow | None = db.execute(
        "SELECT places, asked_at, expires_at FROM answer"
        " WHERE provider = ? AND endpoint = ? AND query = ? AND params = ?",
        key,
    ).fetchone()
    return row


def read_answers(db: sqlite3.Connection) -> Iterator[Answer]:
    """Read every row, in the order of the questions; of one too large only its start."""
    rows = db.execute(
        "SELECT provider, endpoint, query, params,"
        " substr(places, 1, ?), asked_at, expires_at FROM answer"
        " ORDER BY provider, endpoint, query, params",
        (MAX_ROW_LENGTH,),
    )
    for provider, endpoint, query, params, *stored in rows:
        yield Answer(CacheKey(provider, endpoint, query, params), tuple(stored))


def delete_answer(db: sqlite3.Connection, row: Answer) -> int:
    """Delete a row, unless it was written anew meanwhile."""
    return db.execute(
        "DELETE FROM answer WHERE provider = ? AND endpoint = ? AND query = ?"
        " AND params = ? AND asked_at = ?",
        (*row.key, row.stored[1]),
    ).rowcount


def decode_answer(row: AnswerRow, now: datetime) -> CachedAnswer:
    """Make an answer of a row.

    Raises:
        ValueError: The row is not one Dateline wrote.
    """
    try:
        answer = CachedAnswer(
            places=places_from_json(row[0]),
            asked_at=datetime.fromisoformat(row[1]),
            expires_at=datetime.fromisoformat(row[2]),
        )
        fresh = is_fresh(answer.asked_at, answer.expires_at, now)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"not a cached answer: {error!r}") from error
    return answer if fresh else replace(answer, stale=True)


def write_answer(db: sqlite3.Connection, key: CacheKey, answer: CachedAnswer) -> int:
    """Write an answer over any older one to the same question."""
    return db.execute(
        "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *key,
            answer.status.value,
            places_to_json(answer.places),
            answer.asked_at.isoformat(),
            answer.expires_at.isoformat(),
        ),
    ).rowcount


def write_newer(db: sqlite3.Connection, key: CacheKey, answer: CachedAnswer) -> int:
    """Write an answer unless there is one that is as new; give 1 where it was written."""
    row = read_answer(db, key)
    if row is not None:
        try:
            if decode_answer(row, answer.asked_at).asked_at >= answer.asked_at:
                return 0
        except ValueError:
            pass  # what stands there is of no use
    return write_answer(db, key, answer)


def write_query(db: sqlite3.Connection, entry: LoggedQuery) -> int | None:
    """Write a line of the query log and give its number."""
    return db.execute(
        "INSERT INTO query (provider, endpoint, query, at, outcome)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            entry.provider,
            entry.endpoint,
            entry.query,
            entry.at.isoformat(timespec="seconds"),
            entry.outcome,
        ),
    ).lastrowid


def write_outcome(db: sqlite3.Connection, number: int, outcome: str) -> int:
    """Complete a line of the query log."""
    statement = "UPDATE query SET outcome = ? WHERE id = ?"
    return db.execute(statement, (outcome, number)).rowcount


def read_queries(db: sqlite3.Connection, limit: int) -> tuple[LoggedQuery, ...]:
    """Read the query log, the latest line first."""
    rows = db.execute(
        "SELECT provider, endpoint, query, at, outcome FROM query"
        " ORDER BY id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    return tuple(
        LoggedQuery(provider, endpoint, query, _time(at), outcome)
        for provider, endpoint, query, at, outcome in rows
    )


def _time(text: str) -> datetime:
    """Return when a request was made; a damaged time hides none of them."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return datetime(1970, 1, 1, tzinfo=UTC)


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
