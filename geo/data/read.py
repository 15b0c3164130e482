"""Read a table: comments with origin and licence, column names, rows.

Every complaint names file and line and says what to change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import NoReturn
from unicodedata import combining, normalize

from geo.errors import DataError
from geo.model import Extent


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

    def choice(self, column: str, known: frozenset[str]) -> str:
        """Return a cell that must be one of a few words."""
        value = self.text(column)
        if value not in known:
            self.fail(f"{column} {value!r} is unknown; use {', '.join(sorted(known))}")
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its comments and its rows."""

    file: str
    origin: str
    licence: str
    rows: tuple[Row, ...]


def read_table(source: Traversable, columns: tuple[str, ...]) -> Table:
    """Read a table and check its form.

    Args:
        source: The file.
        columns: The columns it must have, in order.

    Raises:
        DataError: Header, columns, a row's width or a cell is wrong.
    """
    lines = source.read_text(encoding="utf-8").split("\n")
    origin, licence = read_credit(source)
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    if tuple(lines[first].split("\t")) != columns:
        wanted = ", ".join(columns)
        raise DataError(
            f"{source.name}, line {first + 1}: write the columns as {wanted}"
        )
    rows = tuple(_rows(source.name, lines, first + 1, columns))
    return Table(source.name, origin, licence, rows)


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
    edges = ("south", "west", "north", "east")
    if not any(row.cells[edge] for edge in edges):
        return None
    extent = Extent(
        south=row.number("south", 90),
        west=row.number("west", 180),
        north=row.number("north", 90),
        east=row.number("east", 180),
    )
    if extent.south >= extent.north:
        row.fail("south must be smaller than north")
    if extent.west == extent.east:
        row.fail("west and east must differ; west > east crosses 180 degrees")
    return extent


def contains(extent: Extent, lat: float, lon: float) -> bool:
    """Return whether a point lies in a box, also one that crosses 180 degrees."""
    if extent.west <= extent.east:
        across = extent.west <= lon <= extent.east
    else:
        across = lon >= extent.west or lon <= extent.east
    return across and extent.south <= lat <= extent.north


class Once:
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
