"""JSON: arrays, feeds, answers of interfaces, exports of messengers; an article a record."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.articles.columns import rows_to_drafts
from geo.articles.encoding import decode
from geo.articles.json_rows import flat, is_notice, records_of
from geo.articles.parsed import ParsedFile
from geo.articles.parsers import jsonl
from geo.errors import ArticleError

# Archives of Twitter are scripts: a name, and the list that it is given.
_SCRIPT = re.compile(r"\s*(?:window\.)?[\w.]{1,100}\s*=\s*(?=[\[{])")
_NAMES_OF_FEED = ("title", "name")


def parse(
    content: bytes,
    name: str,
    charset: str = "",
    columns: Mapping[str, str] | None = None,
) -> ParsedFile:
    """Read a document of JSON; see `Parser`."""
    text, note = decode(content, name, charset)
    script = _SCRIPT.match(text)
    body = text[script.end() :] if script else text
    try:
        value: Any = json.loads(body.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError) as error:
        return _as_lines(content, name, charset, columns, error)
    found = records_of(value)
    records = [each for each in found if not is_notice(each)] or found
    rows = [flat(record) for record in records]
    if not any(rows):
        raise ArticleError(
            f"{name} is JSON without articles in it; give a list of objects with a text"
        )
    names = list(dict.fromkeys(key for row in rows for key in row))
    parsed = rows_to_drafts(rows, names, name, "record", columns)
    notes = (*([note] if note else ()), *parsed.notes)
    if len(records) < len(found):
        notes = (*notes, f"{len(found) - len(records):,} notices of the program itself were left out")  # fmt: skip
    return replace(_named(parsed, value, records), notes=notes)


def _named(parsed: ParsedFile, value: Any, records: list[dict[str, Any]]) -> ParsedFile:
    """Return the articles, those without a source with that of the feed or channel they stand in."""
    if not isinstance(value, dict) or any(record is value for record in records):
        return parsed
    said = (value.get(key) for key in _NAMES_OF_FEED)
    feed = next((word for word in said if isinstance(word, str)), "")
    drafts = (
        draft if draft.source or not feed else replace(draft, source=feed)
        for draft in parsed.drafts
    )
    return replace(parsed, drafts=tuple(drafts))


def _as_lines(
    content: bytes,
    name: str,
    charset: str,
    columns: Mapping[str, str] | None,
    error: Exception,
) -> ParsedFile:
    """Read what is no one document as JSON lines, or say what is wrong."""
    try:
        return jsonl.parse(content, name, charset, columns)
    except ArticleError:
        reason = str(error)[:100] or "nested too deeply"
        raise ArticleError(
            f"{name} looks like JSON, and is not ({reason}); if it is a text, call it .txt"
        ) from error
