"""Killed while it writes: nothing acknowledged is lost, and the file stays sound."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cache_file import cache_path
from nursery import nursery

from geo.cache import CacheKey, GeocoderCache, examine

path = pytest.fixture(cache_path)

KILLS = 25
IMPORTS = """
from pathlib import Path
from geo.cache import CacheKey, GeocoderCache
"""
WRITE = """
with GeocoderCache(Path(sys.argv[1])) as cache:
    for number in range(100_000):
        cache.put(CacheKey("p", "e", f"{sys.argv[2]} {number}", ""), ())
        print(number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
def test_25_kills_lose_no_acknowledged_write(path: Path) -> None:
    acknowledged: list[str] = []
    with nursery(IMPORTS, WRITE) as start:
        for kill in range(KILLS):
            whole = len(start(path, kill).kill_after(10 + 7 * kill))
            acknowledged += [f"{kill} {number}" for number in range(whole)]
    assert examine(path, datetime.now(UTC)).is_sound
    with GeocoderCache(path) as cache:
        assert cache.notice == ""
        for query in acknowledged:
            assert cache.get(CacheKey("p", "e", query, "")) is not None
