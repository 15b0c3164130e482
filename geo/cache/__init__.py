"""What geocoders answered, kept on this machine; the only door to sqlite3 for it."""

from __future__ import annotations

from geo.cache.rate_limit import Permit as Permit
from geo.cache.store import GeocoderCache as GeocoderCache
from geo.cache.transfer import (
    CacheInfo as CacheInfo,
    Imported as Imported,
    check as check,
    examine as examine,
)
from geo.cache.values import (
    CachedAnswer as CachedAnswer,
    CacheKey as CacheKey,
    LoggedQuery as LoggedQuery,
    Status as Status,
    normalise_query as normalise_query,
    params_hash as params_hash,
    safe_name as safe_name,
)

CACHE_FILE = "geocoder.sqlite"
