"""Words to the sentences and titles they stand in: an index of SQLite's (FTS5).

It holds no text, only where each word stands: the number of a line of the sorted sentences, and
of an article of the sorted articles.
"""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from geo.archive.engine import DAMAGED
from geo.errors import InputError
from geo.sqlite import open_read_only

_WORD = re.compile(r"[^\W_]+")
_MADE = (
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
    "CREATE VIRTUAL TABLE sentences USING fts5(text, content='', {tokens});"
    "CREATE VIRTUAL TABLE titles USING fts5(text, content='', {tokens});"
).format(tokens="tokenize='unicode61 remove_diacritics 2'")
_Numbered = Iterable[Sequence[tuple[int, str]]]


def words_of(text: str) -> list[str]:
    """Return the words that are looked for, without what stands between them."""
    return _WORD.findall(text)


def can_index() -> bool:
    """Return whether the SQLite of this machine has the index."""
    with closing(sqlite3.connect(":memory:")) as db:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    return "ENABLE_FTS5" in options


def index(path: Path, sentences: _Numbered, titles: _Numbered) -> None:
    """Write the index.

    Args:
        path: A new file.
        sentences: Number and text of each, some at a time.
        titles: Number and text of each, some at a time.

    Raises:
        OSError: It cannot be written: the disk is full.
    """
    try:
        with closing(sqlite3.connect(path)) as db:
            db.executescript(_MADE)
            for table, groups in (("sentences", sentences), ("titles", titles)):
                for rows in groups:
                    insert = f"INSERT INTO {table} (rowid, text) VALUES (?, ?)"
                    db.executemany(insert, rows)
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            db.commit()
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def found(
    path: Path, words: Sequence[str], most: int = -1
) -> tuple[list[int], list[int]]:
    """Return the sentences and the titles in which words stand one after another.

    Args:
        path: The index.
        words: The words.
        most: How many of each, the first; all where it is below zero.

    Raises:
        InputError: The index cannot be read.
    """
    phrase = '"' + " ".join(words) + '"'
    try:
        with open_read_only(path) as db:
            sentences, titles = (
                [
                    row[0]
                    for row in db.execute(
                        f"SELECT rowid FROM {table} WHERE {table} MATCH ? "
                        "ORDER BY rowid LIMIT ?",
                        [phrase, most],
                    )
                ]
                for table in ("sentences", "titles")
            )
    except sqlite3.Error as error:
        raise InputError(
            f"the index of words cannot be read: {error}{DAMAGED}"
        ) from error
    return sentences, titles
