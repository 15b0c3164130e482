"""Dates as files give them, with no more precision than they have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate

from geo.model import DatePrecision
from geo.word_lists import month_names

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
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
# What stands around a date and is none of it: a label, the day of the week, the time.
_LABEL = re.compile(r"^[a-z][a-z -]{2,20}:\s*|^(?:updated|published|posted)(?: on)?\s+", re.IGNORECASE)  # fmt: skip
_WEEKDAY = re.compile(rf"^{_DAYS}(?=[,\s]),?\s*|(?<=\d),?\s+{_DAYS}$", re.IGNORECASE)
_TIME = re.compile(
    r"(?:,|(?<!\s)(?:\s++(?:at|-|\|))?)\s++\d{1,2}(?:[:.]\d\d){1,2}(?:[.,]\d{1,9})?"
    r"(?:\s*[ap]\.?\s?m\.?)?(?:\s*(?:[A-Z]{2,5}|[+-]\d\d:?\d\d|[+-]\d{1,2}))?"
    r"(?:\s*\([A-Z]{2,5}\))?$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d.{0,40}|Z)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}(?:\.\d+)?Z?)?$")
_OTHER_ISO = re.compile(
    r"(\d{4})\s?[/.年년]\s?(\d{1,2})\s?[/.月월]\s?(\d{1,2})[日일.]?$"
)
_WEEK = re.compile(r"(\d{4})-?W(\d\d)$")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)$")
_WORDS = re.compile(
    r"(?:(\d{1,2})\.?[ -](?:of |de )?)?([^\W\d_]{3,12})\.?[ -](?:de )?(?:(\d{1,2}),? )?"
    r"(\d{4}|\d\d)(?: г\.?| р\.?)?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})[ -]([A-Za-z]{3,9})\.?[ -](\d{1,2})$")
# Seconds, thousandths or millionths since 1970, from 1980 on.
_SINCE_1970 = re.compile(r"(\d{9,10})(?:\.\d{1,6})?$|(\d{10})\d{3}$|(\d{10})\d{6}$")
_FIRST_SECOND = 315_532_800
# Days as spreadsheets count them, from 1954 to 2119.
_SPREADSHEET, _DAY_NOUGHT = re.compile(r"([2-7]\d{4})(?:\.\d+)?$"), date(1899, 12, 30)
_YEAR = re.compile(r"(\d{4})\.0$")  # of a table whose column was read as numbers
_MONTHS_OF_YEAR = 12


def read_date(text: str, *, day_first: bool | None = None) -> str:
    """Read a date: ``2026-03-14``, ``14 March 2026``, ``Mar 2026``, ``2026`` ...

    Args:
        text: The date, in any spelling that names its year.
        day_first: Whether ``03/04/2026`` is in April, where that is known.

    Returns:
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; "" where it is no date. Of
        ``03/04/2026``, which is March or April, only the year is certain.
    """
    words = " ".join(text[: MAX_LENGTH + 1].split())
    if not words or len(words) > MAX_LENGTH:
        return ""
    return (
        _of_digits(words)
        or _of_words(_plain(words), day_first)
        or _of_mail(words)
        or _of_mail(_plain(words))
    )


def is_day_first(dates: Iterable[str]) -> bool | None:
    """Return whether dates in figures put the day first, or None where none of them tells."""
    told = set()
    for text in dates:
        if found := _NUMBERS.match(_plain(" ".join(text[:MAX_LENGTH].split()))):
            first, second = int(found[1]), int(found[3])
            told |= {True} if first > _MONTHS_OF_YEAR else set()
            told |= {False} if second > _MONTHS_OF_YEAR else set()
    return told.pop() if len(told) == 1 else None


def _plain(words: str) -> str:
    """Leave away what stands around a date."""
    words = _WEEKDAY.sub("", _LABEL.sub("", words))
    words = _ORDINAL.sub(r"\1", _TIME.sub("", words))
    return _WEEKDAY.sub("", words).strip(" ,")


def _of_digits(words: str) -> str:
    for pattern in (_ISO, _COMPACT, _OTHER_ISO, _YEAR):
        if (found := pattern.match(words)) and (
            known := _joined(*(int(part) if part else 0 for part in found.groups()))
        ):
            return known
    if found := _SINCE_1970.match(words):
        seconds = int(next(filter(None, found.groups())))
        return _of_seconds(seconds) if seconds >= _FIRST_SECOND else ""
    if found := _SPREADSHEET.match(words):
        return (_DAY_NOUGHT + timedelta(days=int(found[1]))).isoformat()
    return _of_week(words)


def _of_seconds(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _of_week(words: str) -> str:
    """Return the month of a week that lies in one, else its year."""
    if not (found := _WEEK.match(words)):
        return ""
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return ""
    sunday = monday + timedelta(days=6)
    same = monday.month == sunday.month
    return f"{monday:%Y-%m}" if same else found[1]


def _of_words(words: str, day_first: bool | None) -> str:
    if found := _OTHER_ISO.match(words):
        return _joined(*map(int, found.groups()))
    if found := _NUMBERS.match(words):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        return _of_numbers(first, second, year, found[2] == "." or day_first)
    if found := _YEAR_FIRST.match(words):
        return _joined(int(found[1]), _MONTHS.get(found[2].lower(), 99), int(found[3]))
    if not (found := _WORDS.match(words)):
        return ""
    before, month, after, year_word = found.groups()
    if len(year_word) < 4 and not before:  # noqa: PLR2004 - "Mar 10" names no year
        return ""
    number = _MONTHS.get(month.lower()) or month_names().get(month.lower(), 0)
    return (
        _joined(_year(year_word), number, int(before or after or 0)) if number else ""
    )


def _year(word: str) -> int:
    """Return a year; of two figures, the one nearest to the present."""
    number = int(word)
    if len(word) > 2:  # noqa: PLR2004
        return number
    return number + (2000 if number < 70 else 1900)  # noqa: PLR2004 - as POSIX has it


def _of_numbers(first: int, second: int, year: int, day_first: bool | None) -> str:
    """Return day from month where one of them can be no month, or the order is known."""
    if first > _MONTHS_OF_YEAR or first == second:
        return _joined(year, second, first)
    if second > _MONTHS_OF_YEAR:
        return _joined(year, first, second)
    if day_first is None:
        return _joined(year)
    month, day = (second, first) if day_first else (first, second)
    return _joined(year, month, day)


def _of_mail(words: str) -> str:
    try:
        parts = parsedate(words)
    except (ValueError, TypeError, IndexError):
        return ""
    return _joined(*parts[:3]) if parts and re.search(r"\d{4}", words) else ""


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
