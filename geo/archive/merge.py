"""Sorted files and the shards read since as one, to be sorted again.

Articles, places and sentences are numbered anew; what was read anew since, or whose shard counts
no longer, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.archive import tables
from geo.archive.engine import Engine, read_parquet
from geo.archive.store import Commit, Store

# The sentences of sorted files, under their new numbers.
TOLD = (
    "SELECT n.article_no, s.sentence_start, s.sentence FROM before_sentences s "
    "JOIN renumbered n ON n.before = s.article_no"
)
_ARTICLES = "(SELECT article, published, shard, read_in FROM before_articles)"
# After those of shards, whose names begin with "/" or a drive: what was read last counts.
_PLACES = "(SELECT * EXCLUDE (place_no), '~' AS filename FROM before_places)"
_RENUMBERED = """
CREATE TABLE renumbered AS SELECT b.article_no AS before, n.article_no
FROM before_articles b JOIN numbered n ON n.article = b.article AND n.shard = b.shard;
CREATE TABLE moved AS SELECT b.place_no AS before, p.place_no
FROM before_places b JOIN places p ON p.place = b.place
"""
_SENTENCE = "s.sentence_start, NULL::VARCHAR AS sentence"
_BEFORE = {
    "articles": """
SELECT n.article_no, b.* EXCLUDE (article_no, shard, read_in, line, lines)
FROM before_articles b JOIN renumbered n ON n.before = b.article_no
""",
    "mentions": f"""
SELECT n.article_no, b.* EXCLUDE (article_no, place_no), p.place_no, {_SENTENCE}
FROM before_mentions b JOIN renumbered n ON n.before = b.article_no
JOIN before_sentences s ON s.line = b.line LEFT JOIN moved p ON p.before = b.place_no
""",
    "links": f"""
SELECT n.article_no, b.* EXCLUDE (article_no, origin_no, destination_no),
    o.place_no AS origin_no, d.place_no AS destination_no, {_SENTENCE}
FROM before_links b JOIN renumbered n ON n.before = b.article_no
JOIN before_sentences s ON s.line = b.line
JOIN moved o ON o.before = b.origin_no JOIN moved d ON d.before = b.destination_no
""",
}


def make(
    engine: Engine,
    store: Store,
    commits: Sequence[Commit],
    tail: Sequence[Commit],
    before: Mapping[str, Path],
) -> None:
    """Make the tables that are sorted: `numbered`, places, tail_articles and the like.

    Args:
        engine: An empty one.
        store: Where the shards lie.
        commits: All shards that count.
        tail: Those that are in no sorted file.
        before: The sorted files; none where there are none.
    """
    tables.make_places(engine)
    articles, places = [], []
    if tail:
        articles.append(tables.articles_of(engine, store, tail))
        places.append(tables.places_of(engine, store, tail))
    if before:
        for table in ("articles", "mentions", "links", "sentences", "places"):
            read = read_parquet([before[table]])
            engine.run(f"CREATE VIEW before_{table} AS SELECT * FROM {read}")
        articles.append(_ARTICLES)
        places.append(_PLACES)
    tables.number_articles(engine, _both(articles), commits)
    tables.number_places(engine, _both(places))
    if before:
        engine.run(_RENUMBERED)
    for table, text in _BEFORE.items():
        rows = [f"({tables.of_shards(engine, store, table, tail)})"] if tail else []
        rows += [f"({text})"] if before else []
        engine.run(f"CREATE VIEW tail_{table} AS FROM {_both(rows)}")


def _both(rows: Sequence[str]) -> str:
    return f"({' UNION ALL BY NAME '.join(f'FROM {one}' for one in rows)})"
