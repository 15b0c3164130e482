"""Nominatim: OpenStreetMap's geocoder, the public one or one of your own."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from geo.cache import GeocoderCache, params_hash
from geo.errors import InputError
from geo.geocoders.answers import place_from_row
from geo.geocoders.online import OnlineGeocoder, Service
from geo.model import Place

LIMIT = 5  # the resolver chooses among them by the article, so one is not enough


class NominatimGeocoder(OnlineGeocoder):
    """Asks a Nominatim server, through geopy.

    Args:
        cache: Where answers are kept, and processes take turns.
        url: The server's address ("https://nominatim.openstreetmap.org").
        timeout: Seconds to wait for it.
        language: Language of the names it gives.
        sleep: Waits some seconds; for tests.
        monotonic: Seconds by a clock that never goes back; for tests.

    Raises:
        InputError: The address cannot be used.
    """

    def __init__(
        self,
        cache: GeocoderCache,
        url: str,
        timeout: float = 10.0,
        language: str = "en",
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._language = language
        service = Service(
            title="Nominatim",
            provider="nominatim",
            endpoint=plain_address(url),
            params=params_hash(
                {"limit": LIMIT, "language": language, "addressdetails": True}
            ),
            timeout=timeout,
        )
        super().__init__(cache, service, sleep, monotonic)

    def _request(self, words: str) -> tuple[Place, ...]:
        # geopy takes a third of a second to import: a cached answer never pays it.
        from geo.geocoders.transport import search

        rows = search(self.service, words, self._language, LIMIT)
        return tuple(place_from_row(row, words) for row in rows)


def plain_address(url: str) -> str:
    """Check a server's address and give it in one spelling.

    Raises:
        InputError: It has no host, or something behind its path, or a password, which
            would end up in the cache and in logs.
    """
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise InputError(
            "setting nominatim_url: give a plain address such as"
            " https://nominatim.example.org, without user name, password or '?'"
        )
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path.rstrip('/')}"
