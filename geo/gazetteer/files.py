"""Where the gazetteer file lies, what it must have been built from, and who builds it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError
from importlib.resources import files
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer import sources
from geo.gazetteer.names import NORM_VERSION
from geo.gazetteer.schema import SCHEMA_VERSION
from geo.gazetteer.store import OfflineGazetteer

Progress = Callable[[float, str], None]
LOCK_SECONDS = 300.0
# The tables that go into the file; a changed one rebuilds it.
TABLES = ("abbreviations", "area_words", "countries", "demonyms", "regions")


def fingerprint() -> str:
    """Hash everything the file depends on: a changed table or package rebuilds it."""
    digest = hashlib.sha256(f"{SCHEMA_VERSION}/{NORM_VERSION}".encode())
    try:
        digest.update(json.dumps(sources.versions(), sort_keys=True).encode())
    except PackageNotFoundError as error:
        raise GazetteerError(
            f"the package {error.name} is missing; install Dateline again"
        ) from error
    for name in TABLES:
        digest.update(files("geo.data").joinpath(f"{name}.tsv").read_bytes())
    return digest.hexdigest()[:12]


def gazetteer_path(cache_dir: Path) -> Path:
    """Give the path of the file for this version and these tables."""
    return cache_dir / f"gazetteer-{fingerprint()}.sqlite"


def gazetteer_ready(cache_dir: Path) -> bool:
    """True where nothing has to be built."""
    return gazetteer_path(cache_dir).is_file()


def open_gazetteer(cache_dir: Path) -> OfflineGazetteer:
    """Open the gazetteer, which must have been built.

    Raises:
        GazetteerError: It is missing or cannot be read.
    """
    path = gazetteer_path(cache_dir)
    if not path.is_file():
        raise GazetteerError(
            "the gazetteer has not been built yet: dateline gazetteer build"
        )
    return OfflineGazetteer(path)


def ensure_gazetteer(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer if it is missing, in a child process.

    A child, because building takes memory that a dashboard should not keep. Killed
    half-way it leaves only a scratch file, which the next build removes.

    Args:
        cache_dir: Folder for the file; made where it does not exist.
        progress: Called with the share done (0 to 1) and what is being done.

    Raises:
        GazetteerError: The folder cannot be written, or the build failed.
    """
    path = gazetteer_path(cache_dir)
    if not path.is_file():
        build_gazetteer(cache_dir, progress)
    return path


def build_gazetteer(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer even where one exists. Arguments and errors as above."""
    path = gazetteer_path(cache_dir)
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GazetteerError(
            f"the cache folder {cache_dir} cannot be made ({error.strerror}); "
            "set DATELINE_CACHE_DIR to a folder you can write to"
        ) from error
    command = [sys.executable, "-m", "geo.gazetteer.build", str(path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdout
        assert child.stderr
        for line in child.stdout:
            share, _, words = line.strip().partition(" ")
            if progress:
                progress(float(share), words)
        trouble = child.stderr.read().strip()
    if child.returncode or not path.is_file():
        last = trouble.splitlines()[-1] if trouble else f"exit {child.returncode}"
        raise GazetteerError(f"the gazetteer could not be built: {last}")
    return path


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
            _remove(scratch)
            yield scratch
            scratch.replace(path)
            for other in path.parent.glob("gazetteer-*.sqlite"):
                if other != path:
                    _remove(other)
    finally:
        _remove(scratch)
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


def _remove(path: Path) -> None:
    # An older gazetteer may still be open (Windows refuses): it goes next time.
    with contextlib.suppress(OSError):
        for name in (path.name, f"{path.name}-journal"):
            path.with_name(name).unlink(missing_ok=True)
