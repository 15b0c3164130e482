"""Articles into an archive: read in parallel, written a shard at a time, gone on with.

This process opens the sources and leaves out what is in the archive already; workers read
and write whole shards, and send nothing back but counts. Killed at any moment, nothing that
was committed is lost, and what was not is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from pathlib import Path

from geo.archive import parquet
from geo.archive.sources import Opened, open_sources
from geo.archive.store import (
    VERSION,
    Commit,
    Failure,
    Store,
    name_once,
    shard_key,
)
from geo.articles import OpenReport
from geo.batch import in_processes
from geo.errors import ArticleError, GazetteerError, InputError, ModelError
from geo.model import Article, Progress, Reading
from geo.tools import Tools

ARTICLES_PER_SHARD = 1_000
_MINUTE, _HOUR = 60, 3_600  # seconds
# The first shards are small, so that few articles are shared out too and progress shows soon.
_FIRST_SHARDS = (*repeat(50, 4), *repeat(125, 4), *repeat(250, 4), *repeat(500, 4))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        added: Articles that were read and are in the archive now.
        known: Articles that were in it before, or given twice.
        failed: Articles that could not be read, and why.
        problems: Why files could not be opened.
        notes: What was assumed or left out.
    """

    added: int = 0
    known: int = 0
    failed: tuple[Failure, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shard:
    """Articles that are read and written together.

    Attributes:
        articles: The articles.
        settings: Hash of how they are read.
        share: The share of all sources that is read with them.
    """

    articles: tuple[Article, ...]
    settings: str
    share: float


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of a shard; `known` articles were written by another builder."""

    share: float
    added: int = 0
    failed: tuple[Failure, ...] = ()
    known: int = 0


def build_archive(  # noqa: PLR0913 - each is a choice of the reader's
    folder: str | Path,
    sources: Iterable[str | Path],
    tools: Tools,
    *,
    format: str = "",
    columns: Mapping[str, str] | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> Built:
    """Read articles into an archive; what is in it is not read again.

    Args:
        folder: The archive; made where there is none.
        sources: Files (JSON lines and Parquet of any size), folders, archives, addresses.
        tools: What with; offline, and with a gazetteer that has a version.
        format: As for `geo.read_articles`.
        columns: As for `geo.read_articles`.
        processes: How many read at the same time.
        progress: Told the share done and the pace.

    Raises:
        InputError: The folder holds something else, or nothing could be opened.
        OutputError: It cannot be written there.
        ModelError: The model named is not installed.
        WorkerError: A process was killed; what was committed is kept.
    """
    settings = settings_of(tools)
    store = Store.create(Path(folder))
    store.sweep()
    opening = _Opening(_known(store, settings))
    opened = open_sources([*map(str, sources)], format=format, columns=columns)
    shards = _cut(opening.new(opened), settings)
    work = partial(read_shard, folder=store.folder, tools=tools)
    begun, added, failed = time.monotonic(), 0, list[Failure]()
    for written in in_processes(work, shards, processes, chunk=1):
        added += written.added
        failed += written.failed
        opening.known += written.known
        if progress:
            seconds = time.monotonic() - begun
            progress(written.share, pace(added, written.share, seconds))
    if not added + opening.known + len(failed):
        problems = opening.problems or ["there is nothing to read"]
        raise ArticleError(problems[0])
    return Built(
        added,
        opening.known,
        tuple(failed),
        tuple(opening.problems),
        tuple(opening.notes),
    )


def settings_of(tools: Tools) -> str:
    """Name how articles are read and kept: where it changes, they are read again.

    Raises:
        InputError: The gazetteer has no version, or a geocoder is given.
    """
    if not tools.key or tools.geocoder is not None:
        raise InputError(
            "an archive is read offline, without priors, and with a gazetteer that has a "
            "version: Tools(open_gazetteer())"
        )
    return hashlib.sha256(json.dumps([VERSION, tools.key]).encode()).hexdigest()[:16]


def pace(articles: int, share: float, seconds: float) -> str:
    """Return how fast it goes, and how long it takes yet, in words.

    Args:
        articles: How many have been read.
        share: The share of the sources that is done, 0 to 1.
        seconds: How long it took.
    """
    words = f"{articles:,} articles read"
    if articles and seconds > 0:
        words += f", {articles / seconds:,.1f} a second"
    if not 0 < share < 1:
        return words
    return f"{words}, {_duration(seconds / share - seconds)} left"


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return (
        f"{seconds / 60:.0f} min" if seconds < 2 * _HOUR else f"{seconds / _HOUR:.0f} h"
    )


def usable_cores() -> int:
    """Return how many processes can really work at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Opening:
    """What was met while the sources were opened.

    Args:
        known: Ids of articles that need not be read.
    """

    def __init__(self, known: set[int]) -> None:
        self._known = known
        self.known = 0
        self.problems: list[str] = []
        self.notes: dict[str, None] = {}  # in order, each once

    def new(self, opened: Iterable[Opened]) -> Iterator[tuple[Article, float]]:
        """Return each article that is new, once, with the share of the sources read."""
        before = 0.0
        for one in opened:
            self._note(one.report)
            part = (one.share - before) / max(len(one.report.articles), 1)
            for at, article in enumerate(one.report.articles, 1):
                number = int(article.id, 16)
                if number in self._known:
                    self.known += 1
                else:
                    self._known.add(number)
                    yield article, before + at * part
            before = one.share

    def _note(self, report: OpenReport) -> None:
        if report.problem:
            self.problems.append(report.problem)
        self.notes |= {f"{report.name}: {note}": None for note in report.notes}


def _known(store: Store, settings: str) -> set[int]:
    """Return the articles that are read so already, or could not be."""
    known: set[int] = set()
    for commit in store.commits():
        if commit.settings == settings:
            path = store.folder / commit.parts["articles"].path
            known |= {int(i, 16) for i in parquet.column(path, "article")}
            known |= {int(failure.article, 16) for failure in commit.failed}
    return known


def _cut(articles: Iterable[tuple[Article, float]], settings: str) -> Iterator[_Shard]:
    sizes = chain(_FIRST_SHARDS, repeat(ARTICLES_PER_SHARD))
    size, held, share = next(sizes), list[Article](), 0.0
    for article, share in articles:
        held.append(article)
        if len(held) == size:
            yield _Shard(tuple(held), settings, share)
            size, held = next(sizes), []
    if held:
        yield _Shard(tuple(held), settings, 1.0)


def read_shard(shard: _Shard, folder: Path, tools: Tools) -> _Written:
    """Read the articles of a shard, write its files, and commit it.

    Raises:
        OutputError: They cannot be written.
        ModelError: The model named is not installed.
    """
    store = Store(folder)
    key = shard_key(shard.settings, [article.id for article in shard.articles])
    known = _Written(shard.share, known=len(shard.articles))
    if store.holds(key):
        return known
    readings, failed = _read(shard.articles, tools)
    rows = parquet.rows_of(readings)
    once = name_once()
    parts = {
        table: store.write_part(
            key, once, table, parquet.write(table, rows[table]), len(rows[table])
        )
        for table in parquet.TABLES
    }
    commit = Commit(key, shard.settings, time.time(), parts, tuple(failed))
    if not store.commit(commit):
        return known  # another builder was first
    return _Written(shard.share, len(readings), commit.failed)


def _read(
    articles: Sequence[Article], tools: Tools
) -> tuple[list[Reading], list[Failure]]:
    """Read articles; one that cannot be costs only itself."""
    from geo.pipeline import read_article  # loads spaCy

    readings, failed = [], []
    for article in articles:
        try:
            readings.append(read_article(article, tools))
        except (ModelError, GazetteerError):
            raise
        except Exception as error:  # whatever a text can do to what reads it
            problem = f"{type(error).__name__}: {error}"
            failed.append(Failure(article.id, article.title, article.source, problem))
    return readings, failed
