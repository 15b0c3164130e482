"""Sorted files beside the shards: the same answers, made once, gone without loss."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass

import pytest
from hand_fed import HandFed, town

import geo.archive.compact
from geo.archive import (
    Archive,
    Question,
    Store,
    build_archive,
    compact_archive,
    is_due,
    snapshots,
)
from geo.errors import InputError
from geo.tools import Tools


@dataclass(frozen=True)
class World(HandFed):
    version: str = "hand-fed"


OSLO = town("Oslo", "NO/12", 580_000)
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


def add(tmp_path, *texts, tools=TOOLS):
    lines = (json.dumps({"text": words, "date": "2024-05-01"}) for words in texts)
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    return build_archive(
        tmp_path / "archive", [tmp_path / "news.jsonl"], tools, columns={"text": "text"}
    )


def sentences(folder):
    with Archive(folder) as archive:
        return sorted(f.sentence for f in archive.passages())


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


def test_the_shards_stay_and_are_enough(folder):
    compact_archive(folder)
    for path in folder.glob("snapshots/*"):
        path.unlink()
    assert len(sentences(folder)) == 3
    assert compact_archive(folder)
    assert len(sentences(folder)) == 3


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


@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_a_damaged_file_is_said_and_done_without(folder, harm):
    compact_archive(folder)
    store = Store(folder)
    path = next(folder.glob("compacted/*/mentions.parquet"))
    content = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(content[:-9])
    with pytest.raises(InputError, match="verify"):
        sentences(folder)
    now = snapshots.newest(store, store.commits())
    assert snapshots.damaged(store, now).endswith("mentions.parquet")
    snapshots.forget(store, now)
    assert len(sentences(folder)) == 3


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
    assert snapshots.newest(store, store.commits()).name == "snapshots/000001.json"
    assert len(sentences(folder)) == 3


def test_of_two_at_once_the_first_counts(folder, monkeypatch):
    monkeypatch.setattr(snapshots, "_names", lambda store: [])
    assert compact_archive(folder)
    assert not snapshots.keep(Store(folder), [], {})


def test_old_ones_are_swept_when_nobody_reads_them(folder, tmp_path):
    compact_archive(folder)
    first = files(folder)
    add(tmp_path, "Ash fell in Oslo.")
    compact_archive(folder)
    assert set(first) < set(files(folder))
    for path in [*folder.glob("compacted/*/*"), *folder.glob("snapshots/*")]:
        os.utime(path, (1, 1))
    store = Store(folder)
    now = snapshots.newest(store, store.commits())
    snapshots.sweep(store, now)
    assert set(first) < set(files(folder))  # the new one is young: the old may be read
    snapshots.sweep(store, snapshots.Snapshot(now.name, 1, 1.0, now.covers, now.parts))
    assert not set(first) & set(files(folder))
    assert len(list(folder.glob("snapshots/*"))) == 1
    assert len(sentences(folder)) == 4


def test_without_an_index_words_are_looked_for_in_the_sentences(folder, monkeypatch):
    monkeypatch.setattr("geo.archive.words.can_index", lambda: False)
    compact_archive(folder)
    assert len(files(folder)) == 7
    with Archive(folder) as archive:
        assert archive.count(Question(words="RAIN fell")) == 1
