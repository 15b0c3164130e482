"""Many at once on one cache file: threads, processes, and the turns they take."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from cache_file import KEY, PLACES, Clock, cache_path, key, stopped_clock

from geo.cache import GeocoderCache

clock = pytest.fixture(stopped_clock)
path = pytest.fixture(cache_path)

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
        assert len(cache._held) <= 2


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
            permit = cache.acquire_permit("server", lease=10)
            if permit.granted:
                granted.append(clock.now.timestamp())
                cache.release_permit("server", permit, interval=1)
            clock.passes(seconds=0.05)
    gaps = [b - a for a, b in pairwise(granted)]
    assert min(gaps) >= 1 - 1e-6
    assert len(granted) >= 18


def test_nobody_asks_while_a_request_is_under_way(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as one, GeocoderCache(path, clock) as two:
        permit = one.acquire_permit("server", lease=30)
        clock.passes(seconds=8)
        assert two.acquire_permit("server", lease=30).wait == pytest.approx(22)
        assert two.acquire_permit("another server", lease=30).granted
        one.release_permit("server", permit, interval=1)
        assert two.acquire_permit("server", lease=30).wait == pytest.approx(1)


def test_the_turn_of_a_dead_process_runs_out(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as one, GeocoderCache(path, clock) as two:
        dead = one.acquire_permit("server", lease=30)
        clock.passes(seconds=30)
        alive = two.acquire_permit("server", lease=30)
        assert alive.granted
        one.release_permit("server", dead, interval=1)  # not dead, only slow
        assert two.acquire_permit("server", lease=30).wait == pytest.approx(30)


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
        one.release_permit(
            "server", one.acquire_permit("server", 10), interval=1, block=block
        )
        clock.passes(seconds=later)
        permit = two.acquire_permit("server", lease=10)
        assert (permit.granted, permit.blocked) == (granted, not granted)


@pytest.mark.parametrize(("days", "wait"), [(-365, 1), (365, 0)])
def test_a_clock_that_jumps_does_not_stop_the_turns(
    path: Path, clock: Clock, days: int, wait: float
) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.release_permit("server", cache.acquire_permit("server", 10), interval=1)
        clock.passes(days=days)
        permit = cache.acquire_permit("server", lease=10)
        assert permit.wait == pytest.approx(wait)
        clock.passes(seconds=wait)
        assert permit.granted or cache.acquire_permit("server", lease=10).granted
