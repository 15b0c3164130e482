"""What can be asked of an archive, what comes back, and a question in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_WORD_END = r"[^\pL\pN]"
# The longest word is looked for first, which is fast; then all of them, as whole words.
_FOUND = (
    "CASE WHEN contains(strip_accents(lower({0})), strip_accents(lower(?))) "
    "THEN regexp_matches(strip_accents({0}), strip_accents(?), 'i') ELSE false END"
)
_MENTIONS = "mentions r LEFT JOIN places p ON p.place = r.place"
_LINKS = "links r JOIN places o ON o.place = r.origin JOIN places d ON d.place = r.destination"
# How counts can be grouped, as SQL over mentions or links joined with their places.
_OF_BOTH = {
    "day": "strftime(r.published, '%Y-%m-%d')",
    "week": "strftime(date_trunc('week', r.published), '%Y-%m-%d')",
    "month": "strftime(r.published, '%Y-%m')",
    "year": "strftime(r.published, '%Y')",
    "source": "r.source",
    "kind": "r.kind",
}
_OF_MENTIONS = _OF_BOTH | {
    "place": "p.name || ' (' || r.place || ')'",
    "country": "p.country_code",
    "admin1": "p.country_code || '/' || p.admin1",
    "cell": "CAST(floor(p.lat) AS INT) || ',' || CAST(floor(p.lon) AS INT)",
    "word": "r.mention",
}
_OF_LINKS = _OF_BOTH | {
    "status": "r.status",
    "pair": "o.name || ' - ' || d.name",
    "country": "o.country_code || ' - ' || d.country_code",
}
DAYS = frozenset({"day", "week", "month", "year"})  # counted in their order
NONE = "none"  # what has no day, place or country is counted too
GROUPS = tuple(dict.fromkeys((*_OF_MENTIONS, *_OF_LINKS)))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an archive; all that is given must hold.

    Attributes:
        place: Name or id of a place: itself, and all that lies in it where it is a country
            or an admin-1 unit.
        other: The second place of a pair: links between both.
        country: ISO 3166-1 alpha-2 code.
        since: First day of publication.
        until: Last day of publication.
        source: Newspaper, site or file, as `Article.source` has it.
        kind: Kind of mention; with `links`, kind of link.
        status: Status of links.
        words: Words that stand in the sentence, in this order, or in the title.
        min_score: Least score of mentions.
        links: Ask about links instead of mentions; a status or a second place does too.
    """

    place: str = ""
    other: str = ""
    country: str = ""
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


def groups_of(question: Question) -> Mapping[str, str]:
    """Return by what the answers to a question can be counted, as SQL."""
    return _OF_LINKS if question.of_links else _OF_MENTIONS


def from_where(
    question: Question, places: Sequence[Sequence[str]], join: str = ""
) -> tuple[str, list[Any]]:
    """Return FROM and WHERE of a question, and what is bound in them.

    Mentions or links are called r, their places p, or o and d.

    Args:
        question: What is asked.
        places: The ids that each place named in it stands for.
        join: What else is joined.
    """
    clauses = [
        *_where_clauses(question, places),
        *_which_clauses(question),
        *_word_clauses(question),
    ]
    conditions = " AND ".join(["true", *(condition for condition, _ in clauses)])
    joined = _LINKS if question.of_links else _MENTIONS
    bound = [value for _, values in clauses for value in values]
    return f"FROM {joined} {join} WHERE {conditions}", bound


_Clause = tuple[str, Sequence[Any]]


def _where_clauses(
    question: Question, places: Sequence[Sequence[str]]
) -> Iterator[_Clause]:
    of_links = question.of_links
    if places and not of_links:
        yield _within("r.place"), places
    elif len(places) == 1:
        yield f"({_within('r.origin')} OR {_within('r.destination')})", [*places] * 2
    elif places:
        one, other = places
        way = f"({_within('r.origin')} AND {_within('r.destination')})"
        yield f"({way} OR {way})", [one, other, other, one]
    if question.country:
        codes = [f"{t}.country_code = ?" for t in ("od" if of_links else "p")]
        yield f"({' OR '.join(codes)})", [question.country.upper()] * len(codes)


def _within(end: str) -> str:
    return f"{end} IN (SELECT unnest(?::VARCHAR[]))"


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


def _word_clauses(question: Question) -> Iterator[_Clause]:
    words = question.words.split()
    if words:
        titles = f"SELECT article FROM articles WHERE {_FOUND.format('title')}"
        bound = [max(words, key=len), _whole_words(words)]
        yield f"({_FOUND.format('r.sentence')} OR r.article IN ({titles}))", bound * 2


def _whole_words(words: Sequence[str]) -> str:
    """Return what finds words, one after another, and no part of a longer word."""
    inner = r"\s+".join(map(re.escape, words))
    return f"(^|{_WORD_END}){inner}($|{_WORD_END})"
