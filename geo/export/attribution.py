"""Whom the data in an atlas is owed to: every format carries it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo.model import Atlas, Place

GEONAMES = "Place data: GeoNames (geonames.org), CC BY 4.0"
NATURAL_EARTH = "Base map: Natural Earth, public domain"
OPENSTREETMAP = "© OpenStreetMap contributors, ODbL 1.0"
# The services that answer from OpenStreetMap's data, wholly or among others.
_OF_OPENSTREETMAP = frozenset(
    "Nominatim Photon Pelias GeocodeEarth MapTiler OpenCage OpenMapQuest PickPoint".split()
)


def attribution_of(atlas: Atlas) -> tuple[str, ...]:
    """Return the credits of an atlas; geocoders only where one of them answered."""
    return credits_of(_places(atlas))


def credits_of(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the credits of places; geocoders only where one of them answered."""
    return (GEONAMES, NATURAL_EARTH, *_geocoding(tuple(places)))


def _places(atlas: Atlas) -> Iterator[Place]:
    yield from atlas.places
    for link in atlas.links:
        yield from (link.origin, link.destination)


def _geocoding(places: tuple[Place, ...]) -> Iterator[str]:
    """Name the services whose answers are in an atlas, and OpenStreetMap behind them."""
    asked = sorted({p.provenance.name for p in places if p.provenance.retrieved})
    behind = [name for name in asked if name in _OF_OPENSTREETMAP]
    if behind or any(place.id.startswith("osm:") for place in places):
        yield f"Geocoding: {', '.join((*behind, OPENSTREETMAP))}"
    if others := [name for name in asked if name not in _OF_OPENSTREETMAP]:
        yield f"Geocoding: {', '.join(others)}"
