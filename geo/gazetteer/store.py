"""Look names up in the gazetteer file: the offline half of the `Gazetteer` protocol."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.errors import GazetteerError
from geo.gazetteer.names import NORM_VERSION, normalise
from geo.gazetteer.schema import NAME_KINDS, POSTAL, SCHEMA_VERSION
from geo.model import Candidate, Extent, Match, Place, Provenance

MOST_CANDIDATES = 60  # "San Antonio" has hundreds of namesakes; the largest do

_COLUMNS = """p.id, p.ref, p.name, p.lat, p.lon, p.south, p.west, p.north, p.east,
    p.feature_class, p.feature_code, p.country_code, p.admin1, p.population, p.source"""
_BY_NAME = f"""SELECT n.kind, n.surface, {_COLUMNS}
    FROM name n JOIN place p ON p.id = n.place_id WHERE n.norm = ?"""
_BY_NUMBER = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"
_BY_REF = f"SELECT {_COLUMNS} FROM place p WHERE p.ref = ?"


class OfflineGazetteer:
    """The gazetteer file, opened read-only; safe to share between threads.

    Look-ups are remembered, so that a name named often costs once.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: It is missing, broken or from another version.
        """
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        try:
            self.meta = dict(self._connection.execute("SELECT key, value FROM meta"))
            self._sources = tuple(
                Provenance(name, version)
                for name, version in json.loads(self.meta["sources"])
            )
            self._admin1: dict[tuple[str, str], str] = {
                (country, code): name
                for country, code, name in self._connection.execute(
                    "SELECT country_code, code, name FROM admin1"
                )
            }
        except (sqlite3.Error, KeyError, ValueError) as error:
            self.close()
            raise GazetteerError(
                f"the gazetteer {path.name} cannot be read ({error}); "
                "build it again: dateline gazetteer build"
            ) from error
        wanted = {"schema": str(SCHEMA_VERSION), "names": str(NORM_VERSION)}
        if {key: self.meta.get(key) for key in wanted} != wanted:
            self.close()
            raise GazetteerError(
                f"the gazetteer {path.name} is from another version of Dateline; "
                "build it again: dateline gazetteer build"
            )
        self._cached_lookup = lru_cache(maxsize=20_000)(self._look_up)

    @property
    def _connection(self) -> sqlite3.Connection:
        """One connection a thread: SQLite's own locking is then never met."""
        connection: sqlite3.Connection | None = getattr(self._local, "db", None)
        if connection is None:
            uri = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._local.db = connection
            self._open.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        while self._open:
            self._open.pop().close()
        self._local = threading.local()

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Give every place called ``name``, countries and large cities first."""
        return self._cached_lookup(name, False)

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        """Also give what only a comma allows: "TX" in "Paris, TX"."""
        return self._cached_lookup(name, True)

    def admin1_name(self, country_code: str, admin1: str) -> str:
        """Give a province's name, or "" where it has none."""
        return self._admin1.get((country_code, admin1), "")

    def towns(self) -> Iterator[tuple[str, str, int]]:
        """Give every town: name, country code, inhabitants."""
        yield from self._connection.execute(
            "SELECT name, country_code, population FROM place "
            "WHERE feature_class = 'P' ORDER BY id"
        )

    def place(self, ref: str) -> Place | None:
        """Find a place by its id (``geonames:524901``)."""
        scheme, _, number = ref.partition(":")
        numbered = scheme == "geonames" and number.isdigit()
        row = self._connection.execute(
            _BY_NUMBER if numbered else _BY_REF, (int(number) if numbered else ref,)
        ).fetchone()
        return self._build_place(row) if row else None

    def _look_up(self, name: str, after_comma: bool) -> tuple[Candidate, ...]:
        # Half a character, from a shell or a broken page, would be SQLite's error.
        norm = normalise(name).encode("utf-8", "replace").decode()
        found = [
            Candidate(place=self._build_place(row[2:]), matched_name=name, match=match)
            for row in self._connection.execute(_BY_NAME, (norm,))
            if (match := _match(row[0], row[1], name, after_comma)) is not None
        ]
        found.sort(key=lambda c: (-_rank(c.place), -c.place.population))
        return tuple(found[:MOST_CANDIDATES])

    def _build_place(self, row: tuple[Any, ...]) -> Place:
        number, ref, name, lat, lon, south, west, north, east = row[:9]
        feature_class, feature_code, country, admin1, population, source = row[9:]
        return Place(
            id=ref or f"geonames:{number}",
            name=name,
            lat=lat,
            lon=lon,
            extent=None if south is None else Extent(south, west, north, east),
            feature_class=feature_class,
            feature_code=feature_code,
            country_code=country,
            admin1=admin1,
            admin1_name=self.admin1_name(country, admin1),
            population=population,
            provenance=self._sources[source],
        )


def _match(
    kind: int, surface: str | None, name: str, after_comma: bool
) -> Match | None:
    """Say how a name row met the words, or None where case or comma forbid it."""
    if surface is not None and name not in surface.split("|"):
        return None
    if kind == POSTAL and not after_comma:
        return None
    return NAME_KINDS[kind]


def _rank(place: Place) -> int:
    """Order of prominence before any context: countries, then the rest."""
    if place.feature_code.startswith("PCL"):
        return 2
    return 1 if place.feature_class in "LH" or place.feature_code == "ADM1" else 0
