"""Names to places: the protocol of every gazetteer, and the one that reads our file."""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from math import pi, sqrt
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from geo.cache import safe_name
from geo.errors import GazetteerError
from geo.gazetteer.names import NORM_VERSION, as_called, normalise
from geo.gazetteer.nearly import MIN_POPULATION, names_like
from geo.gazetteer.schema import (
    AFTER_COMMA,
    NAME_KINDS,
    POSTAL,
    SCHEMA_VERSION,
    STRIPPED,
)
from geo.gazetteer.seal import fault
from geo.geometry import rough_km
from geo.model import OWN_NAMES, Candidate, Extent, Match, Place, Provenance

MAX_CANDIDATES = 60  # "San Antonio" has hundreds of namesakes; the largest do
MAX_DIGITS = 18
ARABIC_ARTICLES = tuple("al el as ash ar an at ad az".split())  # one article, as spelt
MAX_ROWS = 10_000  # read for the names of a beginning: about 15 ms
AT_ONCE = 5_000  # towns read while others wait
# How far from its point a place may reach.
PEOPLE_PER_KM2 = 3_000.0  # of built-up land; towns are seldom denser
MIN_TOWN_KM = 1.0
SITE_KM = 1.0  # a palace with its grounds
AIRPORT_KM = 3.0
UNKNOWN_AREA_KM = 50.0  # a hill range or bay that a large gazetteer gives a point alone

MAX_LAT, MAX_LON = 90.0, 180.0
_log = logging.getLogger(__name__)
_BUILD = "build it again: dateline gazetteer build"

_COLUMNS = """p.id, p.ref, p.name, p.lat, p.lon, p.south, p.west, p.north, p.east,
    p.feature_class, p.feature_code, p.country_code, p.admin1, p.population, p.source"""
# Order of prominence before any context: countries, widely known areas, then the rest by
# inhabitants. GeoNames' own waters and regions are mostly brooks and fields.
_PROMINENCE = """CASE WHEN p.feature_code GLOB 'PCL*' THEN 2
    WHEN p.feature_code = 'ADM1' OR p.feature_class IN ('L', 'H')
        AND (p.ref IS NOT NULL OR p.feature_code = 'CONT') THEN 1
    ELSE 0 END * 1000000000000 + p.population"""
_BY_NAME = f"""SELECT n.kind, n.surface, {_COLUMNS}
    FROM name n JOIN place p ON p.id = n.place_id WHERE n.norm = ?
    ORDER BY {_PROMINENCE} DESC, p.id"""
_BY_PREFIX = f"""SELECT n.norm, p.id
    FROM (SELECT norm, place_id FROM name
        WHERE norm >= ? AND norm < ? AND surface IS NULL LIMIT ?) n
    JOIN place p ON p.id = n.place_id ORDER BY {_PROMINENCE} DESC, n.norm"""
_BY_NUMBER = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"
_BY_CODES = f"""SELECT {_COLUMNS} FROM admin1 a JOIN place p ON p.id = a.place_id
    WHERE a.country_code = ? AND a.code = ?"""
_OPENED = "SELECT 1 FROM name WHERE norm > ? AND norm < ? LIMIT 1"
_UNITS = "SELECT country_code, code, name, place_id FROM admin1 WHERE code != ''"
_BY_REF = f"SELECT {_COLUMNS} FROM place p WHERE p.ref = ?"
_TOWNS = """SELECT id, name, country_code, population FROM place
    WHERE feature_class = 'P' AND id > ? ORDER BY id LIMIT ?"""

_OTHER_NAMES = """SELECT n.norm, n.place_id
    FROM other_script_name n JOIN place p ON p.id = n.place_id
    WHERE n.norm >= ? AND n.norm < ? ORDER BY p.population DESC, p.id"""


@runtime_checkable
class Gazetteer(Protocol):
    """Names to places: the offline gazetteer, or one of your own.

    One with an attribute ``version``, a text that changes with its data, lets what was
    read with it be kept and found again.
    """

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Return every place called ``name``, as the text writes it; likeliest first."""
        ...

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        """Return also what only a comma allows: "TX" in "Paris, TX"."""
        ...

    def lookup_fuzzy(self, name: str) -> tuple[Candidate, ...]:
        """Return large places spelt nearly like a name that is not listed."""
        ...

    def area(self, country_code: str, admin1: str = "") -> Place | None:
        """Return a country by its ISO code, or a province of it by its GeoNames code."""
        ...


class OfflineGazetteer:
    """The gazetteer file, opened read-only; safe to share between threads.

    They take turns at one connection: a dashboard starts a thread for every click, and
    each of its own would be left open. Look-ups are remembered.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: It is missing, broken or from another version.
        """
        self.path = path
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        if said := fault(path):
            raise GazetteerError(f"the gazetteer {path.name} {said}; {_BUILD}")
        try:
            self.meta = dict(self._all("SELECT key, value FROM meta"))
            self._sources = tuple(
                Provenance(name, version)
                for name, version in json.loads(self.meta["sources"])
            )
            self._shown = self._shown_names()
            self._admin1: dict[tuple[str, str], str] = {
                (country, code): self._shown.get(number, name)
                for country, code, name, number in self._all(_UNITS)
            }
        except GazetteerError:
            self.close()
            raise
        except (KeyError, ValueError, TypeError) as error:
            self.close()
            raise GazetteerError(
                f"the gazetteer {path.name} cannot be read ({error}); {_BUILD}"
            ) from error
        wanted = {"schema": str(SCHEMA_VERSION), "names": str(NORM_VERSION)}
        if {key: self.meta.get(key) for key in wanted} != wanted:
            self.close()
            raise GazetteerError(
                f"the gazetteer {path.name} is from another version of Dateline; {_BUILD}"
            )
        self._cached_lookup = lru_cache(maxsize=20_000)(self._look_up)
        self._cached_fuzzy = lru_cache(maxsize=2_000)(self._look_up_fuzzy)

    def __reduce__(self) -> tuple[type[OfflineGazetteer], tuple[Path]]:
        """Pickle as the path of the file, which another process opens anew."""
        return type(self), (self.path,)

    @property
    def version(self) -> str:
        """What its answers rest on: the name of the file, which changes with its data."""
        return self.path.name

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Query the file; other threads wait until the answer has been read."""
        with self._asking() as db:
            try:
                return db.execute(query, values).fetchall()
            except sqlite3.OperationalError:  # a text that is no UTF-8, most likely
                db.text_factory = partial(str, encoding="utf-8", errors="replace")
                return db.execute(query, values).fetchall()

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
            try:
                yield self._opened()
            except sqlite3.Error as error:
                raise GazetteerError(
                    f"the gazetteer {self.path.name} is damaged ({error}); {_BUILD}"
                ) from error

    def _one(self, query: str, values: Sequence[object]) -> tuple[Any, ...] | None:
        rows = self._all(query, values)
        return rows[0] if rows else None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            uri = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return self._connection

    def close(self) -> None:
        """Close the file; a later question opens it anew."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _shown_names(self) -> dict[int, str]:
        """Return what places are shown by, where their main name is another."""
        there = self._all("SELECT 1 FROM sqlite_master WHERE name = 'shown'")
        return dict(self._all("SELECT place_id, name FROM shown")) if there else {}

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Return every place called ``name``, countries and large cities first."""
        return self._cached_lookup(name, False)

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        """Return also what only a comma allows: "TX" in "Paris, TX"."""
        return self._cached_lookup(name, True)

    def lookup_fuzzy(self, name: str) -> tuple[Candidate, ...]:
        """Return large places spelt nearly like a long name that is not listed.

        Each candidate's ``matched_name`` is the spelling that was found.
        """
        return self._cached_fuzzy(normalise(name))

    def _look_up_fuzzy(self, misspelt: str) -> tuple[Candidate, ...]:
        return tuple(
            replace(c, match=Match.FUZZY)
            for norm in names_like(self._all, misspelt, STRIPPED)
            for c in self._cached_lookup(norm, False)
            if c.match in OWN_NAMES and is_well_known(c.place)
        )

    def admin1_name(self, country_code: str, admin1: str) -> str:
        """Return a province's name, or "" where it has none."""
        return self._admin1.get((country_code, admin1), "")

    def area(self, country_code: str, admin1: str = "") -> Place | None:
        """Return a country by its code, or a province of it by its GeoNames code."""
        row = self._one(_BY_CODES, (country_code, admin1))
        return self._place_of(row) if row else None

    def towns(self) -> Iterator[tuple[str, str, int]]:
        """Return every town: name, country code, inhabitants."""
        last = -sys.maxsize
        while rows := self._all(_TOWNS, (last, AT_ONCE)):
            yield from (row[1:] for row in rows)
            last = rows[-1][0]

    def names_between(self, first: str, last: str) -> Iterator[tuple[str, int]]:
        """Return the names in other scripts than the Latin one that begin with some letters.

        Args:
            first: The first of the letters, folded.
            last: The last one.

        Returns:
            Folded names, each with the number of a place; of several places of a name the one
            with most inhabitants first.
        """
        bounds = first, last + chr(sys.maxunicode)
        yield from self._all(_OTHER_NAMES, bounds)

    def listed(self, names: Sequence[str]) -> list[str]:
        """Return those of some names that can be looked up: most words of a text cannot."""
        norms = {name: _norm(name) for name in names}
        asked = ", ".join("?" * len(norms))
        query = f"SELECT DISTINCT norm FROM name WHERE norm IN ({asked})"
        there = {norm for (norm,) in self._all(query, (*norms.values(),))}
        # What begins with an Arabic article may be listed with another.
        return [name for name, norm in norms.items() if norm in there or "-" in name]

    def opens(self, word: str) -> bool:
        """Return whether any name of several words begins with a word, as compared."""
        return bool(
            self._all(_OPENED, (f"{word} ", f"{word}!"))
        )  # "!" follows the blank

    def place(self, ref: str) -> Place | None:
        """Find a place by its id (``geonames:524901``)."""
        row = self._one(*_by_id(ref))
        return self._place_of(row) if row else None

    def names_of(self, place: Place) -> tuple[tuple[str, Match], ...]:
        """Return every name of a place, the main one first.

        Names stand as they are compared; short forms as they are spelt. Every name in the
        file is read for it, 30 ms: an index would take 15 MB, for what is asked now and then.
        """
        return self.names_of_each((place,))[place.id]

    def names_of_each(
        self, places: Iterable[Place]
    ) -> dict[str, tuple[tuple[str, Match], ...]]:
        """Return every name of several places by id; no dearer than those of one."""
        numbers = {self._number(place.id): place.id for place in places}
        wanted = [number for number in numbers if number is not None]
        found: dict[str, list[tuple[str, Match]]] = {i: [] for i in numbers.values()}
        rows = self._all(
            f"SELECT place_id, norm, kind, surface FROM name WHERE place_id IN "
            f"({', '.join('?' * len(wanted))}) ORDER BY kind, norm",
            wanted,
        )
        for number, norm, kind, surface in rows:
            found[numbers[number]] += [
                (name.removeprefix(AFTER_COMMA), NAME_KINDS[kind])
                for name in (surface or norm).split("|")
            ]
        return {ref: tuple(names) for ref, names in found.items()}

    def starting_with(
        self, prefix: str, most: int = 20
    ) -> tuple[tuple[str, Place], ...]:
        """Return the names that begin so, each with the most prominent place of it.

        Args:
            prefix: The beginning, in any spelling; of one that very many names share,
                the first in the alphabet are looked at (`MAX_ROWS`).
            most: How many names to give.

        Returns:
            Names as they are compared, those of the most prominent places first.
        """
        first = normalise(prefix).encode("utf-8", "replace").decode()
        if not first:
            return ()
        bounds = first, first + chr(sys.maxunicode), MAX_ROWS
        numbers: dict[str, int] = {}
        with self._asking() as db, closing(db.execute(_BY_PREFIX, bounds)) as rows:
            for norm, number in rows:
                numbers.setdefault(norm, number)
                if len(numbers) == most:
                    break
        found = ((norm, self._one(_BY_NUMBER, (n,))) for norm, n in numbers.items())
        places = ((norm, row and self._place_of(row)) for norm, row in found)
        return tuple((norm, place) for norm, place in places if place)

    def _number(self, ref: str) -> int | None:
        """Return the row of a place, or None where it is of another gazetteer."""
        row = self._one(*_by_id(ref))
        return int(row[0]) if row else None

    def _look_up(self, name: str, after_comma: bool) -> tuple[Candidate, ...]:
        norm = _norm(name)
        found = [
            Candidate(place, name, as_called(match, norm, place))
            for row in self._all(_BY_NAME, (norm,))
            if (match := _match(row[0], row[1], name, after_comma)) is not None
            and (place := self._place_of(row[2:])) is not None
        ]
        if not found and (other := next(self._other_articles(name), "")):
            return self._look_up(other, after_comma)
        return tuple(found[:MAX_CANDIDATES])

    def _other_articles(self, name: str) -> Iterator[str]:
        """Return the listed spellings of "Al-Fasher" with the article written otherwise."""
        article, hyphen, rest = name.partition("-")
        if hyphen and article.lower() in ARABIC_ARTICLES:
            for other in (f"{each} {rest}" for each in ARABIC_ARTICLES):
                if self._one(_BY_NAME, (normalise(other),)):
                    yield other

    def _place_of(self, row: tuple[Any, ...]) -> Place | None:
        """Return the place of a row, or None where the row is damaged: it costs itself."""
        try:
            if abs(row[3]) <= MAX_LAT and abs(row[4]) <= MAX_LON:
                return self._build_place(row)
        except (TypeError, ValueError, IndexError) as error:
            _log.debug("%s", error)
        _log.warning("a damaged row of the gazetteer is left out: %r", row[0])
        return None

    def _build_place(self, row: tuple[Any, ...]) -> Place:
        number, ref, name, lat, lon, south, west, north, east = row[:9]
        feature_class, feature_code, country, admin1, population, source = row[9:]
        extent = None if south is None else Extent(south, west, north, east)
        return Place(
            id=ref or f"geonames:{number}",
            name=safe_name(self._shown.get(number, name)),
            lat=lat,
            lon=lon,
            extent=extent,
            feature_class=feature_class,
            feature_code=feature_code,
            country_code=country,
            admin1=admin1,
            admin1_name=self.admin1_name(country, admin1),
            population=population,
            imprecision_km=imprecision_km(
                feature_class, feature_code, population, extent
            ),
            provenance=self._sources[source],
            listed_as=safe_name(name) if number in self._shown else "",
        )


def _by_id(ref: str) -> tuple[str, tuple[int | str]]:
    """Return the query for a place by its id, and what to ask it with."""
    scheme, _, number = ref.partition(":")
    # More digits than SQLite's integers hold are no number of GeoNames'.
    if scheme == "geonames" and number.isdecimal() and len(number) < MAX_DIGITS:
        return _BY_NUMBER, (int(number),)
    return _BY_REF, (ref.encode("utf-8", "replace").decode(),)


def _norm(name: str) -> str:
    """Return a name as it is listed, without half characters, which SQLite does not take."""
    return normalise(name).encode("utf-8", "replace").decode()


def _match(
    kind: int, surface: str | None, name: str, after_comma: bool
) -> Match | None:
    """Return how a name row met the words, or None where case or comma forbid it."""
    if surface is not None:
        spelt = surface.split("|")
        if name not in spelt and not (after_comma and AFTER_COMMA + name in spelt):
            return None
    if kind == POSTAL and not after_comma:
        return None
    return NAME_KINDS[kind]


def is_well_known(place: Place) -> bool:
    """True for a place that a slip of the pen can have meant."""
    return place.population >= MIN_POPULATION or place.feature_code in {"PCLI", "ADM1"}


def imprecision_km(
    feature_class: str, feature_code: str, population: int, extent: Extent | None
) -> float:
    """Return the radius around a place's point that holds the place.

    Args:
        feature_class: GeoNames feature class letter.
        feature_code: GeoNames feature code.
        population: Inhabitants; 0 where unknown.
        extent: Box around an area; None for a point.

    Returns:
        Kilometres: half the diagonal of an area's box, the radius of a town with so many
        people, a fixed figure for sites.
    """
    if extent is not None and feature_class != "P":
        return half_diagonal_km(extent)
    if feature_class == "P":
        return max(MIN_TOWN_KM, round(sqrt(population / PEOPLE_PER_KM2 / pi), 1))
    if feature_class in "SR":
        return AIRPORT_KM if feature_code == "AIRP" else SITE_KM
    return UNKNOWN_AREA_KM


def half_diagonal_km(extent: Extent) -> float:
    """Return half the diagonal of a box, in whole kilometres, at most half the globe's."""
    middle = (extent.south + extent.north) / 2
    width = (extent.east - extent.west) % 360
    lon = min(width / 2, 180.0)
    return float(round(rough_km(middle, 0.0, extent.north, lon)))
