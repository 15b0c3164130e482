"""Nominatim: OpenStreetMap's geocoder, the public one or one of your own."""

from __future__ import annotations

import time
from collections.abc import Callable

from geo.cache import GeocoderCache, params_hash
from geo.geocoders.addresses import is_shared, plain_address
from geo.geocoders.answers import place_from_row
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.hints import around
from geo.geocoders.online import LIMIT, OnlineGeocoder, Params, Service
from geo.model import Place


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
        self._options: Params = {
            "limit": LIMIT,
            "language": language,
            "addressdetails": True,
        }
        endpoint = plain_address(url, "nominatim_url")
        service = Service(
            title="Nominatim",
            provider="nominatim",
            endpoint=endpoint,
            params=params_hash(self._options),
            timeout=timeout,
            setting="nominatim_url",
            public=is_shared(endpoint),
        )
        super().__init__(cache, service, sleep, monotonic)

    def _usable(self, hint: Hint) -> Hint:
        return hint if hint.stated or around(hint) else ANYWHERE

    def _request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        # geopy takes a third of a second to import: a cached answer never pays it.
        from geo.geocoders.transport import search

        options = {**self._options, **_where(hint)}
        return search(
            self.service, words, options, lambda found: place_from_row(found.raw, words)
        )


def _where(hint: Hint) -> dict[str, object]:
    if hint.stated:
        return {"country_codes": hint.country.lower()}
    box = around(hint)
    if box is None:
        return {}
    return {"viewbox": [(box.south, box.west), (box.north, box.east)]}
