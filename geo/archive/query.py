"""Questions to an archive, answered from its files: the one door to DuckDB.

DuckDB runs within this process. It may neither fetch extensions (by itself it does so, from
the internet) nor open any file outside the archive; what is asked for is bound, never pasted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geo.archive.parquet import TABLES
from geo.archive.questions import (
    DAYS,
    EVERYTHING,
    NONE,
    Answer,
    Count,
    Found,
    Overview,
    Question,
    from_where,
    groups_of,
)
from geo.archive.store import Store
from geo.errors import InputError
from geo.export.optional_dependencies import needs_extra

_MEMORY = "1GB"
_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": _MEMORY,
    "temp_directory": "",
}


class Archive:
    """An archive that is open to be asked; shards that come later are seen by the next one.

        with Archive("news") as archive:
            archive.counts(Question(country="KP"), by="month")

    Args:
        folder: Where it lies.

    Raises:
        InputError: It is no archive, is empty, or is damaged.
        OutputError: DuckDB is not installed.
    """

    def __init__(self, folder: str | Path) -> None:
        with needs_extra("archive", "To ask an archive"):
            import duckdb
        store = Store(Path(folder))
        self._commits = store.commits()
        self._errors = duckdb.Error
        self._select = duckdb.StatementType.SELECT
        if not self._commits:
            raise InputError(f"{folder} is empty; “dateline archive build” fills it")
        self._database = duckdb.connect(":memory:", config=_LOCKED)
        with self._telling():
            self._database.execute("SET parquet_metadata_cache = true")
            self._view(store.folder)
            folder = _quoted(f"{store.folder}/")
            self._database.execute(f"SET allowed_directories = [{folder}]")
            self._database.execute("SET enable_external_access = false")
            self._database.execute("SET lock_configuration = true")

    def _view(self, folder: Path) -> None:
        """Make the tables of all shards one, each article once."""
        files = {
            table: "read_parquet([{}], filename = true)".format(
                ", ".join(
                    _quoted(str(folder / commit.parts[table].path))
                    for commit in self._commits
                )
            )
            for table in TABLES
        }
        self._database.execute(
            "CREATE TABLE places AS SELECT DISTINCT ON (place) * EXCLUDE (filename) "
            f"FROM {files.pop('places')} ORDER BY place, filename"
        )
        self._database.execute(
            _DOUBLED.format(shard=_SHARD, articles=files["articles"]),
            [[c.key for c in self._commits], [c.made for c in self._commits]],
        )
        ((doubled,),) = self._database.sql("SELECT count(*) FROM doubled").fetchall()
        once = f"WHERE ({_SHARD}, article) NOT IN (FROM doubled)" if doubled else ""
        for table, read in files.items():
            self._database.execute(
                f"CREATE VIEW {table} AS SELECT * EXCLUDE (filename) FROM {read} {once}"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it."""
        self._database.close()

    def counts(
        self, question: Question = EVERYTHING, *, by: str = "place", limit: int = 100
    ) -> tuple[Count, ...]:
        """Return how many mentions or links answer a question, by one of `GROUPS`.

        Days, weeks, months and years come in their order, all else the most frequent first.
        What has no day, no place or no country is counted as `NONE`.

        Raises:
            InputError: It cannot be counted by this, or no place has the name.
        """
        groups = groups_of(question)
        if by not in groups:
            what = "links" if question.of_links else "mentions"
            known = " ".join(groups)
            raise InputError(f"{what} cannot be counted by {by!r}; by one of: {known}")
        asked, values = self._from_where(question)
        order = "1" if by in DAYS else "2 DESC, 1"
        found = self._rows(
            f"SELECT coalesce(nullif({groups[by]}, ''), ?), count(*), "
            f"count(DISTINCT r.article) {asked} GROUP BY 1 ORDER BY {order} LIMIT ?",
            [NONE, *values, limit],
        )
        return tuple(Count(*row) for row in found)

    def passages(
        self, question: Question = EVERYTHING, *, limit: int = 20, skip: int = 0
    ) -> tuple[Found, ...]:
        """Return the sentences that answer a question, the newest first.

        A sentence comes once, with the first mention that answers; but once for each link.

        Args:
            question: What is asked.
            limit: How many.
            skip: How many of the first are left out: the next page.

        Raises:
            InputError: No place has the name.
        """
        asked, values = self._from_where(question, "JOIN articles a USING (article)")
        if question.of_links:
            columns = "r.sentence_start, r.predicate, o.name || ' - ' || d.name, r.kind"
            once, order = "r.link", "r.origin_start"
        else:
            columns = "r.start, r.mention, coalesce(p.name, ''), r.kind"
            once, order = "true", "r.start"
        found = self._rows(
            f"SELECT r.article, a.title, r.source, r.published, {columns}, r.sentence "
            f"{asked} QUALIFY row_number() OVER (PARTITION BY r.article, r.sentence_start, "
            f"{once} ORDER BY {order}) = 1 "
            "ORDER BY r.published DESC NULLS LAST, r.article, 5, 7 LIMIT ? OFFSET ?",
            [*values, limit, skip],
        )
        return tuple(Found(*row) for row in found)

    def sql(self, text: str, values: Sequence[Any] = ()) -> Answer:
        """Ask in SQL, over the views articles, mentions, links and places.

        Args:
            text: One SELECT.
            values: What stands for its question marks.

        Raises:
            InputError: It is something else, or DuckDB refuses it; the message says why.
        """
        with self._telling():
            statements = self._database.extract_statements(text)
        if len(statements) != 1 or statements[0].type != self._select:
            raise InputError("an archive answers one SELECT; it is never written to so")
        with self._telling():
            answer = self._database.execute(statements[0], list(values))
            columns = tuple(column[0] for column in answer.description or ())
            return Answer(columns, tuple(answer.fetchall()))

    def overview(self) -> Overview:
        """Return what it holds."""
        (counted,) = self._rows(
            "SELECT count(*), coalesce(sum(mentions), 0)::BIGINT, "
            "(SELECT count(*) FROM links), (SELECT count(*) FROM places), "
            "count(DISTINCT source), min(published), max(published) FROM articles",
            [],
        )
        articles, mentions, links, places, sources, first, last = counted
        parts = [part for commit in self._commits for part in commit.parts.values()]
        return Overview(
            articles=articles,
            mentions=mentions,
            links=links,
            places=places,
            sources=sources,
            first=first,
            last=last,
            shards=len(self._commits),
            bytes=sum(part.bytes for part in parts),
            failed=sum(len(commit.failed) for commit in self._commits),
            settings=len({commit.settings for commit in self._commits}),
        )

    def _from_where(self, question: Question, join: str = "") -> tuple[str, list[Any]]:
        names = filter(None, (question.place, question.other))
        return from_where(question, [self._places(name) for name in names], join)

    def _places(self, name: str) -> list[str]:
        """Return the ids of the places of a name, and of all that lies in them.

        Raises:
            InputError: No place of the archive is called so.
        """
        found = self._rows(_PLACES, [name, name])
        if not found:
            # Another spelling: what the articles mean by it most often.
            meant = self._rows(_MEANT, [name])
            found = self._rows(_PLACES, [meant[0][0]] * 2) if meant else []
        if not found:
            raise InputError(f"no place of the archive is called {name!r}")
        return [row[0] for row in found]

    def _rows(self, text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._telling():
            return list(self._database.execute(text, list(values)).fetchall())

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Raise what DuckDB cannot do as an error of our family."""
        try:
            yield
        except self._errors as error:
            words = str(error).strip().splitlines()[0]
            advice = _DAMAGED if ".parquet" in words else ""
            raise InputError(f"the archive cannot answer: {words}{advice}") from error


_DAMAGED = "; “dateline archive verify” tells which of its files are damaged"
_PLACES = """
WITH named AS (
    SELECT * FROM places
    WHERE place = ? OR strip_accents(lower(name)) = strip_accents(lower(?))
)
SELECT DISTINCT p.place FROM places p JOIN named n ON p.place = n.place
    OR (n.feature_code LIKE 'PCL%' AND p.country_code = n.country_code)
    OR (n.feature_code = 'ADM1' AND p.country_code = n.country_code
        AND p.admin1 = n.admin1)
"""
_MEANT = """
SELECT place FROM mentions WHERE lower(mention) = lower(?) AND place IS NOT NULL
GROUP BY place ORDER BY count(*) DESC, place LIMIT 1
"""
# Of an article that is in several shards (read again in another way, or by two builders at
# once) the newest counts.
_DOUBLED = """
CREATE TABLE doubled AS
SELECT shard, article FROM (
    SELECT shard, article, row_number() OVER (
        PARTITION BY article ORDER BY made DESC, shard
    ) AS nth
    FROM (SELECT article, {shard} AS shard FROM {articles})
    JOIN (SELECT unnest(?::VARCHAR[]) AS shard, unnest(?::DOUBLE[]) AS made) USING (shard)
) WHERE nth > 1
"""
_SHARD = "regexp_extract(filename, '([0-9a-f]+)-[0-9a-f]+[/\\\\][a-z]+[.]parquet$', 1)"


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"
