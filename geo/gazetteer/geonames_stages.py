"""The stages of a build from GeoNames' files: one for each file, in this order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from geo.gazetteer import geonames_lines as lines
from geo.gazetteer.alternates import flagged_name, latin_alternates
from geo.gazetteer.geonames_known import Known
from geo.gazetteer.geonames_lines import Batch, CodeLine, PlaceLine
from geo.gazetteer.geonames_work import Work
from geo.gazetteer.names import fold, is_latin
from geo.gazetteer.schema import ALTERNATE, EXACT, NameRow, PlaceRow

GENERATIONS = 5  # up the hierarchy: GeoNames has five levels of units
# Places without a province of their own, each with what all of its parents that have one agree
# on. Waters, regions and ranges are left alone: they may well lie in several.
_INHERITED = """
SELECT min(p.country_code), min(p.admin1), c.id
FROM parent h JOIN place c ON c.id = h.child JOIN place p ON p.id = h.parent
WHERE c.admin1 = '' AND p.country_code <> ''
    AND (c.country_code = '' OR c.country_code = p.country_code AND p.admin1 <> '')
GROUP BY c.id HAVING count(DISTINCT p.country_code || '.' || p.admin1) = 1
"""
_PARENT = """
INSERT OR IGNORE INTO parent SELECT ?1, ?2 WHERE EXISTS (
    SELECT 1 FROM place WHERE id = ?1 AND admin1 = ''
    AND feature_class IN ('A', 'P', 'S') AND feature_code NOT LIKE 'PCL%')
"""


class Stages:
    """What each stage does with a batch of lines."""

    def __init__(self, work: Work, *, country: str, flagged: bool) -> None:
        """Prepare.

        Args:
            work: Where rows go.
            country: The one country wanted, or "" for all.
            flagged: True where a file of names tells their language and use.
        """
        self._work = work
        self._country = country
        self._flagged = flagged
        self._known = Known(work.db)
        (sources,) = work.db.execute(
            "SELECT value FROM base.meta WHERE key = 'sources'"
        ).fetchone()
        self._source = len(json.loads(sources))  # ours comes after the packages'
        self._wanted = bytearray()

    def take_places(self, batch: Batch) -> None:
        """Keep the places, but those that our tables have."""
        places = [line for line in lines.places(batch) if self._is_wanted(line)]
        for line in places:
            if line.feature_class == "A":
                self._known.number_area(line)
        self._work.put_places(_place(line, self._source) for line in places)
        self._work.put_names(name for line in places for name in self._names(line))

    def _is_wanted(self, line: PlaceLine) -> bool:
        inside = self._country in {"", line.country_code}
        return inside and not self._known.is_ours(line)

    def _names(self, line: PlaceLine) -> Iterator[NameRow]:
        main = fold(line.name)
        if main:
            yield NameRow(main, line.id, EXACT)
        plain = fold(line.ascii_name)
        if plain != main and is_latin(plain):
            yield NameRow(plain, line.id, EXACT)
        if not self._flagged and line.alternates:
            for norm in latin_alternates(line.alternates.split(","), main):
                yield NameRow(norm, line.id, ALTERNATE)

    def take_countries(self, batch: Batch) -> None:
        """Number the countries that no package numbers."""
        for country, number in lines.countries(batch):
            if self._country in {"", country}:
                self._known.number_country(country, number)

    def take_admin1(self, batch: Batch) -> None:
        """Number the provinces that the places did not, and give them their names."""
        for line in lines.codes(batch):
            country, code, *_ = line.codes
            if self._country in {"", country}:
                self._known.number_province(country, code, line.name, line.place_id)
                self._name_unit(line)

    def take_admin2(self, batch: Batch) -> None:
        """Number the counties that the places did not, and give them their names."""
        for line in lines.codes(batch):
            if self._country in {"", line.codes[0]}:
                self._known.number_county(line)
                self._name_unit(line)

    def _name_unit(self, line: CodeLine) -> None:
        if self._known.has(line.place_id):
            norms = {fold(line.name), fold(line.ascii_name)}
            self._work.put_names(
                NameRow(norm, line.place_id, EXACT) for norm in norms if is_latin(norm)
            )

    def take_features(self, batch: Batch) -> None:
        """Keep what the feature codes mean."""
        self._work.db.executemany(
            "INSERT OR REPLACE INTO feature VALUES (?, ?)", lines.features(batch)
        )

    def take_hierarchy(self, batch: Batch) -> None:
        """Note the parents of places that have no province of their own."""
        self._work.db.executemany(_PARENT, lines.parents(batch))

    def inherit(self) -> None:
        """Place these in the country and province of their parents."""
        for _ in range(GENERATIONS):
            found = self._work.db.execute(_INHERITED).fetchall()
            if not found:
                return
            self._work.db.executemany(
                "UPDATE place SET country_code = ?, admin1 = ? WHERE id = ?", found
            )

    def take_names(self, batch: Batch) -> None:
        """Keep further names of the places that are kept."""
        wanted = self._wanted = self._wanted or self._marks()
        last = len(wanted)
        rows = (
            flagged_name(
                line.place_id,
                line.name,
                line.language,
                preferred=line.preferred,
                historic=line.historic,
            )
            for line in lines.alternates(batch)
            if line.place_id < last and wanted[line.place_id]
        )
        self._work.put_names(row for row in rows if row is not None)

    def _marks(self) -> bytearray:
        """Return one byte for each number up to the highest: a set would need a gigabyte."""
        (highest,) = self._work.db.execute("SELECT max(id) FROM place").fetchone()
        marks = bytearray(max(0, highest) + 1)
        for (number,) in self._work.db.execute(
            "SELECT id FROM place WHERE id > 0 AND ? IN ('', country_code)",
            (self._country,),
        ):
            marks[number] = 1
        return marks


class Stage(NamedTuple):
    """One stage: its file, its share of the time, and what it does."""

    name: str
    weight: float
    take: Callable[[Stages, Batch], None]
    end: Callable[[Stages], None] | None = None


STAGES = (
    Stage("places", 60, Stages.take_places),
    Stage("countries", 0.1, Stages.take_countries),
    Stage("admin1", 0.1, Stages.take_admin1),
    Stage("admin2", 0.5, Stages.take_admin2),
    Stage("features", 0.1, Stages.take_features),
    Stage("hierarchy", 1, Stages.take_hierarchy, Stages.inherit),
    Stage("names", 35, Stages.take_names),
)


def _place(line: PlaceLine, source: int) -> PlaceRow:
    return PlaceRow(
        id=line.id,
        ref=None,
        name=line.name,
        lat=line.lat,
        lon=line.lon,
        extent=None,
        feature_class=line.feature_class,
        feature_code=line.feature_code,
        country_code=line.country_code,
        admin1=line.admin1,
        population=line.population,
        source=source,
    )
