"""From the settings to the geocoders they switch on, and to what was sent so far."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cache import CACHE_FILE, GeocoderCache, LoggedQuery
from geo.geocoders.chain import Geocoders
from geo.geocoders.named import NamedGeocoder
from geo.geocoders.nominatim import NominatimGeocoder
from geo.geocoders.pelias import PeliasGeocoder
from geo.geocoders.photon import PhotonGeocoder

if TYPE_CHECKING:
    from geo.geocoders.online import OnlineGeocoder, Service
    from geo.settings import Settings

_OF_OUR_OWN: dict[str, Callable[[GeocoderCache, str, float], OnlineGeocoder]] = {
    "nominatim": NominatimGeocoder,
    "photon": PhotonGeocoder,
    "pelias": PeliasGeocoder,
}


def online_geocoder(settings: Settings) -> Geocoders | None:
    """Return the geocoders switched on, or None: then nothing leaves the machine.

    The same settings give the same geocoders all through a process, so that they remember
    a refusal or an outage from one article (or click) to the next.

    Raises:
        InputError: A server's address cannot be used, or a key is missing.
    """
    if not settings.geocoders:
        return None
    wanted = tuple((name, _address(settings, name)) for name in settings.geocoders)
    return _geocoders(cache_file(settings), wanted, settings.geocoder_timeout)


def switched_on(settings: Settings) -> tuple[Service, ...]:
    """Return whom a name can be sent to: () where nothing leaves the machine.

    Raises:
        InputError: A server's address cannot be used, or a key is missing.
    """
    geocoders = online_geocoder(settings)
    return geocoders.services if geocoders else ()


def logged_queries(settings: Settings, limit: int = 100) -> tuple[LoggedQuery, ...]:
    """Return what left this machine for a geocoder, the latest first."""
    path = cache_file(settings)
    if not settings.geocoders and not path.is_file():  # looking must not make one
        return ()
    return _cache(path).queries(limit)


def cache_file(settings: Settings) -> Path:
    """Return where answers are kept."""
    return settings.cache_dir / CACHE_FILE


def _address(settings: Settings, name: str) -> str:
    return str(getattr(settings, f"{name}_url", ""))


@lru_cache(maxsize=8)
def _geocoders(
    path: Path, wanted: tuple[tuple[str, str], ...], timeout: float
) -> Geocoders:
    cache = _cache(path)
    return Geocoders(cache, [_one(cache, *each, timeout) for each in wanted])


def _one(
    cache: GeocoderCache, name: str, address: str, timeout: float
) -> OnlineGeocoder:
    if name in _OF_OUR_OWN:
        return _OF_OUR_OWN[name](cache, address, timeout)
    return NamedGeocoder(cache, name, timeout)


@lru_cache(maxsize=8)
def _cache(path: Path) -> GeocoderCache:
    cache = GeocoderCache(path)
    atexit.register(cache.close)
    return cache
