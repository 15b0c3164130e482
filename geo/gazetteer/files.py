"""Where the gazetteer file lies, what it must have been built from, and who builds it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer import base, build
from geo.gazetteer.names import NORM_VERSION
from geo.gazetteer.schema import SCHEMA_VERSION
from geo.gazetteer.scratch import EXTENDED, remove
from geo.gazetteer.store import OfflineGazetteer

Progress = Callable[[float, str], None]
PACKAGED_SHARE = 0.1  # of the time an extended build takes, at most
# The tables that go into the file; a changed one rebuilds it.
TABLES = (
    *("abbreviations", "admin1", "admin1_points", "airports", "area_words"),
    *("countries", "demonyms", "exonyms", "regions"),
)


def fingerprint() -> str:
    """Hash everything the file depends on: a changed table or base rebuilds it."""
    digest = hashlib.sha256(f"{SCHEMA_VERSION}/{NORM_VERSION}".encode())
    digest.update(base.mark())
    for name in TABLES:
        digest.update(files("geo.data").joinpath(f"{name}.tsv").read_bytes())
    return digest.hexdigest()[:12]


def gazetteer_path(cache_dir: Path) -> Path:
    """Return the path of the file for this version and these tables."""
    return cache_dir / f"gazetteer-{fingerprint()}.sqlite"


def extended_path(cache_dir: Path) -> Path:
    """Return the path of the file that GeoNames' own files are built into."""
    return _beside(gazetteer_path(cache_dir))


def _beside(packaged: Path) -> Path:
    return packaged.with_name(f"{packaged.stem}{EXTENDED}")


def current_path(cache_dir: Path) -> Path:
    """Return the path of the file to look names up in: the extended one where it is."""
    packaged = gazetteer_path(cache_dir)  # the tables are hashed once for both
    extended = _beside(packaged)
    return extended if extended.is_file() else packaged


def gazetteer_ready(cache_dir: Path) -> bool:
    """True where nothing has to be built."""
    return current_path(cache_dir).is_file()


def open_gazetteer(cache_dir: Path) -> OfflineGazetteer:
    """Open the gazetteer, which must have been built.

    Raises:
        GazetteerError: It is missing or cannot be read.
    """
    path = current_path(cache_dir)
    if not path.is_file():
        raise GazetteerError(
            "the gazetteer has not been built yet: dateline gazetteer build"
        )
    return OfflineGazetteer(path)


def ensure_gazetteer(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer if it is missing: about a second.

    Killed half-way it leaves only a scratch file, which the next build removes.

    Args:
        cache_dir: Folder for the file; made where it does not exist.
        progress: Called with the share done (0 to 1) and what is being done.

    Raises:
        GazetteerError: The folder cannot be written, or the build failed.
    """
    path = current_path(cache_dir)
    if not path.is_file():
        _build_packaged(path, progress)
    return path


def build_gazetteer(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Build the packaged gazetteer even where one exists, and drop an extended one.

    Arguments and errors as above.
    """
    path = gazetteer_path(cache_dir)
    _build_packaged(path, progress)
    for ending in (EXTENDED, EXTENDED.replace(".sqlite", ".work*")):
        for other in cache_dir.glob(f"gazetteer-*{ending}"):
            remove(other)
    return path


def extend_gazetteer(
    cache_dir: Path, source: str, country: str, progress: Progress | None = None
) -> Path:
    """Build the gazetteer from GeoNames' own files, on top of the packaged one.

    Killed half-way it goes on from there the next time.

    Args:
        cache_dir: Folder for the file and for what is downloaded.
        source: A folder of GeoNames files, a file of places in it, or the http(s)
            address of either, from which they are downloaded.
        country: ISO alpha-2 code of the one country to add, or "" for all.
        progress: As above.

    Raises:
        GazetteerError: A file is missing or broken, a download failed, or the folder
            cannot be written.
    """
    packaged, path = gazetteer_path(cache_dir), extended_path(cache_dir)

    def report(share: float, words: str) -> None:
        if progress:
            progress(PACKAGED_SHARE + share * (1 - PACKAGED_SHARE), words)

    if not packaged.is_file():
        _build_packaged(
            packaged,
            progress and (lambda s, words: progress(s * PACKAGED_SHARE, words)),
        )
    arguments = (str(packaged), source, country, str(path))
    _run_child("geo.gazetteer.geonames_build", arguments, path, report)
    return path


def outdated_extension(cache_dir: Path) -> str | None:
    """Return how to build an extended gazetteer again that another version has built.

    It is kept, because what it was built from may not be at hand; nothing reads it.

    Returns:
        The advice, or None where there is no such file.
    """
    if extended_path(cache_dir).is_file():
        return None
    for other in sorted(cache_dir.glob(f"gazetteer-*{EXTENDED}")):
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
            with contextlib.closing(sqlite3.connect(other)) as connection:
                (words,) = connection.execute(
                    "SELECT value FROM meta WHERE key = 'rebuild'"
                ).fetchone()
            return (
                f"{other.name} was built by another version and is not used; build it "
                f"again: dateline gazetteer build {shlex.join(json.loads(words))}"
            )
    return None


def _build_packaged(path: Path, progress: Progress | None) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GazetteerError(
            f"the cache folder {path.parent} cannot be made ({error.strerror}); "
            "set DATELINE_CACHE_DIR to a folder you can write to"
        ) from error
    build.build(path, progress or (lambda _share, _words: None))


def _run_child(
    module: str, arguments: Sequence[str], path: Path, progress: Progress | None
) -> None:
    """Run a builder, pass on what it reports, and tell its trouble by the last line."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
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
