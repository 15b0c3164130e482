"""Who said what and when, and who took it back: every correction ever kept, as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from geo.corrections.records import StoredCorrection
from geo.corrections.text import say_correction
from geo.spreadsheet import escape_formula

AUDIT_COLUMNS = (
    "time", "author", "said", "scope", "article", "source", "note",
    "taken_back", "taken_back_by", "id", "person",
)  # fmt: skip


def audit_rows(history: Iterable[StoredCorrection]) -> list[dict[str, str]]:
    """Return a row for each correction, the last first."""
    return [_row(kept) for kept in history][::-1]


def audit_table(history: Iterable[StoredCorrection]) -> str:
    """Write the rows as CSV; nothing in it is run by a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, AUDIT_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in audit_rows(history):
        writer.writerow({name: escape_formula(value) for name, value in row.items()})
    return out.getvalue()


def _row(kept: StoredCorrection) -> dict[str, str]:
    made, undone = kept.correction, kept.undone
    values = (
        _time(made.time), made.author, say_correction(made), made.scope.value,
        made.article_id, made.source, made.note,
        _time(undone.time) if undone else "", undone.author if undone else "",
        made.id, made.person,
    )  # fmt: skip
    return dict(zip(AUDIT_COLUMNS, values, strict=True))


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
