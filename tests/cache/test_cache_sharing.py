"""A cache looked into, tidied, and passed on as a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
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

from geo.cache import GeocoderCache, Imported, LoggedQuery, examine
from geo.errors import InputError, OutputError

clock = pytest.fixture(stopped_clock)
path = pytest.fixture(cache_path)

SENT = LoggedQuery("nominatim", "e", "secret plan", NOW, "asked")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Give a file with three answers, one of them “no such place”."""
    source, target = tmp_path / "theirs.sqlite", tmp_path / "shared.sqlite"
    with GeocoderCache(source, Clock()) as cache:
        cache.put(KEY, PLACES)
        cache.put(key("kursk"), PLACES)
        cache.put(key("atlantis"), ())
        cache.log_query(SENT)
        assert cache.export(target) == 3
    return target


def test_what_it_holds(path: Path, clock: Clock) -> None:
    filled(path, rows=3)
    with GeocoderCache(path, clock) as cache:
        clock.passes(days=1)
        cache.put(key("atlantis"), ())
        clock.passes(days=20)
        found = examine(path, clock.now)
    assert (found.found, found.none, found.stale, found.unreadable) == (3, 1, 1, 0)
    assert found.servers == {"https://example.org": 4}
    assert (found.oldest, found.newest) == (NOW, NOW + timedelta(days=1))
    assert found.is_sound
    assert found.size > 0


def test_pruning_removes_what_no_longer_holds(path: Path, clock: Clock) -> None:
    filled(path, rows=3)
    change(path, "UPDATE answer SET places = ? WHERE query = '0'", "not json")
    with GeocoderCache(path, clock) as cache:
        cache.put(key("atlantis"), ())
        clock.passes(days=20)
        assert cache.prune() == 2
        assert cache.get(KEY) is not None
        assert cache.get(key("atlantis"), allow_stale=True) is None
        assert cache.prune(everything=True) == 2
    assert examine(path, clock.now).found == 0


def test_pruned_words_are_gone_from_the_file(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.put(key("wonsan-kalma"), PLACES)
        cache.log_query(SENT)
        cache.prune(everything=True)
        assert len(cache.queries()) == 1
        cache.prune(log=True)
        assert cache.queries() == ()
    for file in path.parent.glob(f"{path.name}*"):
        held = file.read_bytes()
        assert b"wonsan-kalma" not in held
        assert b"secret plan" not in held


# Sharing


def test_a_shared_file_serves_elsewhere(shared: Path, path: Path, clock: Clock) -> None:
    assert b"secret plan" not in shared.read_bytes()
    assert not shared.with_name(f"{shared.name}-wal").exists()
    with GeocoderCache(path, clock) as cache:
        assert cache.import_answers(shared) == Imported(added=3)
        assert cache.import_answers(shared) == Imported(kept=3)
        found = cache.get(KEY)
    assert found is not None
    assert (found.places, found.asked_at) == (PLACES, NOW)


def test_a_shared_file_is_a_cache_by_itself(shared: Path, clock: Clock) -> None:
    with GeocoderCache(shared, clock) as cache:
        assert cache.get(KEY) is not None
        assert cache.notice == ""


@pytest.mark.parametrize(("days", "counts"), [(1, "here"), (-1, "theirs")])
def test_of_two_answers_the_newer_counts(
    shared: Path, path: Path, clock: Clock, days: int, counts: str
) -> None:
    clock.passes(days=days)
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, ())
        clock.now = NOW + timedelta(days=2)
        cache.import_answers(shared)
        found = cache.get(KEY)
    assert found is not None
    assert (found.places == PLACES) is (counts == "theirs")


REFUSED = [
    # what somebody did to every row
    ("UPDATE answer SET places = ?", "not json"),
    ("UPDATE answer SET places = ?", '[{"lat": NaN}]'),
    ("UPDATE answer SET places = zeroblob(?)", "2000000"),
    ("UPDATE answer SET asked_at = ?", "2099-01-01T00:00:00+00:00"),
    ("UPDATE answer SET asked_at = ?", "yesterday"),
    ("UPDATE answer SET asked_at = ?", "2026-11-23T12:00:00"),  # in which zone?
    ("UPDATE answer SET query = query || ?", " UPPER"),
    ("UPDATE answer SET provider = CAST(? AS BLOB)", "x"),
    ("UPDATE answer SET endpoint = hex(zeroblob(?))", "2000"),
]


@pytest.mark.parametrize(("statement", "value"), REFUSED)
def test_rows_that_cannot_be_trusted_are_refused(
    shared: Path, path: Path, clock: Clock, statement: str, value: str
) -> None:
    change(shared, statement, value)
    with GeocoderCache(path, clock) as cache:
        assert cache.import_answers(shared) == Imported(refused=3)
        assert examine(path, clock.now).found == 0


def test_nobody_makes_an_answer_hold_for_ever(
    shared: Path, path: Path, clock: Clock
) -> None:
    change(shared, "UPDATE answer SET expires_at = ?", "2199-01-01T00:00:00+00:00")
    with GeocoderCache(path, clock) as cache:
        cache.import_answers(shared)
        clock.passes(days=179)
        assert cache.get(KEY) is not None
        clock.passes(days=2)
        assert cache.get(KEY) is None


def missing(file: Path) -> None:
    file.unlink()


def text(file: Path) -> None:
    file.write_text("not a database, whatever its name says " * 50)


def newer(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()


def endless(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("DROP TABLE answer")
    db.execute(
        "CREATE VIEW answer AS WITH RECURSIVE n(i) AS"
        " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS provider FROM n"
    )
    db.close()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:6000])


@pytest.mark.parametrize("harm", [missing, text, newer, endless, cut])
def test_a_file_that_is_no_cache_is_refused_whole(
    shared: Path, path: Path, clock: Clock, harm: Callable[[Path], None]
) -> None:
    harm(shared)
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        with pytest.raises(InputError):
            cache.import_answers(shared)
        assert cache.get(KEY) is not None


def test_an_export_is_written_whole_or_not_at_all(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    filled(path)
    (tmp_path / "folder.sqlite").mkdir()
    with GeocoderCache(path, clock) as cache:
        for target in ("nowhere/shared.sqlite", "folder.sqlite"):
            with pytest.raises(OutputError, match="cannot be written"):
                cache.export(tmp_path / target)
    assert not list(tmp_path.glob(".*part*"))


def test_requests_are_remembered_where_the_file_cannot_be_written(
    path: Path, clock: Clock
) -> None:
    path.parent.write_text("a file where the folder should be")
    with GeocoderCache(path, clock) as cache:
        assert "answers are not kept" in cache.notice
        cache.conclude_query(cache.log_query(SENT), "no such place")
        assert cache.queries() == (replace(SENT, outcome="no such place"),)


def test_a_cache_is_not_exported_onto_itself(path: Path, clock: Clock) -> None:
    filled(path, rows=3)
    with GeocoderCache(path, clock) as cache:
        cache.log_query(SENT)
        with pytest.raises(OutputError, match="the cache itself"):
            cache.export(path)
        assert [query.query for query in cache.queries()] == [SENT.query]
