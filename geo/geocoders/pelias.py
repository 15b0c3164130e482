"""Pelias: a geocoder for servers of one's own, over several open data sets."""

from __future__ import annotations

import time
from collections.abc import Callable

from geo.cache import GeocoderCache, params_hash
from geo.errors import InputError
from geo.geocoders.addresses import plain_address
from geo.geocoders.feature_rows import place_from_pelias
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.keys import credentials
from geo.geocoders.online import OnlineGeocoder, Params, Service
from geo.model import Place


class PeliasGeocoder(OnlineGeocoder):
    """Asks a Pelias server, through geopy; arguments as of ``NominatimGeocoder``.

    Its key, where it wants one, is read from ``DATELINE_PELIAS_KEY``.
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
        if not url:
            raise InputError(
                "geocoder pelias: there is no public server; name yours in the setting"
                " pelias_url"
            )
        self._options: Params = {"language": language}
        service = Service(
            title="Pelias",
            provider="pelias",
            endpoint=plain_address(url, "pelias_url"),
            params=params_hash(self._options),
            timeout=timeout,
            setting="pelias_url",
        )
        super().__init__(cache, service, sleep, monotonic)

    def _usable(self, hint: Hint) -> Hint:
        return hint if hint.stated else ANYWHERE

    def _request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        from geo.geocoders.transport import search

        only = {"countries": [hint.country]} if hint.stated else {}
        return search(
            self.service,
            words,
            {**self._options, **only},
            lambda found: place_from_pelias(found.raw, words),
            credentials("pelias"),
        )
