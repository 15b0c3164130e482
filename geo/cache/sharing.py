"""A cache as one file for somebody else: answers only, never who asked what when."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from geo.cache.encoding import MAX_NAME
from geo.cache.migrations import FILE_SPEC
from geo.cache.rows import (
    Answer,
    decode_answer,
    read_answers,
    write_answer,
)
from geo.cache.upkeep import reading
from geo.cache.values import (
    LIFETIME,
    CachedAnswer,
    CacheKey,
    normalise_query,
)
from geo.errors import InputError, OutputError
from geo.sqlite import Clock, migrate, transaction

CLOCKS_DIFFER = timedelta(days=1)  # an answer from later than this was not given
LONGEST_KEY = 500  # characters of an address or a hash


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
    parts = (key.provider, key.endpoint, key.query, key.params)
    if any(type(p) is not str or len(p) > LONGEST_KEY for p in parts):
        raise ValueError("a key that is no text")
    if not 0 < len(key.query) < MAX_NAME or key.query != normalise_query(key.query):
        raise ValueError("a question that is never asked")
    answer = decode_answer(row.stored, now)
    if answer.asked_at > now + CLOCKS_DIFFER:
        raise ValueError("asked in the future")
    expires_at = answer.asked_at + LIFETIME[answer.status]
    return replace(answer, expires_at=min(answer.expires_at, expires_at))
