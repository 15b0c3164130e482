"""Dates as files give them, with no more precision than they have."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from geo.model import DatePrecision

FIRST_YEAR, LAST_YEAR = 1500, 2199
MAX_LENGTH = 80  # characters; a longer text is no date
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].{0,40})?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_OTHER_ISO = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .{0,40})?$")
_WORDS = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.? (?:(\d{1,2}),? )?(\d{4})$")


def read_date(text: str) -> str:
    """Read a date: ``2026-03-14``, ``14 March 2026``, ``Mar 2026``, ``2026`` ...

    Returns:
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; "" where it is no date. Of
        ``03/04/2026``, which is March or April, only the year is certain.
    """
    words = " ".join(text[: MAX_LENGTH + 1].split())
    if not words or len(words) > MAX_LENGTH:
        return ""
    for pattern in (_ISO, _COMPACT, _OTHER_ISO):
        if found := pattern.match(words):
            return _joined(*(int(part) if part else 0 for part in found.groups()))
    if found := _NUMBERS.match(words):
        first, second, year = map(int, found.groups())
        return _of_numbers(first, second, year)
    if found := _WORDS.match(words):
        before, month, after, year_word = found.groups()
        number = _MONTHS.get(month.lower(), 0)
        return (
            _joined(int(year_word), number, int(before or after or 0)) if number else ""
        )
    return _of_mail(words)


def _of_numbers(first: int, second: int, year: int) -> str:
    """Return day from month where one of them can be no month."""
    if first > 12 or first == second:  # noqa: PLR2004 - months of a year
        return _joined(year, second, first)
    return _joined(year, first, second) if second > 12 else _joined(year)  # noqa: PLR2004


def _of_mail(words: str) -> str:
    parts = parsedate(words)
    return _joined(*parts[:3]) if parts else ""


def _joined(year: int, month: int = 0, day: int = 0) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    given = (f"{year:04}", f"{month:02}" if month else "", f"{day:02}" if day else "")
    return "-".join(part for part in given if part)


def published(text: str) -> tuple[date | None, DatePrecision]:
    """Return the first day of a date as ``read_date`` writes it, and how precise it is."""
    if not text:
        return None, DatePrecision.DAY
    parts = [int(part) for part in text.split("-")]
    precision = (DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY)
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day), precision[len(parts) - 1]
