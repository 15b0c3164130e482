"""What geocoders answered, kept on this machine; the only door to sqlite3 for it."""

from __future__ import annotations

from geo.cache.rate_limit import Permit
from geo.cache.store import GeocoderCache
from geo.cache.transfer import CacheInfo, Imported, examine
from geo.cache.values import (
    CachedAnswer,
    CacheKey,
    LoggedQuery,
    Status,
    normalise_query,
    params_hash,
    safe_name,
)

CACHE_FILE = "geocoder.sqlite"

__all__ = [
    "CACHE_FILE",
    "CacheInfo",
    "CacheKey",
    "CachedAnswer",
    "GeocoderCache",
    "Imported",
    "LoggedQuery",
    "Permit",
    "Status",
    "examine",
    "normalise_query",
    "params_hash",
    "safe_name",
]
