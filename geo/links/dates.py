"""When a sentence says it was: "on 12 March 2024", "On Saturday", "last year", "two weeks ago".

A day in full comes before any other. Of several times one that lies in all the others is
meant ("on Monday", "this month"); else which of them a link belongs to is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

from geo import data
from geo.data import Role, TimeUse
from geo.when import When

Span: TypeAlias = tuple[date, date]  # first and last day
_Found: TypeAlias = re.Match[str]
Teller: TypeAlias = Callable[[_Found, date, bool], Span | None]

_MAX_AHEAD = timedelta(days=31)  # news without a year looks back, or a little ahead
_BEFORE = 24  # characters before a time that are looked at
_WEEK_LONG, _MONTH_LONG, _YEAR_LONG = 7, 30, 365  # days, as the table has them


def _one_of(*uses: TimeUse) -> str:
    """Return a pattern of the words of some uses, the longest first."""
    words = {word for use in uses for word in data.time_words(use)}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _begun(words: str) -> str:
    """Return a pattern of words that may begin a sentence."""
    return f"(?:{words}|{'|'.join(w.capitalize() for w in words.split('|'))})"


_MONTHS = data.time_words(TimeUse.MONTH)
_WEEKDAYS = data.time_words(TimeUse.WEEKDAY)
_SHIFTS = data.time_words(TimeUse.DAY)
_UNITS = data.time_words(TimeUse.UNIT)
_NUMBERS = data.time_words(TimeUse.NUMBER)
_WHICH = {**data.time_words(TimeUse.WHICH), **data.time_words(TimeUse.WEEKDAY_WHICH)}

# "may 4" and "march 4" in small letters are verbs. A short form may have a stop.
_MONTH_NUMBERS = {name.upper(): number for name, number in _MONTHS.items()}
_SHORT = {
    word for word in _MONTHS if any(m.startswith(word) and m != word for m in _MONTHS)
}
_MONTH = "|".join(
    [
        name
        for month in _MONTHS
        if month not in _SHORT
        for name in (month, month.upper())
    ]
    + [rf"{month}\b\.?" for month in sorted(_SHORT, key=len, reverse=True)]
)
_DAY = "|".join(name for day in _WEEKDAYS for name in (day, day.upper()))
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—/&]|to|and|or)\s*"  # "4-6 March", "March 4 and 5"
_FULL = re.compile(
    rf"(?<![\w.,:/–-])(?:(?:{_DAY}),?\s+)?(?:the\s+)?(?:"
    r"(?P<iso>[0-9]{4})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2})(?![\w-])"
    rf"|(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:{_TO}(?P<to>[0-9]{{1,2}}){_ORDINAL})?"
    rf"\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:,?\s+(?P<year>[0-9]{{4}})\b)?"
    rf"|(?P<us_month>{_MONTH})\s+(?P<us_day>[0-9]{{1,2}}){_ORDINAL}\b"
    rf"(?:{_TO}(?P<us_to>[0-9]{{1,2}}){_ORDINAL}\b)?(?:,?\s+(?P<us_year>[0-9]{{4}})\b)?"
    r")"
)
_NEAR = "|".join(word for word, shift in _WHICH.items() if shift)
# Days of a name ("Black Friday") and of every week are not one day; nor are newspapers.
_WEEKDAY = re.compile(
    rf"(?:\b(?P<which>{_begun(_NEAR)}|{_begun(_one_of(TimeUse.NAMED))})\s+)?"
    rf"\b(?P<day>{_DAY})\b(?!\s+(?:{_one_of(TimeUse.PAPER)})\b)"
)
# "Russia Today" is a broadcaster.
_SHIFT = re.compile(
    rf"\b(?P<shift>{_one_of(TimeUse.DAY)})\b"
    rf"|\A\W*(?P<first>{'|'.join(w.capitalize() for w in _one_of(TimeUse.DAY).split('|'))})\b"
)
_PART = _begun(_one_of(TimeUse.PART))
_SOME_OF_IT = _begun(_one_of(TimeUse.PART, TimeUse.SO_FAR, TimeUse.TO_COME))
_OF = _begun(_one_of(TimeUse.WHICH))
_LONG = "|".join(unit for unit, days in _UNITS.items() if days > 1 and unit[-1] != "s")
# "the last year" is the twelve months up to now, "the last week of March" none of ours.
_CALENDAR = re.compile(
    rf"(?<![Tt]he\s)\b(?:(?P<part>{_SOME_OF_IT})\s+)?\b(?P<which>{_OF})"
    rf"\s+(?P<unit>{_LONG})\b(?!\s+of\b)"
)
_AGO = re.compile(
    rf"\b(?:(?P<some>{_begun(_one_of(TimeUse.SOME))})\s+)?"
    rf"(?:(?P<number>{_begun(_one_of(TimeUse.NUMBER))}|[0-9]{{1,3}})\s+)?"
    rf"(?P<unit>{_begun(_one_of(TimeUse.UNIT))})\s+ago\b"
)
_IN_MONTH = re.compile(
    rf"(?:\b(?P<which>{_OF})\s+|(?:\b(?P<lead>[Ii]n|[Dd]uring|of|[Tt]he)\s+)?(?:\b(?P<part>{_PART})[\s-]+)?)"
    rf"\b(?P<month>{_MONTH})(?!\w|['’]s)(?:,?\s+(?:of\s+)?(?P<year>[0-9]{{4}})\b)?"
)
_IN_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring)\s+(?:{_PART}[\s-]+)?(?P<year>1[5-9][0-9]{{2}}|20[0-9]{{2}})(?![\w%–/-]|[.,][0-9])"
)
_BEHIND = re.compile(
    rf",?\s+(?:of\s+)?(?P<which>{_one_of(TimeUse.WHICH)})\s+(?P<unit>week|year)\b"
)
# "in March and April", "in 2014 and 2015", "March to May": no one month or year.
_RANGE = re.compile(
    rf"\b(?:(?:{_MONTH})(?:\s+[0-9]{{4}})?|[0-9]{{4}})\s*(?:[-–—/]|\b(?:to|and|or|until|through)\b)\s*"
    rf"(?:(?:{_MONTH})(?!\w)(?:\s+[0-9]{{4}}\b)?|[0-9]{{4}}\b)"
)
# "since Monday", "by 4 March": a bound, not the day it happened.
_BOUND = re.compile(
    rf"\b(?:{_one_of(TimeUse.BOUND)})\s+(?:on\s+|in\s+)?\Z", re.IGNORECASE
)
# "said on Monday that they flew last week": Monday is the day it was told.
_TOLD = re.compile(rf"\b(?:{_one_of(TimeUse.TOLD)})\s+(?:on\s+)?\Z")
# "today defended a raid", "condemned on Monday the raid": the day of the words on the deed.
_JUDGING = data.context_words(Role.JUDGING) - data.time_words(TimeUse.TOLD).keys()
_JUDGE = "|".join(sorted(_JUDGING))
_JUDGED = re.compile(rf"\b(?P<verb>{_JUDGE})\s+(?:on\s+)?\Z")
_JUDGES = re.compile(rf"\s+(?P<verb>{_JUDGE})\b")
_LEAD = re.compile(r"\b(?:on|in|during)\s+\Z", re.IGNORECASE)
_AHEAD = re.compile(  # "Will" is also a man
    r"\b(?:will|won['’]t|shall|[Nn]ext(?! to)|upcoming|plans? to"
    r"|(?:is|are) (?:due|expected|planned|planning|scheduled|set|to))\b|['’]ll\b"
)


def find_when(
    text: str, published: date | None, *, planned: bool = False, word: str = ""
) -> When | None:
    """Return the time that a sentence gives, or None where it gives none or several.

    Args:
        text: The sentence.
        published: Day of publication, from which "on Monday" and "4 March" are told;
            without it they are words only.
        planned: What it states is to come, so that the next such day is meant.
        word: What states it; the day on which another word judges it is not its own.
    """
    ahead = planned or bool(_AHEAD.search(text))
    full = [(m, _full) for m in _FULL.finditer(text)]
    if found := _own(_told(full, text, published, ahead), word):
        return _only([when for _, when in found])
    # A bound in full still has its weekday: "by Monday, 4 March".
    rest = _RANGE.sub(_blank, _FULL.sub(_blank, text))
    found = _own(_told(_relative(rest), text, published, ahead), word)
    own = [when for match, when in found if not _TOLD.search(_just_before(match))]
    return _only(own or [when for _, when in found])


def _own(found: Iterable[tuple[_Found, When]], word: str) -> list[tuple[_Found, When]]:
    return [(match, when) for match, when in found if not _is_judged(match, word)]


def _is_judged(match: _Found, word: str) -> bool:
    """True for the day on which somebody condemned or defended what was done."""
    verbs = (
        _JUDGED.search(_just_before(match)),
        _JUDGES.match(match.string, match.end()),
    )
    return any(verb and verb["verb"] != word for verb in verbs)


def _told(
    times: Iterable[tuple[_Found, Teller]],
    text: str,
    published: date | None,
    ahead: bool,
) -> Iterator[tuple[_Found, When]]:
    """Return the times that are no bounds, without the "last year" of "in March last year"."""
    until = 0
    for match, teller in sorted(times, key=lambda time: time[0].start()):
        behind = _behind(match) if teller in {_full, _month, _weekday} else None
        end = behind.end() if behind else match.end()
        if not _is_bound(match) and match.start() >= until:
            words = " ".join(text[_start(match) : end].split())
            yield match, When(words, *_days(match, teller, published, ahead))
        until = max(until, end)


def _start(match: _Found) -> int:
    """Return where the words begin: with "on" or "in", without "the" and what is no word."""
    groups = match.groupdict()
    if groups.get("first"):
        return match.start("first")
    if (groups.get("lead") or "").lower() == "the":
        return match.start("month")
    lead = _LEAD.search(_just_before(match))
    return match.start() - (len(lead[0]) if lead else 0)


def _days(
    match: _Found, teller: Teller, published: date | None, ahead: bool
) -> Span | tuple[None, None]:
    known = published or (date.min if _stands_alone(match) else None)
    try:
        span = teller(match, known, ahead) if known else None
    except (ValueError, OverflowError):  # 31 February; before year 1 or after 9999
        span = None
    return span or (None, None)


def _relative(text: str) -> Iterator[tuple[_Found, Teller]]:
    for match in _IN_MONTH.finditer(text):
        lead = (match["lead"] or "").lower()
        if (
            match["part"]
            or match["which"]
            or lead in {"in", "during"}
            or (lead and match["year"])
        ):
            yield match, _month
    kinds = ((_IN_YEAR, _year), (_CALENDAR, _calendar), (_AGO, _ago), (_SHIFT, _shift))
    for pattern, teller in kinds:
        for match in pattern.finditer(text):
            yield match, teller
    for match in _WEEKDAY.finditer(text):
        if match["which"] is None or match["which"].lower() in _WHICH:
            yield match, _weekday


def _stands_alone(match: _Found) -> bool:
    """True where a time has its year, so that no day of publication is needed."""
    groups = match.groupdict()
    return any(groups.get(name) for name in ("iso", "year", "us_year"))


def _only(found: list[When]) -> When | None:
    """Return the one time that is meant: of several the one that lies in all others."""
    said = {(when.first, when.last, when.first or when.words.lower()) for when in found}
    if len(said) <= 1:
        return next(iter(found), None)
    spans = [(when.first, when.last, when) for when in found]
    known = [(first, last, when) for first, last, when in spans if first and last]
    if len(known) < len(spans):
        return None
    first, last, finest = min(known, key=lambda span: span[1] - span[0])
    inside = all(one <= first and last <= other for one, other, _ in known)
    return finest if inside else None


def _blank(match: _Found) -> str:
    return " " * len(match[0])


def _just_before(match: _Found) -> str:
    return match.string[max(0, match.start() - _BEFORE) : match.start()]


def _is_bound(match: _Found) -> bool:
    return bool(_BOUND.search(_just_before(match)))


def _full(match: _Found, published: date, ahead: bool) -> Span | None:
    if match["iso"]:
        day = date(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
        return day, day
    month = _number_of(match["month"] or match["us_month"])
    number = int(match["day"] or match["us_day"])
    year = match["year"] or match["us_year"] or _year_behind(match, published)
    if year:
        day = date(int(year), month, number)
    else:
        near = _nearest(month, number, published, ahead=ahead)
        if near is None:
            return None
        day = near
    to = match["to"] or match["us_to"]
    last = day.replace(day=int(to)) if to else day
    return (day, last) if day <= last else None


def _behind(match: _Found) -> _Found | None:
    """Return the "last year" behind a month, the "last week" behind a weekday."""
    found = _BEHIND.match(match.string, match.end())
    unit = "week" if match.re is _WEEKDAY else "year"
    return found if found and found["unit"] == unit else None


def _year_behind(match: _Found, published: date) -> int | None:
    """Return the year of "March last year"."""
    behind = _behind(match)
    return published.year + _WHICH[behind["which"]] if behind else None


def _number_of(month: str) -> int:
    return _MONTH_NUMBERS[month.rstrip(".").upper()]


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


def _shift(match: _Found, published: date, _ahead: bool) -> Span:
    words = " ".join((match["shift"] or match["first"]).lower().split())
    day = published + timedelta(days=_SHIFTS[words])
    return day, day


def _weekday(match: _Found, published: date, ahead: bool) -> Span:
    weekday = _WEEKDAYS[match["day"].title()]
    behind = _behind(match)
    back = (published.weekday() - weekday) % 7
    which = _WHICH[match["which"].lower()] if match["which"] else 0
    if behind:
        shift = weekday - published.weekday() + 7 * _WHICH[behind["which"]]
    elif which:
        shift = -(back or 7) if which < 0 else 7 - back
    else:
        shift = (7 - back) % 7 if ahead else -back
    day = published + timedelta(days=shift)
    return day, day


def _calendar(match: _Found, published: date, _ahead: bool) -> Span:
    length = _UNITS[match["unit"]]
    first, last = _unit(published, length, _WHICH[match["which"].lower()])
    part = (match["part"] or "").lower()
    if part in data.time_words(TimeUse.SO_FAR) and first <= published:
        last = min(last, published)
    if part in data.time_words(TimeUse.TO_COME) and published <= last:
        first = max(first, published)
    return first, last


def _ago(match: _Found, published: date, _ahead: bool) -> Span | None:
    number, unit = (match["number"] or "").lower(), match["unit"].lower()
    if match["some"] or not number or not _UNITS[unit]:
        return None  # "several years ago", "years ago"
    count = int(number) if number.isdecimal() else _NUMBERS[number]
    return _unit(published, _UNITS[unit], -count)


def _unit(day: date, length: int, shift: int) -> Span:
    """Return the day, week, month or year that lies so many of them from that of a day."""
    if length == _YEAR_LONG:
        return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)
    if length == _MONTH_LONG:
        year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
        return _whole_month(year, month + 1)
    back = day.weekday() if length == _WEEK_LONG else 0
    first = day + timedelta(days=shift * length - back)
    return first, first + timedelta(days=length - 1)


def _whole_month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1)


def _month(match: _Found, published: date, ahead: bool) -> Span:
    month = _number_of(match["month"])
    year = match["year"] or _year_behind(match, published)
    if year:
        return _whole_month(int(year), month)
    which = _WHICH[match["which"].lower()] if match["which"] else None
    if which == 0:
        return _whole_month(published.year, month)
    now = published.month
    if which == 1 or (which is None and ahead):
        gone = month < now or (month == now and which == 1)
        return _whole_month(published.year + gone, month)
    to_come = month > now or (month == now and which == -1)
    return _whole_month(published.year - to_come, month)


def _year(match: _Found, _published: date, _ahead: bool) -> Span:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
