"""What is shown of the rows that answer a question, in SQL: passages, articles."""

from __future__ import annotations

from collections.abc import Sequence

from geo.archive.engine import Engine
from geo.archive.parquet import COLUMNS, Row
from geo.archive.questions import Question

_NEWEST = "r.published DESC NULLS LAST, r.article_no"
# The newest rows first, of which enough to fill a page are taken: not all that answer are sorted.
_PASSAGES = """
WITH newest AS (SELECT r.* {asked} ORDER BY {newest}, {order} LIMIT ?),
page AS (
    SELECT r.* FROM newest r
    QUALIFY row_number() OVER (PARTITION BY r.article_no, r.line, {once} ORDER BY {order}) = 1
    ORDER BY {newest}, {order} LIMIT ? OFFSET ?
)
SELECT a.article, a.title, r.source, r.published, {columns}, r.kind,
    coalesce(r.sentence, left(s.sentence, r.sentence_length))
FROM page r JOIN all_articles a ON a.article_no = r.article_no
LEFT JOIN sorted_sentences s ON s.line = r.line {places}
ORDER BY {newest}, {order}
"""
ARTICLES = f"""
SELECT article_no FROM (SELECT r.article_no, r.published {{asked}} ORDER BY {_NEWEST} LIMIT ?) r
GROUP BY r.article_no, r.published ORDER BY {_NEWEST} LIMIT ?
"""
ENDS = (
    "SELECT key, count(*) AS count FROM "
    "(SELECT unnest([r.origin_no, r.destination_no]) AS key {asked}) GROUP BY key"
)
_OF_MENTIONS = {
    "once": "true",
    "order": "r.start",
    "columns": "r.start, r.mention, coalesce(p.name, '')",
    "places": "LEFT JOIN places p ON p.place_no = r.place_no",
}
_OF_LINKS = {
    "once": "r.link",
    "order": "r.line, r.origin_start",
    "columns": (
        "coalesce(r.sentence_start, s.sentence_start), r.predicate, "
        "o.name || ' - ' || d.name"
    ),
    "places": (
        "JOIN places o ON o.place_no = r.origin_no "
        "JOIN places d ON d.place_no = r.destination_no"
    ),
}
_SENTENCE = {
    "sentence_start": "coalesce(r.sentence_start, s.sentence_start) AS sentence_start",
    "sentence": "coalesce(r.sentence, left(s.sentence, r.sentence_length)) AS sentence",
}
_PLACES = {
    "place": "p.place",
    "origin": "o.place AS origin",
    "destination": "d.place AS destination",
}
OF_IDS = "article IN (SELECT unnest(?::VARCHAR[]))"
OF_NUMBERS = "article_no IN (SELECT unnest(?::INTEGER[]))"
_OF_THEM = f"r.{OF_NUMBERS}"


def _as_written(table: str, places: str) -> str:
    """Return what reads rows of articles as their shards have them."""
    told = _PLACES | _SENTENCE
    columns = ", ".join(told.get(name, f'r."{name}"') for name in COLUMNS[table])
    return (
        f"SELECT {columns} FROM all_{table} r {places} "
        f"LEFT JOIN sorted_sentences s ON s.line = r.line WHERE {_OF_THEM}"
    )


_ROWS_OF_ARTICLES = {
    "articles": f"SELECT {', '.join(COLUMNS['articles'])} FROM all_articles r WHERE {_OF_THEM} ORDER BY {_NEWEST}",
    "mentions": _as_written("mentions", _OF_MENTIONS["places"]),
    "links": _as_written("links", _OF_LINKS["places"]),
}
_PLACES_NAMED = (
    f"SELECT {', '.join(COLUMNS['places'])} FROM places "
    "WHERE place IN (SELECT unnest(?::VARCHAR[]))"
)


def rows_of_articles(engine: Engine, wanted: Sequence[int]) -> dict[str, list[Row]]:
    """Return the rows of articles by their numbers, as shards have them, by table."""
    rows = {
        table: engine.records(text, [list(wanted)])
        for table, text in _ROWS_OF_ARTICLES.items()
    }
    named = {row["place"] for row in rows["mentions"]} | {
        row[end] for row in rows["links"] for end in ("origin", "destination")
    }
    named |= {row["focus"] for row in rows["articles"]}
    rows["places"] = engine.records(_PLACES_NAMED, [[*named]])
    return rows


def named_most(counted: str) -> str:
    """Return what reads the places counted most: what is bound in that, then how many.

    Args:
        counted: What counts by key, the number of a place.
    """
    columns = ", ".join(f"p.{name}" for name in COLUMNS["places"])
    return (
        f"SELECT {columns}, n FROM (SELECT key, sum(count)::BIGINT AS n FROM ({counted}) "
        "GROUP BY key HAVING n > 0 ORDER BY n DESC, key LIMIT ?) "
        "JOIN places p ON p.place_no = key ORDER BY n DESC, key"
    )


def passages_text(question: Question, asked: str) -> str:
    """Return what reads a page of passages: most rows, how many, after how many.

    Args:
        question: What is asked.
        asked: Its FROM and WHERE.
    """
    parts = _OF_LINKS if question.of_links else _OF_MENTIONS
    return _PASSAGES.format(asked=asked, newest=_NEWEST, **parts)
