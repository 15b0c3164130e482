"""Read a table: comments with origin and licence, column names, rows.

Every complaint names file and line and says what to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import NoReturn, TypeVar
from unicodedata import combining, normalize

from geo.errors import DataError
from geo.model import Extent

BOX = ("lat", "lon", "south", "west", "north", "east")
_WORDS = {2: "two", 3: "three"}
E = TypeVar("E", bound=str)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: cells by column name, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def fail(self, advice: str) -> NoReturn:
        """Complain of this line.

        Raises:
            DataError: Always.
        """
        raise DataError(f"{self.file}, line {self.line}: {advice}")

    def text(self, column: str) -> str:
        """Return a cell that may not be empty."""
        value = self.cells[column]
        if not value:
            self.fail(f"fill in the column {column!r}")
        return value

    def number(self, column: str, limit: float) -> float:
        """Return a cell as a number between ``-limit`` and ``limit``."""
        cell = self.text(column)
        try:
            value = float(cell)
        except ValueError:
            self.fail(f"write {column} as decimal degrees, not {cell!r}")
        if not -limit <= value <= limit:
            self.fail(f"{column} {value} is not between -{limit:g} and {limit:g}")
        return value

    def names(self, column: str) -> tuple[str, ...]:
        """Return a cell that lists names separated by ``|``."""
        if not self.cells[column]:
            return ()
        names = tuple(self.cells[column].split("|"))
        if any(not name or name != name.strip() for name in names):
            self.fail(f"remove empty names and spaces around | in {column}")
        return names

    def choice(self, column: str, known: Iterable[E]) -> E:
        """Return a cell that must be one of a few words."""
        value = self.text(column)
        words = {str(word): word for word in known}
        if value not in words:
            self.fail(f"{column} {value!r} is unknown; use {', '.join(sorted(words))}")
        return words[value]

    def lower(self, column: str) -> str:
        """Return a cell that must be in lower case."""
        word = self.text(column)
        if word != word.lower():
            self.fail(f"write {column} in lower case")
        return word

    def capitals(self, column: str, count: int) -> str:
        """Return a cell that must be a code of so many capital letters."""
        value = self.text(column)
        if not re.fullmatch(f"[A-Z]{{{count}}}", value):
            self.fail(f"write {column} as {_WORDS[count]} capital letters")
        return value

    def is_yes(self, column: str) -> bool:
        """Return whether a cell says yes; else it must be empty."""
        value = self.cells[column]
        if value not in {"", "yes"}:
            self.fail(f"write {column} as yes, or leave it empty")
        return value == "yes"

    def point(self) -> tuple[float, float]:
        """Return latitude and longitude, in degrees."""
        return self.number("lat", 90), self.number("lon", 180)


def read_table(source: Traversable, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Read a table and check its form.

    Args:
        source: The file.
        columns: The columns it must have, in order.

    Raises:
        DataError: Header, columns, a row's width or a cell is wrong.
    """
    lines = source.read_text(encoding="utf-8").split("\n")
    read_credit(source)  # complains where one is missing
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    if tuple(lines[first].split("\t")) != columns:
        wanted = ", ".join(columns)
        raise DataError(
            f"{source.name}, line {first + 1}: write the columns as {wanted}"
        )
    return tuple(_rows(source.name, lines, first + 1, columns))


def read_credit(source: Traversable) -> tuple[str, str]:
    """Return origin and licence from the comments at the top of a table.

    Raises:
        DataError: One of the two is missing.
    """
    found = {"origin": "", "licence": ""}
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            key, _, value = line[1:].partition(":")
            found.setdefault(key.strip(), value.strip())
            found[key.strip()] = found[key.strip()] or value.strip()
    for key in ("origin", "licence"):
        if not found[key]:
            raise DataError(f"{source.name}, line 1: add a comment '# {key}: ...'")
    return found["origin"], found["licence"]


def _rows(
    file: str, lines: list[str], start: int, columns: tuple[str, ...]
) -> Iterator[Row]:
    for number, line in enumerate(lines[start:], start=start + 1):
        if not line:
            continue
        cells = line.split("\t")
        row = Row(file, number, dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            row.fail(f"{len(cells)} cells for {len(columns)} columns: mend the tabs")
        if any(cell != cell.strip() for cell in cells):
            row.fail("remove the spaces around a cell")
        yield row


def key_of(name: str) -> str:
    """Return what makes two spellings the same name within a table.

    Coarser than a reader's eye, so that ``U.S.``/``US`` and ``Réunion``/``Reunion`` meet.
    """
    letters = (c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return "".join(letters).replace(".", "")


def extent_of(row: Row) -> Extent | None:
    """Return the box of a row, or None where all four cells are empty."""
    edges = BOX[2:]
    if not any(row.cells[edge] for edge in edges):
        return None
    limits = (90, 180, 90, 180)
    extent = Extent(*map(row.number, edges, limits))
    if extent.south >= extent.north:
        row.fail("south must be smaller than north")
    if extent.west == extent.east:
        row.fail("west and east must differ; west > east crosses 180 degrees")
    return extent


def boxed_point(row: Row, owner: str) -> tuple[float, float, Extent]:
    """Return latitude, longitude and the box around them, which must be given.

    Args:
        row: The row.
        owner: Whose box it is, for the complaint: "country".
    """
    lat, lon = row.point()
    extent = extent_of(row)
    if extent is None:
        row.fail(f"give the {owner}'s box: south, west, north, east")
    require_inside(row, extent, lat, lon)
    return lat, lon, extent


def require_inside(row: Row, extent: Extent, lat: float, lon: float) -> None:
    """Complain of a point outside its box."""
    if not contains(extent, lat, lon):
        row.fail("move the point into the box, or mend the box")


def contains(extent: Extent, lat: float, lon: float) -> bool:
    """Return whether a point lies in a box, also one that crosses 180 degrees."""
    if extent.west <= extent.east:
        across = extent.west <= lon <= extent.east
    else:
        across = lon >= extent.west or lon <= extent.east
    return across and extent.south <= lat <= extent.north


class UniqueKeys:
    """Remember keys, and complain where one comes twice."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def add(self, key: str, row: Row) -> None:
        """Note that ``row`` uses ``key``.

        Raises:
            DataError: The key was used before.
        """
        earlier = self._lines.setdefault(key, 0)
        if earlier:
            row.fail(f"{key!r} stands already in line {earlier}: remove one of them")
        self._lines[key] = row.line
