"""The folder of an archive: files written once, made valid by one small record.

    archive.json                        what this is, and which version of it
    parts/<key>-<once>/<table>.parquet  written once under a name of its own; unseen as yet
    commits/<key>.json                  put where there is none: names the parts, the only truth

Nothing is ever renamed or changed: a reader sees a whole shard or none, whoever dies when,
and of two builders that write the same shard the first one's counts. `key` names the work
(settings and articles), so that the same work has the same name everywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.export.atomic_write import output_errors, sync_folder

FORMAT = "dateline-archive"
VERSION = 1  # of the folder and of the tables; docs/archive.md describes it
_ABOUT = "archive.json"
_COMMITS, _PARTS = "commits", "parts"
_ABANDONED = 24 * 60 * 60  # seconds; no writer is about to commit it any more


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of a shard: where it lies in the archive, and what it must be."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read, and why."""

    article: str
    title: str
    source: str
    problem: str


@dataclass(frozen=True, slots=True)
class Commit:
    """The record that makes a shard valid.

    Attributes:
        key: Name of the shard.
        settings: Hash of how its articles were read, and of the version of the tables.
        made: When, in seconds since 1970: of an article read twice the newest counts.
        parts: Its files, by table.
        failed: Articles that could not be read.
    """

    key: str
    settings: str
    made: float
    parts: Mapping[str, Part]
    failed: tuple[Failure, ...] = field(default=())


def shard_key(settings: str, article_ids: Sequence[str]) -> str:
    """Name a shard by what is read, and how."""
    return hashlib.sha256(json.dumps([settings, *article_ids]).encode()).hexdigest()[
        :20
    ]


class Store:
    """An archive's folder.

    Args:
        folder: Where it lies.

    Raises:
        InputError: It is no archive, or one of a newer version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._require_ours()

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Open an archive, and make it where there is none.

        Raises:
            InputError: Something else lies there, or an archive of a newer version.
            OutputError: It cannot be made there.
        """
        about = folder / _ABOUT
        if not about.is_file():
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise InputError(
                    f"{folder} holds something else; name a new folder for the archive"
                )
            with output_errors(folder):
                folder.mkdir(parents=True, exist_ok=True)
            content = json.dumps({"format": FORMAT, "version": VERSION})
            _put_if_absent(about, content.encode())
        return cls(folder)

    def _require_ours(self) -> None:
        about = self.folder / _ABOUT
        try:
            said = json.loads(about.read_bytes())
            ours, version = said["format"] == FORMAT, int(said["version"])
        except FileNotFoundError as error:
            raise InputError(
                f"{self.folder} is no archive; “dateline archive build” makes one"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{about} cannot be read; restore it from a copy"
            ) from error
        if not ours or version > VERSION:
            raise InputError(
                f"{self.folder} was made by a newer Dateline (its version {version}, "
                f"known up to {VERSION}); update Dateline to open it"
            )

    def commits(self) -> tuple[Commit, ...]:
        """Return the records of all shards, in the order of their names.

        Raises:
            InputError: One cannot be read.
        """
        return tuple(map(_read_commit, sorted(self._folder(_COMMITS).glob("*.json"))))

    def holds(self, key: str) -> bool:
        """Return whether a shard is there already."""
        return self._commit(key).is_file()

    def write_part(
        self, key: str, once: str, table: str, content: bytes, rows: int
    ) -> Part:
        """Write one file of a shard under a name that nobody else has.

        Raises:
            OutputError: It cannot be written.
        """
        name = f"{_PARTS}/{key}-{once}/{table}.parquet"
        path = self.folder / name
        with output_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, content)
            sync_folder(path.parent)
        return Part(name, rows, len(content), hashlib.sha256(content).hexdigest())

    def commit(self, commit: Commit) -> bool:
        """Make a shard valid; False where somebody else did so first.

        Raises:
            OutputError: The record cannot be written.
        """
        content = json.dumps(asdict(commit), ensure_ascii=False, indent=1)
        path = self._commit(commit.key)
        with output_errors(path):
            path.parent.mkdir(exist_ok=True)
        return _put_if_absent(path, content.encode())

    def damaged(self) -> Iterator[tuple[Commit, str]]:
        """Return the shards that are not what they were, each with the file that is not."""
        for commit in self.commits():
            for part in commit.parts.values():
                if self._hash(part) != part.sha256:
                    yield commit, part.path
                    break

    def forget(self, commit: Commit) -> None:
        """Make a shard as if it had never been: the next build reads its articles again.

        Raises:
            OutputError: The record cannot be deleted.
        """
        path = self._commit(commit.key)
        with output_errors(path):
            path.unlink(missing_ok=True)
            sync_folder(path.parent)

    def sweep(self) -> int:
        """Delete files that no record names, and whose writer is long gone; return how many."""
        named = {p.path for commit in self.commits() for p in commit.parts.values()}
        oldest = time.time() - _ABANDONED
        gone = 0
        for path in self._folder(_PARTS).glob("*/*.parquet"):
            name = path.relative_to(self.folder).as_posix()
            if name not in named and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
                gone += 1
                with suppress(OSError):  # others of the shard are still in it
                    path.parent.rmdir()
        return gone

    def _folder(self, name: str) -> Path:
        return self.folder / name

    def _commit(self, key: str) -> Path:
        return self._folder(_COMMITS) / f"{key}.json"

    def _hash(self, part: Part) -> str:
        try:
            with (self.folder / part.path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def name_once() -> str:
    """Return a name that nobody else has."""
    return secrets.token_hex(4)


def _read_commit(path: Path) -> Commit:
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
        said["parts"] = {name: Part(**part) for name, part in said["parts"].items()}
        said["failed"] = tuple(Failure(**failure) for failure in said["failed"])
        return Commit(**said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is damaged; delete it, and build again: its articles are read anew"
        ) from error


def _write_once(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_if_absent(path: Path, content: bytes) -> bool:
    """Write a file whole where there is none; False where there is one.

    Linked, not renamed: a rename would replace in silence what another put there.

    Raises:
        OutputError: It cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    with output_errors(path):
        try:
            _write_once(temporary, content)
            os.link(temporary, path)
        except FileExistsError:
            return False
        finally:
            with suppress(OSError):
                temporary.unlink()
        sync_folder(path.parent)
    return True
