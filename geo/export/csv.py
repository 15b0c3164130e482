"""Atlas to tables of text (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from geo.export.tables import Cell, Table, make_table
from geo.model import Atlas
from geo.spreadsheet import escape_formula


def to_csv(atlas: Atlas, *, table: str = "mentions", spreadsheet: str = "") -> str:
    """Write a table of an atlas: a row per mention, those without a place included.

    Every cell is quoted. Text that a spreadsheet would run as a formula gets an
    apostrophe in front; numbers never do.

    Args:
        atlas: What to write.
        table: "mentions", or "places" or "links" instead.
        spreadsheet: "," or ";": what parts the cells in the language of Excel, which then
            opens the file by a double click; the mark by which it knows UTF-8 stands in front.

    Raises:
        OutputError: No table has this name.
    """
    return table_to_csv(make_table(atlas, table), spreadsheet)


def table_to_csv(made: Table, spreadsheet: str = "") -> str:
    """Write a table; as `to_csv` does."""
    text = io.StringIO(newline="")
    text.write("\ufeff" if spreadsheet else "")
    writer = csv.writer(
        text, quoting=csv.QUOTE_ALL, lineterminator="\r\n", delimiter=spreadsheet or ","
    )
    writer.writerow(name for name, _ in made.columns)
    writer.writerows([_safe(cell) for cell in row] for row in made.rows)
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    """Keep a text cell from being run; truth is written as a word for any language."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return escape_formula(cell) if isinstance(cell, str) else cell
