"""The file of a team: whom a collection is shared with by name, and what each had read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from geo.errors import OutputError
from geo.settings import get_settings
from geo.sqlite import FileSpec, Store, transaction
from geo.team.rules import Person, Spent

TEAM_FILE = "team.sqlite"


def create_team(db: sqlite3.Connection) -> None:
    """Keep who has signed in, who reads what, and how much was read on a day."""
    db.execute("CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL)")
    db.execute(
        """CREATE TABLE reader (
            collection TEXT NOT NULL,
            person TEXT NOT NULL,
            PRIMARY KEY (person, collection)
        ) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE spent (
            person TEXT NOT NULL,
            day TEXT NOT NULL,
            articles INTEGER NOT NULL DEFAULT 0,
            seconds REAL NOT NULL DEFAULT 0,
            PRIMARY KEY (person, day)
        ) WITHOUT ROWID"""
    )


FILE_SPEC = FileSpec(
    name="file of the team",
    things="people",
    application_id=0x444C5445,  # "DLTE": Dateline team
    migrations=(create_team,),
    table="person",
    pragmas=("synchronous = FULL",),
)


def open_team(data_dir: Path | str | None = None) -> Team:
    """Open the team of a data folder, by default that of the settings."""
    return Team(Path(data_dir or get_settings().data_dir) / TEAM_FILE)


class Team(Store):
    """What a server knows of the people who sign in, in one SQLite file."""

    spec = FILE_SPEC

    def meet(self, person: Person) -> None:
        """Note somebody who signed in, so that others can share with them by name."""
        words = "INSERT OR REPLACE INTO person VALUES (?, ?)"
        self._change(lambda db: db.execute(words, (person.id, person.name)))

    def people(self) -> dict[str, str]:
        """Return the names of those who have signed in, by their ids, in order."""
        words = "SELECT id, name FROM person ORDER BY name, id"
        return dict(self._read(lambda db: db.execute(words).fetchall()) or ())

    def share(self, collection_id: str, people: Iterable[str]) -> None:
        """Share a collection with these people and nobody else.

        Raises:
            OutputError: It cannot be kept.
        """
        rows = [(collection_id, person) for person in people]

        def write(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM reader WHERE collection = ?", (collection_id,))
            db.executemany("INSERT OR IGNORE INTO reader VALUES (?, ?)", rows)

        if not self._change(write):
            raise OutputError(self.notice or "who may read it could not be kept")

    def readers(self, collection_id: str) -> frozenset[str]:
        """Return the ids of those a collection is shared with by name."""
        words = "SELECT person FROM reader WHERE collection = ?"
        return self._names(words, collection_id)

    def shared_with(self, person_id: str) -> frozenset[str]:
        """Return the ids of the collections that are shared with somebody by name."""
        words = "SELECT collection FROM reader WHERE person = ?"
        return self._names(words, person_id)

    def spend(self, person_id: str, *, articles: int = 0, seconds: float = 0.0) -> None:
        """Note what somebody had read; a note that cannot be kept costs nobody anything."""
        words = (
            "INSERT INTO spent VALUES (?, ?, ?, ?) ON CONFLICT (person, day) DO UPDATE SET"
            " articles = articles + excluded.articles, seconds = seconds + excluded.seconds"
        )
        row = (person_id, self._today(), articles, seconds)
        self._change(lambda db: db.execute(words, row))

    def spent(self, person_id: str) -> Spent:
        """Return what somebody had read today (a day of UTC)."""
        words = "SELECT articles, seconds FROM spent WHERE person = ? AND day = ?"
        row = (person_id, self._today())
        found = self._read(lambda db: db.execute(words, row).fetchone())
        return Spent(*found) if found else Spent()

    def _today(self) -> str:
        return self._clock().date().isoformat()

    def _names(self, words: str, value: str) -> frozenset[str]:
        rows = self._read(lambda db: db.execute(words, (value,)).fetchall())
        return frozenset(name for (name,) in rows or ())

    def _change(self, action: Callable[[sqlite3.Connection], object]) -> bool:
        def whole(db: sqlite3.Connection) -> bool:
            with transaction(db):
                action(db)
            return True

        return self._write(whole) is True
