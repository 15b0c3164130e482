"""The geocoder cache: what it keeps, for how long, and what can happen to its file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.cache import (
    CacheKey,
    GeocoderCache,
    LoggedQuery,
    Status,
    normalise_query,
    opening,
    params_hash,
    safe_name,
)
from geo.cache import migrations as steps
from geo.model import Extent, Place

few = settings(max_examples=60, deadline=None, database=None)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = CacheKey("nominatim", "https://example.org", "wonsan", params_hash({"limit": 5}))
PLACES = (
    Place("osm:relation/1", "Wŏnsan", 39.15, 127.44, Extent(39, 127.3, 39.3, 127.6)),
    Place("osm:node/2", "원산", -90.0, 180.0, country_code="KP", population=7),
)


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "geocoder.sqlite"


def filled(path: Path, rows: int = 1) -> None:
    """Make a cache file with answers, all of it in the main file."""
    with GeocoderCache(path, Clock()) as cache:
        cache.put(KEY, PLACES)
        for number in range(rows - 1):
            cache.put(key(str(number)), PLACES)


def key(query: str) -> CacheKey:
    return CacheKey(KEY.provider, KEY.endpoint, query, KEY.params)


# What is kept


def test_an_answer_comes_back_as_it_went_in(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:
        assert cache.get(KEY) is None
        put = cache.put(KEY, PLACES)
        clock.passes(days=1)
        assert cache.get(KEY) == put
        assert put.places == PLACES
        assert (put.asked_at, put.status, put.stale) == (NOW, Status.OK, False)
    with GeocoderCache(path, clock) as again:
        assert again.get(KEY) == put
        assert again.notice == ""


@pytest.mark.parametrize("field", ["provider", "endpoint", "query", "params"])
def test_every_part_of_the_key_counts(path: Path, clock: Clock, field: str) -> None:
    parts = {f: getattr(KEY, f) for f in ("provider", "endpoint", "query", "params")}
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        assert cache.get(CacheKey(**(parts | {field: "other"}))) is None


LIFETIMES = [
    # places, clock moved by days, fresh?
    (PLACES, 0, True),
    (PLACES, 179, True),
    (PLACES, 180, False),
    (PLACES, 365, False),
    ((), 13, True),
    ((), 14, False),
    # the clock was ahead when asked, or is behind now: no row outlives its time
    (PLACES, -30, True),
    (PLACES, -365, False),
    ((), -30, False),
]


@pytest.mark.parametrize(("places", "days", "fresh"), LIFETIMES)
def test_how_long_an_answer_holds(
    path: Path, clock: Clock, places: tuple[Place, ...], days: int, fresh: bool
) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, places)
        clock.passes(days=days)
        assert (cache.get(KEY) is not None) is fresh
        old = cache.get(KEY, allow_stale=True)
        assert old is not None
        assert (old.places, old.stale) == (places, not fresh)


def test_a_new_answer_replaces_the_old_one(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, ())
        clock.passes(days=20)
        put = cache.put(KEY, PLACES)
        assert cache.get(KEY) == put


BAD_ROWS = [
    # column, what somebody wrote into it
    ("places", "nonsense"),
    ("places", "{}"),
    ("places", "[7]"),
    ("places", '[{"name": 7}]'),
    ("places", '[{"id": NaN}]'),
    ("places", "[" * 50_000),
    ("asked_at", "yesterday"),
    ("asked_at", "2026-11-23"),
    ("expires_at", "9999-12-31T23:59:59"),
]


@pytest.mark.parametrize(("column", "value"), BAD_ROWS)
def test_a_row_of_nonsense_is_a_miss(path: Path, column: str, value: str) -> None:
    filled(path)
    with GeocoderCache(path, Clock()) as cache:
        change(path, f"UPDATE answer SET {column} = ?", value)
        assert cache.get(KEY, allow_stale=True) is None
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None


def test_names_from_a_file_are_cleaned_like_names_from_a_server(path: Path) -> None:
    filled(path)
    change(path, "UPDATE answer SET places = replace(places, 'W', ?)", "\\u202e\u2066W")
    with GeocoderCache(path, Clock()) as cache:
        answer = cache.get(KEY)
        assert answer is not None
        assert answer.places == PLACES


def change(path: Path, statement: str, value: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(statement, (value,))
    db.close()


# What is one question

SPELLINGS = [
    ("Wonsan", "  WONSAN\n", True),
    ("New  York", "new york", True),
    ("Straße", "STRASSE", True),
    ("\u00e9vian", "e\u0301vian", True),  # é, in one character or two
    ("Evian", "Évian", False),
    ("St. Denis", "St Denis", False),
    ("Saint-Denis", "Saint Denis", False),
    ("P'yongyang", "P’yongyang", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SPELLINGS)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert (normalise_query(one) == normalise_query(other)) is same


@few
@given(st.text(max_size=40))
def test_normalising_again_changes_nothing(name: str) -> None:
    once = normalise_query(name)
    assert normalise_query(once) == once
    assert normalise_query(f" {name}\n") == once
    assert normalise_query(once.casefold()) == once


@few
@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_safe_names_are_short_and_visible(name: str) -> None:
    safe = safe_name(name)
    assert len(safe) <= 200
    assert not set(safe) & {"\x00", "\n", "\u202e", "\u2066", "\u2028", "\ud800"}
    assert safe_name(safe) == safe


def test_params_hash_knows_no_order() -> None:
    assert params_hash({"a": 1, "b": True}) == params_hash({"b": True, "a": 1})
    assert params_hash({"a": 1}) != params_hash({"a": 2})


# What can be found in the file's place


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


def test_an_empty_file_is_a_new_cache(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    path.touch()
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None
        assert cache.notice == ""


def test_a_file_of_a_newer_dateline_is_left_alone(path: Path, clock: Clock) -> None:
    filled(path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {steps.SCHEMA + 1}")
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
    assert cache.queries() == ()
    turn = cache.take_turn("server", lease=10)
    assert turn.granted
    assert not cache.take_turn("server", lease=10).granted
    cache.end_turn("server", turn, interval=1)
    clock.passes(seconds=1)
    assert cache.take_turn("server", lease=10).granted


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
    held = cache._file._connection()
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
    assert (version, application) == (3, steps.APPLICATION_ID)


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_migration_that_fails_leaves_no_half(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    whole = steps.MIGRATIONS[fails_at]

    def half(db: sqlite3.Connection) -> None:
        whole(db)
        raise sqlite3.OperationalError("disk I/O error")

    half.__name__ = whole.__name__
    broken = (*steps.MIGRATIONS[:fails_at], half, *steps.MIGRATIONS[fails_at + 1 :])
    with monkeypatch.context() as patch:
        patch.setattr(steps, "MIGRATIONS", broken)
        GeocoderCache(path, clock).close()
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None
        assert cache.notice == ""


# Many at once


def test_six_threads_write_and_none_is_lost(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:

        def write(worker: int) -> None:
            for number in range(100):
                cache.put(key(f"{worker} {number}"), PLACES)

        threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = [cache.get(key(f"{w} {n}")) for w in range(6) for n in range(100)]
        assert None not in found
        assert cache.notice == ""


def test_six_threads_make_one_new_file(path: Path, clock: Clock) -> None:
    caches: list[GeocoderCache] = []
    ready = threading.Barrier(6)

    def make() -> None:
        ready.wait()
        caches.append(GeocoderCache(path, clock))

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, cache in enumerate(caches):
        cache.put(key(str(number)), PLACES)
    assert [c.notice for c in caches] == [""] * 6
    assert all(c.get(key(str(n))) for c in caches for n in range(6))
    for cache in caches:
        cache.close()


def test_connections_of_ended_threads_are_closed(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:
        for _ in range(5):
            thread = threading.Thread(target=cache.get, args=(KEY,))
            thread.start()
            thread.join()
        assert len(cache._file._held) <= 2


WRITE = """
import sys
from pathlib import Path
from geo.cache import CacheKey, GeocoderCache
with GeocoderCache(Path(sys.argv[1])) as cache:
    for number in range(500):
        cache.put(CacheKey("p", "e", f"{sys.argv[2]} {number}", ""), ())
    assert cache.notice == "", cache.notice
"""


@pytest.mark.slow
def test_six_processes_write_3000_and_none_is_lost(path: Path) -> None:
    command = [sys.executable, "-c", WRITE, str(path)]
    processes = [subprocess.Popen([*command, str(n)]) for n in range(6)]
    assert [process.wait(120) for process in processes] == [0] * 6
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM answer").fetchone() == (3000,)
    assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    db.close()


# Turns


def test_two_caches_on_one_file_share_one_turn(path: Path, clock: Clock) -> None:
    granted: list[float] = []
    with GeocoderCache(path, clock) as one, GeocoderCache(path, clock) as two:
        for tick in range(400):  # twenty seconds in steps of a twentieth
            cache = (one, two)[tick % 2]
            turn = cache.take_turn("server", lease=10)
            if turn.granted:
                granted.append(clock.now.timestamp())
                cache.end_turn("server", turn, interval=1)
            clock.passes(seconds=0.05)
    gaps = [b - a for a, b in pairwise(granted)]
    assert min(gaps) >= 1 - 1e-6
    assert len(granted) >= 18


def test_nobody_asks_while_a_request_is_under_way(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as one, GeocoderCache(path, clock) as two:
        turn = one.take_turn("server", lease=30)
        clock.passes(seconds=8)
        assert two.take_turn("server", lease=30).wait == pytest.approx(22)
        assert two.take_turn("another server", lease=30).granted
        one.end_turn("server", turn, interval=1)
        assert two.take_turn("server", lease=30).wait == pytest.approx(1)


def test_the_turn_of_a_dead_process_runs_out(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as one, GeocoderCache(path, clock) as two:
        dead = one.take_turn("server", lease=30)
        clock.passes(seconds=30)
        alive = two.take_turn("server", lease=30)
        assert alive.granted
        one.end_turn("server", dead, interval=1)  # not dead, only slow
        assert two.take_turn("server", lease=30).wait == pytest.approx(30)


BLOCKS = [
    # seconds the service asked for, seconds passed, granted?
    (120, 119, False),
    (120, 120, True),
    (10**12, 86_399, False),
    (10**12, 86_400, True),  # a day, whatever it says
]


@pytest.mark.parametrize(("block", "later", "granted"), BLOCKS)
def test_asked_to_wait(
    path: Path, clock: Clock, block: float, later: float, granted: bool
) -> None:
    with GeocoderCache(path, clock) as one, GeocoderCache(path, clock) as two:
        one.end_turn("server", one.take_turn("server", 10), interval=1, block=block)
        clock.passes(seconds=later)
        turn = two.take_turn("server", lease=10)
        assert (turn.granted, turn.blocked) == (granted, not granted)


@pytest.mark.parametrize(("days", "wait"), [(-365, 1), (365, 0)])
def test_a_clock_that_jumps_does_not_stop_the_turns(
    path: Path, clock: Clock, days: int, wait: float
) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.end_turn("server", cache.take_turn("server", 10), interval=1)
        clock.passes(days=days)
        turn = cache.take_turn("server", lease=10)
        assert turn.wait == pytest.approx(wait)
        clock.passes(seconds=wait)
        assert turn.granted or cache.take_turn("server", lease=10).granted


# The query log


def test_the_log_of_queries(path: Path, clock: Clock) -> None:
    entry = LoggedQuery("nominatim", "https://example.org", "Wŏnsan", NOW, "asked")
    with GeocoderCache(path, clock) as cache:
        first = cache.log_query(entry)
        cache.log_query(entry)
        cache.conclude_query(first, "no such place")
        cache.conclude_query(None, "nowhere")
        assert [q.outcome for q in cache.queries()] == ["asked", "no such place"]
        assert cache.queries(limit=1) == (entry,)
