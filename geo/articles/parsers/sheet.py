"""Excel and OpenDocument tables: one article a row. The only door to python-calamine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from geo.articles.parsed import (
    ColumnsUnknownError,
    ParsedArticle,
    ParsedFile,
    TableColumns,
)
from geo.articles.parsers.table import read_rows
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError

MAX_ROWS = 20_000  # of a sheet, empty ones too
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the older files of Office hold, by the names of their streams, and what to do with it.
_STREAMS = (
    ("EncryptedPackage", "is locked with a password; save it without one"),
    ("WordDocument", "is an old Word file (.doc); save it as .docx"),
    ("__substg1.0_", "is a mail of Outlook (.msg); save it as .eml"),
    ("PowerPoint Document", "is a presentation; save it as PDF"),
)


def parse(
    content: bytes,
    name: str,
    charset: str = "",
    columns: Mapping[str, str] | None = None,
) -> ParsedFile:
    """Read a workbook; see `Parser`."""
    del charset
    if content.startswith(_OLD):
        _refuse_other(content, name)
    else:
        Zipped(content, name)  # refuses what is made to do harm
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {each: _rows(book, each) for each in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise ArticleError(
            f"{name} is no table that can be read ({error}); save it as CSV"[:300]
        ) from error
    filled = {each: rows for each, rows in sheets.items() if rows}
    if not filled:
        raise ArticleError(f"{name} is empty; give a table with a row for each article")
    return _all(filled, name, columns)


def _all(
    sheets: Mapping[str, list[list[str]]], name: str, columns: Mapping[str, str] | None
) -> ParsedFile:
    drafts: list[ParsedArticle] = []
    notes: list[str] = []
    problems: list[ArticleError] = []
    seen: TableColumns | None = None
    for sheet, rows in sheets.items():
        called = f"{name}, sheet {sheet}" if len(sheets) > 1 else name
        try:
            parsed = read_rows(rows, called, (), columns)
        except ArticleError as error:
            problems.append(error)
            continue
        seen = seen or parsed.columns
        drafts += parsed.drafts
        called = f"sheet {sheet}: " if len(sheets) > 1 else ""
        notes += [f"{called}{note}" for note in parsed.notes]
    said = [str(problem) for problem in problems]
    if not drafts:
        unknown = [p.columns for p in problems if isinstance(p, ColumnsUnknownError)]
        raise (
            ColumnsUnknownError("; ".join(said), unknown[0])
            if unknown
            else ArticleError("; ".join(said))
        )
    return ParsedFile(tuple(drafts), notes=(*notes, *said), columns=seen)


def _rows(book: Any, sheet: str) -> list[list[str]]:
    made = book.get_sheet_by_name(sheet)
    if made.height > MAX_ROWS:
        rows = made.to_python(nrows=MAX_ROWS)
    else:
        rows = made.to_python()
    cells = ([_cell(value) for value in row] for row in rows)
    return [row for row in cells if any(row)]


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _refuse_other(content: bytes, name: str) -> None:
    for stream, advice in _STREAMS:
        if stream.encode("utf-16-le") in content:
            raise ArticleError(f"{name} {advice}")
    if name.lower().endswith((".doc", ".docx", ".dot")):
        raise ArticleError(f"{name} is an old Word file (.doc); save it as .docx")
