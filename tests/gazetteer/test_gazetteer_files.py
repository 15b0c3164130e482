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
from geo.gazetteer.seal import APPLICATION_AT, fault, seal


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
    seal(path)
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


def _overwritten(path: Path, at: int, by: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(by)


@pytest.mark.parametrize(
    ("at", "by"),
    [
        (4096 * 4, bytes(4096)),  # a page of zeros
        (4096 * 5 - 9, b"\x7f"),  # one byte, in a row or in free room: no matter
        (APPLICATION_AT, b"SOUP"),
        (60, b"\0\0\0\x63"),
    ],
)
def test_damage_that_sqlite_does_not_see_asks_for_a_build(tmp_path, at, by):
    path = small_file(tmp_path / "g.sqlite")
    assert fault(path) == ""
    _overwritten(path, at, by)
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(path)


def test_a_damaged_packaged_gazetteer_is_built_again(tmp_path):
    with closing(files.open_gazetteer(tmp_path)) as built:
        path = built.path
    _overwritten(path, path.stat().st_size // 2, b"flipped")
    with closing(files.open_gazetteer(tmp_path)) as again:
        assert again.lookup("Wonsan")
    assert fault(path) == ""


ROW = "INSERT INTO place VALUES (?, NULL, {}, {}, {}, NULL, NULL, NULL, NULL, 'P', 'PPL', 'KP', '09', 1, {})"
BAD = [("'Here'", "'x'", 1, 0), ("'Here'", 1, "9e999", 0), ("'Here'", 1, 1, 99)]


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_row_costs_itself(tmp_path, bad):
    path = small_file(tmp_path / "g.sqlite", sources='[["Ours", "1"]]')
    good = ("CAST(x'ff41' AS TEXT)", 2, 3, 0)  # a bad byte costs a letter
    with closing(sqlite3.connect(path)) as db, db:
        for number, row in enumerate((bad, good), 1):
            db.execute(ROW.format(*row), (number,))
            db.execute("INSERT INTO name VALUES ('here', ?, 0, NULL)", (number,))
    seal(path)
    with closing(OfflineGazetteer(path)) as opened:
        assert [each.place.id for each in opened.lookup("Here")] == ["geonames:2"]
        assert opened.place("geonames:1") is None
        assert opened.starting_with("he") in (
            (),
            (("here", opened.place("geonames:2")),),
        )


def test_a_page_that_breaks_while_it_is_read_is_advice(tmp_path):
    path = small_file(tmp_path / "g.sqlite")
    with closing(OfflineGazetteer(path)) as opened:
        opened.close()
        _overwritten(path, 4096, bytes(path.stat().st_size - 4096))
        with pytest.raises(GazetteerError, match=r"damaged .* build it again"):
            opened.lookup("Oslo")
