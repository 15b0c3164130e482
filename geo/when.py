"""When something happens: the words that say so, and the days they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

Day: TypeAlias = date  # for a class whose field named "date" hides the type


@dataclass(frozen=True, slots=True)
class When:
    """A time in the words of a sentence.

    How exact it is follows from its days: one day, a week, a month, a year.

    Attributes:
        words: As printed ("On Saturday", "last year"); "" where they are not kept.
        first: The first day that is meant; None where it is not known.
        last: The last one.
    """

    words: str
    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        """The day, where it is exactly one."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        said = f"“{self.words}”" if self.words else ""
        return ": ".join(part for part in (said, self._days()) if part)

    def _days(self) -> str:
        first, last = self.first, self.last
        if first is None or last is None:
            return ""
        after = last + timedelta(days=1) if last < date.max else last
        if first != last and first.day == after.day == 1:
            if (first.month, after.month, after.year) == (1, 1, first.year + 1):
                return str(first.year)
            if (after.year * 12 + after.month) - (first.year * 12 + first.month) == 1:
                return f"{first:%B} {first.year}"
        return " to ".join(dict.fromkeys((first.isoformat(), last.isoformat())))


def join_times(times: Iterable[When | None]) -> When | None:
    """Return several times as one: all their words, from the first day to the last."""
    told = [time for time in times if time]
    if not told:
        return None
    return When(
        "; ".join(dict.fromkeys(time.words for time in told if time.words)),
        min((time.first for time in told if time.first), default=None),
        max((time.last for time in told if time.last), default=None),
    )


def time_values(when: When | None) -> dict[str, Any]:
    """Return a time in its words and by its days, as every format calls them."""
    when = when or When("")
    return {
        "date_words": when.words,
        "date_first": when.first,
        "date_last": when.last,
    }
