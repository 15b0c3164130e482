"""The articles on a line of time: steps of a day, a week or more, and what each names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo.atlas import bundles_of, memoized
from geo.model import Atlas
from geo.view.types import StepsView, StepView, TimelineView

MAX_STEPS = 60
_WEEK = 7
_YEAR = 12  # months
# Steps of so many months, once weeks are too many.
_MONTHS = {1: "month", 3: "quarter", _YEAR: "year", 10 * _YEAR: "decade"}
_CENTURY = 100 * _YEAR


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time, both days of it included."""

    first: date
    last: date


@memoized
def timeline_view(atlas: Atlas, shown: Atlas) -> TimelineView | None:
    """Return the timeline, or None where fewer than two days are known.

    Args:
        atlas: What the filters but that of dates leave: the bars.
        shown: What all of them leave: what the map can show at each step.

    Returns:
        ``unit``; ``steps`` with ``first``, ``last`` (ISO days), ``label``, ``mentions``
        and ``articles``; ``undated`` articles. What is on the map at a step is compact:
        ``at[step]`` has ``places`` as pairs (number in ``places``, mentions) in one flat
        list, and ``links`` as numbers in ``links``.
    """
    days = {a.id: a.published for a in atlas.articles if a.published}
    if len(set(days.values())) <= 1:
        return None
    unit, steps = steps_between(min(days.values()), max(days.values()))
    of = {key: _step_of(day, steps) for key, day in days.items()}
    said = Counter(
        of[key]
        for r in atlas.resolutions
        if r.place and (key := r.mention.passage.article_id) in of
    )
    articles = Counter(of.values())
    return {
        "unit": unit,
        "steps": _steps(unit, steps, said, articles),
        "undated": len(atlas.articles) - len(days),
        **_on_map(shown, of, len(steps)),
    }


@memoized
def timeline_note(atlas: Atlas) -> str:
    """Return what is said instead of a timeline; "" where there is one, or one article.

    "All 3 articles are of 3 Mar 2026.", "No article has a date."
    """
    days = [a.published for a in atlas.articles if a.published]
    articles, known = len(atlas.articles), set(days)
    if articles == 1 or len(known) > 1:
        return ""
    if not known:
        return "No article has a date: the time line begins with the first two dates. Set them in the table of articles."
    day = _label("day", Step(days[0], days[0]))
    if len(days) == articles:
        return f"All {articles:,} articles are of {day}."
    undated = articles - len(days)
    return f"{len(days):,} of {articles:,} articles {'is' if len(days) == 1 else 'are'} of {day}, {undated:,} without a date."


def days_view(
    days: Mapping[date, tuple[int, int]],
    undated: int,
    named: Callable[[str], Iterable[tuple[str, date, int]]],
) -> TimelineView | None:
    """Return a timeline of what was only counted, as of an archive.

    Args:
        days: How many mentions and articles there are of each day.
        undated: How many articles have none.
        named: Told the unit of the steps ("week"), gives what plays: the id of a place, a day
            of the step, and the mentions in it or the links that it is an end of.
    """
    if len(days) <= 1:
        return None
    unit, steps = steps_between(min(days), max(days))
    said, articles = Counter[int](), Counter[int]()
    for day, (mentions_of_day, articles_of_day) in days.items():
        said[_step_of(day, steps)] += mentions_of_day
        articles[_step_of(day, steps)] += articles_of_day
    return {
        "unit": unit,
        "steps": _steps(unit, steps, said, articles),
        "undated": undated,
        **_counted_on_map(named(unit), steps),
    }


def _steps(
    unit: str, steps: Sequence[Step], said: Counter[int], articles: Counter[int]
) -> list[StepView]:
    return [
        {
            "first": step.first.isoformat(),
            "last": step.last.isoformat(),
            "label": _label(unit, step),
            "mentions": said[i],
            "articles": articles[i],
        }
        for i, step in enumerate(steps)
    ]


def steps_between(first: date, last: date) -> tuple[str, tuple[Step, ...]]:
    """Cut the time between two days into steps, as short as at most 60 of them allow."""
    if (last - first).days < MAX_STEPS:
        return "day", tuple(_of_days(first, last, 1))
    monday = first - timedelta(days=first.weekday())
    if (last - monday).days < MAX_STEPS * _WEEK:
        return "week", tuple(_of_days(monday, last, _WEEK))
    for months, unit in _MONTHS.items():
        if _month(last) // months - _month(first) // months < MAX_STEPS:
            return unit, tuple(_of_months(first, last, months))
    return "century", tuple(_of_months(first, last, _CENTURY))


def _of_days(first: date, last: date, size: int) -> Iterator[Step]:
    while first <= last:
        yield Step(first, first + timedelta(days=size - 1))
        first += timedelta(days=size)


def _of_months(first: date, last: date, size: int) -> Iterator[Step]:
    month = _month(first) // size * size
    while month <= _month(last):
        beyond = month + size > _month(date.max)
        end = date.max if beyond else _first_of(month + size) - timedelta(days=1)
        yield Step(_first_of(month), end)
        month += size


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _first_of(month: int) -> date:
    year, of_year = divmod(month, _YEAR)
    return date(max(year, date.min.year), of_year + 1, 1)


def _step_of(day: date, steps: tuple[Step, ...]) -> int:
    return bisect_left(steps, day, key=lambda step: step.last)


def _label(unit: str, step: Step) -> str:
    """Name a step: "3 Mar 2026", "2 to 8 Mar 2026", "Mar 2026", "Jan to Mar 2026", "2026"."""
    first, last = step.first, step.last
    names = {
        "day": f"{first.day} {first:%b %Y}",
        "week": f"{first.day} {first:%b} to {last.day} {last:%b %Y}",
        "month": f"{first:%b %Y}",
        "quarter": f"{first:%b} to {last:%b %Y}",
        "year": f"{first:%Y}",
    }
    return names.get(unit, f"{first:%Y} to {last:%Y}")


def _counted_on_map(
    named: Iterable[tuple[str, date, int]], steps: tuple[Step, ...]
) -> StepsView:
    """Return what the map shows at each step of what was counted; no links."""
    places: dict[str, int] = {}
    at: list[Counter[int]] = [Counter() for _ in steps]
    for name, day, mentions in named:
        at[_step_of(day, steps)][places.setdefault(name, len(places))] += mentions
    return {
        "places": list(places),
        "links": [],
        "at": [
            {"places": [n for pair in one.items() for n in pair], "links": []}
            for one in at
        ]
        if places
        else [],
    }


def _on_map(shown: Atlas, of: Mapping[str, int], count: int) -> StepsView:
    """Return what the map shows at each step, places and links by number."""
    places: dict[str, int] = {}
    links: dict[str, int] = {}
    named: list[Counter[int]] = [Counter() for _ in range(count)]
    stated: list[dict[int, None]] = [{} for _ in range(count)]
    for resolution in shown.resolutions:
        step = of.get(resolution.mention.passage.article_id)
        if resolution.place and step is not None:
            named[step][places.setdefault(resolution.place.id, len(places))] += 1
    for bundle in bundles_of(shown):
        number = links.setdefault(bundle.id, len(links))
        for passage in bundle.passages:
            step = of.get(passage.article_id)
            if step is not None:
                stated[step][number] = None
    return {
        "places": list(places),
        "links": list(links),
        "at": [
            {
                "places": [n for pair in at.items() for n in pair],
                "links": list(links_at),
            }
            for at, links_at in zip(named, stated, strict=True)
        ],
    }
