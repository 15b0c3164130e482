"""Where the gazetteer file lies, what it must have been built from, and who builds it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.data.read import find_table
from geo.errors import GazetteerError
from geo.gazetteer.builder import base, packaged
from geo.gazetteer.builder.scratch import EXTENDED, remove
from geo.gazetteer.lookup import OfflineGazetteer
from geo.gazetteer.names import NORM_VERSION
from geo.gazetteer.schema import SCHEMA_VERSION
from geo.gazetteer.seal import APPLICATION_ID
from geo.model import Progress
from geo.settings import get_settings

_log = logging.getLogger(__name__)
Folder = Path | str | None  # None: that of the settings
PACKAGED_SHARE = 0.1  # of the time an extended build takes, at most
# The tables that go into the file; a changed one rebuilds it.
TABLES = (
    *("abbreviations", "admin1", "admin1_points", "airports", "area_words"),
    *("countries", "demonyms", "exonyms", "regions"),
)


def fingerprint() -> str:
    """Hash everything the file depends on: a changed table or base rebuilds it."""
    digest = hashlib.sha256(f"{SCHEMA_VERSION}/{NORM_VERSION}".encode())
    digest.update(APPLICATION_ID)
    digest.update(str(packaged.BUILD_VERSION).encode())
    digest.update(base.checksum())
    for name in TABLES:
        digest.update(find_table(f"{name}.tsv").read_bytes())
    return digest.hexdigest()[:12]


def gazetteer_path(folder: Path) -> Path:
    """Return the path of the file for this version and these tables."""
    return folder / f"gazetteer-{fingerprint()}.sqlite"


def extended_path(folder: Path) -> Path:
    """Return the path of the file that GeoNames' own files are built into."""
    return _beside(gazetteer_path(folder))


def _beside(packaged: Path) -> Path:
    return packaged.with_name(f"{packaged.stem}{EXTENDED}")


def current_path(cache_dir: Folder) -> Path:
    """Return the path of the file to look names up in: the extended one where it is."""
    packaged = gazetteer_path(_folder(cache_dir))  # the tables are hashed once for both
    extended = _beside(packaged)
    return extended if extended.is_file() else packaged


def _folder(cache_dir: Folder) -> Path:
    return Path(cache_dir) if cache_dir is not None else get_settings().cache_dir


def gazetteer_ready(cache_dir: Folder = None) -> bool:
    """True where nothing has to be built.

    Args:
        cache_dir: Folder of the file; by default that of the settings.
    """
    return current_path(cache_dir).is_file()


def open_gazetteer(
    cache_dir: Folder = None, *, progress: Progress | None = None
) -> OfflineGazetteer:
    """Open the gazetteer; build it before where it is missing or damaged: about a second.

        >>> geo.open_gazetteer().lookup("Wonsan")[0].place.name
        'Wonsan'

    Args:
        cache_dir: Folder of the file, made where it does not exist; by default that of
            the settings.
        progress: Called with the share done (0 to 1) and what is being done.

    Raises:
        GazetteerError: The file cannot be read, the folder cannot be written, or the
            build failed.
    """
    path = ensure_gazetteer(progress, cache_dir=cache_dir)
    try:
        return OfflineGazetteer(path)
    except GazetteerError as error:
        if path != gazetteer_path(path.parent):
            raise  # what an extended one was built from may not be at hand
        _log.warning("%s", error)
    _build_packaged(path, progress)
    return OfflineGazetteer(path)


def ensure_gazetteer(
    progress: Progress | None = None, *, cache_dir: Folder = None
) -> Path:
    """Build the gazetteer if it is missing, without opening it.

    Killed half-way it leaves only a scratch file, which the next build removes.
    Arguments and errors as of `open_gazetteer`.

    Returns:
        The path of the file.
    """
    path = current_path(cache_dir)
    if not path.is_file():
        _build_packaged(path, progress)
    return path


def build_gazetteer(
    progress: Progress | None = None, *, cache_dir: Folder = None
) -> Path:
    """Build the packaged gazetteer even where one exists, and drop an extended one.

    Arguments and errors as of `open_gazetteer`.

    Returns:
        The path of the file.
    """
    path = gazetteer_path(_folder(cache_dir))
    _build_packaged(path, progress)
    for ending in (EXTENDED, EXTENDED.replace(".sqlite", ".work*")):
        for other in path.parent.glob(f"gazetteer-*{ending}"):
            remove(other)
    return path


def extend_gazetteer(
    source: str,
    country: str = "",
    progress: Progress | None = None,
    *,
    cache_dir: Folder = None,
) -> Path:
    """Build the gazetteer from GeoNames' own files, on top of the packaged one.

    Killed half-way it goes on from there the next time.

    Args:
        source: A folder of GeoNames files, a file of places in it, or the http(s)
            address of either, from which they are downloaded.
        country: ISO alpha-2 code of the one country to add, or "" for all.
        progress: As of `open_gazetteer`.
        cache_dir: Folder for the file and for what is downloaded.

    Returns:
        The path of the file.

    Raises:
        GazetteerError: A file is missing or broken, a download failed, or the folder
            cannot be written.
    """
    packaged = gazetteer_path(_folder(cache_dir))
    path = _beside(packaged)

    def report(share: float, words: str) -> None:
        if progress:
            progress(PACKAGED_SHARE + share * (1 - PACKAGED_SHARE), words)

    if not packaged.is_file():
        _build_packaged(
            packaged,
            progress and (lambda s, words: progress(s * PACKAGED_SHARE, words)),
        )
    arguments = (str(packaged), source, country, str(path))
    _run_child("geo.gazetteer.builder.geonames", arguments, path, report)
    return path


def outdated_extension(cache_dir: Folder = None) -> str | None:
    """Return how to build an extended gazetteer again that another version has built.

    It is kept, because what it was built from may not be at hand; nothing reads it.

    Returns:
        The advice, or None where there is no such file.
    """
    folder = _folder(cache_dir)
    if extended_path(folder).is_file():
        return None
    for other in sorted(folder.glob(f"gazetteer-*{EXTENDED}")):
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
    packaged.build(path, progress or (lambda _share, _words: None))


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
