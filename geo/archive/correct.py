"""Corrections laid over an archive: the articles that they change are written anew, no other.

All of them at once, over what the machine read: so the same corrections give the same rows,
whoever lays them on and whatever was there before. See geo/archive/overlays.py for how the
rows become valid.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.archive import overlays, parquet, snapshots
from geo.archive.pages import OF_IDS
from geo.archive.query import Archive
from geo.archive.questions import Question
from geo.archive.snapshots import State
from geo.archive.store import Commit, Store, name_once, shard_key
from geo.articles.text import newspaper
from geo.corrections import (
    Checked,
    Correction,
    MarkMention,
    Preview,
    StoredCorrection,
    count_changes,
    preview_correction,
)
from geo.corrections.apply import correct_reading
from geo.corrections.model import LinkAction
from geo.corrections.precedence import NARROW, Applicable, paper_of
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import normalise
from geo.model import Progress, Reading

MAX_PREVIEWED = 200  # articles that are looked into before a correction is kept
_AT_ONCE = 500  # articles in memory


def correct_archive(
    address: str | Path,
    history: Iterable[StoredCorrection],
    areas: Gazetteer,
    *,
    dry: bool = False,
    progress: Progress | None = None,
) -> Preview | None:
    """Lay corrections over an archive; those that it holds already stay.

    Args:
        address: Where it lies: a folder, or an address of an object store.
        history: What people said, also what was taken back.
        areas: The gazetteer, to say anew what a corrected article is about.
        dry: Only say what would change.
        progress: Told the share done.

    Returns:
        What all of them together change of what the machine read; None where the archive holds
        these and no other.

    Raises:
        InputError: It is no archive, is empty, or is damaged.
        OutputError: It cannot be written, or DuckDB is not installed.
    """
    store, history = Store(address), tuple(history)

    def once(state: State) -> tuple[bool, Preview | None]:
        before = overlays.newest(store)
        covers = [commit.key for commit in state.commits]
        with Archive(address, corrected=False) as archive:
            said = _said(archive, before, history)
            if _is_there(store, before, said, covers):
                return True, None
            work = _Work(store, archive, said, areas, progress, dry=dry)
            changes = count_changes(work.pairs())
        done = dry or overlays.keep(store, before, said, covers, work.shards)
        if done and before and not dry:
            overlays.sweep(store, before)
        return done, changes

    while True:
        done, changes = snapshots.unmoved(store, once)
        if done:  # else somebody else was first, and theirs and ours are laid over it
            return changes


def preview_in_archive(
    archive: Archive, correction: Correction, in_force: Sequence[Correction] = ()
) -> Preview:
    """Return what a correction would change in an archive.

    Of one that reaches more than `MAX_PREVIEWED` articles the examples are of these many, and
    what is counted is what it may reach: "may change 30,211 articles".

    Raises:
        InputError: The archive is damaged.
    """
    ids = sorted(articles_reached(archive, [correction]))
    atlases = (
        archive.articles(some, corrected=False) for some in _some(ids[:MAX_PREVIEWED])
    )
    found = preview_correction(atlases, correction, in_force)
    return found if len(ids) <= MAX_PREVIEWED else replace(found, reached=len(ids))


def corrections_lacking(
    archive: Archive, history: Iterable[StoredCorrection]
) -> tuple[StoredCorrection, ...]:
    """Return what an archive does not count with yet: said, or taken back, since."""
    before = archive.overlay.said if archive.overlay else ()
    said = _said(archive, archive.overlay, tuple(history))
    return tuple(kept for kept in said if kept not in before)


def articles_reached(archive: Archive, corrections: Iterable[Correction]) -> set[str]:
    """Return the ids of the articles of an archive that corrections may change."""
    wide: defaultdict[str | None, set[str]] = defaultdict(set)
    narrow, missed = set[str](), list[tuple[str, str | None]]()
    for correction in corrections:
        action = correction.action
        if correction.scope in NARROW:
            narrow.add(correction.article_id)
        elif isinstance(action, MarkMention):
            missed.append((correction.words.text, paper_of(correction)))
        elif isinstance(action, LinkAction):
            wide[paper_of(correction)].add(action.origin.toponym)
        elif not isinstance(action, Checked):
            wide[paper_of(correction)].add(correction.words.toponym)
    return {
        *archive.ids(OF_IDS, [[*narrow]]),
        *_naming(archive, wide),
        *_saying(archive, missed),
    }


def _naming(
    archive: Archive, names: defaultdict[str | None, set[str]]
) -> Iterator[str]:
    """Return the articles that have names, those of a newspaper in its articles."""
    if not names:
        return
    spelt: defaultdict[str, list[str]] = defaultdict(list)
    for words in archive.values("mention"):
        spelt[normalise(words)].append(words)
    for paper, wanted in names.items():
        meant = [words for name in wanted for words in spelt[name]]
        text = "article_no IN (SELECT article_no FROM all_mentions WHERE mention IN (SELECT unnest(?::VARCHAR[])))"
        yield from archive.ids(*_of_paper(archive, paper, text, [meant]))


def _of_paper(
    archive: Archive, paper: str | None, text: str, values: list[list[str]]
) -> tuple[str, list[list[str]]]:
    if paper is None:
        return text, values
    sources = [s for s in archive.values("source") if newspaper(s) == paper]
    return f"{text} AND source IN (SELECT unnest(?::VARCHAR[]))", [*values, sources]


def _saying(
    archive: Archive, missed: Iterable[tuple[str, str | None]]
) -> Iterator[str]:
    """Return the articles in whose sentences words stand that name a place."""
    for words, paper in missed:
        found = set(archive.answering(Question(words=words)))
        if paper is not None:
            found &= set(archive.ids(*_of_paper(archive, paper, "true", [])))
        yield from found


def _said(
    archive: Archive,
    before: overlays.Overlay | None,
    history: Sequence[StoredCorrection],
) -> tuple[StoredCorrection, ...]:
    """Return what the archive is to hold: of articles that it has not, nothing."""
    known = {kept.correction.id for kept in before.said} if before else set()
    every = overlays.together(before, history)
    new = [k for k in every if k.in_force and k.correction.id not in known]
    narrow = [k.correction.article_id for k in new if k.correction.scope in NARROW]
    there = set(archive.ids(OF_IDS, [narrow]))
    fitting = {
        k.correction.id
        for k in new
        if k.correction.scope not in NARROW or k.correction.article_id in there
    }
    return tuple(k for k in every if k.correction.id in known | fitting)


def _is_there(
    store: Store,
    before: overlays.Overlay | None,
    said: Sequence[StoredCorrection],
    covers: Sequence[str],
) -> bool:
    if before is None:
        return not said
    same = (list(before.said), set(before.covers)) == (list(said), set(covers))
    return same and not any(store.damaged(before.shards))


class _Work:
    """The laying of corrections over an archive.

    Args:
        store: Where the rows go.
        archive: The archive, as the machine read it.
        said: The corrections.
        areas: The gazetteer.
        progress: Told the share done.
        dry: Write nothing.
    """

    def __init__(
        self,
        store: Store,
        archive: Archive,
        said: Sequence[StoredCorrection],
        areas: Gazetteer,
        progress: Progress | None,
        *,
        dry: bool,
    ) -> None:
        self._store, self._archive, self._areas = store, archive, areas
        self._progress, self._dry = progress, dry
        self._in_force = [kept.correction for kept in said if kept.in_force]
        self._applicable = Applicable(self._in_force)
        self.shards: list[Commit] = []

    def pairs(self) -> Iterator[tuple[Reading, Reading]]:
        """Return the articles that are changed, as they were and are, once they are written."""
        ids = sorted(articles_reached(self._archive, self._in_force))
        for done, some in enumerate(_some(ids)):
            if self._progress:
                self._progress(done * _AT_ONCE / len(ids), "articles are corrected")
            rows = self._archive.rows_of(some)
            both = [
                (before, correct_reading(before, self._applicable, self._areas))
                for before in self._archive.made_of(rows).readings
            ]
            changed = [(before, after) for before, after in both if after is not before]
            if changed and not self._dry:
                self.shards.append(self._written(rows, changed))
            yield from changed

    def _written(
        self,
        machine: dict[str, list[parquet.Row]],
        changed: Sequence[tuple[Reading, Reading]],
    ) -> Commit:
        rows = parquet.rows_of(after for _, after in changed)
        about = {row["article"]: row for row in machine["articles"]}
        rows["articles"] = [
            about[row["article"]] | _anew(row, before, after)
            for row, (before, after) in zip(rows["articles"], changed, strict=True)
        ]
        places = {row["place"]: row for row in (*machine["places"], *rows["places"])}
        rows["places"] = [places[name] for name in sorted(places)]
        named = [c.id for c in self._in_force]
        key, once = shard_key("corrected", [*named, *about]), name_once()
        parts = {
            table: self._store.write_part(
                key, once, table, parquet.write(table, rows[table]),
                len(rows[table]), overlays.FOLDER,
            )
            for table in parquet.TABLES
        }  # fmt: skip
        return Commit(key, "corrected", self._now(), parts)

    def _now(self) -> float:
        """Return a time after that of every shard, whatever clock it was written by."""
        newest = max(commit.made for commit in self._store.commits())
        return max(time.time(), newest + 1.0)


def _anew(row: parquet.Row, before: Reading, after: Reading) -> parquet.Row:
    """Return what a correction changes of the row of an article."""
    named = [(r.mention.passage, r.place) for r in before.resolutions]
    moved = named != [(r.mention.passage, r.place) for r in after.resolutions]
    return {"mentions": row["mentions"]} | ({"focus": row["focus"]} if moved else {})


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
