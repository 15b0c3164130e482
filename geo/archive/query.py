"""Questions to an archive, answered from its files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geo.archive import overlays, snapshots, tables
from geo.archive.engine import DAMAGED, Engine, Rows
from geo.archive.hits import Hits
from geo.archive.names import Names
from geo.archive.pages import (
    ARTICLES,
    ENDS,
    OF_IDS,
    OF_NUMBERS,
    named_most,
    passages_text,
    rows_of_articles,
)
from geo.archive.parquet import Row
from geo.archive.questions import (
    BESIDE,
    DAYS,
    EVERYTHING,
    NONE,
    Answer,
    Compared,
    Count,
    Found,
    Overview,
    Question,
    beside,
    from_articles,
    from_where,
    groups_of,
    is_rolled,
    rolled,
    side_by_side,
)
from geo.archive.slices import atlas_of, place_of
from geo.archive.snapshots import State
from geo.archive.store import Store
from geo.errors import InputError
from geo.model import Atlas, Place

_MAX_COMPARED = 100_000  # things that are counted to be compared
_ROWS_A_PASSAGE, _ROWS_AN_ARTICLE = 8, 40  # that are looked at for each, at first


class Archive:
    """An archive that is open to be asked; shards that come later are seen by the next one.

    Where its shards are sorted meanwhile an answer may be an InputError that says to open it again.

        with Archive("news") as archive:
            archive.counts(Question(country="KP"), by="month")

    Args:
        folder: Where it lies: a folder, or an address of an object store, from which its files
            are fetched once into the cache folder.
        corrected: As people corrected it, instead of as the machine read it.

    Raises:
        InputError: It is no archive, is empty, or is damaged.
        OutputError: DuckDB is not installed.

    Attributes:
        overlay: What people corrected, or None.
    """

    def __init__(self, folder: str | Path, *, corrected: bool = True) -> None:
        store = Store(folder)
        self._folder = folder
        self.overlay = overlays.newest(store) if corrected else None
        self._machine: Archive | None = None
        self._lock = threading.RLock()
        snapshots.unmoved(store, partial(self._open, store))

    def _open(self, store: Store, state: State) -> None:
        if not state.commits:
            raise InputError(
                f"{self._folder} is empty; “dateline archive build” fills it"
            )
        self._state = state
        self._tail = [*state.tail, *(self.overlay.shards if self.overlay else ())]
        self._files = snapshots.paths(store, state.snapshot) if state.snapshot else {}
        self._engine = Engine(outdated=partial(snapshots.moved, store, state))
        self._names = Names(self._engine)
        self._outdated = tables.make(
            self._engine, store, self._files, self._tail, state.forgotten
        )
        self._hits = Hits(
            self._engine, self._files.get("words"), bool(self._files), bool(self._tail)
        )
        self._engine.lock(store.folder)

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
        if self._machine:
            self._machine.close()
        self._engine.close()

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
        if by in BESIDE:
            return self._beside(question, by, limit)
        if by not in groups:
            what = "links" if question.of_links else "mentions"
            known = " ".join(groups)
            raise InputError(f"{what} cannot be counted by {by!r}; by one of: {known}")
        counted, values = self._counted(question, by)
        return self._named(groups[by].name, counted, values, limit, by in DAYS)

    def _named(
        self, name: str, counted: str, values: list[Any], limit: int, in_order: bool
    ) -> tuple[Count, ...]:
        # Named are those that come back alone: there can be millions.
        first = "key" if in_order else "count DESC, key"
        found = self._engine.rows(
            f"SELECT coalesce({name}, ?), count, articles FROM ("
            "SELECT key, sum(count)::BIGINT AS count, sum(articles)::BIGINT AS articles "
            f"FROM ({counted}) GROUP BY key HAVING sum(count) > 0 "
            f"ORDER BY {first} LIMIT ?) ORDER BY {'1' if in_order else '2 DESC, 1'}",
            [NONE, *values, limit],
        )
        return tuple(Count(*row) for row in found)

    def _beside(self, question: Question, by: str, limit: int) -> tuple[Count, ...]:
        if not question.place:
            raise InputError(f"{by!r} counts the places beside one; say which (place)")
        of_links = by == "linked" or question.of_links
        asked, values = self._from_where(replace(question, links=of_links))
        place = self._names.numbers_of(question.place)
        counted, values = beside(by, place, asked, values)
        name = groups_of(EVERYTHING)["place"].name
        return self._named(name, counted, values, limit, in_order=False)

    def compare(
        self, one: Question, other: Question, *, by: str = "place", limit: int = 100
    ) -> tuple[Compared, ...]:
        """Return in how many articles things answer one question and another.

        Where the shares differ most comes first: two periods, or two sources.

        Raises:
            InputError: As for `counts`.
        """
        found, others = (
            {c.name: c.articles for c in self.counts(q, by=by, limit=_MAX_COMPARED)}
            for q in (one, other)
        )
        rows = side_by_side(found, others, self.count(one), self.count(other))
        return rows[:limit]

    def places(
        self, question: Question = EVERYTHING, *, limit: int = 2_000
    ) -> tuple[tuple[Place, int], ...]:
        """Return the places named most in what answers, with their mentions; of links the ends.

        Raises:
            InputError: No place has the name.
        """
        if question.of_links:
            counted, values = self._from_where(question)
            counted = ENDS.format(asked=counted)
        else:
            counted, values = self._counted(question, "place")
        found = self._engine.records(named_most(counted), [*values, limit])
        return tuple((place_of(row), row["n"]) for row in found)

    def name_of(self, place: str) -> str:
        """Return what a place is called by its id; what else is given comes back."""
        found = self._engine.rows("SELECT name FROM places WHERE place = ?", [place])
        return str(found[0][0]) if found else place

    def _counted(self, question: Question, by: str) -> tuple[str, list[Any]]:
        """Return what counts by key, and its values; of a key there may be several rows."""
        if not (self._files and is_rolled(question, by)):
            return self._counted_anew(question, by)
        text, values, left = rolled(question, by)
        parts = [(one, "sorted", "") for one in left]
        parts += [(question, "tail", "")] if self._tail else []
        parts += [(question, "outdated", "-")] if self._outdated else []
        for more, rows, sign in parts:
            one, bound = self._counted_anew(more, by, rows)
            text += f" UNION ALL SELECT key, {sign}count, {sign}articles FROM ({one})"
            values += bound
        return text, values

    def _counted_anew(
        self, question: Question, by: str, rows: str = "all"
    ) -> tuple[str, list[Any]]:
        group = groups_of(question)[by]
        key = group.key
        asked, values = self._from_where(question, f"{key} {group.where}")
        asked = asked.replace(" all_", f" {rows}_", 1)
        return (
            "SELECT key, sum(count)::BIGINT AS count, count(*) AS articles FROM ("
            f"SELECT {key} AS key, r.article_no, count(*) AS count {asked} "
            f"AND {group.where} GROUP BY ALL) GROUP BY key"
        ), values

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

        def page(asked: str, values: list[Any], rows: int) -> Rows:
            text = passages_text(question, asked)
            return self._engine.rows(text, [*values, rows, limit, skip])

        rows = _ROWS_A_PASSAGE * (limit + skip)
        found = self._until(question, page, rows, limit)
        return tuple(Found(*row) for row in found)

    def _until(
        self,
        question: Question,
        page: Callable[[str, list[Any], int], Rows],
        rows: int,
        wanted: int,
    ) -> Rows:
        """Return a page, looking at more rows of the newest until it is full.

        Args:
            question: What is asked.
            page: Gives it, of FROM and WHERE, what is bound, and how many rows.
            rows: How many are looked at first.
            wanted: How many fill the page.
        """
        if question.words.strip():
            found = page(*self._from_where(question, newest=rows), rows)
            if len(found) == wanted:
                return found
        asked, values = self._from_where(question)
        while True:
            found = page(asked, values, rows)
            if len(found) == wanted or self._count_rows(asked, values, rows) < rows:
                return found
            rows *= 8

    def _count_rows(self, asked: str, values: list[Any], most: int) -> int:
        """Return how many rows answer, up to a number."""
        text = f"SELECT count(*) FROM (SELECT 1 {asked} LIMIT ?)"
        return int(self._engine.rows(text, [*values, most])[0][0])

    def atlas(
        self,
        question: Question = EVERYTHING,
        *,
        limit: int = 200,
        skip: int = 0,
        corrected: bool = True,
    ) -> Atlas:
        """Return the articles that answer a question, the newest first, as an Atlas.

        It can be shown and written like any other; of the texts it holds what an archive
        keeps, the sentences that name a place.

        Args:
            question: What is asked.
            limit: How many articles.
            skip: How many of the first are left out: the next page.
            corrected: As people corrected them, instead of as the machine read them.

        Raises:
            InputError: No place has the name.
        """
        wanted = limit + skip

        def newest(asked: str, values: list[Any], rows: int) -> Rows:
            return self._engine.rows(
                ARTICLES.format(asked=asked), [*values, rows, wanted]
            )

        numbers = self._until(question, newest, _ROWS_AN_ARTICLE * wanted, wanted)
        page = [number for (number,) in numbers[skip:]]
        if corrected or not self.overlay:
            return self.made_of(rows_of_articles(self._engine, page))
        return self.articles(self.ids(OF_NUMBERS, [page]), corrected=False)

    def articles(self, ids: Sequence[str], *, corrected: bool = True) -> Atlas:
        """Return articles by their ids, the newest first; those that it holds.

        Args:
            ids: The ids.
            corrected: As for `atlas`.
        """
        if not corrected and self.overlay and self.overlay.shards:
            with self._lock:
                if self._machine is None:
                    self._machine = Archive(self._folder, corrected=False)
            return self._machine.articles(ids)
        return self.made_of(self.rows_of(ids))

    def rows_of(self, ids: Sequence[str]) -> dict[str, list[Row]]:
        """Return the rows of articles by their ids, as shards have them, by table."""
        text = f"SELECT article_no FROM all_articles WHERE {OF_IDS}"
        numbers = [number for (number,) in self._engine.rows(text, [list(ids)])]
        return rows_of_articles(self._engine, numbers)

    def made_of(self, rows: Mapping[str, list[Row]]) -> Atlas:
        """Return rows of articles as an Atlas.

        Raises:
            InputError: They are none that an archive is given.
        """
        try:
            return atlas_of(**rows)
        except (LookupError, TypeError, ValueError) as error:
            raise InputError(f"rows of the archive fit nothing{DAMAGED}") from error

    def ids(self, condition: str, values: Sequence[Any]) -> list[str]:
        """Return the ids of the articles for which an SQL condition holds."""
        text = f"SELECT article FROM all_articles WHERE {condition}"
        return [name for (name,) in self._engine.rows(text, values)]

    def answering(self, question: Question) -> list[str]:
        """Return the ids of the articles that answer a question.

        Raises:
            InputError: No place has the name.
        """
        asked, values = self._from_where(question)
        return self.ids(f"article_no IN (SELECT r.article_no {asked})", values)

    def values(self, column: str) -> list[str]:
        """Return the different values of a column of mentions."""
        return [v for (v,) in self.rows(f"SELECT DISTINCT {column} FROM all_mentions")]

    def rows(self, text: str) -> Rows:
        """Return what our own SQL gives."""
        return self._engine.rows(text)

    def count(self, question: Question = EVERYTHING) -> int:
        """Return how many articles answer a question.

        Raises:
            InputError: No place has the name.
        """
        if asked := from_articles(question):
            ((articles,),) = self._engine.rows(f"SELECT count(*) {asked[0]}", asked[1])
            return int(articles)
        rows, values = self._from_where(question)
        ((articles,),) = self._engine.rows(
            f"SELECT count(*) FROM (SELECT DISTINCT r.article_no {rows})", values
        )
        return int(articles)

    def sql(self, text: str, values: Sequence[Any] = ()) -> Answer:
        """Ask in SQL, over the views articles, mentions, links and places.

        Args:
            text: One SELECT.
            values: What stands for its question marks.

        Raises:
            InputError: It is something else, or DuckDB refuses it; the message says why.
        """
        columns, rows = self._engine.ask(self._engine.one_select(text), values)
        return Answer(columns, tuple(rows))

    def overview(self) -> Overview:
        """Return what it holds."""
        (counted,) = self._engine.records(
            "SELECT count(*) AS articles, coalesce(sum(mentions), 0)::BIGINT AS mentions, "
            "(SELECT count(*) FROM all_links) AS links, (SELECT count(*) FROM places) AS places, "
            "count(DISTINCT source) AS sources, min(published) AS first, max(published) AS last "
            "FROM all_articles"
        )
        commits, now = self._state.commits, self._state.snapshot
        parts = [part for commit in self._tail for part in commit.parts.values()]
        parts += now.parts.values() if now else ()
        return Overview(
            **counted,
            shards=len(commits),
            bytes=sum(part.bytes for part in parts),
            failed=sum(len(commit.failed) for commit in commits),
            settings=len({commit.settings for commit in commits}),
            corrections=len(self.overlay.in_force) if self.overlay else 0,
        )

    def _from_where(
        self, question: Question, columns: str = "", newest: int = 0
    ) -> tuple[str, list[Any]]:
        """Return FROM and WHERE of a question, and what is bound in them.

        Args:
            question: What is asked.
            columns: As of `from_where`.
            newest: Of its words, only that many of the newest lines; 0 is all.
        """
        named = filter(None, (question.place, question.other))
        places = [self._names.numbers_of(name) for name in named]
        if question.country:
            column = "unit" if "/" in question.country else "country_code"
            places.append(
                self._names.numbers(f"{column} = ?", [question.country.upper()])
            )
        asked, values = from_where(question, places, columns)
        if not question.words.strip():
            return asked, values
        lines = self._hits.newest(question.words, newest) if newest else None
        if lines is None:
            table = self._hits.table(question.words)
            return f"{asked} AND r.line IN (SELECT number FROM {table})", values
        return f"{asked} AND r.line IN (SELECT unnest(?::INTEGER[]))", [*values, lines]
