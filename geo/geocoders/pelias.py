"""Pelias: a geocoder for servers of one's own, over several open data sets."""

from __future__ import annotations

from typing import Any

from geo.cache import GeocoderCache
from geo.errors import InputError
from geo.geocoders.feature_rows import place_from_pelias
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.keys import credentials
from geo.geocoders.server import ServerGeocoder
from geo.model import Place


class PeliasGeocoder(ServerGeocoder):
    """Asks a Pelias server; arguments as of ``ServerGeocoder``.

    Its key, where it wants one, is read from ``DATELINE_PELIAS_KEY``.
    """

    title = "Pelias"

    def __init__(
        self, cache: GeocoderCache, url: str, *args: Any, **options: Any
    ) -> None:
        if not url:
            raise InputError(
                "geocoder pelias: there is no public server; name yours in the setting"
                " pelias_url"
            )
        super().__init__(cache, url, *args, **options)

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
