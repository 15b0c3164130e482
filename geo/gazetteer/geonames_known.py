"""What the packaged gazetteer knows already, so that no place of GeoNames' comes in twice.

Towns meet by their number. Provinces and counties, which no package numbers, meet by their
code or name and get their number here; their own id (``dateline:admin1-FR.11``) stays, so that
saved maps and our tables find them in either file. What our tables describe better than a
point does (seas, rivers, ranges) stays ours.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import NamedTuple

from geo.gazetteer.geonames_lines import CodeLine, PlaceLine
from geo.gazetteer.names import fold
from geo.gazetteer.schema import EXACT

MARGIN = 0.25  # degrees around a box or point of ours that still are the same place
_NATURE = frozenset("HLT")  # one writes island where the other writes region
_NO_COUNTRY_NOW = "PCLH"


class _Box(NamedTuple):
    """A place of our tables: what it is and where, in degrees."""

    feature_class: str
    feature_code: str
    south: float
    west: float
    north: float
    east: float

    def holds(self, line: PlaceLine) -> bool:
        """True where the point lies in it or just outside."""
        south, north = self.south - MARGIN, self.north + MARGIN
        west, east = self.west - MARGIN, self.east + MARGIN
        crosses = self.west > self.east
        after, before = line.lon >= west, line.lon <= east
        across = (after or before) if crosses else (after and before)
        return across and south <= line.lat <= north

    def is_like(self, line: PlaceLine) -> bool:
        """True where both are the same sort of thing."""
        if self.feature_class in _NATURE:
            return line.feature_class in _NATURE
        if self.feature_class == "A":
            return self.feature_code == line.feature_code
        return self.feature_class == line.feature_class


class Known:
    """The packaged rows that a line of GeoNames may mean again.

    Attributes:
        provinces: Row numbers by country and code.
        counties: Row numbers by country, province code and normalised name.
        countries: Row numbers by ISO code.
    """

    def __init__(self, work: sqlite3.Connection) -> None:
        """Read them.

        Args:
            work: The build's scratch file, with the packaged gazetteer as ``base``.
        """
        self._work = work
        self.provinces: dict[tuple[str, str], int] = {
            (country, code): number
            for country, code, number in work.execute(
                "SELECT country_code, code, place_id FROM admin1"
            )
        }
        self.counties: dict[tuple[str, str, str], int] = {
            (country, admin1, fold(name)): number
            for number, country, admin1, name in work.execute(
                "SELECT id, country_code, admin1, name FROM place "
                "WHERE feature_code = 'ADM2' AND id < 0"
            )
        }
        self.countries: dict[str, int] = dict(
            work.execute(
                "SELECT country_code, id FROM base.place WHERE feature_code = 'PCLI'"
            )
        )
        self._boxes = self._read_boxes()

    def _read_boxes(self) -> dict[str, list[_Box]]:
        ours = {
            row[0]: _Box(*row[1:])
            for row in self._work.execute(
                "SELECT id, feature_class, feature_code, coalesce(south, lat), "
                "coalesce(west, lon), coalesce(north, lat), coalesce(east, lon) "
                "FROM base.place WHERE ref IS NOT NULL "
                "AND feature_code NOT IN ('ADM1', 'ADM2', 'PCLI')"
            )
        }
        boxes: defaultdict[str, list[_Box]] = defaultdict(list)
        for norm, number in self._work.execute(
            "SELECT norm, place_id FROM base.name WHERE kind = ?", (EXACT,)
        ):
            if number in ours:
                boxes[norm].append(ours[number])
        return dict(boxes)

    def is_ours(self, line: PlaceLine) -> bool:
        """True for a place that our tables have, with its box."""
        boxes = self._boxes.get(fold(line.name), ())
        return any(box.is_like(line) and box.holds(line) for box in boxes)

    def has(self, number: int) -> bool:
        """True where a row has this number."""
        row = self._work.execute("SELECT 1 FROM place WHERE id = ?", (number,))
        return row.fetchone() is not None

    def number_area(self, line: PlaceLine) -> None:
        """Number the row of ours that an area of GeoNames is, as it is there."""
        code = line.feature_code
        if code == "ADM1":
            self.number_province(line.country_code, line.admin1, line.name, line.id)
        elif code == "ADM2":
            key = line.country_code, line.admin1, fold(line.name)
            self._number(self.counties.pop(key, None), line.id)
        elif code.startswith("PCL") and code != _NO_COUNTRY_NOW:
            self.number_country(line.country_code, line.id)

    def number_country(self, country: str, number: int) -> None:
        """Number a country as GeoNames does, where no package did."""
        if self._number(self.countries.get(country), number):
            self.countries[country] = number

    def number_province(self, country: str, code: str, name: str, number: int) -> None:
        """Number a province, or note the name of one that no package has."""
        if not (country and code):
            return
        key = country, code
        if key not in self.provinces:
            self.provinces[key] = number
            self._work.execute(
                "INSERT INTO admin1 VALUES (?, ?, ?, ?)", (country, code, name, number)
            )
        elif self._number(self.provinces[key], number):
            self.provinces[key] = number
            self._work.execute(
                "UPDATE admin1 SET place_id = ? WHERE country_code = ? AND code = ?",
                (number, country, code),
            )

    def number_county(self, line: CodeLine) -> None:
        """Number a county."""
        country, admin1, *_ = line.codes
        key = country, admin1, fold(line.name)
        self._number(self.counties.pop(key, None), line.place_id)

    def _number(self, ours: int | None, number: int) -> bool:
        """Renumber a row of ours (negative); its names follow when names are sorted."""
        if ours is None or ours > 0 or self.has(number):
            return False
        self._work.execute("UPDATE place SET id = ? WHERE id = ?", (number, ours))
        self._work.execute("INSERT INTO moved VALUES (?, ?)", (ours, number))
        return True
