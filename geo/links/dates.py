"""The day a sentence gives: "on 12 March 2024", "March 4", "on Monday", "yesterday".

A day in full comes before one told from the day of publication. Two different days are no
answer: which of them a link belongs to is not known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MAX_AHEAD = timedelta(days=31)  # news without a year looks back, or a little ahead
_BEFORE = 24  # characters before a day that are looked at

_MONTH_NUMBERS = {name[:3].upper(): i for i, name in enumerate(_MONTHS, start=1)}
# "may 4" and "march 4" in small letters are verbs.
_MONTH = "|".join(
    [name for month in _MONTHS for name in (month, month.upper())]
    + [rf"{month[:3]}\b\.?" for month in _MONTHS]
    + [r"Sept\b\.?"]
)
_DAY = "|".join(name for day in _DAYS for name in (day, day.upper()))
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—/&]|to|and|or)\s*"  # "4-6 March", "March 4 and 5"
_FULL = re.compile(
    rf"(?<![\w.,:/–-])(?:(?:{_DAY}),?\s+)?(?:the\s+)?(?:"
    r"(?P<iso>[0-9]{4})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2})(?![\w-])"
    rf"|(?P<day>[0-9]{{1,2}}){_ORDINAL}(?P<to>{_TO}[0-9]{{1,2}}{_ORDINAL})?"
    rf"\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:,?\s+(?P<year>[0-9]{{4}})\b)?"
    rf"|(?P<us_month>{_MONTH})\s+(?P<us_day>[0-9]{{1,2}}){_ORDINAL}\b"
    rf"(?P<us_to>{_TO}[0-9]{{1,2}}{_ORDINAL}\b)?(?:,?\s+(?P<us_year>[0-9]{{4}})\b)?"
    r")"
)
# Days of a name ("Black Friday") and of every week are not one day; nor are newspapers.
_RELATIVE = re.compile(
    r"(?:\b(?P<which>last|past|next|coming|every|each|Last|Next|Every|Each|Ash|Black|Bloody"
    rf"|Easter|Good|Super|Sheffield)\s+)?\b(?P<day>{_DAY})\b"
    r"(?!\s+(?:Express|Herald|Mail|Mirror|Telegraph|Times)\b)"
    r"|\b(?P<shift>yesterday|today|tomorrow)\b"
    r"|\A\W*(?P<first>Yesterday|Today|Tomorrow)\b"  # "Russia Today" is a broadcaster
)
# "since Monday", "by 4 March": a bound, not the day it happened.
_BOUND = re.compile(
    r"\b(?:since|until|till|before|after|by)\s+(?:on\s+)?\Z", re.IGNORECASE
)
_AHEAD = re.compile(  # "Will" is also a man
    r"\b(?:will|won['’]t|shall|[Nn]ext(?! to)|upcoming|plans? to"
    r"|(?:is|are) (?:due|expected|planned|planning|scheduled|set|to))\b|['’]ll\b"
)


def find_date(text: str, published: date | None) -> date | None:
    """Return the day that a sentence gives, or None where it gives none or several.

    Args:
        text: The sentence.
        published: Day of publication, from which "on Monday" and "4 March" are told;
            without it only a day with its year is known.
    """
    full = [m for m in _FULL.finditer(text) if not _is_bound(m)]
    if full:
        return _only([_full_day(m, published) for m in full])
    if published is None:
        return None
    # A bound in full still has its weekday: "by Monday, 4 March".
    rest = _FULL.sub(lambda m: " " * len(m[0]), text)
    relative = [m for m in _RELATIVE.finditer(rest) if not _is_bound(m)]
    return _only([_relative_day(m, published) for m in relative if _is_day(m)])


def _only(days: list[date | None]) -> date | None:
    return days[0] if len(set(days)) == 1 else None


def _is_bound(match: re.Match[str]) -> bool:
    start = match.start()
    return bool(_BOUND.search(match.string[max(0, start - _BEFORE) : start]))


def _full_day(match: re.Match[str], published: date | None) -> date | None:
    if match["to"] or match["us_to"]:
        return None
    if match["iso"]:
        return _day(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
    month = _MONTH_NUMBERS[(match["month"] or match["us_month"])[:3].upper()]
    day = int(match["day"] or match["us_day"])
    year = match["year"] or match["us_year"]
    if year:
        return _day(int(year), month, day)
    if published is None:
        return None
    return _nearest(month, day, published, ahead=_looks_ahead(match.string))


def _nearest(month: int, day: int, published: date, *, ahead: bool) -> date | None:
    """Choose the year: the next such day where the sentence looks ahead, else the last."""
    years = range(published.year - 1, published.year + 2)
    days = [found for year in years if (found := _day(year, month, day))]
    if ahead:
        return next((found for found in days if found >= published), None)
    near = [found for found in days if found - published <= _MAX_AHEAD]
    return near[-1] if near else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31 February
        return None


def _is_day(match: re.Match[str]) -> bool:
    which = match["which"]
    return which is None or which.lower() in {"last", "past", "next", "coming"}


def _relative_day(match: re.Match[str], published: date) -> date | None:
    try:
        return published + timedelta(days=_shift(match, published))
    except OverflowError:  # before year 1 or after 9999
        return None


def _shift(match: re.Match[str], published: date) -> int:
    """Return the days from publication to the day that is meant."""
    word = match["shift"] or match["first"]
    if word:
        return _SHIFTS[word.lower()]
    weekday = _DAYS.index(match["day"].title())
    back = (published.weekday() - weekday) % 7
    which = (match["which"] or "").lower()
    if which in {"last", "past"}:
        return -(back or 7)
    if which in {"next", "coming"}:
        return 7 - back
    return (7 - back) % 7 if _looks_ahead(match.string) else -back


def _looks_ahead(sentence: str) -> bool:
    return bool(_AHEAD.search(sentence))
