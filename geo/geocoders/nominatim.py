"""Nominatim: OpenStreetMap's geocoder, the public one or one of your own."""

from __future__ import annotations

from typing import ClassVar

from geo.geocoders.answers import place_from_row
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.hints import around
from geo.geocoders.online import LIMIT, Params
from geo.geocoders.server import ServerGeocoder
from geo.model import Place


class NominatimGeocoder(ServerGeocoder):
    """Asks a Nominatim server; arguments as of ``ServerGeocoder``."""

    title = "Nominatim"
    asks: ClassVar[Params] = {"limit": LIMIT, "addressdetails": True}

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
