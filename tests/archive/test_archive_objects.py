"""An archive in an object store: put, sorted, deleted as shards, asked from fetched files."""

from __future__ import annotations

import json

import fsspec
import pytest
from hand_fed import OSLO, World

from geo.archive import Archive, Question, Store, build_archive, compact_archive
from geo.tools import Tools

TOOLS = Tools(World({"Oslo": [OSLO]}))
ADDRESS = "memory://bucket/news"


@pytest.fixture(autouse=True)
def _own_cache(fresh_settings, tmp_path):
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path / "cache"))
    yield
    Store(ADDRESS).delete()


def add(tmp_path, *texts):
    source = tmp_path / "news.jsonl"
    source.write_text("\n".join(json.dumps({"text": t}) for t in texts), "utf-8")
    return build_archive(ADDRESS, [source], TOOLS)


def names(folder=""):
    return fsspec.filesystem("memory").find(f"/bucket/news/{folder}")


def test_sorted_again_and_again_it_tells_the_same(tmp_path):
    assert add(tmp_path, "Snow fell in Oslo.").added == 1
    for number, more in enumerate(["Rain fell in Oslo.", "Ash fell in Oslo."], 2):
        assert compact_archive(ADDRESS)
        assert names("parts") == []
        assert not list(tmp_path.glob("cache/archives/*/parts/*/*"))
        with Archive(ADDRESS) as before:
            assert add(tmp_path, "Snow fell in Oslo.", more).added == 1
            assert len(before.passages()) == number - 1
        with Archive(ADDRESS) as archive:
            assert len(archive.passages()) == number
            assert archive.count(Question(words="fell in Oslo")) == number
    assert len(names("snapshots")) == 2


def test_an_older_archive_says_its_new_version_before_shards_go(tmp_path):
    add(tmp_path, "Snow fell in Oslo.")
    older = json.dumps({"format": "dateline-archive", "version": 1})
    fsspec.filesystem("memory").pipe_file("/bucket/news/archive.json", older.encode())
    assert compact_archive(ADDRESS)
    (said,) = Store(ADDRESS).files.read(["archive.json"])
    assert (json.loads(said)["version"], names("parts")) == (2, [])
