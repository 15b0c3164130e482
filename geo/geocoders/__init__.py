"""Online services that know places; the only door to geopy.

Nothing here is asked unless the user switched a geocoder on.
"""

from __future__ import annotations

from geo.geocoders.asking import batch_notice, geocoder_for
from geo.geocoders.chain import Geocoders
from geo.geocoders.geocoder import Geocoder
from geo.geocoders.named import NamedGeocoder
from geo.geocoders.nominatim import NominatimGeocoder
from geo.geocoders.online import OnlineGeocoder, Service
from geo.geocoders.pelias import PeliasGeocoder
from geo.geocoders.photon import PhotonGeocoder
from geo.geocoders.switch import (
    cache_file,
    logged_queries,
    online_geocoder,
    switched_on,
)

__all__ = [
    "Geocoder",
    "Geocoders",
    "NamedGeocoder",
    "NominatimGeocoder",
    "OnlineGeocoder",
    "PeliasGeocoder",
    "PhotonGeocoder",
    "Service",
    "batch_notice",
    "cache_file",
    "geocoder_for",
    "logged_queries",
    "online_geocoder",
    "switched_on",
]
