"""The tables of an archive in SQL: sorted files and the shards read since, as one.

Articles are numbered, the newest first, places by country and unit, so that a country is a range.
Two tables of each kind are made: `articles`, `mentions`, `links` and `places` as docs/archive.md
describes them, and for our own questions `all_mentions`, `all_by_place` and `all_links`, in which
a sentence is a number, `line`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from geo.archive.engine import Engine, read_parquet
from geo.archive.parquet import COLUMNS
from geo.archive.store import Commit, Store

_SHARD = "regexp_extract(filename, '([0-9a-f]+)-[0-9a-f]+[/\\\\][a-z]+[.]parquet$', 1)"
_TYPES = {
    "string": "VARCHAR", "date32": "DATE", "int32": "INTEGER", "int64": "BIGINT",
    "float32": "FLOAT", "float64": "DOUBLE", "bool": "BOOLEAN",
}  # fmt: skip
# Below zero, which no line of a sorted file is, and in the order of the text.
_LINE = "(n.article_no::BIGINT * 16777216 + r.sentence_start) - 4611686018427387904"

# Of an article in several shards (read again in another way, or by two builders at once) the
# newest counts, and all of them are noted; {first} is the number of the first.
_NUMBERED = """
SELECT article, shard,
    array_to_string(list_sort(list_distinct(string_split(every, ' '))), ' ') AS read_in,
    ({first} + row_number() OVER (ORDER BY published DESC NULLS LAST, article) - 1)::INTEGER
    AS article_no
FROM (
    SELECT article, published, shard,
        string_agg(read_in, ' ') OVER (PARTITION BY article) AS every
    FROM {articles}
    JOIN (SELECT unnest(?::VARCHAR[]) AS shard, unnest(?::DOUBLE[]) AS made) USING (shard)
    QUALIFY row_number() OVER (PARTITION BY article ORDER BY made DESC, shard) = 1
)
"""
_PLACES = """
SELECT ({first} + row_number() OVER (ORDER BY country_code, admin1, place) - 1)::INTEGER
    AS place_no, {columns}
FROM (SELECT DISTINCT ON (place) * FROM {places} ORDER BY place, filename) r
WHERE place NOT IN (SELECT place FROM places)
"""
_OF_SHARDS = {
    "articles": """
SELECT n.article_no, r.* EXCLUDE (filename)
FROM {rows} r JOIN numbered n USING (article) WHERE {shard} = n.shard
""",
    "mentions": """
SELECT n.article_no, r.article, r.published, r.source, r.start, r."end", r.mention,
    {line} AS line, length(r.sentence)::INTEGER AS sentence_length, r.kind, p.place_no, r.score,
    r.match, r.sentence_start, r.sentence
FROM {rows} r JOIN numbered n USING (article) LEFT JOIN places p USING (place)
WHERE {shard} = n.shard
""",
    "links": """
SELECT n.article_no, r.* EXCLUDE (filename, origin, destination, sentence_start, sentence),
    o.place_no AS origin_no, d.place_no AS destination_no, {line} AS line,
    length(r.sentence)::INTEGER AS sentence_length, r.sentence_start, r.sentence
FROM {rows} r JOIN numbered n USING (article)
JOIN places o ON o.place = r.origin JOIN places d ON d.place = r.destination
WHERE {shard} = n.shard
""",
}
_PLAIN = {
    "mentions": """
SELECT r.article, r.source, r.published, r.start, r."end", r.mention, {sentence}, r.kind, p.place,
    r.score, r.match
FROM {r} r LEFT JOIN places p USING (place_no) {lines}
""",
    "links": """
SELECT r.article, r.source, r.published, r.link, o.place AS origin, d.place AS destination,
    r.kind, r.directed, r.status, r.actor, r.predicate, r.date, r.date_words, r.date_first,
    r.date_last, {sentence}, r.origin_start, r.destination_start
FROM {r} r JOIN places o ON o.place_no = r.origin_no JOIN places d ON d.place_no = r.destination_no
{lines}
""",
}


def make(
    engine: Engine,
    store: Store,
    files: Mapping[str, Path],
    tail: Sequence[Commit],
    forgotten: Iterable[str] = (),
) -> bool:
    """Make all tables of an archive.

    Args:
        engine: An empty one.
        store: Where the shards lie.
        files: The sorted files; none where there are none.
        tail: The shards that are in no sorted file.
        forgotten: The shards in sorted files that count no longer.

    Returns:
        Whether something of the sorted files counts no longer, or was read anew since.
    """
    make_places(engine, files.get("places"))
    for table, path in files.items():
        if path.suffix == ".parquet" and table != "places":
            view_sorted(engine, table, path)
    if not files:
        engine.run(
            "CREATE TABLE sorted_sentences (line INTEGER, article_no INTEGER, sentence_start INTEGER, sentence VARCHAR)"
        )
    if tail:
        make_tail(engine, store, tail, ordered=bool(files))
    anew = bool(files) and _outdated(engine, bool(tail), [*forgotten])
    parts = (["sorted"] if files else []) + (["tail"] if tail else [])
    _make_views(
        engine, parts, "WHERE article_no NOT IN (FROM read_anew)" if anew else ""
    )
    name_groups(engine)
    return anew


def view_sorted(engine: Engine, table: str, path: Path) -> None:
    """Make a view of a sorted file, `sorted_` and its table."""
    read = read_parquet([path])
    engine.run(f"CREATE VIEW sorted_{table} AS SELECT * FROM {read}")


def name_groups(engine: Engine) -> None:
    """Give each place what it is counted by: its admin-1 unit, and its cell of one degree."""
    engine.run(
        "ALTER TABLE places ADD COLUMN unit VARCHAR; ALTER TABLE places ADD COLUMN cell INTEGER;"
        "UPDATE places SET unit = country_code || '/' || admin1,"
        "cell = (floor(lat) + 90)::INTEGER * 360 + (floor(lon) + 180)::INTEGER"
    )


def make_tail(
    engine: Engine, store: Store, commits: Sequence[Commit], *, ordered: bool = False
) -> None:
    """Make the tables of shards: tail_articles, tail_mentions and the like, and places.

    Places and articles of sorted files keep their numbers.
    """
    first = _next(engine, "sorted_articles", "article_no") if ordered else 0
    number_articles(engine, articles_of(engine, store, commits), commits, first)
    number_places(engine, places_of(engine, store, commits))
    for table in ("articles", "mentions", "links"):
        engine.run(
            f"CREATE VIEW tail_{table} AS {of_shards(engine, store, table, commits)}"
        )
    engine.run(
        "CREATE VIEW tail_by_place AS FROM tail_mentions WHERE place_no IS NOT NULL"
    )


def articles_of(engine: Engine, store: Store, commits: Sequence[Commit]) -> str:
    """Return what reads of shards what articles are numbered by."""
    rows = _files(engine, store, "articles", commits)
    return (
        f"(SELECT article, published, {_SHARD} AS shard, shard AS read_in FROM {rows})"
    )


def places_of(engine: Engine, store: Store, commits: Sequence[Commit]) -> str:
    """Return what reads the places of shards."""
    return _files(engine, store, "places", commits)


def number_articles(
    engine: Engine, articles: str, commits: Sequence[Commit], first: int = 0
) -> None:
    """Make the table `numbered`: the articles that count, each with its shard.

    Args:
        engine: Where.
        articles: What reads them.
        commits: The shards that count.
        first: The number of the first.
    """
    engine.run(
        f"CREATE TABLE numbered AS {_NUMBERED.format(first=first, articles=articles)}",
        [[c.key for c in commits], [c.made for c in commits]],
    )


def number_places(engine: Engine, places: str) -> None:
    """Add to the table `places` those that are not in it yet."""
    columns = ", ".join(f"r.{name}" for name in COLUMNS["places"])
    first = _next(engine, "places", "place_no")
    engine.run(
        f"INSERT INTO places {_PLACES.format(first=first, columns=columns, places=places)}"
    )


def of_shards(
    engine: Engine, store: Store, table: str, commits: Sequence[Commit]
) -> str:
    """Return what reads a table of shards whose articles and places are numbered."""
    rows = _files(engine, store, table, commits)
    return _OF_SHARDS[table].format(rows=rows, line=_LINE, shard=_SHARD)


def make_places(engine: Engine, path: Path | None = None) -> None:
    """Make the table `places`: of a sorted file, or empty."""
    if path:
        read = read_parquet([path])
        engine.run(f"CREATE TABLE places AS SELECT * FROM {read}")
    else:
        engine.run(f"CREATE TABLE places (place_no INTEGER, {_typed('places')})")


def _make_views(engine: Engine, parts: Sequence[str], once: str) -> None:
    """Make sorted files and tail one."""
    for name in ("articles", "mentions", "by_place", "links"):
        texts = []
        for part in parts:
            # A sentence of a sorted file is looked up by its line.
            told = ", NULL::INTEGER AS sentence_start, NULL::VARCHAR AS sentence"
            more = told if part == "sorted" and name != "articles" else ""
            where = once if part == "sorted" else ""
            texts.append(f"SELECT *{more} FROM {part}_{name} {where}")
        engine.run(f"CREATE VIEW all_{name} AS {' UNION ALL BY NAME '.join(texts)}")
    columns = ", ".join(COLUMNS["articles"])
    engine.run(f"CREATE VIEW articles AS SELECT {columns} FROM all_articles")
    for name, text in _PLAIN.items():
        texts = []
        for part in parts:
            where = once if part == "sorted" else ""
            rows = f"(SELECT * FROM {part}_{name} {where})"
            texts.append(text.format(r=rows, **_SAID[part]))
        engine.run(f"CREATE VIEW {name} AS {' UNION ALL BY NAME '.join(texts)}")


def _outdated(engine: Engine, tail: bool, forgotten: Sequence[str]) -> bool:
    """Note the sorted articles that count no longer, or were read anew since."""
    read_anew = "article IN (SELECT article FROM numbered)" if tail else "false"
    engine.run(
        f"CREATE TABLE read_anew AS SELECT article_no FROM sorted_articles WHERE {read_anew} "
        "OR shard IN (SELECT unnest(?::VARCHAR[]))",
        [forgotten],
    )
    for name in ("mentions", "by_place", "links"):
        engine.run(
            f"CREATE VIEW outdated_{name} AS SELECT * FROM sorted_{name} "
            "WHERE article_no IN (FROM read_anew)"
        )
    return bool(engine.rows("SELECT 1 FROM read_anew LIMIT 1"))


_SAID = {
    "sorted": {
        "sentence": "s.sentence_start, left(s.sentence, r.sentence_length) AS sentence",
        "lines": "JOIN sorted_sentences s ON s.line = r.line",
    },
    "tail": {"sentence": "r.sentence_start, r.sentence", "lines": ""},
}


def _next(engine: Engine, table: str, column: str) -> int:
    """Return the number after the last that is given."""
    return int(
        engine.rows(f"SELECT coalesce(max({column}), -1) + 1 FROM {table}")[0][0]
    )


def _files(engine: Engine, store: Store, table: str, commits: Sequence[Commit]) -> str:
    """Return what reads a table of shards; of older ones a column or two is empty."""
    engine.run(f"CREATE TABLE IF NOT EXISTS no_{table} ({_typed(table)})")
    read = read_parquet(
        store.paths(table, commits), ", filename = true, union_by_name = true"
    )
    return f"(FROM no_{table} UNION ALL BY NAME FROM {read})"


def _typed(table: str) -> str:
    return ", ".join(
        f'"{name}" {_TYPES[kind]}' for name, kind in COLUMNS[table].items()
    )
