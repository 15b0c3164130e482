"""What may stand in place of the cache's file: set aside, left alone, done without."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from cache_file import (
    KEY,
    NOW,
    PLACES,
    Clock,
    cache_path,
    change,
    filled,
    key,
    stopped_clock,
)

from geo.cache import GeocoderCache, LoggedQuery, rows as steps
from geo.sqlite import opening

clock = pytest.fixture(stopped_clock)
path = pytest.fixture(cache_path)


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _text(path: Path) -> None:
    path.write_text("name,lat,lon\nWonsan,39,127\n" * 50, "utf-8")


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 7)


def _bad_header(path: Path) -> None:
    path.write_bytes(b"SQLite formula 9" + path.read_bytes()[16:])


def _zeroed_page(path: Path) -> None:
    with path.open("r+b") as file:  # opens and finds answers: only a check sees it
        file.seek(path.stat().st_size // 4096 // 2 * 4096)
        file.write(bytes(4096))


def _other_program(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE IF NOT EXISTS recipe AS SELECT ? AS title", "soup")


def _other_application(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA application_id = 1")
    db.close()


DAMAGES = [
    _garbage,
    _text,
    _truncated,
    _bad_header,
    _zeroed_page,
    _other_program,
    _other_application,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_bad_file_is_set_aside(
    path: Path, clock: Clock, damage: Callable[[Path], None]
) -> None:
    filled(path, rows=200)
    damage(path)
    before = path.read_bytes()
    with GeocoderCache(path, clock) as cache:
        assert "set aside as geocoder.sqlite.corrupt-20261123T120000Z" in cache.notice
        assert cache.get(KEY) is None
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None
    aside = path.with_name("geocoder.sqlite.corrupt-20261123T120000Z")
    assert aside.read_bytes() == before
    with GeocoderCache(path, clock) as again:
        assert again.notice == ""
        assert again.get(KEY) is not None


def test_damage_while_open_is_met_with_a_new_file(path: Path, clock: Clock) -> None:
    filled(path, rows=200)
    with GeocoderCache(path, clock) as cache:
        _garbage(path)
        Path(f"{path}-wal").unlink(missing_ok=True)
        assert cache.get(key("5")) is None
        assert "set aside" in cache.notice
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None
    assert len(list(path.parent.glob("*.corrupt-*"))) >= 1


def test_two_bad_files_in_one_second_are_both_kept(path: Path, clock: Clock) -> None:
    for number in range(2):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"bad %d" % number * 100)
        GeocoderCache(path, clock).close()
    kept = sorted(path.parent.glob("geocoder.sqlite.corrupt-20261123T120000Z*"))
    assert [file.read_bytes()[:5] for file in kept] == [b"bad 0", b"bad 1"]


def test_another_process_s_new_file_stays(path: Path, clock: Clock) -> None:
    filled(path)
    opening.set_aside(path, clock, found=(0, 0))  # the bad file we saw is gone already
    assert [file.name for file in path.parent.iterdir()] == ["geocoder.sqlite"]


def test_what_sqlite_keeps_beside_the_file_goes_with_it(
    path: Path, clock: Clock
) -> None:
    filled(path)
    _garbage(path)
    Path(f"{path}-wal").write_bytes(b"log")
    GeocoderCache(path, clock).close()
    aside = path.with_name("geocoder.sqlite.corrupt-20261123T120000Z-wal")
    assert aside.read_bytes() == b"log"


def test_an_empty_file_is_a_new_cache_and_said_to_be(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    path.touch()
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None
        assert "was empty" in cache.notice


def test_a_file_of_a_newer_dateline_is_left_alone(path: Path, clock: Clock) -> None:
    filled(path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {steps.FILE_SPEC.schema + 1}")
    db.close()
    with GeocoderCache(path, clock) as cache:
        assert "newer Dateline" in cache.notice
        assert_works_without_a_file(cache, clock)
    assert not list(path.parent.glob("*.corrupt-*"))


def _folder_in_the_way(path: Path) -> None:
    path.mkdir(parents=True)


def _file_for_a_folder(path: Path) -> None:
    path.parent.write_text("here", "utf-8")


@pytest.mark.parametrize("obstacle", [_folder_in_the_way, _file_for_a_folder])
def test_where_no_file_can_be(
    path: Path, clock: Clock, obstacle: Callable[[Path], None]
) -> None:
    obstacle(path)
    with GeocoderCache(path, clock) as cache:
        assert "cannot be used" in cache.notice
        assert_works_without_a_file(cache, clock)


def test_a_bad_file_that_cannot_be_moved(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    _garbage(path)

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with GeocoderCache(path, clock) as cache:
        assert "cannot be used (in use)" in cache.notice
        assert_works_without_a_file(cache, clock)


def assert_works_without_a_file(cache: GeocoderCache, clock: Clock) -> None:
    cache.put(KEY, PLACES)
    assert cache.get(KEY, allow_stale=True) is None
    assert cache.log_query(LoggedQuery("p", "e", "q", NOW, "asked")) is None
    assert [row.query for row in cache.queries()] == ["q"]  # in memory
    permit = cache.acquire_permit("server", lease=10)
    assert permit.granted
    assert not cache.acquire_permit("server", lease=10).granted
    cache.release_permit("server", permit, interval=1)
    clock.passes(seconds=1)
    assert cache.acquire_permit("server", lease=10).granted
