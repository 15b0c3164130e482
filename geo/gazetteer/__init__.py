"""The offline gazetteer: names to places, from one SQLite file built on first use.

Those who have GeoNames' own files can build a larger one from them.
"""

from __future__ import annotations

from geo.gazetteer.files import (
    build_gazetteer,
    ensure_gazetteer,
    extend_gazetteer,
    gazetteer_ready,
    open_gazetteer,
    outdated_extension,
)
from geo.gazetteer.lookup import Gazetteer, OfflineGazetteer
from geo.gazetteer.names import normalise

__all__ = [
    "Gazetteer",
    "OfflineGazetteer",
    "build_gazetteer",
    "credits",
    "ensure_gazetteer",
    "extend_gazetteer",
    "gazetteer_ready",
    "normalise",
    "open_gazetteer",
    "outdated_extension",
]


def credits() -> tuple[str, ...]:
    """Name the data the map rests on, with their licences."""
    return (
        "Places: GeoNames (geonames.org), CC BY 4.0",
        "Basemap: Natural Earth (public domain), borders after Visionscarto (BSD-3)",
        "Country names: Unicode CLDR (Unicode licence); countryinfo (MIT)",
    )
