"""Online services that know places; the only door to geopy.

Nothing here is asked unless the user switched a geocoder on.
"""

from __future__ import annotations

from geo.geocoders.article import batch_notice, geocoder_for
from geo.geocoders.configure import (
    Geocoders,
    cache_file,
    logged_queries,
    online_geocoder,
    switched_on,
)
from geo.geocoders.geocoder import Geocoder
from geo.geocoders.online import OnlineGeocoder, Service
from geo.geocoders.services import (
    NamedGeocoder,
    NominatimGeocoder,
    PeliasGeocoder,
    PhotonGeocoder,
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
