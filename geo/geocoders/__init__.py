"""Online services that know places; the only door to geopy.

Nothing here is asked unless the user switched a geocoder on.
"""

from __future__ import annotations

from geo.geocoders.nominatim import NominatimGeocoder
from geo.geocoders.online import OnlineGeocoder
from geo.geocoders.switch import online_geocoder

__all__ = ["NominatimGeocoder", "OnlineGeocoder", "online_geocoder"]
