"""From the settings to the geocoder they switch on."""

from __future__ import annotations

import atexit
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cache import CACHE_FILE, GeocoderCache
from geo.geocoders.nominatim import NominatimGeocoder

if TYPE_CHECKING:
    from geo.geocoders.online import OnlineGeocoder
    from geo.settings import Settings


def online_geocoder(settings: Settings) -> OnlineGeocoder | None:
    """Give the geocoder switched on, or None: then nothing leaves the machine.

    The same settings give the same geocoder all through a process, so that it remembers
    a refusal or an outage from one article (or click) to the next.

    Raises:
        InputError: The server's address cannot be used.
    """
    if not settings.geocoders:
        return None
    return _nominatim(
        settings.cache_dir / CACHE_FILE,
        settings.nominatim_url,
        settings.geocoder_timeout,
    )


@lru_cache(maxsize=8)
def _nominatim(path: Path, url: str, timeout: float) -> NominatimGeocoder:
    cache = GeocoderCache(path)
    atexit.register(cache.close)
    return NominatimGeocoder(cache, url, timeout)
