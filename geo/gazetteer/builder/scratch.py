"""Who may build a gazetteer file, and into what: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import GazetteerError

LOCK_SECONDS = 300.0
EXTENDED = "-geonames.sqlite"  # ends the name of one with GeoNames' own files in it


@contextmanager
def building(path: Path) -> Iterator[Path | None]:
    """Hold the only right to build ``path``; yields a scratch file to build into.

    The lock is an SQLite transaction: portable, and freed by the system when its holder
    is killed. Yields None where another process finished the file while we waited.

    Raises:
        GazetteerError: Another process has held the lock for too long, or the folder
            cannot be written.
    """
    before = path.stat().st_mtime_ns if path.is_file() else None
    lock = _locked(path.with_name("gazetteer.lock"))
    scratch = path.with_suffix(".building")
    try:
        after = path.stat().st_mtime_ns if path.is_file() else None
        if after != before:
            yield None
        else:
            remove(scratch)
            yield scratch
            _write_through(scratch)
            scratch.replace(path)
            _remove_older(path)
    finally:
        remove(scratch)
        lock.close()


def _locked(path: Path) -> sqlite3.Connection:
    with contextlib.ExitStack() as undo:
        try:
            lock = sqlite3.connect(path, timeout=LOCK_SECONDS)
            undo.callback(lock.close)
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise GazetteerError(
                f"the cache folder {path.parent} cannot be locked ({error}); "
                "is another Dateline still building there, or is it read-only?"
            ) from error
        undo.pop_all()
        return lock


def _write_through(path: Path) -> None:
    """Have the file on the disk before it gets its name: a power cut leaves no half."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove_older(path: Path) -> None:
    """Remove what a new file replaces: an extended one only the extended ones."""
    extended = path.name.endswith(EXTENDED)
    for other in path.parent.glob("gazetteer-*.sqlite"):
        if other != path and other.name.endswith(EXTENDED) == extended:
            remove(other)


def remove(path: Path) -> None:
    """Remove a file with what SQLite keeps beside it.

    An older gazetteer may still be open (Windows refuses): it goes next time.
    """
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)
