"""A file of the geocoder cache, its clock and one question, for its tests.

clock, path = pytest.fixture(stopped_clock), pytest.fixture(cache_path)
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from geo.cache import CacheKey, GeocoderCache, params_hash
from geo.model import Extent, Place

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


def stopped_clock() -> Clock:
    return Clock()


def cache_path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "geocoder.sqlite"


def filled(path: Path, rows: int = 1) -> None:
    """Make a cache file with answers, all of it in the main file."""
    with GeocoderCache(path, Clock()) as cache:
        cache.put(KEY, PLACES)
        for number in range(rows - 1):
            cache.put(key(str(number)), PLACES)


def key(query: str) -> CacheKey:
    return CacheKey(KEY.provider, KEY.endpoint, query, KEY.params)


def change(path: Path, statement: str, value: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(statement, (value,))
    db.close()
