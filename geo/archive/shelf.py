"""The archives that the dashboard offers: their names, and where they lie.

A record for each in the data folder; the archives themselves are left where they are.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from geo.archive.store import Store
from geo.atomic_write import output_errors, write_text
from geo.errors import InputError
from geo.settings import get_settings

_MAX_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Listed:
    """An archive on the shelf.

    Attributes:
        id: Which it is.
        name: What people call it.
        address: Where it lies.
    """

    id: str
    name: str
    address: str


class Shelf:
    """The records of archives.

    Args:
        folder: Where the records lie; by default in the data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or get_settings().data_dir / "archives"

    def list(self) -> tuple[Listed, ...]:
        """Return the archives by name; a record that cannot be read is left out."""
        found = []
        for path in self._folder.glob("*.json"):
            with suppress(OSError, ValueError, TypeError):
                found.append(Listed(**json.loads(path.read_text("utf-8"))))
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def get(self, name: str) -> Listed | None:
        """Return an archive by its id, or None."""
        return next((one for one in self.list() if one.id == name), None)

    def add(self, address: str | Path, name: str = "") -> Listed:
        """Put an archive on the shelf; one that is there keeps its name.

        Args:
            address: Where it lies.
            name: What to call it; by default as its folder.

        Raises:
            InputError: No archive lies there.
            OutputError: The record cannot be written.
        """
        address = Store(address).address
        number = hashlib.sha256(address.encode()).hexdigest()[:16]
        there = self.get(number)
        if there is None:
            folder = address.rstrip("/").rpartition("/")[2]
            there = self.rename(Listed(number, folder, address), name or folder)
        return there

    def rename(self, one: Listed, name: str) -> Listed:
        """Call an archive otherwise.

        Raises:
            InputError: The name is empty.
            OutputError: The record cannot be written.
        """
        words = " ".join(name.split())[:_MAX_NAME]
        if not words:
            raise InputError("an archive needs a name; type one")
        new = Listed(one.id, words, one.address)
        self._write(new)
        return new

    def take_off(self, one: Listed) -> None:
        """Take an archive off the shelf; its files stay.

        Raises:
            OutputError: The record cannot be deleted.
        """
        path = self._path(one)
        with output_errors(path):
            path.unlink(missing_ok=True)

    def delete(self, one: Listed) -> None:
        """Delete an archive with all its files, and take it off the shelf.

        Raises:
            InputError: No archive lies there.
            OutputError: It cannot be deleted.
        """
        Store(one.address).delete()
        self.take_off(one)

    def _write(self, one: Listed) -> None:
        path = self._path(one)
        with output_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(asdict(one), ensure_ascii=False))

    def _path(self, one: Listed) -> Path:
        return self._folder / f"{one.id}.json"
