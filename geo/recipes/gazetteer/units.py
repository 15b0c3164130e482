"""Admin units put together from the cities that lie in them.

They stand for the counties, and for the few provinces whose areas Natural Earth does not know
(``admin1.tsv``): their point is the middle of their towns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from geo.model import Extent
from geo.recipes.extents import extent_of
from geo.recipes.gazetteer.sources import AdminNames, City

Spot = tuple[float, float]


@dataclass(slots=True)
class Unit:
    """A province or county while its cities are being collected."""

    names: Counter[str] = field(default_factory=Counter)
    spots: list[Spot] = field(default_factory=list)
    population: int = 0

    def add(self, name: str, lat: float, lon: float, population: int) -> None:
        """Count one of its cities in."""
        self.names[name] += 1
        self.spots.append((lat, lon))
        self.population += population

    @property
    def name(self) -> str:
        """The name most of its cities carry: mergers leave a few behind."""
        named = [(count, name) for name, count in self.names.items() if name]
        return max(named)[1] if named else ""

    @property
    def extent(self) -> Extent:
        """The box around its cities."""
        return extent_of(self.spots)

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """The box as south, west, north, east."""
        box = self.extent
        return box.south, box.west, box.north, box.east

    @property
    def mean(self) -> Spot:
        """The mean of its cities, (lat, lon) in degrees: for what is small."""
        lats, lons = zip(*self.spots, strict=True)
        return sum(lats) / len(lats), sum(lons) / len(lons)

    @property
    def middle(self) -> Spot:
        """The middle of the box around its cities, (lat, lon) in degrees."""
        box = self.extent
        east = box.east + 360 if box.west > box.east else box.east
        lon = (box.west + east) / 2
        return (box.south + box.north) / 2, (lon + 180) % 360 - 180


class Units:
    """Every admin-1 and admin-2 unit met: by country and code, counties also by name."""

    def __init__(self) -> None:
        self.admin1: defaultdict[tuple[str, str], Unit] = defaultdict(Unit)
        self.admin2: defaultdict[tuple[str, str, str], Unit] = defaultdict(Unit)

    def add(self, city: City, around: AdminNames) -> None:
        """Count a city into its province and county."""
        country, admin1 = city.country_code, city.admin1
        spot = city.lat, city.lon, city.population
        if admin1:
            self.admin1[country, admin1].add(around.state, *spot)
        if admin1 and around.county:
            self.admin2[country, admin1, around.county].add(around.county, *spot)
