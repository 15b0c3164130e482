"""The shape of the gazetteer file, and the values its rows are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from geo.model import Extent, Match

SCHEMA_VERSION = 3

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,        -- GeoNames number; ours are negative
    ref TEXT,                      -- our own id; NULL where the number makes it
    name TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL,
    south REAL, west REAL, north REAL, east REAL,
    feature_class TEXT NOT NULL, feature_code TEXT NOT NULL,
    country_code TEXT NOT NULL, admin1 TEXT NOT NULL,
    population INTEGER NOT NULL,
    source INTEGER NOT NULL        -- index into meta 'sources'
);
CREATE INDEX place_ref ON place (ref) WHERE ref IS NOT NULL;
CREATE TABLE admin1 (              -- a country's own row has the code ''
    country_code TEXT, code TEXT, name TEXT NOT NULL, place_id INTEGER NOT NULL,
    PRIMARY KEY (country_code, code)
) WITHOUT ROWID;
CREATE TABLE name (
    norm TEXT NOT NULL,
    place_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,         -- index into NAME_KINDS; the lowest is kept
    surface TEXT,                  -- exact spellings ('|' between) where case matters
    PRIMARY KEY (norm, place_id)
) WITHOUT ROWID;
CREATE TABLE other_script_name (   -- names that no English text contains
    norm TEXT NOT NULL,
    place_id INTEGER NOT NULL,
    PRIMARY KEY (norm, place_id)
) WITHOUT ROWID;
CREATE TABLE raw_name (norm TEXT, place_id INTEGER, kind INTEGER, surface TEXT);
"""

# Where a place is from, in the order of meta 'sources'.
GEONAMES, GEONAMES_MIDDLE, OWN_TABLES, NATURAL_EARTH = range(4)

(
    EXACT, PREFERRED, STRIPPED, DEMONYM, ABBREVIATION, HISTORIC, ALTERNATE, POSTAL
) = range(8)  # fmt: skip
NAME_KINDS = (
    Match.EXACT,
    Match.PREFERRED,
    Match.STRIPPED,
    Match.DEMONYM,
    Match.ABBREVIATION,
    Match.HISTORIC,
    Match.ALTERNATE,
    Match.ABBREVIATION,  # "TX", "WA": only after a comma
)


AFTER_COMMA = ","  # before a surface that only counts after a comma


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of ``place``; lat and lon in WGS 84 degrees."""

    id: int
    ref: str | None
    name: str
    lat: float
    lon: float
    extent: Extent | None
    feature_class: str
    feature_code: str
    country_code: str = ""
    admin1: str = ""
    population: int = 0
    source: int = OWN_TABLES

    def values(self) -> tuple[object, ...]:
        """Return the columns in order."""
        box = self.extent
        corners = (box.south, box.west, box.north, box.east) if box else (None,) * 4
        return (
            self.id, self.ref, self.name, self.lat, self.lon, *corners,
            self.feature_class, self.feature_code, self.country_code, self.admin1,
            self.population, self.source,
        )  # fmt: skip


class NameRow(NamedTuple):
    """One row of ``raw_name``; a tuple, because a million of them are made."""

    norm: str
    place_id: int
    kind: int
    surface: str | None = None
