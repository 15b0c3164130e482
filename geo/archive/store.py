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
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from geo.archive.files import Files, files_at
from geo.errors import InputError

FORMAT = "dateline-archive"
VERSION = 2  # of the folder; docs/archive.md describes it
TABLES_VERSION = 1  # of the tables of a shard; with another one articles are read again
_ABOUT = "archive.json"
_COMMITS, PARTS = "commits", "parts"
_FOLDERS = (
    _COMMITS,
    "snapshots",
    "corrections",
    "habits",
    "compacted",
    "corrected",
    PARTS,
)
# What reading a file raises that somebody else wrote.
NOT_OURS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)  # fmt: skip
_ABANDONED = 24 * 60 * 60  # seconds; no writer is about to commit it any more
_KEY = re.compile(r"[0-9a-f]+", re.ASCII)
# Any other path in a record would have files read or deleted that are none of the archive's.
_PART = re.compile(r"parts/[0-9a-f]+-[0-9a-f]+/[a-z]+\.parquet", re.ASCII)
_MAX_NUMBER = 2**63  # rows or bytes of a file


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
        build: The build that wrote it: who is killed after that finds its own work again.
    """

    key: str
    settings: str
    made: float
    parts: Mapping[str, Part]
    failed: tuple[Failure, ...] = ()
    build: str = ""


def shard_key(settings: str, article_ids: Sequence[str]) -> str:
    """Name a shard by what is read, and how."""
    return hashlib.sha256(json.dumps([settings, *article_ids]).encode()).hexdigest()[
        :20
    ]


class Store:
    """An archive's folder.

    Args:
        address: Where it lies: a folder, or an address such as "s3://bucket/news".

    Raises:
        InputError: It is no archive, or one of a newer version.
        OutputError: What is needed for the address is not installed.

    Attributes:
        address: Where it lies.
        folder: Where it lies on this machine, or is fetched to.
        files: Its files.
    """

    def __init__(self, address: str | Path) -> None:
        self.files = files_at(address)
        self.address = self.files.address
        self.folder = self.files.folder
        self._require_ours()

    @classmethod
    def create(cls, address: str | Path) -> Store:
        """Open an archive, and make it where there is none.

        Raises:
            InputError: Something else lies there, or an archive of a newer version.
            OutputError: It cannot be made there.
        """
        files = files_at(address)
        if not _about(files):
            if not files.nothing_there():
                raise InputError(
                    f"{address} holds something else; name a new folder for the archive"
                )
            files.put(_ABOUT, _what_it_is())
        return cls(address)

    def require_version(self) -> None:
        """Have a Dateline that knows shards alone refuse the archive, where it is an older one.

        Raises:
            OutputError: It cannot be written.
        """
        if json.loads(_about(self.files))["version"] != VERSION:
            self.files.replace(_ABOUT, _what_it_is())

    def _require_ours(self) -> None:
        about = _about(self.files)
        if not about:
            raise InputError(
                f"{self.address} is no archive; “dateline archive build” makes one"
            )
        try:
            said = json.loads(about)
            ours, version = said["format"] == FORMAT, int(said["version"])
        except NOT_OURS as error:
            raise InputError(
                f"{self.address}/{_ABOUT} cannot be read; restore it from a copy"
            ) from error
        if not ours or version > VERSION:
            raise InputError(
                f"{self.address} was made by a newer Dateline (its version {version}, "
                f"known up to {VERSION}); update Dateline to open it"
            )

    def commits(self) -> tuple[Commit, ...]:
        """Return the records of all shards, in the order of their names.

        Raises:
            InputError: One cannot be read.
        """
        names = [n for n in self.files.names(_COMMITS) if n.endswith(".json")]
        return tuple(map(self._read_commit, names, self.files.read(names)))

    def commit_of(self, key: str) -> Commit | None:
        """Return the record of a shard, or None.

        Raises:
            InputError: It cannot be read.
        """
        name = _commit_name(key)
        with suppress(FileNotFoundError):
            return self._read_commit(name, *self.files.read([name]))
        return None

    def _read_commit(self, name: str, content: bytes) -> Commit:
        try:
            commit = commit_from(json.loads(content), _PART)
            if name != _commit_name(commit.key):
                raise ValueError(name)
        except NOT_OURS as error:
            raise InputError(
                f"{self.address}/{name} is damaged; delete it, and build again: its "
                "articles are read anew"
            ) from error
        return commit

    def paths(self, table: str, commits: Iterable[Commit]) -> list[Path]:
        """Return where the files of a table lie on this machine.

        Raises:
            InputError: They cannot be had.
        """
        try:
            return self.files.paths([commit.parts[table].path for commit in commits])
        except (OSError, KeyError) as error:
            raise InputError(
                f"a file of {self.address} cannot be had: {error}; “dateline archive "
                "verify” tells which are damaged"
            ) from error

    def write_part(
        self,
        key: str,
        once: str,
        table: str,
        content: bytes,
        rows: int,
        folder: str = PARTS,
    ) -> Part:
        """Write one file of a shard under a name that nobody else has.

        Raises:
            OutputError: It cannot be written.
        """
        name = f"{folder}/{key}-{once}/{table}.parquet"
        self.files.put(name, content)
        return Part(name, rows, len(content), hashlib.sha256(content).hexdigest())

    def commit(self, commit: Commit) -> bool:
        """Make a shard valid; False where somebody else did so first.

        Raises:
            OutputError: The record cannot be written.
        """
        content = json.dumps(asdict(commit), ensure_ascii=False, indent=1)
        return self.files.put(_commit_name(commit.key), content.encode())

    def damaged(self, commits: Iterable[Commit]) -> Iterator[tuple[Commit, str]]:
        """Return the shards that are not what they were, each with the file that is not."""
        for commit in commits:
            for part in commit.parts.values():
                if self._hash(part) != part.sha256:
                    yield commit, part.path
                    break

    def damaged_parts(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Return the files that are there, and not what they were."""
        there = set(self.files.names(PARTS))
        for part in parts:
            if part.path in there and self._hash(part) != part.sha256:
                yield part

    def forget(self, commit: Commit) -> None:
        """Make a shard as if it had never been: the next build reads its articles again.

        Raises:
            OutputError: The record cannot be deleted.
        """
        self.files.delete(_commit_name(commit.key))

    def delete(self) -> None:
        """Delete the archive: its files, and nothing else that lies beside them.

        Killed on the way it is an archive still, of which less is left.

        Raises:
            OutputError: They cannot be deleted.
        """
        for folder in _FOLDERS:
            self.files.delete_folder(folder)
        self.files.delete(_ABOUT)

    def sweep(self) -> int:
        """Delete files that no record names, and whose writer is long gone; return how many."""
        named = {p.path for commit in self.commits() for p in commit.parts.values()}
        oldest = time.time() - _ABANDONED
        gone = 0
        for name in self.files.names(PARTS):
            with suppress(FileNotFoundError):  # another build sweeps too
                if name not in named and self.files.modified(name) < oldest:
                    self.files.delete(name)
                    gone += 1
        return gone

    def _hash(self, part: Part) -> str:
        try:
            (content,) = self.files.read([part.path])
        except OSError:
            return ""
        return hashlib.sha256(content).hexdigest()


def commit_from(said: dict[str, Any], path: re.Pattern[str]) -> Commit:
    """Return a record of the JSON that it was written as.

    Args:
        said: The JSON.
        path: How its files are named.

    Raises:
        ArithmeticError, AttributeError, LookupError, TypeError, ValueError: It says what no
            writer says.
    """
    said["parts"] = {name: Part(**part) for name, part in said["parts"].items()}
    said["failed"] = tuple(Failure(**failure) for failure in said["failed"])
    commit = Commit(**said)
    texts = [commit.settings, commit.build]
    texts += [words for failure in commit.failed for words in astuple(failure)]
    sound = (
        _KEY.fullmatch(commit.key)
        and isfinite(commit.made)
        and all(isinstance(text, str) for text in texts)
        and sound_parts(commit.parts.values(), path)
    )
    if not sound:
        raise ValueError(commit.key)
    return commit


def sound_parts(parts: Iterable[Part], path: re.Pattern[str]) -> bool:
    """Return whether files are named as a writer names them."""
    return all(
        path.fullmatch(part.path)
        and type(part.sha256) is str
        and all(
            type(n) is int and 0 <= n < _MAX_NUMBER for n in (part.rows, part.bytes)
        )
        for part in parts
    )


def name_once() -> str:
    """Return a name that nobody else has."""
    return secrets.token_hex(4)


def _commit_name(key: str) -> str:
    return f"{_COMMITS}/{key}.json"


def _what_it_is() -> bytes:
    return json.dumps({"format": FORMAT, "version": VERSION}).encode()


def _about(files: Files) -> bytes:
    """Return what an archive says of itself; nothing where there is none."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (about,) = files.read([_ABOUT])
        return about
    return b""
