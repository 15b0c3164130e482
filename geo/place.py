"""A place on Earth, its box, and where its point comes from; WGS 84 degrees."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Extent:
    """A box around an area, in degrees; ``west > east`` where it crosses 180°."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a coordinate comes from.

    Attributes:
        name: Gazetteer or geocoder ("GeoNames", "Nominatim").
        version: Release of the data or package, or "".
        retrieved: Day a geocoder answered, None for offline data.
        cached: True where the answer came from the geocoder cache.
        stale: True where the answer no longer holds and no newer one was to be had.
    """

    name: str
    version: str = ""
    retrieved: date | None = None
    cached: bool = False
    stale: bool = False

    def __str__(self) -> str:
        """Return it in words: "Nominatim, asked on 2026-11-23, from the cache"."""
        words = f"{self.name} {self.version}".strip()
        if self.retrieved:
            words += f", asked on {self.retrieved.isoformat()}"
        words += ", from the cache" if self.cached else ""
        return words + (", out of date" if self.stale else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on Earth as a gazetteer or geocoder knows it.

    Attributes:
        id: ``geonames:1871859``, ``dateline:northeast-asia``, ``osm:way/1``,
            ``point:39.15250,127.44370`` for coordinates that the text gives.
        name: Its main name.
        lat: Latitude of its point, degrees.
        lon: Longitude of its point, degrees.
        extent: Box around it where it is an area.
        feature_class: GeoNames feature class letter (A, P, H, L, T, S).
        feature_code: GeoNames feature code (PCLI, ADM1, PPLC, PPL, SEA, RGN ...).
        country_code: ISO 3166-1 alpha-2, or "" where it lies in none or several.
        admin1: GeoNames admin-1 code within the country, or "".
        admin1_name: Its name in words, or "".
        population: Inhabitants; 0 where unknown.
        imprecision_km: How far from its point the place may reach.
        provenance: Where name and point come from.
    """

    id: str
    name: str
    lat: float
    lon: float
    extent: Extent | None = None
    feature_class: str = "P"
    feature_code: str = "PPL"
    country_code: str = ""
    admin1: str = ""
    admin1_name: str = ""
    population: int = 0
    imprecision_km: float = 0.0
    provenance: Provenance = field(default=Provenance("GeoNames"))

    @property
    def geonames_id(self) -> int | None:
        """The GeoNames number, or None for places GeoNames does not number for us."""
        scheme, _, number = self.id.partition(":")
        return int(number) if scheme == "geonames" and number.isdigit() else None
