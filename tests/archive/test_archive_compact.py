"""Sorted files instead of the shards: the same answers, made once."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hand_fed import World, town
from pyarrow import parquet

import geo.archive.compact
import geo.archive.words
from geo.archive import (
    Archive,
    Question,
    Store,
    build_archive,
    compact_archive,
    is_due,
    snapshots,
)
from geo.archive.compact import clean_up
from geo.archive.files import Disk
from geo.errors import InputError, OutputError
from geo.tools import Tools

OSLO, RIGA = town("Oslo", "NO/12", 580_000), town("Riga", "LV/25", 742_000)
TOOLS = Tools(World({"Oslo": [OSLO]}))


@pytest.fixture(scope="module")
def three_shards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("three")
    for words in ("Snow fell in Oslo.", "Rain fell in Oslo.", "Hail fell in Oslo."):
        add(folder, words)
    return folder


@pytest.fixture
def folder(tmp_path, three_shards):
    """Give an archive of three shards."""
    shutil.copytree(three_shards, tmp_path, dirs_exist_ok=True)
    return tmp_path / "archive"


def add(tmp_path, *texts, tools=TOOLS, archive=None):
    lines = (json.dumps({"text": words, "date": "2024-05-01"}) for words in texts)
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    return build_archive(
        archive or tmp_path / "archive",
        [tmp_path / "news.jsonl"],
        tools,
        columns={"text": "text"},
    )


def sentences(folder):
    with Archive(folder) as archive:
        return sorted(f.sentence for f in archive.passages())


def read(path):
    table = parquet.read_table(path)
    return table.select(sorted(table.column_names)).to_pylist()


def files(folder):
    return sorted(
        p.relative_to(folder).as_posix() for p in folder.glob("compacted/*/*")
    )


def test_it_is_made_once(folder):
    told = []
    assert compact_archive(folder, progress=lambda share, words: told.append(share))
    assert told == sorted(told)
    assert all(0 <= share < 1 for share in told)
    before = files(folder)
    assert len(before) == 8
    assert not compact_archive(folder)
    assert files(folder) == before
    assert not [p for p in folder.iterdir() if p.name.startswith(".")]


def test_the_shards_are_kept_on_demand_and_are_enough(folder):
    compact_archive(folder, keep_shards=True)
    assert len(list(folder.glob("parts/*/*"))) == 12
    for path in folder.glob("snapshots/*"):
        path.unlink()
    assert len(sentences(folder)) == 3
    assert compact_archive(folder)
    assert len(sentences(folder)) == 3
    assert not (folder / "parts").exists() or not list(folder.glob("parts/*/*"))


def test_it_is_due_when_many_shards_are_asked_one_by_one(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(geo.archive.compact, "MAX_TAIL", 3)
    assert not is_due(Store(folder))
    add(tmp_path, "Ash fell in Oslo.")
    # The build put them together by itself.
    assert len(list(folder.glob("snapshots/*"))) == 1
    assert len(sentences(folder)) == 4


def test_an_article_read_anew_in_another_way_comes_once(folder, tmp_path):
    compact_archive(folder)
    other = Tools(World({"Oslo": [OSLO]}, version="newer"))
    assert add(tmp_path, "Snow fell in Oslo.", tools=other).added == 1
    for _ in range(2):
        assert len(sentences(folder)) == 3
        with Archive(folder) as archive:
            (count,) = archive.counts(by="country")
            assert (count.count, count.articles) == (3, 3)
            assert archive.count() == 3
            assert archive.count(Question(words="snow fell")) == 1
        compact_archive(folder)


def test_a_shard_that_is_forgotten_is_in_no_answer(folder):
    compact_archive(folder)
    store = Store(folder)
    store.forget(store.commits()[0])
    assert len(sentences(folder)) == 2


def test_a_shard_that_is_forgotten_can_be_read_again(folder, tmp_path):
    compact_archive(folder)
    store = Store(folder)
    store.forget(store.commits()[0])
    built = [
        add(tmp_path, f"{words} fell in Oslo.").added
        for words in ("Snow", "Rain", "Hail")
    ]
    assert sorted(built) == [0, 0, 1]
    for _ in range(2):
        assert len(sentences(folder)) == 3
        compact_archive(folder)


@pytest.mark.parametrize("harm", ["cut", "gone"])
@pytest.mark.parametrize("table", ["mentions", "by_place", "counts"])
def test_a_damaged_file_is_said_and_made_anew(folder, harm, table):
    compact_archive(folder, keep_shards=table == "mentions")
    store = Store(folder)
    path = next(folder.glob(f"compacted/*/{table}.parquet"))
    content = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(content[:-9])
    with pytest.raises(InputError, match="verify"):
        sentences(folder)
    now = snapshots.look(store).snapshot
    ((bad,)) = snapshots.damaged(store, now)
    assert bad.path.endswith(path.name)
    if table == "mentions":  # which no other file tells
        with pytest.raises(InputError, match="verify"):
            compact_archive(folder)
        snapshots.forget(store, now)
    else:
        assert compact_archive(folder)
    assert len(sentences(folder)) == 3
    with Archive(folder) as archive:
        assert [c.count for c in archive.counts(by="country")] == [3]


@pytest.mark.parametrize(
    "record",
    [
        "{", "[]", '{"name": "snapshots/000002.json"}',
        '{"name": "snapshots/000002.json", "format": 99, "made": 1, "covers": [], "parts": {}}',
        '{"name": "snapshots/000002.json", "format": 1, "made": 1, "covers": [], "parts": '
        '{"mentions": {"path": "../x.parquet", "rows": 0, "bytes": 1, "sha256": ""}}}',
    ],
)  # fmt: skip
def test_a_record_of_somebody_else_is_passed_over(folder, record):
    compact_archive(folder)
    (folder / "snapshots" / "000002.json").write_text(record, "utf-8")
    store = Store(folder)
    assert snapshots.look(store).snapshot.name == "snapshots/000001.json"
    assert len(sentences(folder)) == 3


def test_a_record_that_cannot_be_read_now_is_not_passed_over(folder, monkeypatch):
    compact_archive(folder)
    really = Disk.read

    def read(disk, names):
        if names[0].startswith("snapshots"):
            raise PermissionError
        return really(disk, names)

    monkeypatch.setattr(Disk, "read", read)
    with pytest.raises(InputError, match="cannot be read now"):
        sentences(folder)


def test_of_two_at_once_the_first_counts_and_nothing_is_lost(
    folder, tmp_path, monkeypatch
):
    really = snapshots.keep

    def keep(*given):
        monkeypatch.setattr(snapshots, "keep", really)
        add(tmp_path, "Ash fell in Oslo.")
        assert compact_archive(folder)  # who began later is done first
        return really(*given)

    monkeypatch.setattr(snapshots, "keep", keep)
    assert not compact_archive(folder)
    assert len(list(folder.glob("snapshots/*"))) == 1
    assert len(sentences(folder)) == 4


def test_shards_that_vanish_meanwhile_are_looked_for_in_the_sorted_files(
    folder, tmp_path, monkeypatch
):
    really = Store.paths

    def paths(*given):
        monkeypatch.setattr(Store, "paths", really)
        compact_archive(folder)
        return really(*given)

    for _ in range(2):
        add(tmp_path, "Ash fell in Oslo.")
        monkeypatch.setattr(Store, "paths", paths)
        assert len(sentences(folder)) == 4
    monkeypatch.setattr(Store, "paths", paths)
    assert add(tmp_path, "Ash fell in Oslo.").known == 1


def test_who_has_it_open_meanwhile_is_told_to_open_it_again(folder):
    with Archive(folder) as archive:
        assert len(archive.passages()) == 3
        compact_archive(folder)
        with pytest.raises(InputError, match="open it again"):
            archive.passages()


def test_sorted_again_it_is_as_sorted_at_once(folder, tmp_path):
    other = shutil.copytree(folder, tmp_path / "other")
    compact_archive(folder)
    more = Tools(World({"Oslo": [OSLO], "Riga": [RIGA]}))
    for archive in (folder, other):
        add(tmp_path, "Ash fell in Riga, far from Oslo.", tools=more, archive=archive)
        compact_archive(archive)
    rows = [
        {p.name: read(p) for p in sorted(archive.glob("compacted/*/*.parquet"))}
        for archive in (folder, other)
    ]
    assert len(list(folder.glob("snapshots/*"))) == 2
    assert rows[0]["by_place.parquet"] != []
    assert rows[0] == rows[1]


@pytest.mark.parametrize("at", range(1, 60, 6))
def test_killed_at_any_step_nothing_is_lost(folder, monkeypatch, at):
    steps = iter(range(1, 1_000))

    def step(really):
        def once(*given, **more):
            if next(steps) == at:
                raise KeyboardInterrupt
            return really(*given, **more)

        return once

    with monkeypatch.context() as patch:
        for module, name in ((os, "fsync"), (os, "link"), (Path, "unlink")):
            patch.setattr(module, name, step(getattr(module, name)))
        with suppress(KeyboardInterrupt):
            compact_archive(folder)
    assert len(sentences(folder)) == 3
    compact_archive(folder)
    assert len(sentences(folder)) == 3
    assert not list(folder.glob("parts/*/*"))


def test_an_archive_of_an_older_version_is_sorted_anew(folder, tmp_path):
    (folder / "archive.json").write_text('{"format": "dateline-archive", "version": 1}')
    compact_archive(folder, keep_shards=True)
    record = folder / "snapshots" / "000001.json"
    record.write_text(record.read_text().replace('"format": 2', '"format": 1'))
    assert len(sentences(folder)) == 3
    assert add(tmp_path, "Snow fell in Oslo.").known == 1
    assert list(folder.glob("parts/*/*"))
    assert json.loads((folder / "archive.json").read_text())["version"] == 1
    assert compact_archive(folder)
    assert not list(folder.glob("parts/*/*"))
    assert json.loads((folder / "archive.json").read_text())["version"] == 2
    assert len(sentences(folder)) == 3


@pytest.mark.parametrize("table", ["mentions", "words"])
def test_no_shard_is_deleted_that_sorted_files_could_not_tell(folder, table):
    compact_archive(folder, keep_shards=True)
    next(folder.glob(f"compacted/*/{table}.*")).write_bytes(b"")
    clean_up(Store(folder))
    assert len(list(folder.glob("parts/*/*"))) == 12


def test_old_ones_are_swept_when_nobody_reads_them(folder, tmp_path):
    compact_archive(folder)
    first = files(folder)
    add(tmp_path, "Ash fell in Oslo.")
    compact_archive(folder)
    assert set(first) < set(files(folder))
    for path in [*folder.glob("compacted/*/*"), *folder.glob("snapshots/*")]:
        os.utime(path, (1, 1))
    store = Store(folder)
    now = snapshots.look(store).snapshot
    snapshots.sweep(store, now)
    assert set(first) < set(files(folder))  # the new one is young: the old may be read
    snapshots.sweep(store, snapshots.Snapshot(now.name, 1, 1.0, now.covers, now.parts))
    assert not set(first) & set(files(folder))
    assert len(list(folder.glob("snapshots/*"))) == 1
    assert len(sentences(folder)) == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full disk")
@pytest.mark.parametrize("full", ["parquet", "sqlite"])
def test_on_a_full_disk_nothing_is_lost(folder, monkeypatch, full):
    with monkeypatch.context() as patch:
        if full == "sqlite":
            some = f"PRAGMA max_page_count = 2; {geo.archive.words._MADE}"
            patch.setattr(geo.archive.words, "_MADE", some)
        else:
            patch.setattr(geo.archive.compact, "quoted", lambda _: "'/dev/full'")
        with pytest.raises(OutputError, match="the disk is full"):
            compact_archive(folder)
    assert len(sentences(folder)) == 3
    assert len(list(folder.glob("parts/*/*"))) == 12
    assert compact_archive(folder)


def test_what_a_killed_one_began_is_deleted_a_day_later(folder):
    for name, age in ((".compact-old", 100_000), (".compact-new", 0)):
        (folder / name).mkdir()
        (folder / name / "mentions.parquet").write_bytes(b"half")
        then = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (then, then))
    compact_archive(folder)
    assert [p.name for p in folder.glob(".compact-*")] == [".compact-new"]
    Store(folder).delete()
    assert not list(folder.rglob("*"))


def test_without_an_index_words_are_looked_for_in_the_sentences(folder, monkeypatch):
    monkeypatch.setattr("geo.archive.words.can_index", lambda: False)
    compact_archive(folder)
    assert len(files(folder)) == 7
    with Archive(folder) as archive:
        assert archive.count(Question(words="RAIN fell")) == 1
