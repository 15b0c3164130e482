"""JSON lines: one article a line, its text exactly as given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from geo.articles.columns import MAX_ROWS, Row, rows_to_drafts
from geo.articles.encoding import decode
from geo.articles.json_rows import flat
from geo.articles.parsed import ParsedFile
from geo.errors import ArticleError

MAX_NAMED = 5  # bad lines that are named


def parse(
    content: bytes,
    name: str,
    charset: str = "",
    columns: Mapping[str, str] | None = None,
) -> ParsedFile:
    """Read JSON lines; see `Parser`. A bad line costs only itself."""
    text, note = decode(content, name, charset)
    rows: list[Row] = []
    bad: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            row = _row(line) if len(rows) <= MAX_ROWS else {}
            bad.append(number) if row is None else rows.append(row)
    if not rows:
        raise ArticleError(f"{name} holds no articles; give one JSON object a line")
    names = list(dict.fromkeys(key for row in rows for key in row))
    parsed = rows_to_drafts(rows, names, name, "line", columns)
    notes = [note] if note else []
    if bad:
        some = ", ".join(map(str, bad[:MAX_NAMED]))
        more = ", ..." if len(bad) > MAX_NAMED else ""
        notes.append(
            f"{len(bad)} lines that are no JSON objects were left out: {some}{more}"
        )
    return replace(parsed, notes=(*parsed.notes, *notes))


def _row(line: str) -> Row | None:
    """Return what a line says, or None where it is no object."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return flat(record) if isinstance(record, dict) else None
