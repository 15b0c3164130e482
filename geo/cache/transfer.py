"""A cache file read whole: what is in it, what can go, and answers for somebody else.

Given away are answers only, never who asked what when.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from geo.cache.rows import (
    FILE_SPEC,
    Answer,
    decode_answer,
    read_answers,
    write_answer,
)
from geo.cache.values import (
    LIFETIME,
    MAX_NAME,
    CachedAnswer,
    CacheKey,
    Status,
    normalise_query,
)
from geo.errors import InputError, OutputError
from geo.sqlite import (
    Clock,
    Finding,
    look_through,
    migrate,
    open_read_only,
    transaction,
)

MAX_FAULTS = 5  # faults that are named


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache file holds.

    Attributes:
        size: Bytes, with what SQLite keeps beside it.
        found: Answers with places.
        none: Answers that there is no such place.
        stale: How many of both no longer hold.
        unreadable: Rows that Dateline did not write.
        servers: Answers by server.
        oldest: When the oldest was asked, None where there are none.
        newest: When the newest was.
        queries: Requests in the log.
        faults: What is wrong with the file itself; () where it is sound.
    """

    size: int
    found: int = 0
    none: int = 0
    stale: int = 0
    unreadable: int = 0
    servers: dict[str, int] = field(default_factory=dict)
    oldest: datetime | None = None
    newest: datetime | None = None
    queries: int = 0
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """True where nothing is wrong with the file and every row."""
        return not self.faults and not self.unreadable


def examine(path: Path, now: datetime) -> CacheInfo:
    """Read a cache file through, changing nothing.

    Raises:
        InputError: There is none, or it is no cache of Dateline's.
    """
    with reading(path) as db:
        return _examined(db, _size(path), now)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a cache file that may come from anywhere, to read it only.

    Raises:
        InputError: There is none, or it is no cache of Dateline's.
    """
    if not path.is_file():
        raise InputError(f"there is no cache {path}; check its name")
    try:
        with open_read_only(path) as db:
            _identify(db, path)
            yield db
    except sqlite3.Error as error:
        raise InputError(f"{path} cannot be read as a cache ({error})") from error


def _identify(db: sqlite3.Connection, path: Path) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    # A view called "answer" could compute for ever.
    kind = db.execute("SELECT type FROM sqlite_master WHERE name = 'answer'").fetchone()
    if application != FILE_SPEC.application_id or kind != ("table",):
        raise InputError(f"{path} is not a geocoder cache of Dateline's")
    if db.execute("PRAGMA user_version").fetchone()[0] > FILE_SPEC.schema:
        raise InputError(f"{path} was made by a newer Dateline; update this one first")


def check(path: Path, now: datetime) -> Finding | None:
    """Return what is wrong with a cache file, or None where nothing is."""

    def bad_rows(db: sqlite3.Connection) -> int:
        return sum(not _is_readable(row, now) for row in read_answers(db))

    return look_through(path, FILE_SPEC, bad_rows)


def _is_readable(row: Answer, now: datetime) -> bool:
    """Return whether a row is one that Dateline wrote."""
    try:
        decode_answer(row.stored, now)
    except ValueError:
        return False
    return True


def _examined(db: sqlite3.Connection, size: int, now: datetime) -> CacheInfo:
    said = db.execute(f"PRAGMA integrity_check({MAX_FAULTS})").fetchall()
    faults = tuple(row[0] for row in said if row[0] != "ok")
    if faults:
        return CacheInfo(size, faults=faults)
    kept: Counter[str] = Counter()
    servers: Counter[str] = Counter()
    days: list[datetime] = []
    for row in read_answers(db):
        try:
            answer = decode_answer(row.stored, now)
        except ValueError:
            kept["unreadable"] += 1
            continue
        kept["found" if answer.status is Status.OK else "none"] += 1
        kept["stale"] += answer.stale
        servers[row.key.endpoint] += 1
        days.append(answer.asked_at)
    return CacheInfo(
        size,
        found=kept["found"],
        none=kept["none"],
        stale=kept["stale"],
        unreadable=kept["unreadable"],
        servers=dict(servers.most_common()),
        oldest=min(days, default=None),
        newest=max(days, default=None),
        queries=_count(db, "query"),
    )


def expired(rows: Iterator[Answer], now: datetime, *, everything: bool) -> list[Answer]:
    """Choose the rows that can go: what no longer holds, and what cannot be read."""
    return [row for row in rows if everything or not _holds(row, now)]


def _holds(row: Answer, now: datetime) -> bool:
    try:
        return not decode_answer(row.stored, now).stale
    except ValueError:
        return False


def _count(db: sqlite3.Connection, table: str) -> int:
    known = db.execute(
        "SELECT 1 FROM sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    return (
        int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) if known else 0
    )


def _size(path: Path) -> int:
    files = (path.with_name(path.name + suffix) for suffix in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.is_file())


CLOCKS_DIFFER = timedelta(days=1)  # an answer from later than this was not given
MAX_KEY_LENGTH = 500  # characters of an address or a hash


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reading somebody's cache.

    Attributes:
        added: Answers that were new here, or newer.
        kept: Answers older than the ones here.
        refused: Rows that cannot be trusted.
    """

    added: int = 0
    kept: int = 0
    refused: int = 0


def export_answers(rows: Iterable[Answer], target: Path, clock: Clock) -> int:
    """Write answers to a cache file of their own, whole or not at all.

    Returns:
        How many.

    Raises:
        OutputError: It cannot be written there.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        count = _write(rows, part, clock)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"{target} cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _write(rows: Iterable[Answer], part: Path, clock: Clock) -> int:
    part.unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        migrate(db, FILE_SPEC, clock)
        with transaction(db):
            for row in rows:
                try:
                    answer = decode_answer(row.stored, clock())
                except ValueError:
                    continue  # nobody else could read it either
                count += write_answer(db, row.key, answer)
    return count


def read_shared(
    path: Path, now: datetime
) -> tuple[list[tuple[CacheKey, CachedAnswer]], int]:
    """Read a cache file that may come from anybody.

    Returns:
        The answers that can be trusted to be answers, and how many rows cannot.

    Raises:
        InputError: It is no cache, or it is damaged.
    """
    trusted, refused = [], 0
    with reading(path) as db:
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise InputError(f"{path} is damaged; ask for the file again")
        for row in read_answers(db):
            try:
                trusted.append((row.key, _trusted(row, now)))
            except ValueError:
                refused += 1
    return trusted, refused


def _trusted(row: Answer, now: datetime) -> CachedAnswer:
    """Check a row, and let it hold no longer than an answer of our own.

    Raises:
        ValueError: It is not one that Dateline would have written.
    """
    key = row.key
    if any(type(p) is not str or len(p) > MAX_KEY_LENGTH for p in key):
        raise ValueError("a key that is no text")
    if not 0 < len(key.query) < MAX_NAME or key.query != normalise_query(key.query):
        raise ValueError("a question that is never asked")
    answer = decode_answer(row.stored, now)
    if answer.asked_at > now + CLOCKS_DIFFER:
        raise ValueError("asked in the future")
    expires_at = answer.asked_at + LIFETIME[answer.status]
    return replace(answer, expires_at=min(answer.expires_at, expires_at))
