"""Shards, and what was sorted before, put together into sorted files for quick answers.

What is asked lies together there: mentions by day and once more by place, links by pair, counts
by month. See geo/archive/snapshots.py for how the files become valid.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from geo.archive import merge, snapshots, tables, words
from geo.archive.engine import Engine, quoted
from geo.archive.questions import rollups
from geo.archive.snapshots import State
from geo.archive.store import UNFINISHED, Store
from geo.atomic_write import output_errors
from geo.errors import InputError
from geo.model import Progress

MAX_TAIL = 20  # shards that may be asked one by one
_SHARDS_AT_ONCE = 50
_LINES_AT_ONCE = 20_000
# Version 2 writes numbers as what each adds to the one before.
_FORMAT = (
    "FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd, COMPRESSION_LEVEL 9, "
    "ROW_GROUP_SIZE"
)

# An article lies in one shard, and so do the sentences told with its mentions and links.
_TOLD = """
SELECT article_no, sentence_start, max_by(sentence, length(sentence)) AS sentence FROM (
    SELECT article_no, sentence_start, sentence FROM ({mentions})
    UNION ALL SELECT article_no, sentence_start, sentence FROM ({links})
) GROUP BY ALL
"""
_LINES = """
CREATE TABLE lines AS SELECT article_no, sentence_start,
    (row_number() OVER (ORDER BY article_no, sentence_start) - 1)::INTEGER AS line FROM told
"""
_WITH_LINES = (
    "SELECT r.* EXCLUDE (line, sentence_start, sentence), n.line FROM {0} r "
    "JOIN lines n ON n.article_no = r.article_no AND n.sentence_start = r.sentence_start"
)
# Each file: what is in it, and in row groups of how many rows.
_SORTED = {
    "sentences": (
        "SELECT n.line, t.* FROM told t JOIN lines n USING (article_no, sentence_start) "
        "ORDER BY line",
        2_048,
    ),
    "mentions": (
        f"{_WITH_LINES.format('tail_mentions')} ORDER BY r.article_no, r.start",
        122_880,
    ),
    "by_place": (
        'SELECT * EXCLUDE (article, "end") FROM sorted_mentions WHERE place_no IS NOT NULL '
        "ORDER BY place_no, article_no, start",
        20_480,
    ),
    "links": (
        f"{_WITH_LINES.format('tail_links')} ORDER BY least(origin_no, destination_no), "
        "greatest(origin_no, destination_no), article_no, origin_start",
        20_480,
    ),
    "articles": (
        "SELECT a.*, n.shard, n.read_in, l.line, l.lines FROM tail_articles a "
        "JOIN numbered n USING (article_no) LEFT JOIN (SELECT article_no, min(line) AS line, "
        "count(*)::INTEGER AS lines FROM lines GROUP BY 1) l USING (article_no) "
        "ORDER BY article_no",
        20_480,
    ),
    "places": ("SELECT * FROM places ORDER BY place_no", 122_880),
    "counts": (
        "SELECT * FROM counts ORDER BY of_links, grouped, since, number, name",
        20_480,
    ),
}
_STEPS = len(_SORTED) + 4  # that are told


def compact_archive(
    address: str | Path, *, keep_shards: bool = False, progress: Progress | None = None
) -> bool:
    """Put all shards of an archive together into sorted files; False where they are.

    Args:
        address: Where it lies: a folder, or an address of an object store.
        keep_shards: Keep the files of the shards too, which the sorted files say as well.
        progress: Told the share done.

    Raises:
        InputError: It is no archive, is empty, or is damaged.
        OutputError: The files cannot be written, or DuckDB is not installed.
    """
    store = Store(address)

    def once(state: State) -> bool | None:
        if _is_sorted(store, state):
            return False
        return _sort(store, state, progress) or None

    while (made := snapshots.unmoved(store, once)) is None:
        pass  # somebody else was first: what is left to do is looked at again
    clean_up(store, keep_shards=keep_shards)
    return made


def clean_up(store: Store, *, keep_shards: bool = False) -> None:
    """Delete what is kept twice, and what nobody can be using any more.

    Args:
        store: The archive.
        keep_shards: Keep the files of shards that are in sorted files.

    Raises:
        OutputError: It cannot be deleted.
    """
    store.sweep_unfinished()
    state = snapshots.look(store)
    if state.snapshot and not keep_shards:
        snapshots.vacuum(store, state)
    if state.snapshot:
        snapshots.sweep(store, state.snapshot)


def is_due(store: Store) -> bool:
    """Return whether more shards must be asked one by one than is quick."""
    return len(snapshots.look(store).tail) > MAX_TAIL


def _is_sorted(store: Store, state: State) -> bool:
    """Return whether there is nothing to do."""
    now = state.snapshot
    if state.tail or state.forgotten or not now:
        return not state.commits
    return not any(snapshots.damaged(store, now))


def _sort(store: Store, state: State, progress: Progress | None) -> bool:
    """Sort what counts now; False where somebody else did so meanwhile.

    Raises:
        InputError: What is to be sorted is damaged: nothing could tell it later.
    """
    now = state.snapshot
    bad = list(snapshots.damaged(store, now)) if now else []
    paths = [path for _, path in store.damaged(state.tail)]
    if now and snapshots.are_needed(now, bad):
        paths += [part.path for part in bad]
    if paths:
        raise InputError(
            f"{store.address}/{paths[0]} is damaged; “dateline archive verify” tells what "
            "can be done"
        )
    with output_errors(store.folder):
        store.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=store.folder) as folder:
            files = _Work(store, state, Path(folder), progress).files()
            covers = [commit.key for commit in state.commits]
            return snapshots.keep(store, state.last, covers, files)


class _Work:
    """The making of sorted files.

    Args:
        store: The archive.
        state: What of it counts.
        folder: Where the files are made.
        progress: Told the share done.
    """

    def __init__(
        self,
        store: Store,
        state: State,
        folder: Path,
        progress: Progress | None,
    ) -> None:
        self._store, self._state, self._folder = store, state, folder
        self._progress, self._done = progress, 0
        self._engine = Engine(spill=folder)

    def files(self) -> dict[str, Path]:
        """Return the files, by table."""
        try:
            return self._made()
        finally:
            self._engine.close()

    def _made(self) -> dict[str, Path]:
        engine = self._engine
        now, tail = self._state.snapshot, self._state.tail
        before = snapshots.paths(self._store, now, snapshots.NEEDED) if now else {}
        merge.make(engine, self._store, self._state.commits, tail, before)
        self._tell("sentences are gathered")
        engine.run(
            "CREATE TABLE told (article_no INTEGER, sentence_start INTEGER, sentence VARCHAR)"
        )
        if before:
            engine.run(f"INSERT INTO told {merge.TOLD}")
        for at in range(0, len(tail), _SHARDS_AT_ONCE):
            some = tail[at : at + _SHARDS_AT_ONCE]
            read = {
                table: tables.of_shards(engine, self._store, table, some)
                for table in ("mentions", "links")
            }
            engine.run(f"INSERT INTO told {_TOLD.format(**read)}")
        engine.run(_LINES)
        made = {}
        for table, (text, rows) in _SORTED.items():
            self._tell(f"{table} are sorted")
            if table == "counts":
                self._count()
            path = self._folder / f"{table}.parquet"
            engine.run(f"COPY ({text}) TO {quoted(str(path))} ({_FORMAT} {rows})")
            if table != "places":
                tables.view_sorted(engine, table, path)
            if table == "sentences":
                engine.run("DROP TABLE told")
            made[table] = path
        self._tell("words are indexed")
        if words.can_index():
            made["words"] = self._folder / "words.sqlite"
            words.index(
                made["words"],
                self._numbered("SELECT line, sentence FROM sorted_sentences"),
                self._numbered("SELECT article_no, title FROM sorted_articles"),
            )
        return made

    def _count(self) -> None:
        """Count by month once and for all."""
        engine = self._engine
        tables.name_groups(engine)
        for name in ("mentions", "links"):
            engine.run(f"CREATE VIEW all_{name} AS FROM sorted_{name}")
        engine.run(
            "CREATE TABLE counts (of_links BOOLEAN, grouped VARCHAR, number BIGINT, name VARCHAR, "
            "since DATE, count INTEGER, articles INTEGER)"
        )
        for text in rollups():
            engine.run(f"INSERT INTO counts {text}")

    def _numbered(self, text: str) -> Iterator[list[tuple[int, str]]]:
        return self._engine.in_groups(text, _LINES_AT_ONCE)

    def _tell(self, words: str) -> None:
        if self._progress:
            self._progress(self._done / _STEPS, words)
        self._done += 1
