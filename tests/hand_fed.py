"""A gazetteer fed by hand: a dictionary is enough for the stages of `geo`.

world = HandFed({"Oslo": [town("Oslo", "NO/12", 580_000)]}, after_comma={"TX": [TEXAS]})
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geo.model import Candidate, Extent, Match, Place


@dataclass(frozen=True)
class HandFed:
    """Names to candidates, spelt exactly; a place alone is an exact match."""

    names: Mapping[str, Sequence[Place | Candidate]]
    after_comma: Mapping[str, Sequence[Place | Candidate]] = field(default_factory=dict)
    nearly: Mapping[str, Sequence[Place | Candidate]] = field(default_factory=dict)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        return tuple(_candidate(entry, name) for entry in self.names.get(name, ()))

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        more = (_candidate(entry, name) for entry in self.after_comma.get(name, ()))
        return (*self.lookup(name), *more)

    def lookup_fuzzy(self, name: str) -> tuple[Candidate, ...]:
        return tuple(_candidate(entry, name) for entry in self.nearly.get(name, ()))

    def area(self, country_code: str, admin1: str = "") -> Place | None:
        code = "ADM1" if admin1 else "PCLI"
        every = (_candidate(e, n).place for n, row in self.names.items() for e in row)
        return next(
            (
                p
                for p in every
                if p.feature_code == code
                and p.country_code == country_code
                and p.admin1 == admin1
            ),
            None,
        )


@dataclass(frozen=True, eq=False)
class World(HandFed):
    """One that has a version, as archives ask of a gazetteer."""

    version: str = "hand-fed"
    __hash__ = object.__hash__  # what is worked out with it is kept


def _candidate(entry: Place | Candidate, name: str) -> Candidate:
    if isinstance(entry, Candidate):
        return entry
    return Candidate(entry, name, Match.EXACT)


def named(place: Place, match: Match, name: str = "") -> Candidate:
    """Give a place as another kind of match finds it."""
    return Candidate(place, name or place.name, match)


def place(name: str, where: str, code: str, people: int = 0, **rest: object) -> Place:
    """Make a place; ``where``: country, or country/admin1, or "". Its id is its name's."""
    country, _, admin1 = where.partition("/")
    feature_class = {
        "PCLI": "A",
        "ADM1": "A",
        "ADM2": "A",
        "SEA": "H",
        "RGN": "L",
        "PEN": "T",
        "ISL": "T",
    }
    return Place(
        id=f"test:{name}/{where}/{code}".lower(),
        name=name,
        lat=rest.get("lat", zlib.crc32((name + where).encode()) % 120 - 60.0),
        lon=rest.get("lon", zlib.crc32((where + name).encode()) % 340 - 170.0),
        feature_class=feature_class.get(code, "P"),
        feature_code=code,
        country_code=country,
        admin1=admin1,
        admin1_name=admin1,
        population=people,
    )


def town(name: str, where: str, people: int = 0, **rest: object) -> Place:
    """Make a town: ``town("Oslo", "NO/12", 580_000, lat=59.9, lon=10.7)``."""
    return place(name, where, "PPL", people, **rest)


def capital(name: str, where: str, people: int, **rest: object) -> Place:
    """Make a capital."""
    return place(name, where, "PPLC", people, **rest)


def country(name: str, code: str, people: int = 10_000_000) -> Place:
    """Make a country."""
    return place(name, code, "PCLI", people)


def province(name: str, where: str, people: int = 1_000_000, **rest: object) -> Place:
    """Make a province: ``province("Texas", "US/TX")``."""
    return place(name, where, "ADM1", people, **rest)


NORWAY = country("Norway", "NO", 5_000_000)
ESTONIA = country("Estonia", "EE", 1_300_000)
GEORGIA = country("Georgia", "GE", 3_700_000)
USA = country("United States", "US", 330_000_000)
GEORGIA_US = province("Georgia", "US/GA", 10_000_000)
TEXAS = province("Texas", "US/TX", 29_000_000)
OSLO = capital("Oslo", "NO/12", 580_000, lat=59.91, lon=10.75)
BERGEN = town("Bergen", "NO/46", 214_000, lat=60.39, lon=5.32)
TALLINN = capital("Tallinn", "EE/01", 395_000, lat=59.44, lon=24.75)
PARIS = replace(  # its number in GeoNames: the one that people mean (prominent.tsv)
    capital("Paris", "FR/11", 2_100_000, lat=48.85, lon=2.35), id="geonames:2988507"
)
PARIS_TEXAS = town("Paris", "US/TX", 25_000, lat=33.66, lon=-95.56)
CASCADE = town("Cascade", "US/ID", 1_000, lat=44.52, lon=-116.04)
READING = town("Reading", "GB/ENG", 320_000, lat=51.45, lon=-0.97)
KINGSTON = town("Kingston", "GB/ENG", 43_000)
HAMLET = town("Vikvoll", "NO/46", 900, lat=60.59, lon=5.81)
BLACK_SEA = place("Black Sea", "", "SEA")
ASKEY = replace(
    place("Askey", "NO", "ISL", lat=60.5, lon=5.5), extent=Extent(60, 5, 61, 6)
)

WORLD = HandFed(
    {
        "Norway": [NORWAY],
        "Norwegian": [named(NORWAY, Match.DEMONYM, "Norwegian")],
        "Norwegians": [named(NORWAY, Match.DEMONYM, "Norwegians")],
        "Estonia": [ESTONIA],
        "Emirates": [place("Emirates", "AE", "PCLI")],
        "Phoenix": [town("Phoenix", "US/AZ", 1_600_000)],
        "Georgia": [GEORGIA, GEORGIA_US],
        "Texas": [TEXAS],
        "UNN": [named(NORWAY, Match.ABBREVIATION, "UNN")],
        "Oslo": [OSLO],
        "OSLO": [OSLO],
        "Bergen": [BERGEN],
        "Tallinn": [TALLINN],
        "Paris": [PARIS, PARIS_TEXAS],
        "Cascade": [CASCADE],
        "Yamal": [place("Yamal", "RU", "PEN")],
        "CUT OFF": [town("Cut Off", "US/LA", 6_000)],
        "Reading": [READING],
        "Kingston": [KINGSTON],
        "London": [town("London", "GB/ENG", 8_900_000)],
        "Vikvoll": [HAMLET],
        "St. Oslo": [town("St. Oslo", "NO/12", 9_000)],
        "UNZ": [town("Unz", "HU/01", 1_300)],
        "Byname": [named(HAMLET, Match.ALTERNATE, "Byname")],
        "Black Sea": [BLACK_SEA],
        "Askey": [ASKEY],
        "The Hague": [town("The Hague", "NL/11", 470_000)],
        "Kursk": [
            town("Kursk", "RU/41", 400_000),
            named(province("Kursk Oblast", "RU/41"), Match.STRIPPED, "Kursk"),
        ],
    },
    after_comma={"TX": [named(TEXAS, Match.ABBREVIATION, "TX")]},
)
