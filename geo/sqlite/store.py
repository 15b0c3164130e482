"""What every kept file can do: say where it is and how it fares, and be closed."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from geo.sqlite.connections import Connections
from geo.sqlite.kind import Clock, Kind, utc_now


class Store:
    """One SQLite file, shared by threads and processes; subclasses say what it keeps.

    A damaged file is set aside, never deleted, and a new one begun; ``notice`` says so.

    Args:
        path: The file; made, with its folder, where there is none.
        clock: The time, as an aware datetime; for tests.
    """

    kind: Kind

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._file = Connections(path, self.kind, clock)

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def notice(self) -> str:
        """What the user should know of the file, or "" where all is well."""
        return self._file.notice

    def close(self) -> None:
        """Close every connection of this process; a later call opens anew."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
