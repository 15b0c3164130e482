"""The offline gazetteer: names to places, from one SQLite file built on first use.

Those who have GeoNames' own files can build a larger one from them.
"""

from __future__ import annotations

from geo.gazetteer.files import (
    build_gazetteer as build_gazetteer,
    ensure_gazetteer as ensure_gazetteer,
    extend_gazetteer as extend_gazetteer,
    gazetteer_ready as gazetteer_ready,
    open_gazetteer as open_gazetteer,
    outdated_extension as outdated_extension,
)
from geo.gazetteer.lookup import (
    Gazetteer as Gazetteer,
    OfflineGazetteer as OfflineGazetteer,
)
from geo.gazetteer.names import normalise as normalise


def credits() -> tuple[str, ...]:
    """Name the data the map rests on, with their licences."""
    return (
        "Places: GeoNames (geonames.org), CC BY 4.0",
        "Basemap: Natural Earth (public domain), borders after Visionscarto (BSD-3)",
        "Country names: Unicode CLDR (Unicode licence); countryinfo (MIT)",
    )
