"""The geocoders by name: Nominatim, Photon, Pelias, and any other of geopy's."""

from __future__ import annotations

import os
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from geo.cache import GeocoderCache, params_hash
from geo.errors import InputError
from geo.geocoders.endpoints import credentials, is_shared, plain_address, variable
from geo.geocoders.geocoder import ANYWHERE, Hint, around, middle
from geo.geocoders.online import LIMIT, OnlineGeocoder, Params, Service
from geo.geocoders.responses import place_from_pelias, place_from_photon, place_from_row
from geo.geocoders.responses_other import place_from_location
from geo.model import Place


class _GeopyGeocoder(OnlineGeocoder):
    """Asks one service through geopy. Subclasses say what they ask for."""

    _options: Params  # sent with every request

    def _request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        # geopy takes a third of a second to import: a cached answer never pays it.
        from geo.geocoders.client import search

        return search(
            self.service,
            words,
            {**self._options, **self._where(hint)},
            lambda found: self._place(found, words),
            credentials(self.service.provider),
        )

    @abstractmethod
    def _where(self, hint: Hint) -> Mapping[str, object]:
        """Return how the service is told where to look."""

    @abstractmethod
    def _place(self, found: Any, words: str) -> Place:
        """Make a Place of one of geopy's locations."""


class ServerGeocoder(_GeopyGeocoder):
    """Asks one server, through geopy. Subclasses say what they ask for.

    Args:
        cache: Where answers are kept, and processes share one rate.
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
        self._options = {**self.asks, "language": language}
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


class NominatimGeocoder(ServerGeocoder):
    """Asks a Nominatim server; arguments as of ``ServerGeocoder``."""

    title = "Nominatim"
    asks: ClassVar[Params] = {"limit": LIMIT, "addressdetails": True}

    def _usable(self, hint: Hint) -> Hint:
        return hint if hint.stated or around(hint) else ANYWHERE

    def _where(self, hint: Hint) -> Mapping[str, object]:
        if hint.stated:
            return {"country_codes": hint.country.lower()}
        box = around(hint)
        if box is None:
            return {}
        return {"viewbox": [(box.south, box.west), (box.north, box.east)]}

    def _place(self, found: Any, words: str) -> Place:
        return place_from_row(found.raw, words)


class PhotonGeocoder(ServerGeocoder):
    """Asks a Photon server; arguments as of ``ServerGeocoder``.

    Photon looks in no country only: a hint lets places near its middle come first.
    """

    title = "Photon"
    asks: ClassVar[Params] = {"limit": LIMIT}

    def _usable(self, hint: Hint) -> Hint:
        return replace(hint, stated=False)

    def _where(self, hint: Hint) -> Mapping[str, object]:
        near = middle(hint)
        return {"location_bias": near} if near else {}

    def _place(self, found: Any, words: str) -> Place:
        return place_from_photon(found.raw, words)


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

    def _where(self, hint: Hint) -> Mapping[str, object]:
        return {"countries": [hint.country]} if hint.stated else {}

    def _place(self, found: Any, words: str) -> Place:
        return place_from_pelias(found.raw, words)


# Services that take a two-letter code, and the word of geopy for "there only".
_ONLY = {"geonames": "country", "mapbox": "country", "opencage": "country"}


class NamedGeocoder(_GeopyGeocoder):
    """Asks one of geopy's services; its key comes from the environment.

    Args:
        cache: Where answers are kept, and processes share one rate.
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
        from geo.geocoders.client import home_of

        setting = variable(name, "url")
        url = os.environ.get(setting, "")
        keys = credentials(name)
        home, title = home_of(name, keys)
        self._options = {"limit": LIMIT, "language": language}
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

    def _where(self, hint: Hint) -> Mapping[str, object]:
        return {_ONLY[self.service.provider]: hint.country} if hint.country else {}

    def _place(self, found: Any, words: str) -> Place:
        return place_from_location(found, self.service.provider, words)
