"""What geocoders answered, kept on this machine; the only door to sqlite3 for it."""

from __future__ import annotations

from geo.cache.encoding import safe_name
from geo.cache.sharing import Imported
from geo.cache.store import GeocoderCache
from geo.cache.turns import Turn
from geo.cache.upkeep import CacheInfo, examine
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
    "CacheInfo",
    "CacheKey",
    "CachedAnswer",
    "GeocoderCache",
    "Imported",
    "LoggedQuery",
    "Status",
    "Turn",
    "examine",
    "normalise_query",
    "params_hash",
    "safe_name",
]
