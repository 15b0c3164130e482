"""Many shards put together: sorted files beside the shards, from which questions are answered.

    compacted/<number>-<once>/<table>   written once; unseen as yet
    snapshots/<number>.json             put where there is none: names the files, and the
                                        shards that are in them

A snapshot says nothing that its shards do not: it can be deleted and made again. What has been
read since stands in shards alone, the tail.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geo.archive.store import NOT_OURS, Commit, Part, Store, name_once, sound_parts
from geo.errors import InputError

FORMAT = 1  # of the sorted files; those of another one are made anew
_SNAPSHOTS, _COMPACTED = "snapshots", "compacted"
_NAME = re.compile(r"snapshots/[0-9]{6}\.json", re.ASCII)
_PART = re.compile(r"compacted/[0-9]{6}-[0-9a-f]+/[a-z_]+\.(parquet|sqlite)", re.ASCII)
_ABANDONED = 24 * 60 * 60  # seconds; nobody writes or reads it any more


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The record of sorted files.

    Attributes:
        name: Name of the record.
        format: Version of the files.
        made: When, in seconds since 1970.
        covers: Names of the shards that are in them.
        parts: The files, by table.
    """

    name: str
    format: int
    made: float
    covers: tuple[str, ...]
    parts: Mapping[str, Part]


def newest(store: Store, commits: Iterable[Commit]) -> Snapshot | None:
    """Return the newest snapshot, or None.

    One that holds a shard which is no longer counted, or that was made in another way, is
    passed over.
    """
    counted = {commit.key for commit in commits}
    for name in reversed(_names(store)):
        found = _read(store, name)
        if found and found.format == FORMAT and counted.issuperset(found.covers):
            return found
    return None


def keep(store: Store, covers: Iterable[str], files: Mapping[str, Path]) -> bool:
    """Make sorted files valid; False where somebody else did so first.

    Raises:
        OutputError: They cannot be written.
    """
    last = max((int(name[-11:-5]) for name in _names(store)), default=0)
    number = f"{last + 1:06d}"
    folder = f"{_COMPACTED}/{number}-{name_once()}"
    parts = {}
    for table, path in files.items():
        name = f"{folder}/{path.name}"
        parts[table] = Part(name, 0, path.stat().st_size, _hash_of(path))
        store.files.put_file(name, path)
    new = Snapshot(
        f"{_SNAPSHOTS}/{number}.json", FORMAT, time.time(), tuple(covers), parts
    )
    return store.files.put(new.name, json.dumps(asdict(new), indent=1).encode())


def paths(store: Store, snapshot: Snapshot) -> dict[str, Path]:
    """Return where the files of a snapshot lie on this machine, by table.

    Raises:
        InputError: They cannot be had.
    """
    names = [part.path for part in snapshot.parts.values()]
    try:
        found = dict(zip(snapshot.parts, store.files.paths(names), strict=True))
    except OSError as error:
        raise _damaged(store, str(error)) from error
    for path in found.values():
        if not path.is_file():
            raise _damaged(store, f"{path} is gone")
    return found


def damaged(store: Store, snapshot: Snapshot) -> str:
    """Return the first file of a snapshot that is not what was written, or nothing."""
    for part in snapshot.parts.values():
        try:
            (path,) = store.files.paths([part.path])
            if _hash_of(path) != part.sha256:
                return part.path
        except OSError:
            return part.path
    return ""


def forget(store: Store, snapshot: Snapshot) -> None:
    """Make a snapshot as if it had never been: its shards are asked one by one.

    Raises:
        OutputError: The record cannot be deleted.
    """
    store.files.delete(snapshot.name)


def sweep(store: Store, used: Snapshot) -> None:
    """Delete older snapshots, and files of none, once nobody can be reading them."""
    oldest = time.time() - _ABANDONED
    named = {part.path for part in used.parts.values()}
    for folder in (_SNAPSHOTS, _COMPACTED):
        for name in store.files.names(folder):
            with suppress(FileNotFoundError):  # another sweeps too
                if name in named or (folder == _SNAPSHOTS and name >= used.name):
                    continue
                if store.files.modified(name) < oldest and used.made < oldest:
                    store.files.delete(name)


def _names(store: Store) -> list[str]:
    return [n for n in store.files.names(_SNAPSHOTS) if _NAME.fullmatch(n)]


def _read(store: Store, name: str) -> Snapshot | None:
    """Return a record; None where it cannot be read, for the shards say the same."""
    with suppress(OSError, *NOT_OURS):
        (content,) = store.files.read([name])
        said: dict[str, Any] = json.loads(content)
        parts = {table: Part(**part) for table, part in said["parts"].items()}
        covers = tuple(map(str, said["covers"]))
        found = Snapshot(name, int(said["format"]), float(said["made"]), covers, parts)
        if said["name"] == name and sound_parts(parts.values(), _PART):
            return found
    return None


def _damaged(store: Store, what: str) -> InputError:
    return InputError(
        f"the sorted files of {store.address} cannot be had ({what}); “dateline archive "
        "verify --forget” does without them, “dateline archive compact” makes them anew"
    )


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
