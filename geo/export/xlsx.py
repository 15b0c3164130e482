"""Atlas to an Excel workbook: a sheet per table. The only door to XlsxWriter."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from geo.export.attribution import attribution_of
from geo.export.tables import TABLES, Cell, Table, make_table
from geo.model import Atlas

MAX_CELL = 32_767  # characters, as Excel has it
_CUT = " … (cut; the whole is in GeoJSON and CSV)"
_WIDE, _NARROW = 40, 14  # characters
_LONG = frozenset({"sentence", "reasons", "passages", "article_title", "spellings"})


def to_xlsx(atlas: Atlas) -> bytes:
    """Write an atlas as a workbook: places, links, mentions, and whom the data is owed to.

    Days are days and numbers are numbers; no text is ever run as a formula or made a link.
    """
    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with Workbook(written, options) as book:
        head = book.add_format({"bold": True})
        for name in TABLES:
            _write(book.add_worksheet(name), make_table(atlas, name), head)
        credits_ = book.add_worksheet("credits")
        for row, words in enumerate(attribution_of(atlas)):
            credits_.write_string(row, 0, words)
    return written.getvalue()


def _write(sheet: Any, table: Table, head: Any) -> None:
    for column, (name, _) in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, _WIDE if name in _LONG else _NARROW)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell) -> None:
    match cell:
        case None | "":
            pass
        case bool():
            sheet.write_boolean(row, column, cell)
        case date():
            sheet.write_datetime(row, column, cell)
        case str():
            whole = len(cell) <= MAX_CELL
            text = cell if whole else cell[: MAX_CELL - len(_CUT)] + _CUT
            sheet.write_string(row, column, text)
        case _:
            sheet.write_number(row, column, cell)
