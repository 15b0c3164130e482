"""Photon: the geocoder over OpenStreetMap that forgives misspellings."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from geo.cache import GeocoderCache, params_hash
from geo.geocoders.addresses import is_shared, plain_address
from geo.geocoders.feature_rows import place_from_photon
from geo.geocoders.geocoder import Hint
from geo.geocoders.hints import middle
from geo.geocoders.online import LIMIT, OnlineGeocoder, Params, Service
from geo.model import Place


class PhotonGeocoder(OnlineGeocoder):
    """Asks a Photon server, through geopy; arguments as of ``NominatimGeocoder``.

    Photon looks in no country only: a hint lets places near its middle come first.
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
        self._options: Params = {"limit": LIMIT, "language": language}
        endpoint = plain_address(url, "photon_url")
        service = Service(
            title="Photon",
            provider="photon",
            endpoint=endpoint,
            params=params_hash(self._options),
            timeout=timeout,
            setting="photon_url",
            public=is_shared(endpoint),
        )
        super().__init__(cache, service, sleep, monotonic)

    def _usable(self, hint: Hint) -> Hint:
        return replace(hint, stated=False)

    def _request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        from geo.geocoders.transport import search

        near = middle(hint)
        bias = {"location_bias": near} if near else {}
        options = {**self._options, **bias}
        return search(
            self.service,
            words,
            options,
            lambda found: place_from_photon(found.raw, words),
        )
