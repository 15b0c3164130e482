"""What people said of an archive's answers: the articles it changes, written anew beside the shards.

    corrected/<key>-<once>/<table>.parquet  written once; unseen as yet
    corrections/<number>.json               put where there is none: what was said, by whom and
                                            when; the shards it was laid over; the files above

Shards and sorted files hold what the machine read, so that all can be taken back. The newest
record counts; older ones stay, to be looked up.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from geo.archive.store import NOT_OURS, Commit, Store, commit_from
from geo.corrections import Correction, StoredCorrection
from geo.corrections.records import from_json, to_json
from geo.errors import DatelineError, InputError

FORMAT = 1
FOLDER = "corrected"
_RECORDS = "corrections"
_NAME = re.compile(r"corrections/[0-9]{6}\.json", re.ASCII)
_PART = re.compile(r"corrected/[0-9a-f]+-[0-9a-f]+/[a-z]+\.parquet", re.ASCII)
_ABANDONED = 24 * 60 * 60  # seconds; nobody writes or reads it any more


@dataclass(frozen=True, slots=True)
class Overlay:
    """The record of corrected articles.

    Attributes:
        name: Name of the record.
        made: When, in seconds since 1970.
        said: The corrections, also those that were taken back since an older record.
        covers: Names of the shards that they were laid over.
        shards: The articles that they changed.
    """

    name: str
    made: float
    said: tuple[StoredCorrection, ...]
    covers: tuple[str, ...]
    shards: tuple[Commit, ...]

    @property
    def in_force(self) -> tuple[Correction, ...]:
        """Those that nobody took back."""
        return tuple(kept.correction for kept in self.said if kept.in_force)


def together(
    overlay: Overlay | None, history: Iterable[StoredCorrection]
) -> tuple[StoredCorrection, ...]:
    """Return what an archive holds and what is kept here, each once.

    What was taken back in one of the two is taken back.
    """
    found: dict[str, StoredCorrection] = {}
    for kept in (*(overlay.said if overlay else ()), *history):
        known = found.get(kept.correction.id)
        if known is None or known.in_force:
            found[kept.correction.id] = kept
    return tuple(found.values())


def newest(store: Store) -> Overlay | None:
    """Return the record that counts, or None.

    Raises:
        InputError: It cannot be read, or a newer Dateline wrote it.
    """
    names = _names(store)
    return _read(store, names[-1]) if names else None


def keep(
    store: Store,
    after: Overlay | None,
    said: Sequence[StoredCorrection],
    covers: Sequence[str],
    shards: Sequence[Commit],
) -> bool:
    """Make corrected articles valid; False where somebody else did so since `after`.

    Raises:
        OutputError: The record cannot be written.
    """
    number = int(after.name[-11:-5]) + 1 if after else 1
    record = {
        "format": FORMAT,
        "made": time.time(),
        "said": [to_json(kept) for kept in said],
        "covers": list(covers),
        "shards": [asdict(shard) for shard in shards],
    }
    content = json.dumps(record, ensure_ascii=False, indent=1)
    return store.files.put(f"{_RECORDS}/{number:06d}.json", content.encode())


def sweep(store: Store, used: Overlay) -> None:
    """Delete files that the newest record does not name, once nobody can be using them."""
    oldest = time.time() - _ABANDONED
    named = {part.path for shard in used.shards for part in shard.parts.values()}
    for name in store.files.names(FOLDER):
        with suppress(FileNotFoundError):  # another sweeps too
            if (
                name not in named
                and max(used.made, store.files.modified(name)) < oldest
            ):
                store.files.delete(name)


def _names(store: Store) -> list[str]:
    return [n for n in store.files.names(_RECORDS) if _NAME.fullmatch(n)]


def _read(store: Store, name: str) -> Overlay:
    (content,) = store.files.read([name])
    try:
        said: dict[str, Any] = json.loads(content)
        version = int(said["format"])
        if version <= FORMAT:
            return Overlay(
                name,
                float(said["made"]),
                tuple(map(from_json, said["said"])),
                tuple(map(str, said["covers"])),
                tuple(commit_from(shard, _PART) for shard in said["shards"]),
            )
    except (*NOT_OURS, DatelineError) as error:
        raise InputError(
            f"{store.address}/{name} is damaged; restore it from a copy, or delete it: the "
            "corrections before it count, and “dateline archive correct” adds yours anew"
        ) from error
    raise InputError(
        f"the corrections of {store.address} were written by a newer Dateline; update it"
    )
