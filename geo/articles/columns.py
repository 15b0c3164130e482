"""Rows of any table to drafts: the columns are guessed by their names, and the guess is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.articles.dates import read_date
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.errors import ArticleError

MAX_ROWS = 10_000
MIN_TEXT_LENGTH = 20  # characters on average; less is no column of articles
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "articletext", "fulltext", "maintext", "bodytext", "articlebody",
        "content", "contents", "article", "story", "textcontent", "description",
        "abstract", "summary",
    ),
    "title": ("title", "headline", "heading", "articletitle", "subject", "name"),
    "published": (
        "published", "publisheddate", "publicationdate", "datepublished", "pubdate",
        "publishedat", "date", "articledate", "day", "time", "timestamp", "created",
        "year",
    ),
    "source": (
        "source", "sourcename", "newspaper", "publication", "outlet", "publisher",
        "site", "domain", "sourceurl", "url", "link",
    ),
    "language": ("language", "lang", "languagecode"),
}  # fmt: skip
_LETTERS = re.compile(r"[^a-z]")
_CODE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; "" for none."""

    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    language: str = ""


def known_columns(names: Iterable[str]) -> dict[str, str]:
    """Return what is known of columns by their names: ``{"text": "Body", ...}``."""
    by_plain = {_LETTERS.sub("", name.lower()): name for name in reversed([*names])}
    found: dict[str, str] = {}
    for what, plains in _NAMES.items():
        for plain in plains:
            if plain in by_plain:
                found[what] = by_plain[plain]
                break
    return found


def rows_to_drafts(
    rows: Sequence[Row], names: Sequence[str], name: str, unit: str
) -> ParsedFile:
    """Take each row as an article.

    Args:
        rows: The rows.
        names: Their columns, in order.
        name: The file's name, for messages.
        unit: What a row is called: "row" or "line".

    Raises:
        ArticleError: No column holds texts, or no row has one.
    """
    columns = _columns(rows[:100], names, name)
    drafts = [_draft(row, columns) for row in rows[:MAX_ROWS]]
    kept = tuple(draft for draft in drafts if draft.text.strip())
    if not kept:
        raise ArticleError(f"{name} has no {unit} with a text; check {columns.text!r}")
    notes = [_said(columns, names)]
    if len(kept) < len(drafts):
        notes.append(f"{len(drafts) - len(kept)} {unit}s without a text were left out")
    if len(rows) > MAX_ROWS:
        notes.append(
            f"only the first {MAX_ROWS:,} of {len(rows):,} {unit}s were read; "
            "split the file to read the rest"
        )
    return ParsedFile(kept, notes=tuple(notes))


def _columns(rows: Sequence[Row], names: Sequence[str], name: str) -> Columns:
    found = known_columns(names)
    if "text" not in found:
        longest = max(names, key=lambda column: _length(rows, column), default="")
        if _length(rows, longest) < MIN_TEXT_LENGTH * len(rows):
            raise ArticleError(
                f'{name} has no column of texts; call the right one "text" '
                f"(there are: {', '.join(names)[:200] or 'none'})"
            )
        found = {what: col for what, col in found.items() if col != longest}
        found["text"] = longest
    return Columns(**found)


def _length(rows: Sequence[Row], column: str) -> int:
    return sum(len(row.get(column, "")) for row in rows)


def _draft(row: Row, columns: Columns) -> ParsedArticle:
    language = _CODE.match(row.get(columns.language, "").strip().lower())
    return ParsedArticle(
        text=row.get(columns.text, ""),
        title=" ".join(row.get(columns.title, "").split()),
        source=row.get(columns.source, "").strip(),
        published=read_date(row.get(columns.published, "")),
        language=language[0] if language else "",
    )


def _said(columns: Columns, names: Sequence[str]) -> str:
    read = {what: getattr(columns, what) for what in _NAMES if getattr(columns, what)}
    said = "columns guessed: " + ", ".join(
        f"{w}={column}" for w, column in read.items()
    )
    rest = [column for column in names if column not in read.values()]
    return f"{said}; not read: {', '.join(rest)}"[:500] if rest else said
