"""Files that are no gazetteer of this version: each asks for a build."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geo.cli.gazetteer import info
from geo.errors import GazetteerError
from geo.gazetteer import files
from geo.gazetteer.lookup import OfflineGazetteer
from geo.gazetteer.names import NORM_VERSION
from geo.gazetteer.schema import SCHEMA, SCHEMA_VERSION


def small_file(path: Path, **meta: str) -> Path:
    rows = {
        "schema": str(SCHEMA_VERSION),
        "names": str(NORM_VERSION),
        "sources": "[]",
        **meta,
    }
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(SCHEMA)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())
    connection.close()
    return path


def test_a_small_file_can_be_opened(tmp_path):
    opened = OfflineGazetteer(small_file(tmp_path / "g.sqlite"))
    assert opened.lookup("Oslo") == ()
    opened.close()
    opened.close()


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"schema": "0"}, "from another version"),
        ({"names": "99"}, "from another version"),
        ({"sources": "{"}, "cannot be read"),
    ],
)
def test_a_file_of_another_version_asks_for_a_build(tmp_path, meta, message):
    path = small_file(tmp_path / "g.sqlite", **meta)
    with pytest.raises(GazetteerError, match=rf"{message}.*dateline gazetteer build"):
        OfflineGazetteer(path)


@pytest.mark.parametrize(
    "content", [b"", b"no database at all", b"SQLite format 3\0" + b"\0" * 200]
)
def test_a_broken_file_asks_for_a_build(tmp_path, content):
    path = tmp_path / "g.sqlite"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(path)


def test_a_missing_file_asks_for_a_build(tmp_path):
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(tmp_path / "none.sqlite")


def test_a_gazetteer_is_built_where_it_is_missing(tmp_path):
    with closing(files.open_gazetteer(str(tmp_path / "deep"))) as built:
        assert built.path == files.gazetteer_path(tmp_path / "deep")
        assert built.lookup("Wonsan")


def test_a_half_copied_file_asks_for_a_build(tmp_path, gazetteer):
    path = tmp_path / "half.sqlite"
    with gazetteer.path.open("rb") as whole:
        path.write_bytes(whole.read(3_000))
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(path)


def test_nothing_is_told_of_a_gazetteer_that_was_not_built(fresh_settings, tmp_path):
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path))
    with pytest.raises(GazetteerError, match="not been built yet"):
        info()
    assert not list(tmp_path.iterdir())
