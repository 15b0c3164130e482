"""Whom the data of an atlas is owed to, by the services whose answers are in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atlases import changed, sample_atlas

from geo.export.attribution import GEONAMES, NATURAL_EARTH, attribution_of
from geo.model import Provenance

OSM = "© OpenStreetMap contributors, ODbL 1.0"
TODAY = date(2026, 11, 24)


def answered_by(*services):
    """The sample, its first places answered by these services."""
    atlas = sample_atlas()
    asked = iter(services)

    def moved(resolution):
        name = next(asked, None) if resolution.place else None
        if name is None:
            return resolution
        provenance = Provenance(name, retrieved=TODAY)
        return replace(
            resolution, place=replace(resolution.place, provenance=provenance)
        )

    return changed(
        atlas, resolutions=tuple(moved(r) for r in atlas.resolutions), links=()
    )


@pytest.mark.parametrize(
    ("services", "owed"),
    [
        ((), ()),
        (("Nominatim",), (f"Geocoding: Nominatim, {OSM}",)),
        (("Photon",), (f"Geocoding: Photon, {OSM}",)),
        (("ArcGIS",), ("Geocoding: ArcGIS",)),
        (
            ("Photon", "ArcGIS"),
            (f"Geocoding: Photon, {OSM}", "Geocoding: ArcGIS"),
        ),
    ],
)
def test_each_service_that_answered_is_credited(services, owed):
    assert attribution_of(answered_by(*services)) == (GEONAMES, NATURAL_EARTH, *owed)
