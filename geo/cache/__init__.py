"""What geocoders answered, kept on this machine; the only door to sqlite3 for it."""

from __future__ import annotations

from geo.cache.encoding import safe_name
from geo.cache.store import GeocoderCache
from geo.cache.turns import Turn
from geo.cache.values import (
    CachedAnswer,
    CacheKey,
    LoggedQuery,
    Status,
    normalise_query,
    params_hash,
)

CACHE_FILE = "geocoder.sqlite"

__all__ = [
    "CACHE_FILE",
    "CacheKey",
    "CachedAnswer",
    "GeocoderCache",
    "LoggedQuery",
    "Status",
    "Turn",
    "normalise_query",
    "params_hash",
    "safe_name",
]
