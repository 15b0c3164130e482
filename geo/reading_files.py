"""Readings as files of the cache folder: of what a start of the dashboard shows.

Without them each start would load the language pipeline and read it again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from geo.articles.samples import samples
from geo.atomic_write import write_bytes
from geo.collections.codec import decode_reading, encode_reading, stamp
from geo.model import Article, Reading

FOLDER = "served"
MAX_BYTES = 200_000_000  # of all that is kept of files named at a start


class SampleReadings:
    """What was read in the sample articles, a file each in the cache folder.

    Nothing else is kept here.

    Args:
        folder: The cache folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ids = frozenset(sample.read().id for sample in samples())

    def reading(self, article: Article, key: str) -> Reading | None:
        """Return what was read in a sample with a key, or None."""
        if article.id not in self._ids:
            return None
        return _read(self._path(article, key), article)

    def keep_reading(self, article: Article, key: str, reading: Reading) -> None:
        """Keep what was read in a sample with a key, where it can be kept."""
        if article.id in self._ids:
            path = self._path(article, key)
            _write_alone(path, reading, self._path(article, "*").name)

    def _path(self, article: Article, key: str) -> Path:
        return self._folder / f"sample-{article.id}-{key}.reading"


class ServedReadings:
    """What was read in the files that a server is started with, so that a restart shows them at once.

    Of other articles nothing is kept. A file is named by a hash of all that its article is and
    by how it was read, holds no more of the text than names and reasons say, and lies where only
    who runs the server can look. What was not asked for longest makes room for what is new.

    Args:
        folder: The cache folder.
        max_bytes: What all may take.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder / FOLDER
        self._max = max_bytes
        self._taken = 0
        self._stamps: dict[Article, str] = {}

    def admit(self, articles: Iterable[Article]) -> None:
        """Keep what is read in these from now on; of what is kept, half the room at most stays."""
        self._stamps |= {article: stamp(article) for article in articles}
        self._taken = _make_room(self._folder, self._max // 2)

    def reading(self, article: Article, key: str) -> Reading | None:
        """Return what was read in one of them with a key, or None."""
        if article not in self._stamps:
            return None
        path = self._path(article, key)
        with suppress(OSError):
            os.utime(path)
        return _read(path, article)

    def keep_reading(self, article: Article, key: str, reading: Reading) -> None:
        """Keep what was read in one of them with a key, where it can be and there is room."""
        if article in self._stamps and self._taken < self._max:
            path = self._path(article, key)
            with suppress(OSError):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.parent.mkdir(exist_ok=True)
                self._taken += _write_alone(path, reading, "*.reading")

    def _path(self, article: Article, key: str) -> Path:
        # Each article has a folder, so that none of thousands is looked through to write one.
        return self._folder / self._stamps[article][:32] / f"{key}.reading"


def _read(path: Path, article: Article) -> Reading | None:
    try:
        return decode_reading(path.read_bytes(), article)
    except (OSError, ValueError):  # not there, or damaged: it is read again
        return None


def _write_alone(path: Path, reading: Reading, others: str) -> int:
    """Write a reading, and let what was read in another way go; return the bytes written."""
    older = list(path.parent.glob(others))
    packed = encode_reading(reading)
    with suppress(OSError):
        write_bytes(path, packed)
        for each in older:
            if each != path:
                each.unlink(missing_ok=True)
        return len(packed)
    return 0


def _make_room(folder: Path, most: int) -> int:
    """Delete what was asked for longest ago until no more is there; return what is."""
    found = []
    with suppress(OSError):
        found = [(p.stat().st_mtime, p.stat().st_size, p) for p in folder.glob("*/*")]
    taken = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if taken <= most:
            break
        with suppress(OSError):
            path.unlink()
            taken -= size
            path.parent.rmdir()  # fails where it holds another
    return taken
