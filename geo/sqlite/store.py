"""One connection a thread to one file, and what to do when the file is bad."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self, TypeVar

from geo.sqlite.opening import (
    Clock,
    FileSpec,
    NewerFileError,
    UnusableFileError,
    is_damage,
    open_file,
    utc_now,
)

_log = logging.getLogger(__name__)
T = TypeVar("T")

# By process too: a forked child must neither use nor close its parent's connections.
_Owner = tuple[int, threading.Thread]


@dataclass(frozen=True, slots=True)
class _Held:
    """A connection, and which file at the path it leads to."""

    connection: sqlite3.Connection
    generation: int


class Store:
    """One SQLite file, shared by threads and processes; subclasses say what it keeps.

    A damaged file is set aside, never deleted, and a new one begun; ``notice`` says so.

    Args:
        path: The file; made, with its folder, where there is none.
        clock: The time, as an aware datetime; for tests.

    Attributes:
        path: The file.
    """

    spec: ClassVar[FileSpec]

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[_Owner, _Held] = {}
        self._notices: dict[str, str] = {}
        self._generation = 0  # counts up when the file is found damaged
        self._checked = -1  # the generation last read through for damage
        self._usable = True
        self._connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def notice(self) -> str:
        """What the user should know, or "" where all is well."""
        return " ".join(self._notices.values())

    def _read(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Run an action on the file; where it is damaged, once more on a new one.

        Returns:
            What ``action`` gives, or None where it could not be done.
        """
        return self._run(action, "The {} could not be read ({}).")

    def _run(self, action: Callable[[sqlite3.Connection], T], trouble: str) -> T | None:
        for _ in range(2):
            held = self._connection()
            if held is None:
                break
            try:
                return action(held.connection)
            except sqlite3.Error as error:
                if not is_damage(error):
                    self._tell("use", trouble.format(self.spec.name, error))
                    break
                self._mistrust(held)
        return None

    def _write(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Run a change as `_read` does; once writing works again its notice is gone."""
        things = self.spec.things
        result = self._run(
            action,
            "The {} could not be written ({});"
            f" old {things} still serve, new ones are not kept.",
        )
        if result is not None:
            self._notices.pop("use", None)
        return result

    def close(self) -> None:
        """Close every connection of this process; a later call opens anew."""
        with self._lock:
            for owner in [o for o in self._held if o[0] == os.getpid()]:
                self._held.pop(owner).connection.close()

    def _connection(self) -> _Held | None:
        owner = (os.getpid(), threading.current_thread())
        held = self._held.get(owner)
        if held is not None and held.generation == self._generation:
            return held
        with self._lock:
            if held is not None:
                self._held.pop(owner, held).connection.close()
            self._close_orphans()
            return self._open_for(owner) if self._usable else None

    def _open_for(self, owner: _Owner) -> _Held | None:
        check = self._checked != self._generation
        try:
            opened = open_file(self.path, self.spec, self._clock, check=check)
        except NewerFileError:
            self._give_up("was made by a newer Dateline")
            return None
        except (OSError, sqlite3.Error, UnusableFileError) as error:
            self._give_up(f"cannot be used ({error})")
            return None
        self._checked = self._generation
        self._held[owner] = _Held(opened.connection, self._generation)
        if opened.notice:
            self._tell("file", opened.notice)
        return self._held[owner]

    def _close_orphans(self) -> None:
        """Close what ended threads left: a dashboard starts one for every click."""
        for owner in list(self._held):
            if owner[0] == os.getpid() and not owner[1].is_alive():
                self._held.pop(owner).connection.close()

    def _mistrust(self, held: _Held) -> None:
        """Have the file read through, and so replaced, before its next use."""
        with self._lock:
            if held.generation == self._generation:
                self._generation += 1

    def _give_up(self, why: str) -> None:
        self._usable = False
        self._tell(
            "file", f"The {self.spec.name} {why}; {self.spec.things} are not kept."
        )

    def _tell(self, kind: str, notice: str) -> None:
        if self._notices.get(kind) != notice:
            self._notices[kind] = notice
            _log.warning("%s", notice)

    def _tell_left_out(self, count: int) -> None:
        """Keep a notice of how many rows cannot be read; none where all can."""
        if not count:
            self._notices.pop("rows", None)
        else:
            rows = "1 row" if count == 1 else f"{count:,} rows"
            self._tell(
                "rows",
                f"The {self.spec.name} has {rows} left out as damaged; the other"
                f" {self.spec.things} are all there.",
            )
