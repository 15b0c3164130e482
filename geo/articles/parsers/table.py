"""CSV: one article a row. What looks like a formula is text like any other."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

from geo.articles.columns import UNNAMED, known_columns, rows_to_drafts
from geo.articles.encoding import decode
from geo.articles.parsed import ParsedFile
from geo.errors import ArticleError

MAX_CELL_LENGTH = 10_000_000  # characters
MAX_COLUMNS = 500
MAX_NAME_LENGTH = 60  # characters; a longer first cell is a text, not a column's name
_TITLE_LINES = 10  # lines above the header that are looked at
_CELLS_OF_TITLE = 2  # cells that a line above the header may have
_DELIMITERS = "\t;,|"  # of two that are as many, the first
_ONE_COLUMN = "\x1f"  # a separator that no text has
_SEP = re.compile(r"sep=(.)\n", re.IGNORECASE)
_DATA = re.compile(r"[\d.,:/ -]+$|https?://|$")


def parse(
    content: bytes,
    name: str,
    charset: str = "",
    columns: Mapping[str, str] | None = None,
) -> ParsedFile:
    """Read a table; see `Parser`."""
    text, note = decode(content, name, charset)
    csv.field_size_limit(MAX_CELL_LENGTH)
    text = text.lstrip("\n")
    said = _SEP.match(text)
    text = text[said.end() :] if said else text
    try:
        rows = [
            row for row in csv.reader(StringIO(text), _dialect(text, said)) if any(row)
        ]
    except csv.Error as error:
        raise ArticleError(
            f"{name} is not a table ({error}); save it as CSV"
        ) from error
    return read_rows(rows, name, (note,) if note else (), columns)


def read_rows(
    rows: list[list[str]],
    name: str,
    notes: tuple[str, ...],
    columns: Mapping[str, str] | None,
) -> ParsedFile:
    """Read the rows of a table, whose header is among the first.

    Raises:
        ArticleError: It has no rows, or far too many columns.
    """
    if not rows:
        raise ArticleError(f"{name} is empty; give a table with a row for each article")
    width = max(map(len, rows))
    if width > MAX_COLUMNS:
        raise ArticleError(f"{name} has {width:,} columns; give at most {MAX_COLUMNS}")
    start = _header_row(rows)
    if start:
        shown = "; ".join(" ".join(filter(None, row)) for row in rows[:start])
        notes = (*notes, f"above the names of the columns stands: {shown[:200]}")
    names, rows = _header(rows[start:], width)
    records = [dict(zip(names, row, strict=False)) for row in rows]
    parsed = rows_to_drafts(records, names, name, "row", columns)
    return replace(parsed, notes=(*notes, *parsed.notes))


def _dialect(text: str, said: re.Match[str] | None) -> type[csv.Dialect]:
    """Return what separates the cells: what the names of the columns have most of.

    Where they have none, there is one column, and commas below it are commas.
    """
    lines = [line for line in text.split("\n")[:_TITLE_LINES] if line.strip()]
    # Above the names may stand a title; names of several columns are known as such.
    named = [line for line in lines if len(known_columns(_cells(line))) > 1]
    first = (named or lines or [""])[0]
    best = said[1] if said else max(_DELIMITERS, key=first.count)

    class Dialect(csv.excel):
        delimiter = best if best in first else _ONE_COLUMN

    return Dialect


def _cells(line: str) -> list[str]:
    best = max(_DELIMITERS, key=line.count)
    return [cell.strip().strip('"') for cell in line.split(best)]


def _header_row(rows: list[list[str]]) -> int:
    """Return which row names the columns: lines of a title may stand above it."""
    for number, row in enumerate(rows[:_TITLE_LINES]):
        filled = sum(map(bool, row))
        if len(known_columns(row)) > 1 or (number and filled > _CELLS_OF_TITLE):
            return number
        if filled > _CELLS_OF_TITLE:
            break
    return 0


def _header(rows: list[list[str]], width: int) -> tuple[list[str], list[list[str]]]:
    """Return the columns' names, and the rows below them."""
    first = rows[0]
    named = known_columns(first) or all(len(c) <= MAX_NAME_LENGTH for c in first)
    data = sum(bool(cell) and bool(_DATA.match(cell)) for cell in first)
    named = named and (bool(known_columns(first)) or 2 * data < len(first))
    if not named or (len(rows) == 1 and not known_columns(first)):
        return [f"{UNNAMED}{number}" for number in range(1, width + 1)], rows
    given = [*first, *[""] * (width - len(first))]
    names: list[str] = []
    for number, cell in enumerate(given, 1):
        plain = cell.strip()
        names.append(plain if plain and plain not in names else f"{UNNAMED}{number}")
    return names, rows[1:]
