"""From the settings to the geocoders they switch on, asked in order, and to what was sent."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cache import CACHE_FILE, GeocoderCache, LoggedQuery
from geo.errors import GeocoderError
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.online import OnlineGeocoder, Service
from geo.geocoders.services import (
    NamedGeocoder,
    NominatimGeocoder,
    PeliasGeocoder,
    PhotonGeocoder,
)
from geo.model import Candidate

if TYPE_CHECKING:
    from geo.settings import Settings


class Geocoders:
    """A ``Geocoder`` made of several, asked in order until one knows the name.

    Args:
        cache: The cache they share.
        members: Them.
    """

    def __init__(self, cache: GeocoderCache, members: Sequence[OnlineGeocoder]) -> None:
        self.cache = cache
        self.members = tuple(members)

    @property
    def services(self) -> tuple[Service, ...]:
        """Whom a name can be sent to."""
        return tuple(member.service for member in self.members)

    @property
    def notice(self) -> str:
        """What went wrong last, at a service or in the cache; "" where all is well."""
        troubles = [member.trouble for member in self.members]
        return " ".join(part for part in (*troubles, self.cache.notice) if part)

    def for_batch(self) -> Geocoders | None:
        """Return those of them that many names at once may be sent to."""
        allowed = [member for member in self.members if member.for_batch()]
        if len(allowed) == len(self.members):
            return self
        return Geocoders(self.cache, allowed) if allowed else None

    def lookup(self, name: str, hint: Hint = ANYWHERE) -> tuple[Candidate, ...]:
        """Return what the first of them that knows the name says.

        Raises:
            GeocoderError: One of them gave no answer, and no other knew the name.
        """
        failure: GeocoderError | None = None
        for member in self.members:
            try:
                found = member.lookup(name, hint)
            except GeocoderError as error:
                failure = failure or error
                continue
            if found:
                return found
        if failure:
            raise failure
        return ()


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
