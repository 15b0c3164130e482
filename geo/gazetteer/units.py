"""Admin units put together from the cities that lie in them.

They stand for the counties, and for the few provinces whose areas Natural Earth does not know
(``admin1.tsv``): their point is the middle of their towns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from geo.geometry import extent_of
from geo.model import Extent

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
    """Every admin-1 and admin-2 unit met, and the biggest city of each country."""

    def __init__(self) -> None:
        self.admin1: defaultdict[tuple[str, str], Unit] = defaultdict(Unit)
        self.admin2: defaultdict[tuple[str, str, str], Unit] = defaultdict(Unit)

    def add(
        self, country: str, admin1: str, state: str, county: str, city: CityLike
    ) -> None:
        """Count a city into its province and county."""
        lat, lon, population = city
        if admin1:
            self.admin1[country, admin1].add(state, lat, lon, population)
        if admin1 and county:
            self.admin2[country, admin1, county].add(county, lat, lon, population)

    def provinces(self) -> Iterator[tuple[str, str, Unit]]:
        """Give (country, code, unit) of each province, in order; some have no name."""
        for (country, code), unit in sorted(self.admin1.items(), key=itemgetter(0)):
            yield country, code, unit

    def counties(self) -> Iterator[tuple[str, str, str, Unit]]:
        """Give (country, province code, name, unit) of each county, in order."""
        for (country, code, name), unit in sorted(
            self.admin2.items(), key=itemgetter(0)
        ):
            yield country, code, name, unit


CityLike = tuple[float, float, int]


def strip_type_words(
    norm: str, after: Iterable[str], before: Iterable[str]
) -> str | None:
    """Take the type word off a normalised unit name.

    Args:
        norm: "kursk oblast", "republic of dagestan".
        after: Words that may follow the name proper.
        before: Words that may precede it, "of" left out.

    Returns:
        "kursk", "dagestan"; None where there is nothing to take off.
    """
    for word in after:
        if norm.endswith(f" {word}"):
            return norm[: -len(word) - 1]
    for word in before:
        for link in (" of the ", " of ", " de ", " "):
            if norm.startswith(word + link):
                return norm[len(word + link) :]
    return None
