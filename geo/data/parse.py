"""Turn the tables of places and numbers into rows, and check what they promise one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable

from geo.data.read import (
    BOX,
    Row,
    UniqueKeys,
    boxed_point,
    contains,
    extent_of,
    key_of,
    read_table,
    require_inside,
)
from geo.data.rows import (
    AbbreviationRow,
    AirportRow,
    CountryRow,
    DemonymRow,
    ExonymRow,
    FriendRule,
    ProminentRow,
    RegionRow,
    UnitRow,
)
from geo.errors import DataError

MAX_WEIGHT = 20.0  # e to the 20 outweighs anything
_UNIT = ("country_code", "admin1", "name")
_TARGET = re.compile(
    r"country:[A-Z]{2}|admin1:[A-Z]{2}\.[0-9A-Z]+|region:[a-z0-9-]+|airport:[A-Z]{3}"
    r"|city:[1-9][0-9]*"
)
_FEATURE = re.compile(r"[AHLPRSTUV]/[A-Z][A-Z0-9]*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,4}")


def parse_countries(source: Traversable) -> tuple[CountryRow, ...]:
    """Read ``countries.tsv``."""
    codes, names, demonyms = UniqueKeys(), UniqueKeys(), UniqueKeys()
    found = []
    for row in read_table(source, ("iso2", "name", *BOX, "aliases", "demonyms")):
        code = row.capitals("iso2", 2)
        codes.add(code, row)
        point = boxed_point(row, "country")
        aliases = _own_names(row, names)
        words = _unique(row, "demonyms", demonyms)
        found.append(CountryRow(code, row.text("name"), *point, aliases, words))
    return tuple(found)


def parse_regions(source: Traversable) -> tuple[RegionRow, ...]:
    """Read ``regions.tsv``."""
    columns = (
        *("slug", "name", "feature_class", "feature_code", *BOX),
        *("country_code", "admin1", "aliases", "demonyms"),
    )
    slugs, names, demonyms = UniqueKeys(), UniqueKeys(), UniqueKeys()
    found = []
    for row in read_table(source, columns):
        if not _SLUG.fullmatch(row.text("slug")):
            row.fail("write the slug in a-z, 0-9 and single hyphens")
        slugs.add(row.text("slug"), row)
        _check_feature(row)
        lat, lon = row.point()
        extent = extent_of(row)
        if extent:
            require_inside(row, extent, lat, lon)
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
    codes, names = UniqueKeys(), UniqueKeys()
    found = []
    for row in read_table(source, columns):
        code = row.capitals("iata", 3)
        codes.add(code, row)
        country = row.capitals("country_code", 2)
        where = (*row.point(), country, row.cells["admin1"])
        found.append(AirportRow(code, row.text("name"), *where, _own_names(row, names)))
    return tuple(found)


def parse_units(source: Traversable) -> tuple[UnitRow, ...]:
    """Read ``admin1.tsv``."""
    codes = UniqueKeys()
    found = []
    for row in read_table(source, (*_UNIT, *BOX)):
        country, code = row.capitals("country_code", 2), row.text("admin1")
        codes.add(f"{country}.{code}", row)
        point = boxed_point(row, "unit")
        found.append(UnitRow(country, code, row.cells["name"], *point))
    return tuple(found)


def parse_unit_points(
    source: Traversable,
) -> dict[tuple[str, str], tuple[float, float]]:
    """Read ``admin1_points.tsv``: (lat, lon) by country and admin-1 code."""
    codes = UniqueKeys()
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for row in read_table(source, (*_UNIT, "lat", "lon")):
        key = row.text("country_code"), row.text("admin1")
        codes.add(".".join(key), row)
        found[key] = row.point()
    return found


def move_units(
    units: tuple[UnitRow, ...], points: Mapping[tuple[str, str], tuple[float, float]]
) -> tuple[UnitRow, ...]:
    """Put units where another table says, checking that it lies in their box.

    Raises:
        DataError: A point lies outside its unit, or there is no such unit.
    """
    known = {(unit.country_code, unit.admin1) for unit in units}
    if strange := set(points) - known:
        raise DataError(f"admin1_points.tsv: admin1.tsv has no {min(strange)}")
    moved = []
    for unit in units:
        lat, lon = points.get((unit.country_code, unit.admin1), (unit.lat, unit.lon))
        if not contains(unit.extent, lat, lon):
            raise DataError(
                f"admin1_points.tsv: {unit.country_code}.{unit.admin1} lies outside its box"
            )
        moved.append(replace(unit, lat=lat, lon=lon))
    return tuple(moved)


def parse_rules(source: Traversable) -> dict[tuple[str, str], float]:
    """Read ``rules.tsv``: weights by rule and case."""
    seen = UniqueKeys()
    found: dict[tuple[str, str], float] = {}
    for row in read_table(source, ("rule", "case", "weight", "note")):
        key = row.text("rule"), row.text("case")
        seen.add(".".join(key), row)
        found[key] = row.number("weight", MAX_WEIGHT)
    return found


def parse_link_weights(source: Traversable) -> dict[tuple[str, str], float]:
    """Read ``link_weights.tsv``: weights by table and feature."""
    seen = UniqueKeys()
    found: dict[tuple[str, str], float] = {}
    for row in read_table(source, ("table", "weight", "feature")):
        key = row.text("table"), row.text("feature")
        seen.add(": ".join(key), row)
        found[key] = row.number("weight", MAX_WEIGHT)
    return found


def parse_abbreviations(source: Traversable) -> tuple[AbbreviationRow, ...]:
    """Read ``abbreviations.tsv``; one surface may count with and without a comma."""
    surfaces = UniqueKeys()
    found = []
    for row in read_table(source, ("surface", "target", "after_comma", "note")):
        surface = row.text("surface")
        surfaces.add(surface, row)
        comma = row.is_yes("after_comma")
        found.append(AbbreviationRow(surface, _target(row), comma, row.cells["note"]))
    return tuple(found)


def parse_demonyms(source: Traversable) -> tuple[DemonymRow, ...]:
    """Read ``demonyms.tsv``: a line lists the forms of one word."""
    surfaces = UniqueKeys()
    return tuple(
        DemonymRow(surface, _target(row))
        for row in read_table(source, ("surfaces", "target"))
        for surface in _unique(row, "surfaces", surfaces)
    )


def parse_exonyms(source: Traversable) -> tuple[ExonymRow, ...]:
    """Read ``exonyms.tsv``: a line lists the names of one city."""
    names = UniqueKeys()
    found = []
    for row in read_table(source, ("names", "target", "former", "note")):
        former = row.is_yes("former")
        own = _unique(row, "names", names)
        found += [ExonymRow(name, _target(row), former) for name in own]
    return tuple(found)


def parse_prominent(source: Traversable) -> tuple[ProminentRow, ...]:
    """Read ``prominent.tsv``."""
    names = UniqueKeys()
    found = []
    for row in read_table(source, ("name", "target", "note")):
        name = row.text("name")
        names.add(key_of(name), row)
        found.append(ProminentRow(name, _target(row), row.cells["note"]))
    return tuple(found)


def _own_names(row: Row, names: UniqueKeys) -> tuple[str, ...]:
    """Return a row's aliases, after noting name and aliases as taken."""
    names.add(key_of(row.text("name")), row)
    for alias in row.names("aliases"):
        if _ACRONYM.fullmatch(alias):
            row.fail(f"move {alias} to abbreviations.tsv, where its case counts")
    return _unique(row, "aliases", names)


def _unique(row: Row, column: str, taken: UniqueKeys) -> tuple[str, ...]:
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


def check_tables(
    countries: tuple[CountryRow, ...],
    regions: tuple[RegionRow, ...],
    targets: Mapping[str, Mapping[str, str]],
    friends: Mapping[str, FriendRule],
    airports: tuple[AirportRow, ...] = (),
) -> None:
    """Check that targets exist, a name means one place, and no rule hides a country.

    Args:
        countries: Rows of ``countries.tsv``.
        regions: Rows of ``regions.tsv``.
        targets: File to surface to target, for each table that has targets.
        friends: Words and rules of ``false_friends.tsv``.
        airports: Rows of ``airports.tsv``.

    Raises:
        DataError: Two tables contradict each other.
    """
    codes = {row.iso2 for row in countries}
    slugs = {row.slug for row in regions}
    places = [("regions.tsv", row.slug, row.country_code) for row in regions]
    places += [("airports.tsv", row.iata, row.country_code) for row in airports]
    for file, place, code in places:
        if code and code not in codes:
            raise DataError(f"{file}, {place}: no country {code} in countries.tsv")
    areas = _names((*countries, *regions))
    _check_airports(airports, areas)
    known = {
        "country": codes,
        "admin1": codes,
        "region": slugs,
        "airport": {row.iata for row in airports},
    }
    for file, table in targets.items():
        for surface, target in table.items():
            _check_target(f"{file}, {surface!r}", target, known)
    _check_demonyms(countries, regions, targets.get("demonyms.tsv", {}))
    _check_friends(areas | _names(airports), friends)


def _check_target(where: str, target: str, known: Mapping[str, set[str]]) -> None:
    scheme, _, value = target.partition(":")
    if scheme not in known or value.partition(".")[0] in known[scheme]:
        return
    part, file = {
        "region": ("slug", "regions.tsv"),
        "airport": ("code", "airports.tsv"),
    }.get(scheme, ("country", "countries.tsv"))
    raise DataError(f"{where}: add the {part} of {target} to {file}")


def _check_airports(airports: Iterable[AirportRow], areas: set[str]) -> None:
    for row in airports:
        for name in (row.name, *row.aliases):
            if key_of(name).removeprefix("the ") in areas:
                raise DataError(
                    f"airports.tsv, {name!r}: a country or region has this name; "
                    "keep it in one table"
                )


def _check_demonyms(
    countries: Iterable[CountryRow],
    regions: Iterable[RegionRow],
    areas: Mapping[str, str],
) -> None:
    owners: dict[str, str] = {}
    words = [(d, f"country:{row.iso2}") for row in countries for d in row.demonyms]
    words += [(d, f"region:{row.slug}") for row in regions for d in row.demonyms]
    words += list(areas.items())
    for word, owner in words:
        other = owners.setdefault(key_of(word), owner)
        if other != owner:
            raise DataError(
                f"demonym {word!r} means {other} and {owner}: keep the one news means"
            )


def _check_friends(names: set[str], friends: Mapping[str, FriendRule]) -> None:
    for word, rule in friends.items():
        if rule is FriendRule.NEVER and key_of(word) in names:
            raise DataError(
                f"false_friends.tsv, {word!r}: a country or region has this name; "
                "remove the word or write the rule 'context'"
            )


def _names(rows: Iterable[CountryRow | RegionRow | AirportRow]) -> set[str]:
    # "The Gulf" is looked up without its article, so "gulf" is taken as well.
    return {
        key_of(name).removeprefix("the ")
        for row in rows
        for name in (row.name, *row.aliases, *getattr(row, "demonyms", ()))
    }
