"""What a kind of file is: its name in messages, its mark, how it came to look so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]
Migration = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of SQLite file that Dateline keeps.

    Attributes:
        name: What messages call it ("geocoder cache").
        things: What it keeps ("answers").
        application_id: Its mark in the header, by which foreign files are told.
        migrations: How it came to look as it does, one named function a step. A step
            never changes once released; a new need is a new function at the end.
        table: A table it must have to be of use where it can only be read.
        pragmas: Settings of each connection.
    """

    name: str
    things: str
    application_id: int
    migrations: tuple[Migration, ...]
    table: str
    pragmas: tuple[str, ...]

    @property
    def schema(self) -> int:
        """Its version: the number of steps."""
        return len(self.migrations)


def utc_now() -> datetime:
    """Return the wall clock's time, in UTC."""
    return datetime.now(UTC)
