"""CSV: one article a row. What looks like a formula is text like any other."""

from __future__ import annotations

import csv
from io import StringIO

from geo.articles.columns import known_columns, rows_to_drafts
from geo.articles.encoding import decode
from geo.articles.parsed import ParsedFile
from geo.errors import ArticleError

MAX_CELL_LENGTH = 10_000_000  # characters
MAX_COLUMNS = 500
MAX_NAME_LENGTH = 60  # characters; a longer first cell is a text, not a column's name
_DELIMITERS = ",;\t|"
_ONE_COLUMN = "\x1f"  # a separator that no text has


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a table; see `Parser`."""
    text, note = decode(content, name, charset)
    csv.field_size_limit(MAX_CELL_LENGTH)
    try:
        rows = [row for row in csv.reader(StringIO(text), _dialect(text)) if any(row)]
    except csv.Error as error:
        raise ArticleError(
            f"{name} is not a table ({error}); save it as CSV"
        ) from error
    if not rows:
        raise ArticleError(f"{name} is empty; give a table with a row for each article")
    width = max(map(len, rows))
    if width > MAX_COLUMNS:
        raise ArticleError(f"{name} has {width:,} columns; give at most {MAX_COLUMNS}")
    names, rows = _header(rows, width)
    records = [dict(zip(names, row, strict=False)) for row in rows]
    parsed = rows_to_drafts(records, names, name, "row")
    return ParsedFile(parsed.drafts, notes=(*([note] if note else ()), *parsed.notes))


def _dialect(text: str) -> type[csv.Dialect]:
    """Return what separates the cells: what the first line has most of.

    Where it has none, there is one column, and commas below it are commas.
    """
    first = text.lstrip("\n").partition("\n")[0]
    best = max(_DELIMITERS, key=first.count)

    class Dialect(csv.excel):
        delimiter = best if best in first else _ONE_COLUMN

    return Dialect


def _header(rows: list[list[str]], width: int) -> tuple[list[str], list[list[str]]]:
    """Return the columns' names, and the rows below them."""
    first = rows[0]
    named = known_columns(first) or all(len(c) <= MAX_NAME_LENGTH for c in first)
    if not named or (len(rows) == 1 and not known_columns(first)):
        return [f"column {number}" for number in range(1, width + 1)], rows
    given = [*first, *[""] * (width - len(first))]
    names: list[str] = []
    for number, cell in enumerate(given, 1):
        plain = cell.strip()
        names.append(plain if plain and plain not in names else f"column {number}")
    return names, rows[1:]
