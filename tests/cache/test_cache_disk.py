"""The cache on disks that refuse it, and its migrations."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cache_file import KEY, PLACES, Clock, cache_path, filled, key, stopped_clock

from geo.cache import GeocoderCache, rows as steps
from geo.sqlite import Store, opening

clock = pytest.fixture(stopped_clock)
path = pytest.fixture(cache_path)

# A full disk, a read-only file, a file system that is not one


@pytest.mark.parametrize("limit", ["max_page_count = 1", "query_only = 1"])
def test_what_cannot_be_written_can_still_be_read(
    path: Path, clock: Clock, limit: str, caplog: pytest.LogCaptureFixture
) -> None:
    filled(path)
    big = tuple(PLACES[0] for _ in range(500))
    with GeocoderCache(path, clock) as cache:
        pragma(cache, limit)  # "database or disk is full", "readonly database"
        cache.put(key("other"), big)
        cache.put(key("another"), big)
        assert "could not be written" in cache.notice
        assert len(caplog.records) == 1  # said once, not for every name
        assert cache.get(KEY) is not None
        assert cache.get(key("other")) is None
        pragma(cache, limit.replace("= 1", "= 0").replace("count = 0", "count = 99999"))
        cache.put(key("other"), big)
        assert cache.notice == ""
        assert cache.get(key("other")) is not None


def pragma(cache: GeocoderCache, setting: str) -> None:
    held = cache._connection()
    assert held is not None
    held.connection.execute(f"PRAGMA {setting}")


def test_a_read_only_folder(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)

    def refuse(*args: object, **kwargs: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(opening, "_open", refuse)
    with GeocoderCache(path, clock) as cache:
        assert "can only be read" in cache.notice
        assert cache.get(KEY) is not None
        cache.put(key("other"), PLACES)
        assert cache.get(key("other")) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a Unix-only kind of lock")
def test_where_a_write_ahead_log_is_refused(tmp_path: Path) -> None:
    def journal(how: str) -> str:
        file = (tmp_path / how).as_uri()
        db = sqlite3.connect(f"{file}?vfs={how}", uri=True, isolation_level=None)
        mode = opening.choose_journal(db)
        db.close()
        return mode

    assert journal("unix") == "wal"
    assert journal("unix-dotfile") == "delete"  # has no shared memory, as a network


# Migrations


def test_migrations_are_recorded_by_name(path: Path) -> None:
    filled(path)
    db = sqlite3.connect(path)
    names = [row[0] for row in db.execute("SELECT name FROM migration ORDER BY rowid")]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    application = db.execute("PRAGMA application_id").fetchone()[0]
    db.close()
    assert names == ["create_answers", "create_turns", "create_queries"]
    assert (version, application) == (3, steps.FILE_SPEC.application_id)


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_migration_that_fails_leaves_no_half(
    path: Path, clock: Clock, fails_at: int
) -> None:
    steps_of = steps.FILE_SPEC.migrations
    whole = steps_of[fails_at]

    def half(db: sqlite3.Connection) -> None:
        whole(db)
        raise sqlite3.OperationalError("disk I/O error")

    half.__name__ = whole.__name__
    broken = (*steps_of[:fails_at], half, *steps_of[fails_at + 1 :])

    class Broken(Store):
        spec = replace(steps.FILE_SPEC, migrations=broken)

    Broken(path, clock).close()
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None
        assert cache.notice == ""
