"""What can be asked of an archive, what comes back, and a question in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from geo.model import Extent


@dataclass(frozen=True, slots=True)
class Group:
    """By what is counted: a quick key of each row, and what a key is called (`key`)."""

    key: str
    name: str = "key"
    where: str = "true"


_KEYS_A_PLACE = (
    10_000_000  # days since 1970 and more, as `_of_time` puts them beside a place
)
_DAY_ZERO = 1_000_000  # before it no day is known


# Each end of a link in turn.
_BOTH_ENDS = "CASE e.n WHEN 0 THEN r.origin_no ELSE r.destination_no END"


def _of_time(unit: str, place_no: str) -> Group:
    """Return what counts each place by time: its id and the first day of a stretch."""
    days = (
        f"datediff('day', DATE '1970-01-01', date_trunc('{unit}', r.published)::DATE)"
    )
    return Group(
        f"({place_no})::BIGINT * {_KEYS_A_PLACE} + {days} + {_DAY_ZERO}",
        f"(SELECT place FROM places WHERE place_no = key // {_KEYS_A_PLACE}) || ' ' || "
        f"strftime(DATE '1970-01-01' + (key % {_KEYS_A_PLACE} - {_DAY_ZERO})::INTEGER, '%Y-%m-%d')",
    )


def _of_times(place_no: str) -> dict[str, Group]:
    units = ("day", "week", "month", "year")
    return {f"place-{unit}": _of_time(unit, place_no) for unit in units}


# How counts can be grouped: r is a mention or link, p its place, o and d those of a link.
_OF_BOTH = {
    "day": Group("r.published", "strftime(key, '%Y-%m-%d')"),
    "week": Group("date_trunc('week', r.published)", "strftime(key, '%Y-%m-%d')"),
    "month": Group("date_trunc('month', r.published)", "strftime(key, '%Y-%m')"),
    "year": Group("year(r.published)", "key::VARCHAR"),
    "source": Group("nullif(r.source, '')"),
    "kind": Group("r.kind"),
}
_OF_MENTIONS = _OF_BOTH | {
    "place": Group(
        "r.place_no",
        "(SELECT name || ' (' || place || ')' FROM places WHERE place_no = key)",
    ),
    "country": Group("nullif(p.country_code, '')"),
    "admin1": Group("nullif(p.unit, '')"),
    **_of_times("r.place_no"),
    "cell": Group("p.cell", "(key // 360 - 90) || ',' || (key % 360 - 180)"),
    "word": Group("r.mention"),
}
_OF_LINKS = _OF_BOTH | {
    "status": Group("r.status"),
    "pair": Group(
        "r.origin_no::BIGINT * 4294967296 + r.destination_no",
        "(SELECT o.name || ' - ' || d.name FROM places o, places d WHERE "
        "o.place_no = key // 4294967296 AND d.place_no = key % 4294967296)",
    ),
    "country": Group("o.country_code || ' - ' || d.country_code"),
    **_of_times(_BOTH_ENDS),
    "actor": Group("r.actor", where="r.actor <> ''"),
    # Who went from where to where.
    "journey": Group(
        "r.actor || ': ' || o.name || ' - ' || d.name",
        where="r.kind = 'movement' AND r.actor <> ''",
    ),
}
# Places beside the one that is asked about: those it is linked with, and those that stand in
# the same sentences.
BESIDE = ("linked", "together")
DAYS = frozenset({"day", "week", "month", "year"})  # counted in their order
# Counted once and for all by month (days by day); a number is told from a name.
NUMBERS = frozenset({"place", "cell"})
_ROLLED = frozenset({"day", "source", "kind", "country", "admin1", "status"}) | NUMBERS
_OF_MONTHS = frozenset({"place-month", "place-year"})  # told from the counts of places
NONE = "none"  # what has no day, place or country is counted too
GROUPS = tuple(dict.fromkeys((*_OF_MENTIONS, *_OF_LINKS, *BESIDE)))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an archive; all that is given must hold.

    Attributes:
        place: Name or id of a place: itself, and all that lies in it where it is a country
            or an admin-1 unit.
        other: The second place of a pair: links between both.
        country: ISO 3166-1 alpha-2 code; "US/CA" is an admin-1 unit.
        box: A box that the point of the place lies in; with `links`, of one of both.
        since: First day of publication.
        until: Last day of publication.
        source: Newspaper, site or file, as `Article.source` has it.
        kind: Kind of mention; with `links`, kind of link.
        status: Status of links.
        words: Words that stand in the sentence one after another, or in the title.
        min_score: Least score of mentions.
        links: Ask about links instead of mentions; a status or a second place does too.
    """

    place: str = ""
    other: str = ""
    country: str = ""
    box: Extent | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""
    kind: str = ""
    status: str = ""
    words: str = ""
    min_score: float = 0.0
    links: bool = False

    @property
    def of_links(self) -> bool:
        """Whether links are asked for."""
        return self.links or bool(self.status or self.other)


EVERYTHING = Question()


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was found: mentions or links, and the articles they stand in."""

    name: str
    count: int
    articles: int


@dataclass(frozen=True, slots=True)
class Compared:
    """How often something was found in the answers to two questions, in articles."""

    name: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that answers a question.

    Attributes:
        article: Id of the article.
        title: Its title.
        source: Where it is from.
        published: When it was published.
        start: Where the mention stands in the text, or the sentence that states the link.
        mention: Words of the mention; of a link its predicate.
        place: Name of the place; of a link "Moscow - Wonsan".
        kind: Kind of mention or link.
        sentence: The words.
    """

    article: str
    title: str
    source: str
    published: date | None
    start: int
    mention: str
    place: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question in SQL gave."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What an archive holds; `failed` could not be read, `settings` ways it was read in."""

    articles: int
    mentions: int
    links: int
    places: int
    sources: int
    first: date | None
    last: date | None
    shards: int
    bytes: int
    failed: int
    settings: int
    corrections: int


def side_by_side(
    one: Mapping[str, int], other: Mapping[str, int], all_one: int, all_other: int
) -> tuple[Compared, ...]:
    """Return things in the answers to two questions, where their shares differ most first.

    Args:
        one: In how many articles of the first answer each is.
        other: And of the other.
        all_one: How many articles the first answer has.
        all_other: And the other.
    """
    every = (Compared(n, one.get(n, 0), other.get(n, 0)) for n in {**one, **other})

    def differing(c: Compared) -> tuple[float, str]:
        shares = c.one / max(1, all_one), c.other / max(1, all_other)
        return -abs(shares[0] - shares[1]), c.name

    return tuple(sorted(every, key=differing))


def groups_of(question: Question) -> Mapping[str, Group]:
    """Return by what the answers to a question can be counted."""
    return _OF_LINKS if question.of_links else _OF_MENTIONS


Ranges = Sequence[tuple[int, int]]
_FEW_RANGES = 40
_DAY = timedelta(days=1)
_SHORT = timedelta(days=120)  # of days there is less to read than of a country


def from_where(
    question: Question, places: Sequence[Ranges], columns: str = ""
) -> tuple[str, list[Any]]:
    """Return FROM and WHERE of a question, and what is bound in them.

    Mentions or links are called r, their places p, or o and d; where its words stand is not asked.

    Args:
        question: What is asked.
        places: The numbers that each place and country named in it stands for.
        columns: What is asked of the rows: what is not needed is not joined.
    """
    clauses = [*_where_clauses(question, places), *_which_clauses(question)]
    conditions = " AND ".join(["true", *(condition for condition, _ in clauses)])
    bound = [value for _, values in clauses for value in values]
    rows = _rows_for(question, places)
    if question.of_links:
        needed = f"{conditions} {columns}"
        for end, column in (("o", "origin_no"), ("d", "destination_no")):
            if f"{end}." in needed:
                rows += f" JOIN places {end} ON {end}.place_no = r.{column}"
        if _BOTH_ENDS in columns:
            rows += " CROSS JOIN (VALUES (0), (1)) e(n)"
    elif "p." in f"{conditions} {columns}":
        rows += " LEFT JOIN places p ON p.place_no = r.place_no"
    return f"FROM {rows} WHERE {conditions}", bound


def from_articles(question: Question) -> tuple[str, list[Any]] | None:
    """Return FROM, WHERE and what is bound, or None where mentions must be asked: ten times as many."""
    since, until, source = question.since, question.until, question.source
    if question != Question(since=since, until=until, source=source):
        return None
    clauses = list(_which_clauses(question))
    conditions = " AND ".join(["r.mentions > 0", *(c for c, _ in clauses)])
    return f"FROM all_articles r WHERE {conditions}", [
        v for _, vs in clauses for v in vs
    ]


def _rows_for(question: Question, places: Sequence[Ranges]) -> str:
    """Return the rows in whose order the answer lies together."""
    if question.of_links:
        return "all_links r"
    first, last = question.since, question.until or date.max
    short = first is not None and last - first < _SHORT
    return "all_by_place r" if places and not short else "all_mentions r"


def is_rolled(question: Question, by: str) -> bool:
    """Return whether a question is of the days alone, and counted by month already."""
    if by in _OF_MONTHS and question.of_links:
        return False
    return by in _ROLLED | DAYS | _OF_MONTHS and question == Question(
        since=question.since, until=question.until, links=question.links
    )


def rolled(question: Question, by: str) -> tuple[str, list[Any], list[Question]]:
    """Return what reads the counts of whole months, its values, and the days that are left.

    Args:
        question: One that `is_rolled`.
        by: What is counted by.
    """
    left: list[Question] = []
    of_months = by in _OF_MONTHS
    grouped = "day" if by in DAYS else "place" if of_months else by
    values: list[Any] = [question.of_links, grouped]
    text = "FROM sorted_counts r WHERE r.of_links = ? AND r.grouped = ?"
    if by in DAYS:
        key = groups_of(question)[by].key.replace("r.published", "r.since")
        first, last = question.since, question.until
    else:
        key = "r.number" if by in NUMBERS else "r.name"
        if of_months:
            key = groups_of(question)[by].key
            key = key.replace("r.published", "r.since").replace(
                "r.place_no", "r.number"
            )
        first, last, left = _whole_months(question)
    for condition, value in (("r.since >= ?", first), ("r.since <= ?", last)):
        if value:
            text += f" AND {condition}"
            values.append(value)
    # Who asks sums up all that has one key, so nothing is summed up here.
    return f"SELECT {key} AS key, r.count, r.articles {text}", values, left


def _whole_months(
    question: Question,
) -> tuple[date | None, date | None, list[Question]]:
    """Return the first and last whole month of a question, and what is about them."""
    since, until = question.since, question.until
    first = last = None
    left = []
    if since:
        first = since if since.day == 1 else _next_month(since)
    if until:
        last = until if until.year == date.max.year else _next_month(until) - _DAY
        last = until if last == until else until.replace(day=1) - _DAY
    if first and last and first > last:  # no whole month between them
        return date.max, None, [question]
    if since and first and since < first:
        left.append(replace(question, until=first - _DAY))
    if until and last and last < until:
        left.append(replace(question, since=last + _DAY))
    return first, last, left


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def beside(
    by: str, place: Ranges, asked: str, values: Sequence[Any]
) -> tuple[str, list[Any]]:
    """Return what counts the places beside one, and what is bound in it.

    Args:
        by: One of `BESIDE`.
        place: The numbers of the place.
        asked: FROM and WHERE of the question: links of it, or mentions of it.
        values: What is bound in them.
    """
    if by == "linked":
        key = f"CASE WHEN {within('r.origin_no', place)} THEN r.destination_no ELSE r.origin_no END"
        rows, bound = asked, [*values]
    else:
        key, bound = "r.place_no", [*values]
        rows = f"FROM all_mentions r WHERE r.line IN (SELECT r.line {asked})"
    text = f"SELECT {key} AS key, r.article_no, count(*) AS count {rows} GROUP BY ALL"
    return (
        f"SELECT key, sum(count)::BIGINT AS count, count(*) AS articles FROM ({text}) "
        f"WHERE key IS NOT NULL AND NOT {within('key', place)} GROUP BY key"
    ), bound


def rollups() -> Iterator[str]:
    """Return what counts by month, once and for all: `counts` holds its rows."""
    for of_links, groups in ((False, _OF_MENTIONS), (True, _OF_LINKS)):
        for by in sorted(groups.keys() & _ROLLED):
            key = groups[by].key
            said = "key::BIGINT, NULL" if by in NUMBERS else "NULL, key::VARCHAR"
            since = "r.published" if by == "day" else "date_trunc('month', r.published)"
            asked, _ = from_where(Question(links=of_links), [], columns=key)
            yield (
                f"SELECT {of_links}, '{by}', {said}, since::DATE, "
                "sum(count)::INTEGER, count(*)::INTEGER FROM ("
                f"SELECT {key} AS key, {since} AS since, r.article_no, count(*) AS count "
                f"{asked} GROUP BY ALL) GROUP BY key, since"
            )


_Clause = tuple[str, Sequence[Any]]


def _where_clauses(question: Question, places: Sequence[Ranges]) -> Iterator[_Clause]:
    of_links = question.of_links
    if not of_links:
        for ranges in places:
            yield within("r.place_no", ranges), []
    elif question.place and question.other:
        one, other, *places = places
        ways = [_ends(one, other, "AND"), _ends(other, one, "AND")]
        yield f"({' OR '.join(ways)})", []
    if of_links:
        for ranges in places:
            yield _ends(ranges, ranges, "OR"), []
    if question.box:
        box, ends = question.box, ("od" if of_links else "p")
        over = "OR" if box.west > box.east else "AND"  # it crosses the 180th meridian
        inside = [
            f"({end}.lat BETWEEN ? AND ? AND ({end}.lon >= ? {over} {end}.lon <= ?))"
            for end in ends
        ]
        edges = [box.south, box.north, box.west, box.east]
        yield f"({' OR '.join(inside)})", edges * len(ends)


def _ends(one: Ranges, other: Ranges, way: str) -> str:
    return f"({within('r.origin_no', one)} {way} {within('r.destination_no', other)})"


def within(column: str, ranges: Ranges) -> str:
    """Return what holds for numbers in ranges; they are ours, and so need not be bound."""
    if not ranges:
        return "false"
    if len(ranges) <= _FEW_RANGES:
        every = (f"{column} BETWEEN {first:d} AND {last:d}" for first, last in ranges)
        return f"({' OR '.join(every)})"
    numbers = (n for first, last in ranges for n in range(first, last + 1))
    between = f"{column} BETWEEN {ranges[0][0]:d} AND {ranges[-1][1]:d}"
    return f"({between} AND {column} IN ({', '.join(map(str, numbers))}))"


def _which_clauses(question: Question) -> Iterator[_Clause]:
    for condition, value in (
        ("r.published >= ?", question.since),
        ("r.published <= ?", question.until),
        ("r.source = ?", question.source),
        ("r.kind = ?", question.kind),
        ("r.status = ?", question.status),
        ("r.score >= ?", 0 if question.of_links else question.min_score),
    ):
        if value:
            yield condition, [value]
