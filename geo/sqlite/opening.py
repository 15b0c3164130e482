"""What a file is, and how it is opened, whatever is found in its place.

A file that cannot be trusted is set aside under another name and never deleted: it may
be somebody's. One that is of an older version is brought up to date.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geo.sqlite.shape import foreign_object

BUSY_SECONDS = 5.0
SECOND_LOOK = 0.1  # seconds
COPY = ".before-migration-"  # and the time: ends the name of a copy
_MAGIC = b"SQLite format 3\x00"
_APPLICATION_AT = 68  # in a database's header, as SQLite documents it
_SUFFIXES = ("-wal", "-shm", "")  # the main file last: a new one must not meet old ones


class UnusableFileError(Exception):
    """The file is damaged, or is something else; the message says which."""


class NewerFileError(Exception):
    """The file was made by a newer Dateline; it is left alone."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A connection, and what the user should know of it."""

    connection: sqlite3.Connection
    notice: str = ""


def open_file(path: Path, spec: FileSpec, clock: Clock, *, check: bool) -> OpenedFile:
    """Open the file at ``path``, or a new one if what is there cannot be used.

    Args:
        path: The file.
        spec: What it should be.
        clock: For the names of files set aside and the record of migrations.
        check: Read the whole file for damage first; once a process is enough.

    Raises:
        OSError: The folder cannot be made, or the bad file not set aside.
        sqlite3.Error: The file cannot be opened.
        NewerFileError: A newer Dateline made it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    found = _identity(path)
    notice = _empty_notice(path, spec) if check else ""
    try:
        return OpenedFile(_open_twice(path, spec, clock, check=check), notice)
    except UnusableFileError as error:
        kept = set_aside(path, clock, found)
        notice = (
            f"The {spec.name} {error}; it was set aside as {kept.name}"
            " and a new one begun."
        )
        return OpenedFile(_open(path, spec, clock, check=False), notice)
    except sqlite3.OperationalError as error:
        if is_busy(error) or not path.is_file():
            raise
        notice = (
            f"The {spec.name} can only be read here; new {spec.things} are not kept."
        )
        return OpenedFile(_open_for_reading(path, spec), notice)


def _empty_notice(path: Path, spec: FileSpec) -> str:
    """Return what to say of a file of no bytes: something else has emptied it.

    Unless another thread is about to fill it, or its words stand in the log beside it.
    """
    for _ in range(2):
        if not path.is_file() or path.stat().st_size:
            return ""
        if any(path.with_name(path.name + s).exists() for s in ("-wal", "-journal")):
            return ""
        time.sleep(SECOND_LOOK)
    return (
        f"The {spec.name} was empty, as after a broken copy or a full disk; a new one was"
        f" begun. Put a copy of {path.name} back if there were {spec.things} in it."
    )


def _open_twice(
    path: Path, spec: FileSpec, clock: Clock, *, check: bool
) -> sqlite3.Connection:
    """Look again before a file is called bad: another thread may be making it."""
    try:
        return _open(path, spec, clock, check=check)
    except UnusableFileError:
        time.sleep(SECOND_LOOK)
        return _open(path, spec, clock, check=check)


def set_aside(path: Path, clock: Clock, found: tuple[int, int] | None) -> Path:
    """Rename a bad file, with what SQLite keeps beside it.

    Args:
        path: The file.
        clock: For the name.
        found: Which file was found bad. Where another process has already replaced it,
            the new one stays where it is.
    """
    stamp = f"{clock():%Y%m%dT%H%M%SZ}"
    kept = path.with_name(f"{path.name}.corrupt-{stamp}")
    number = 2
    while kept.exists():
        kept = path.with_name(f"{path.name}.corrupt-{stamp}-{number}")
        number += 1
    if _identity(path) != found:
        return kept
    for suffix in _SUFFIXES:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + suffix))
    return kept


def choose_journal(db: sqlite3.Connection) -> str:
    """Ask for a write-ahead log; where the file system refuses, do without.

    Returns:
        The mode in force ("wal" or "delete").
    """
    for _ in range(20):
        try:
            mode = db.execute("PRAGMA journal_mode").fetchone()[0]
            if mode != "wal":
                mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                break
            time.sleep(0.05)  # SQLite does not wait by itself for this one lock
            continue
        if mode == "wal":
            return "wal"
        break
    return str(db.execute("PRAGMA journal_mode = DELETE").fetchone()[0])


def is_damage(error: sqlite3.Error) -> bool:
    """True for a damaged file, not for one that is busy, full or read-only."""
    code = _primary_code(error)
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_busy(error: sqlite3.Error) -> bool:
    """True where another process is writing to the file."""
    return _primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _primary_code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _open(
    path: Path, spec: FileSpec, clock: Clock, *, check: bool
) -> sqlite3.Connection:
    look_at_header(path, spec)
    db = _connect(os.fspath(path), uri=False)
    try:
        _configure(db, spec)
        _identify(db, spec, check=check)
        choose_journal(db)
        copy_before_migration(db, path, spec, clock)
        migrate(db, spec, clock)
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise UnusableFileError("was damaged") from error
        raise
    return db


def look_at_header(path: Path, spec: FileSpec) -> None:
    """Recognise foreign files by their first bytes, before SQLite tidies up beside them."""
    if not path.exists():
        return
    with path.open("rb") as file:
        header = file.read(_APPLICATION_AT + 4)
    application = int.from_bytes(header[_APPLICATION_AT:], "big")
    if header and not header.startswith(_MAGIC):
        raise UnusableFileError("was damaged")
    if application not in (0, spec.application_id):
        raise UnusableFileError("is a database of another program")


def _open_for_reading(path: Path, spec: FileSpec) -> sqlite3.Connection:
    # Immutable: no lock, no -shm file, so that a read-only folder is enough.
    db = _connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _configure(db, spec)
        _identify(db, spec, check=False)
        db.execute(f"SELECT 1 FROM {spec.table} LIMIT 1").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _connect(target: str, *, uri: bool) -> sqlite3.Connection:
    db = sqlite3.connect(
        target,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # used by one thread, closed by whichever is last
        uri=uri,
    )
    # One bad byte in one text must not cost the rows that are read with it.
    db.text_factory = lenient
    return db


def lenient(text: bytes) -> str:
    """Return a text of a file; of a bad byte a mark."""
    return text.decode("utf-8", "replace")


def _configure(db: sqlite3.Connection, spec: FileSpec) -> None:
    db.execute("PRAGMA trusted_schema = OFF")  # files are passed around
    for pragma in spec.pragmas:
        db.execute(f"PRAGMA {pragma}")


def _identify(db: sqlite3.Connection, spec: FileSpec, *, check: bool) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == 0 and tables == 0:
        return  # new, or emptied by a crash
    if application != spec.application_id:
        raise UnusableFileError("is a database of another program")
    if db.execute("PRAGMA user_version").fetchone()[0] > spec.schema:
        raise NewerFileError
    if foreign_object(db, spec.migrations):
        raise UnusableFileError("holds what Dateline never put there")
    if check and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise UnusableFileError("was damaged")


Clock = Callable[[], datetime]
Migration = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One sort of SQLite file that Dateline keeps.

    Attributes:
        name: What messages call it ("geocoder cache").
        things: What it keeps ("answers").
        application_id: Its mark in the header, by which foreign files are told.
        migrations: How it came to look as it does, one named function a step. A step
            never changes once released; a new need is a new function at the end.
        table: A table it must have to be of use where it can only be read.
        pragmas: Settings of each connection.
    """

    name: str
    things: str
    application_id: int
    migrations: tuple[Migration, ...]
    table: str
    pragmas: tuple[str, ...]

    @property
    def schema(self) -> int:
        """Its version: the number of steps."""
        return len(self.migrations)


def utc_now() -> datetime:
    """Return the wall clock's time, in UTC."""
    return datetime.now(UTC)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Hold the file for writing; never around anything that waits for a network."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk ends it by itself
            db.execute("ROLLBACK")
        raise


def copy_before_migration(
    db: sqlite3.Connection, path: Path, spec: FileSpec, clock: Clock
) -> None:
    """Copy a file that is to be migrated, whole or not at all, beside itself.

    One copy is kept, the latest: what people delete should not live on in many.

    Raises:
        sqlite3.Error: It cannot be copied; then it is not migrated either.
    """
    before = _schema(db)
    if not 0 < before < spec.schema:
        return
    copy = path.with_name(f"{path.name}{COPY}{clock():%Y%m%dT%H%M%SZ}")
    part = copy.with_name(f"{copy.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with closing(sqlite3.connect(part)) as target:
            db.backup(target)
            whole = _schema(target) == before  # else another process was faster
        if whole:
            older = list(path.parent.glob(f"{path.name}{COPY}*Z"))
            part.replace(copy)
            for each in older:
                if each != copy:
                    each.unlink(missing_ok=True)
    except OSError as error:
        raise sqlite3.OperationalError(f"no copy could be made: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def migrate(db: sqlite3.Connection, spec: FileSpec, clock: Clock) -> None:
    """Apply what is missing, in one transaction: nobody meets a file that is half made."""
    if _schema(db) == spec.schema:
        return
    # Looked up inside the transaction: another process may have been faster.
    with transaction(db):
        for number, migration in enumerate(spec.migrations, start=1):
            if _apply(db, migration, clock):
                db.execute(f"PRAGMA application_id = {spec.application_id}")
                db.execute(f"PRAGMA user_version = {max(number, _schema(db))}")


def _apply(db: sqlite3.Connection, migration: Migration, clock: Clock) -> bool:
    db.execute(
        "CREATE TABLE IF NOT EXISTS migration"
        " (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"
    )
    name = migration.__name__
    if db.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone():
        return False
    migration(db)
    db.execute("INSERT INTO migration VALUES (?, ?)", (name, clock().isoformat()))
    return True


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
