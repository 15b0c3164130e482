"""Read a table: comments with origin and licence, column names, rows.

Every complaint names file and line and says what to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias, TypeVar
from unicodedata import combining, normalize

from pydantic import TypeAdapter, ValidationError

from geo.data.cells import split_names
from geo.errors import DataError
from geo.model import Extent

EDGES = ("south", "west", "north", "east")
T = TypeVar("T")
Source: TypeAlias = Path | str  # a file, or the name of a table of this folder


def read_rows(
    source: Source,
    row_class: type[T],
    *unique: Callable[[T], Iterable[str]],
    check: Callable[[T], None] = lambda _: None,
    spread: str = "",
) -> tuple[T, ...]:
    """Read a table whose columns are the fields of a class, and check every row.

    Args:
        source: The table.
        row_class: A dataclass of ``geo/data/rows.py``.
        unique: Each gives keys of a row that no other row may have.
        check: Raises a ValueError with advice where a row is wrong in itself.
        spread: A field whose column is its plural and lists several: a row for each.

    Raises:
        DataError: Header, columns, a row's width or a cell is wrong.
    """
    adapter = TypeAdapter(row_class)
    columns: list[str] = []
    for field in fields(row_class):  # type: ignore[arg-type]
        plural = f"{field.name}s" if field.name == spread else field.name
        columns += EDGES if field.name == "extent" else [plural]
    seen: list[dict[str, int]] = [{} for _ in unique]
    found = []
    file = _open(source)
    for line, cells in _lines(file, tuple(columns)):
        try:
            rows = [adapter.validate_python(one) for one in _filled(cells, spread)]
            for row in rows:
                check(row)
                for taken, keys in zip(seen, unique, strict=True):
                    _note(keys(row), taken, line)
        except ValidationError as error:
            raise DataError(f"{file.name}, line {line}: {_advice(error)}") from None
        except ValueError as error:
            raise DataError(f"{file.name}, line {line}: {error}") from None
        found += rows
    return tuple(found)


def _open(source: Source) -> Traversable:
    return files("geo.data") / source if isinstance(source, str) else source


def _lines(
    file: Traversable, columns: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the cells, by column, of every row."""
    read_credit(file)  # complains where one is missing
    lines = file.read_text(encoding="utf-8").split("\n")
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    if tuple(lines[first].split("\t")) != columns:
        wanted = ", ".join(columns)
        raise DataError(f"{file.name}, line {first + 1}: write the columns as {wanted}")
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        cells = line.split("\t")
        where = f"{file.name}, line {number}"
        if line and len(cells) != len(columns):
            raise DataError(
                f"{where}: {len(cells)} cells for {len(columns)} columns: mend the tabs"
            )
        if any(cell != cell.strip() for cell in cells):
            raise DataError(f"{where}: remove the spaces around a cell")
        if line:
            yield number, dict(zip(columns, cells, strict=True))


def _filled(cells: dict[str, str], spread: str) -> Iterator[dict[str, object]]:
    """Yield the fields that a line fills: once, or for each of the names in a column."""
    filled: dict[str, object] = {column: cell for column, cell in cells.items() if cell}
    if box := {edge: filled.pop(edge) for edge in EDGES if edge in filled}:
        filled["extent"] = box
    if not spread:
        yield filled
        return
    names = str(filled.pop(f"{spread}s", ""))
    for name in split_names(names, f"{spread}s"):
        yield filled | {spread: name}


def _note(keys: Iterable[str], taken: dict[str, int], line: int) -> None:
    for key in keys:
        if key in taken:
            raise ValueError(
                f"{key!r} stands already in line {taken[key]}: remove one of them"
            )
        taken[key] = line


def _advice(invalid: ValidationError) -> str:
    """Return what to write instead of the first wrong cell."""
    error = invalid.errors()[0]
    column, cell, context = error["loc"][-1], error["input"], error.get("ctx", {})
    if column == "extent" and error["type"] == "missing":
        return f"give the box: {', '.join(EDGES)}"
    known = sorted(re.findall("'(.*?)'", context.get("expected", "")))
    return {
        "missing": f"fill in the column {column!r}",
        "float_parsing": f"write {column} as decimal degrees, not {cell!r}",
        "enum": f"{column} {cell!r} is unknown; use {', '.join(known)}",
        "literal_error": f"{column} {cell!r} is unknown; use {', '.join(known)}",
    }.get(error["type"]) or str(context.get("error", error["msg"]))


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


def key_of(name: str) -> str:
    """Return what makes two spellings the same name within a table.

    Coarser than a reader's eye, so that ``U.S.``/``US`` and ``Réunion``/``Reunion`` meet.
    """
    letters = (c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return "".join(letters).replace(".", "")


def contains(extent: Extent, lat: float, lon: float) -> bool:
    """Return whether a point lies in a box, also one that crosses 180 degrees."""
    if extent.west <= extent.east:
        across = extent.west <= lon <= extent.east
    else:
        across = lon >= extent.west or lon <= extent.east
    return across and extent.south <= lat <= extent.north
