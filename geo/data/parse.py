"""Turn each table's lines into its rows, checking what the rows promise."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable

from geo.data.read import (
    Once,
    Row,
    contains,
    extent_of,
    key_of,
    read_table,
)
from geo.data.rows import (
    AbbreviationRow,
    AirportRow,
    CountryRow,
    DemonymRow,
    ExonymRow,
    ProminentRow,
    RegionRow,
)

_BOX = ("lat", "lon", "south", "west", "north", "east")
_TARGET = re.compile(
    r"country:[A-Z]{2}|admin1:[A-Z]{2}\.[0-9A-Z]+|region:[a-z0-9-]+|airport:[A-Z]{3}"
    r"|city:[1-9][0-9]*"
)
_FEATURE = re.compile(r"[AHLPRSTUV]/[A-Z][A-Z0-9]*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,4}")


def parse_countries(source: Traversable) -> tuple[CountryRow, ...]:
    """Read ``countries.tsv``."""
    columns = ("iso2", "name", *_BOX, "aliases", "demonyms")
    codes, names, demonyms = Once(), Once(), Once()
    found = []
    for row in read_table(source, columns).rows:
        if not re.fullmatch("[A-Z]{2}", row.text("iso2")):
            row.fail("write iso2 as two capital letters")
        codes.add(row.text("iso2"), row)
        lat, lon = row.number("lat", 90), row.number("lon", 180)
        extent = extent_of(row)
        if extent is None:
            row.fail("give the country's box: south, west, north, east")
        if not contains(extent, lat, lon):
            row.fail("move the point into the box, or mend the box")
        found.append(
            CountryRow(
                iso2=row.text("iso2"),
                name=row.text("name"),
                lat=lat,
                lon=lon,
                extent=extent,
                aliases=_own_names(row, names),
                demonyms=_unique(row, "demonyms", demonyms),
            )
        )
    return tuple(found)


def parse_regions(source: Traversable) -> tuple[RegionRow, ...]:
    """Read ``regions.tsv``."""
    columns = (
        *("slug", "name", "feature_class", "feature_code", *_BOX),
        *("country_code", "admin1", "aliases", "demonyms"),
    )
    slugs, names, demonyms = Once(), Once(), Once()
    found = []
    for row in read_table(source, columns).rows:
        if not _SLUG.fullmatch(row.text("slug")):
            row.fail("write the slug in a-z, 0-9 and single hyphens")
        slugs.add(row.text("slug"), row)
        _check_feature(row)
        lat, lon = row.number("lat", 90), row.number("lon", 180)
        extent = extent_of(row)
        if extent and not contains(extent, lat, lon):
            row.fail("move the point into the box, or mend the box")
        found.append(
            RegionRow(
                slug=row.text("slug"),
                name=row.text("name"),
                feature_class=row.text("feature_class"),
                feature_code=row.text("feature_code"),
                lat=lat,
                lon=lon,
                extent=extent,
                country_code=row.cells["country_code"],
                admin1=row.cells["admin1"],
                aliases=_own_names(row, names),
                demonyms=_unique(row, "demonyms", demonyms),
            )
        )
    return tuple(found)


def parse_airports(source: Traversable) -> tuple[AirportRow, ...]:
    """Read ``airports.tsv``."""
    columns = ("iata", "name", "lat", "lon", "country_code", "admin1", "aliases")
    codes, names = Once(), Once()
    found = []
    for row in read_table(source, columns).rows:
        if not re.fullmatch("[A-Z]{3}", row.text("iata")):
            row.fail("write iata as three capital letters")
        codes.add(row.text("iata"), row)
        if not re.fullmatch("[A-Z]{2}", row.text("country_code")):
            row.fail("write country_code as two capital letters")
        found.append(
            AirportRow(
                iata=row.text("iata"),
                name=row.text("name"),
                lat=row.number("lat", 90),
                lon=row.number("lon", 180),
                country_code=row.text("country_code"),
                admin1=row.cells["admin1"],
                aliases=_own_names(row, names),
            )
        )
    return tuple(found)


def parse_abbreviations(source: Traversable) -> tuple[AbbreviationRow, ...]:
    """Read ``abbreviations.tsv``; one surface may count with and without a comma."""
    surfaces = Once()
    found = []
    for row in read_table(source, ("surface", "target", "after_comma", "note")).rows:
        surfaces.add(row.text("surface"), row)
        if row.cells["after_comma"] not in {"", "yes"}:
            row.fail("write after_comma as yes, or leave it empty")
        comma = row.cells["after_comma"] == "yes"
        found.append(
            AbbreviationRow(row.text("surface"), _target(row), comma, row.cells["note"])
        )
    return tuple(found)


def parse_demonyms(source: Traversable) -> tuple[DemonymRow, ...]:
    """Read ``demonyms.tsv``: a line lists the forms of one word."""
    surfaces = Once()
    return tuple(
        DemonymRow(surface, _target(row))
        for row in read_table(source, ("surfaces", "target")).rows
        for surface in _unique(row, "surfaces", surfaces)
    )


def parse_exonyms(source: Traversable) -> tuple[ExonymRow, ...]:
    """Read ``exonyms.tsv``: a line lists the names of one city."""
    names = Once()
    found = []
    for row in read_table(source, ("names", "target", "former", "note")).rows:
        if row.cells["former"] not in {"", "yes"}:
            row.fail("write former as yes, or leave it empty")
        former = row.cells["former"] == "yes"
        found += [
            ExonymRow(name, _target(row), former)
            for name in _unique(row, "names", names)
        ]
    return tuple(found)


def parse_prominent(source: Traversable) -> tuple[ProminentRow, ...]:
    """Read ``prominent.tsv``."""
    names = Once()
    found = []
    for row in read_table(source, ("name", "target", "note")).rows:
        names.add(key_of(row.text("name")), row)
        found.append(ProminentRow(row.text("name"), _target(row), row.cells["note"]))
    return tuple(found)


def _own_names(row: Row, names: Once) -> tuple[str, ...]:
    """Return a row's aliases, after noting name and aliases as taken."""
    names.add(key_of(row.text("name")), row)
    for alias in row.names("aliases"):
        if _ACRONYM.fullmatch(alias):
            row.fail(f"move {alias} to abbreviations.tsv, where its case counts")
    return _unique(row, "aliases", names)


def _unique(row: Row, column: str, taken: Once) -> tuple[str, ...]:
    names = row.names(column)
    for name in names:
        taken.add(key_of(name), row)
    return names


def _target(row: Row) -> str:
    target = row.text("target")
    if not _TARGET.fullmatch(target):
        row.fail(
            f"target {target!r}: write country:US, admin1:US.TX, region:slug, "
            "airport:LAX or city:id"
        )
    return target


def _check_feature(row: Row) -> None:
    feature = f"{row.text('feature_class')}/{row.text('feature_code')}"
    if not _FEATURE.fullmatch(feature):
        row.fail(f"{feature!r} is no GeoNames feature; write for example L and RGN")
    if not re.fullmatch("([A-Z]{2})?", row.cells["country_code"]):
        row.fail("write country_code as two capital letters, or leave it empty")
