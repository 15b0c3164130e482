"""Online services that know places; the only door to geopy.

Nothing here is asked unless the user switched a geocoder on.
"""

from __future__ import annotations

from geo.geocoders.article import (
    batch_notice as batch_notice,
    geocoder_for as geocoder_for,
)
from geo.geocoders.configure import (
    Geocoders as Geocoders,
    cache_file as cache_file,
    logged_queries as logged_queries,
    online_geocoder as online_geocoder,
    switched_on as switched_on,
)
from geo.geocoders.geocoder import Geocoder as Geocoder
from geo.geocoders.online import OnlineGeocoder as OnlineGeocoder, Service as Service
from geo.geocoders.services import (
    NamedGeocoder as NamedGeocoder,
    NominatimGeocoder as NominatimGeocoder,
    PeliasGeocoder as PeliasGeocoder,
    PhotonGeocoder as PhotonGeocoder,
)
