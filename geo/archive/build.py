"""Articles into an archive: read in parallel, written a shard at a time, gone on with.

This process opens the sources and leaves out what is in the archive already; workers read
and write whole shards, and send nothing back but counts. Killed at any moment, nothing that
was committed is lost, and what was not is read again.
"""

from __future__ import annotations

import time
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, repeat
from pathlib import Path

from geo.archive import compact, correct, habits, overlays, parquet, snapshots
from geo.archive.cores import usable_cores
from geo.archive.shards import Shard, Written, read_shard, settings_of, write_shard
from geo.archive.snapshots import State
from geo.archive.sources import Opened, open_sources
from geo.archive.store import Failure, Store, name_once
from geo.articles import OpenReport
from geo.articles.text import newspaper
from geo.errors import ArticleError, InputError
from geo.model import Article, Progress, Reading
from geo.processes import in_processes
from geo.tools import Tools

ARTICLES_PER_SHARD = 1_000
_MINUTE, _HOUR = 60, 3_600  # seconds
# The first shards are small, so that few articles are shared out too and progress shows soon.
_FIRST_SHARDS = (*repeat(50, 4), *repeat(125, 4), *repeat(250, 4), *repeat(500, 4))
_LEAST_SHARED = 25  # articles of a shard that is small so that all workers end together
_OF_A_CLUSTER = 16  # workers; how many it will have, it does not know itself


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


def build_archive(  # noqa: PLR0913 - each is a choice of the reader's
    folder: str | Path,
    sources: Iterable[str | Path],
    tools: Tools,
    *,
    format: str = "",
    columns: Mapping[str, str] | None = None,
    processes: int = 1,
    scheduler: str = "",
    keep_shards: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Read articles into an archive; what is in it is not read again.

    Args:
        folder: The archive, made where there is none: a folder, or an address of an object
            store such as "s3://bucket/news".
        sources: Files (JSON lines and Parquet of any size), folders, archives, addresses.
        tools: What with; offline, and with a gazetteer that has a version.
        format: As for `geo.read_articles`.
        columns: As for `geo.read_articles`.
        processes: How many read at the same time.
        scheduler: Address of a Dask scheduler, whose workers read instead; "local" starts one
            on this machine, with as many workers as `processes`.
        keep_shards: As for `compact_archive`, where so many shards are new that it is done.
        progress: Told the share done and the pace.

    Raises:
        InputError: The folder holds something else, or nothing could be opened.
        OutputError: It cannot be written there.
        ModelError: The model named is not installed.
        WorkerError: A process was killed, or the cluster cannot be used; what was committed
            is kept.
    """
    settings_of(tools)  # before anything is made there
    if tools.priors:
        raise InputError(
            "what newspapers write about is learnt from the archive itself"
        )
    store = Store.create(folder)
    store.sweep()
    compact.clean_up(store, keep_shards=keep_shards)
    plain, tools = tools, replace(tools, priors=habits.habits(store))
    settings = settings_of(tools)
    known = _known(store, settings)
    if tools.priors:  # of other newspapers no article is read in another way
        known |= _known(store, settings_of(plain), but_of=tools.priors)
    opening = _Opening(known)
    opened = open_sources([*map(str, sources)], format=format, columns=columns)
    here = scheduler in ("", "local")
    workers = min(processes, usable_cores()) if here else _OF_A_CLUSTER
    shards = _cut(opening.new(opened), settings, name_once(), workers)
    written = _read_all(shards, store, tools, processes, scheduler)
    return _take_in(written, store, opening, tools, progress, keep_shards=keep_shards)


def archive_readings(
    folder: str | Path, readings: Iterable[Reading], tools: Tools
) -> Built:
    """Take what was read before into an archive, of a collection say: nothing is read anew.

    Args:
        folder: The archive, made where there is none: as of `build_archive`.
        readings: What was read.
        tools: What with; as of `build_archive`.

    Raises:
        InputError: The folder holds something else, or there are no readings.
        OutputError: It cannot be written there.
    """
    settings = settings_of(tools)
    by_id = {reading.article.id: reading for reading in readings}
    if not by_id:
        raise ArticleError("there is nothing to take in")
    store = Store.create(folder)
    opening = _Opening(_known(store, settings))
    articles = tuple(reading.article for reading in by_id.values())
    opened = opening.new([Opened(1.0, OpenReport("readings", articles))])
    written = (
        write_shard(shard, store.address, [by_id[a.id] for a in shard.articles])
        for shard in _cut(opened, settings, name_once(), workers=1)
    )
    return _take_in(written, store, opening, tools)


def _take_in(
    shards: Iterable[Written],
    store: Store,
    opening: _Opening,
    tools: Tools,
    progress: Progress | None = None,
    *,
    keep_shards: bool = False,
) -> Built:
    """Follow the shards as they are written, and then sort and correct what needs it."""
    begun, added, share, failed = time.monotonic(), 0, 0.0, list[Failure]()
    for written in shards:
        added += written.added
        failed += written.failed
        opening.known += written.known
        share = min(share + written.part, 1.0)
        if progress:
            progress(share, pace(added, share, time.monotonic() - begun))
    if not added + opening.known + len(failed):
        problems = opening.problems or ["there is nothing to read"]
        raise ArticleError(problems[0])
    if compact.is_due(store):
        compact.compact_archive(
            store.address, keep_shards=keep_shards, progress=progress
        )
    if overlays.newest(store):  # what people said holds for what is new, too
        correct.correct_archive(store.address, (), tools.gazetteer)
    return Built(
        added,
        opening.known,
        tuple(failed),
        tuple(opening.problems),
        tuple(opening.notes),
    )


def _read_all(
    shards: Iterator[Shard], store: Store, tools: Tools, processes: int, scheduler: str
) -> Iterator[Written]:
    if not scheduler:
        work = partial(read_shard, address=store.address, tools=tools)
        return in_processes(work, shards, processes, chunk=1)
    from geo.archive.cluster import in_cluster  # loads Dask

    return in_cluster(shards, store.address, tools, scheduler, processes)


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


def _known(store: Store, settings: str, but_of: Container[str] = ()) -> set[int]:
    """Return the articles that are read so already, or could not be.

    Args:
        store: The archive.
        settings: How they are read.
        but_of: Newspapers whose articles are left out.
    """

    def known(state: State) -> set[int]:
        commits = {c.key: c for c in state.commits if c.settings == settings}
        failed = [(f.article, f.source) for c in commits.values() for f in c.failed]
        tail = [commit for commit in state.tail if commit.key in commits]
        every = chain(failed, *map(_articles_in, store.paths("articles", tail)))
        if state.snapshot:
            (path,) = snapshots.paths(store, state.snapshot, ["articles"]).values()
            every = chain(every, _sorted_in(path, state.forgotten, commits.keys()))
        return {int(i, 16) for i, source in every if newspaper(source) not in but_of}

    return snapshots.unmoved(store, known)


def _articles_in(path: Path) -> Iterator[tuple[str, str]]:
    """Return the articles of a shard, each with its newspaper."""
    return parquet.columns(path, "article", "source")


def _sorted_in(
    path: Path, forgotten: Container[str], wanted: Set[str]
) -> Iterator[tuple[str, str]]:
    """Return the articles of a sorted file that were read in one of some shards."""
    named = ("article", "source", "shard", "read_in")
    for article, source, shard, read_in in parquet.columns(path, *named):
        if shard not in forgotten and not wanted.isdisjoint(read_in.split()):
            yield article, source


def _cut(
    articles: Iterable[tuple[Article, float]], settings: str, build: str, workers: int
) -> Iterator[Shard]:
    """Cut articles into shards.

    Towards the end they are smaller: none is more than one worker's share of what is left, so
    that nobody waits while another is alone with a large one.

    Args:
        articles: The articles, each with the share of the sources read by then.
        settings: Hash of how they are read.
        build: Name of the build.
        workers: How many read.
    """
    sizes = chain(_FIRST_SHARDS, repeat(ARTICLES_PER_SHARD))
    size, held, share, before = next(sizes), list[Article](), 0.0, 0.0
    first = 0.0  # share of the sources where the first new article lies
    for number, (article, share) in enumerate(articles):
        held.append(article)
        first = first if number else share
        fair = size
        if workers > 1 and share > first:
            left = number * (1.0 - share) / (share - first)
            fair = max(_LEAST_SHARED, int(left / workers))
        if len(held) >= min(size, fair):
            yield Shard(tuple(held), settings, share - before, build)
            size, held, before = next(sizes), [], share
    if held:
        yield Shard(tuple(held), settings, 1.0 - before, build)
