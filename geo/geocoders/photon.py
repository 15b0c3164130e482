"""Photon: the geocoder over OpenStreetMap that forgives misspellings."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from geo.geocoders.feature_rows import place_from_photon
from geo.geocoders.geocoder import Hint
from geo.geocoders.hints import middle
from geo.geocoders.online import LIMIT, Params
from geo.geocoders.server import ServerGeocoder
from geo.model import Place


class PhotonGeocoder(ServerGeocoder):
    """Asks a Photon server; arguments as of ``ServerGeocoder``.

    Photon looks in no country only: a hint lets places near its middle come first.
    """

    title = "Photon"
    asks: ClassVar[Params] = {"limit": LIMIT}

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
