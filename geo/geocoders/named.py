"""Any other geocoder of geopy, by its name there ("opencage", "geonames", "here")."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from geo.cache import GeocoderCache, params_hash
from geo.geocoders.addresses import plain_address
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.keys import credentials, variable
from geo.geocoders.named_rows import place_from_location
from geo.geocoders.online import LIMIT, OnlineGeocoder, Params, Service
from geo.model import Place

# Services that take a two-letter code, and the word of geopy for "there only".
_ONLY = {"geonames": "country", "mapbox": "country", "opencage": "country"}


class NamedGeocoder(OnlineGeocoder):
    """Asks one of geopy's services; its key comes from the environment.

    Args:
        cache: Where answers are kept, and processes take turns.
        name: geopy's name for it.
        timeout: Seconds to wait for it.
        language: Language of the names it gives, where it has a choice.
        sleep: Waits some seconds; for tests.
        monotonic: Seconds by a clock that never goes back; for tests.

    Raises:
        InputError: A key is missing, or the address of a server cannot be used.
    """

    def __init__(
        self,
        cache: GeocoderCache,
        name: str,
        timeout: float = 10.0,
        language: str = "en",
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        from geo.geocoders.clients import home_of

        setting = variable(name, "url")
        url = os.environ.get(setting, "")
        keys = credentials(name)
        home, title = home_of(name, keys)
        self._options: Params = {"limit": LIMIT, "language": language}
        service = Service(
            title=title,
            provider=name,
            endpoint=plain_address(url, setting) if url else home,
            params=params_hash(self._options),
            timeout=timeout,
            setting=setting,
            public=not (url or keys),  # shared, where nobody knows their customers
        )
        super().__init__(cache, service, sleep, monotonic)

    def _usable(self, hint: Hint) -> Hint:
        known = self.service.provider in _ONLY
        return hint if hint.stated and known else ANYWHERE

    def _request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        from geo.geocoders.transport import search

        provider = self.service.provider
        only = {_ONLY[provider]: hint.country} if hint.country else {}
        return search(
            self.service,
            words,
            {**self._options, **only},
            lambda found: place_from_location(found, provider, words),
            credentials(provider),
        )
