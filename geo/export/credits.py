"""Whom the data in an atlas is owed to: every format carries it."""

from __future__ import annotations

from geo.model import Atlas, Place

GEONAMES = "Place data: GeoNames (geonames.org), CC BY 4.0"
NATURAL_EARTH = "Base map: Natural Earth, public domain"
OPENSTREETMAP = "Geocoding: Nominatim, © OpenStreetMap contributors, ODbL 1.0"


def credits_of(atlas: Atlas) -> tuple[str, ...]:
    """Give the credits of an atlas; OpenStreetMap only where something came from it."""
    ends = (end for link in atlas.links for end in (link.origin, link.destination))
    from_osm = any(_from_openstreetmap(place) for place in (*atlas.places, *ends))
    always = (GEONAMES, NATURAL_EARTH)
    return (*always, OPENSTREETMAP) if from_osm else always


def _from_openstreetmap(place: Place) -> bool:
    return place.provenance.name == "Nominatim" or place.id.startswith("osm:")
