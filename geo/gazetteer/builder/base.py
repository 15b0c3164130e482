"""The packed base that the install carries: towns, names, and the facts of areas.

The file is made by ``geo/recipes/gazetteer``; see ``BASE.md`` beside it.
"""

from __future__ import annotations

import lzma
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import IO

from geo.errors import GazetteerError
from geo.model import Extent

BASE = files("geo.gazetteer").joinpath("base.sqlite.xz")
CHUNK = 1 << 20
END = 64  # bytes of an xz file that hold checksum and sizes of all that is in it
# What the packaged base tells of areas, until they are rows of ``place``.
FACTS = ("country", "country_name", "us_state", "continent", "province", "county")
AGAIN = "install Dateline again: pip install --force-reinstall dateline"


@dataclass(frozen=True, slots=True)
class Country:
    """What GeoNames counts a country as: its number there, its inhabitants."""

    number: int
    population: int


@dataclass(frozen=True, slots=True)
class Province:
    """An admin-1 unit, put together from its towns; some have no name."""

    country_code: str
    admin1: str
    name: str
    lat: float
    lon: float
    extent: Extent
    population: int


@dataclass(frozen=True, slots=True)
class Continent:
    """A continent as GeoNames has it."""

    number: int
    name: str
    lat: float
    lon: float
    extent: Extent


@dataclass(frozen=True, slots=True)
class Facts:
    """What the base tells of countries, provinces and continents.

    Attributes:
        countries: By ISO alpha-2 code.
        names: Further names of countries as printed, by code and kind.
        states: GeoNames numbers of the states of the USA by postal code.
        continents: The seven.
        provinces: In order of their codes.
    """

    countries: Mapping[str, Country]
    names: Mapping[tuple[str, int], tuple[str, ...]]
    states: Mapping[str, int]
    continents: tuple[Continent, ...]
    provinces: tuple[Province, ...]


def checksum() -> bytes:
    """Return the bytes at its end, which tell this base from every other one.

    Raises:
        GazetteerError: It is missing.
    """
    with _open() as packed:
        packed.seek(max(0, packed.seek(0, os.SEEK_END) - END))
        return packed.read()


def unpack(path: Path, report: Callable[[float], None]) -> None:
    """Write the unpacked base, a piece at a time.

    Args:
        path: Where to; what is there is replaced.
        report: Told the share done.

    Raises:
        GazetteerError: The base is missing or damaged.
        OSError: The file cannot be written.
    """
    with _open() as packed, path.open("wb") as out:
        size = packed.seek(0, os.SEEK_END)
        packed.seek(0)
        try:
            with lzma.open(packed) as plain:
                while chunk := plain.read(CHUNK):
                    out.write(chunk)
                    report(packed.tell() / size)
        except (lzma.LZMAError, EOFError) as error:
            raise GazetteerError(f"{BASE} is damaged ({error}); {AGAIN}") from error


def _open() -> IO[bytes]:
    try:
        return BASE.open("rb")
    except OSError as error:
        raise GazetteerError(f"{BASE} cannot be read; {AGAIN}") from error


def read_facts(connection: sqlite3.Connection) -> Facts:
    """Return the facts of an unpacked base."""
    ask = connection.execute
    names: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for code, kind, name in ask("SELECT code, kind, name FROM country_name"):
        names[code, kind].append(name)
    return Facts(
        countries={
            code: Country(number, population)
            for code, number, population in ask("SELECT * FROM country")
        },
        names={key: tuple(found) for key, found in names.items()},
        states=dict(ask("SELECT code, number FROM us_state")),
        continents=tuple(
            Continent(number, name, lat, lon, Extent(*box))
            for number, name, lat, lon, *box in ask(
                "SELECT * FROM continent ORDER BY number"
            )
        ),
        provinces=tuple(
            Province(country, admin1, name, lat, lon, Extent(*box), population)
            for country, admin1, name, lat, lon, *box, population in ask(
                "SELECT * FROM province ORDER BY country_code, admin1"
            )
        ),
    )


def drop_facts(connection: sqlite3.Connection) -> None:
    """Take the facts out of an unpacked base, once they are places."""
    for table in FACTS:
        connection.execute(f"DROP TABLE {table}")
