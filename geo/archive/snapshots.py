"""Many shards put together: sorted files beside the shards, from which questions are answered.

    compacted/<number>-<once>/<table>   written once; unseen as yet
    snapshots/<number>.json             put where there is none: names the files, and the
                                        shards that are in them

What has been read since stands in shards alone, the tail. A snapshot says all that its shards
say, so that their files need not be kept: `vacuum` deletes them, their records stay. Of two who
sort at once the one whose record is first counts, and the other looks again.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from geo.archive.store import (
    NOT_OURS,
    PARTS,
    Commit,
    Part,
    Store,
    name_once,
    sound_parts,
)
from geo.errors import InputError

FORMAT = 2  # of the sorted files; those of another one are made anew from the shards
# What is in no other sorted file; the others are made anew of these.
NEEDED = frozenset({"articles", "sentences", "mentions", "links", "places"})
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


@dataclass(frozen=True, slots=True)
class State:
    """What of an archive counts.

    Attributes:
        last: Number of the last record of sorted files, whatever is in it; 0 where there is none.
        snapshot: The newest sorted files, or None.
        commits: The records of all shards.
    """

    last: int
    snapshot: Snapshot | None
    commits: tuple[Commit, ...]

    @property
    def tail(self) -> list[Commit]:
        """The shards that are in no sorted file."""
        covered = set(self.snapshot.covers) if self.snapshot else set[str]()
        return [commit for commit in self.commits if commit.key not in covered]

    @property
    def forgotten(self) -> set[str]:
        """The shards in sorted files that count no longer."""
        counted = {commit.key for commit in self.commits}
        return set(self.snapshot.covers) - counted if self.snapshot else set()

    @property
    def twice(self) -> list[Part]:
        """The files of shards that sorted files say as well; they may be deleted."""
        covered = set(self.snapshot.covers) if self.snapshot else set[str]()
        shards = (commit for commit in self.commits if commit.key in covered)
        return [part for shard in shards for part in shard.parts.values()]


def look(store: Store) -> State:
    """Return what counts now.

    Raises:
        InputError: A record of a shard cannot be read.
    """
    # Before the shards: one that is sorted meanwhile would seem to be forgotten.
    names = _names(store)
    found = filter(None, (_read(store, name) for name in reversed(names)))
    newest = next((one for one in found if one.format == FORMAT), None)
    return State(_number(names[-1]) if names else 0, newest, store.commits())


def last(store: Store) -> int:
    """Return the number of the last record, whatever is in it; 0 where there is none."""
    return max(map(_number, _names(store)), default=0)


_T = TypeVar("_T")


def unmoved(store: Store, work: Callable[[State], _T]) -> _T:
    """Return what is worked out of the files that count; anew where they were sorted meanwhile.

    Raises:
        InputError: As `work` does.
    """
    while True:
        state = look(store)
        try:
            return work(state)
        except (InputError, FileNotFoundError):
            if not moved(store, state):
                raise


def moved(store: Store, state: State) -> bool:
    """Return whether somebody sorted an archive since."""
    return last(store) > state.last


def keep(
    store: Store, after: int, covers: Iterable[str], files: Mapping[str, Path]
) -> bool:
    """Make sorted files valid; False where somebody else did so since record `after`.

    Raises:
        OutputError: They cannot be written.
    """
    number = f"{after + 1:06d}"
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


def paths(
    store: Store, snapshot: Snapshot, tables: Collection[str] = ()
) -> dict[str, Path]:
    """Return where the files of a snapshot lie on this machine, by table.

    Args:
        store: The archive.
        snapshot: The snapshot.
        tables: The tables that are wanted; all where none is named.

    Raises:
        InputError: They cannot be had.
    """
    parts = {t: p.path for t, p in snapshot.parts.items() if t in (tables or [t])}
    try:
        found = dict(zip(parts, store.files.paths([*parts.values()]), strict=True))
    except OSError as error:
        raise _damaged(store, str(error)) from error
    for path in found.values():
        if not path.is_file():
            raise _damaged(store, f"{path} is gone")
    return found


def damaged(store: Store, snapshot: Snapshot) -> Iterator[Part]:
    """Return the files of a snapshot that are not what was written."""
    for part in snapshot.parts.values():
        try:
            (path,) = store.files.paths([part.path])
            if _hash_of(path) != part.sha256:
                yield part
        except OSError:
            yield part


def are_needed(snapshot: Snapshot, parts: Sequence[Part]) -> bool:
    """Return whether files hold what is in no other."""
    return any(snapshot.parts.get(table) in parts for table in NEEDED)


def forget(store: Store, snapshot: Snapshot) -> None:
    """Make a snapshot as if it had never been.

    Raises:
        OutputError: The record cannot be deleted.
    """
    store.files.delete(snapshot.name)


def vacuum(store: Store, state: State) -> int:
    """Delete the files of shards that sorted files say as well; return how many.

    Whoever is killed on the way, what is left is deleted the next time.

    Raises:
        OutputError: They cannot be deleted.
    """
    now = state.snapshot
    there = set(store.files.names(PARTS)) if now else set[str]()
    twice = [part.path for part in state.twice if part.path in there]
    if not (now and twice) or any(damaged(store, now)):
        return 0
    store.require_version()
    for name in twice:
        store.files.delete(name)
    return len(twice)


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


def _number(name: str) -> int:
    return int(name[-11:-5])


def _names(store: Store) -> list[str]:
    return [n for n in store.files.names(_SNAPSHOTS) if _NAME.fullmatch(n)]


def _read(store: Store, name: str) -> Snapshot | None:
    """Return a record; None where it is none of ours, or gone.

    Raises:
        InputError: It is there, and cannot be read now: passed over, all would seem to be lost.
    """
    try:
        (content,) = store.files.read([name])
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(
            f"{store.address}/{name} cannot be read now: {error}"
        ) from error
    with suppress(*NOT_OURS):
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
        "verify” tells what can be done"
    )


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
