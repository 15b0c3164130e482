"""A geocoder whose server a setting names: Nominatim, Photon, Pelias."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar

from geo.cache import GeocoderCache, params_hash
from geo.geocoders.addresses import is_shared, plain_address
from geo.geocoders.online import OnlineGeocoder, Params, Service


class ServerGeocoder(OnlineGeocoder):
    """Asks one server, through geopy. Subclasses say what they ask for.

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

    title: ClassVar[str]  # its name in words; in small letters that of its setting
    asks: ClassVar[Params] = {}  # sent with every request, beside the language

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
        self._options: Params = {**self.asks, "language": language}
        provider = self.title.lower()
        setting = f"{provider}_url"
        endpoint = plain_address(url, setting)
        service = Service(
            title=self.title,
            provider=provider,
            endpoint=endpoint,
            params=params_hash(self._options),
            timeout=timeout,
            setting=setting,
            public=is_shared(endpoint),
        )
        super().__init__(cache, service, sleep, monotonic)
