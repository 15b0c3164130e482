"""Provinces of the world: whom the tables hold, and what they say when a line is wrong."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from geo import data
from geo.data import UnitRow
from geo.data.read import contains
from geo.errors import DataError
from geo.geometry import inside, rough_km

STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV "
    "NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split()
)
LAENDER = {
    "Baden-Württemberg", "Bavaria", "Bremen", "Hamburg", "Hesse", "Lower Saxony",
    "North Rhine-Westphalia", "Rheinland-Pfalz", "Saarland", "Schleswig-Holstein",
    "Brandenburg", "Mecklenburg-Vorpommern", "Saxony", "Saxony-Anhalt", "Thuringia",
    "State of Berlin",
}  # fmt: skip


# --- whom they hold ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "codes"),
    [
        ("US", set(STATES)),
        ("CA", {f"{n:02}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14)}),
        ("AU", {f"{n:02}" for n in range(1, 9)}),
        ("GB", {"ENG", "SCT", "WLS", "NIR"}),
        ("DE", {f"{n:02}" for n in range(1, 17)}),
    ],
)
def test_every_unit_of(gazetteer, country, codes):
    units = {u.admin1 for u in data.admin1_units() if u.country_code == country}
    assert codes <= units
    for code in codes:
        place = gazetteer.area(country, code)
        assert (place.feature_code, place.admin1) == ("ADM1", code)
        assert place.name
        assert place.admin1_name == place.name
        assert inside(place.extent, place.lat, place.lon)


def test_the_laender_have_their_names(gazetteer):
    names = {gazetteer.admin1_name("DE", f"{n:02}") for n in range(1, 17)}
    assert len(names & LAENDER) >= 14, names


# Countries of a few islands, which the map gives as one area, are their towns' middles.
SMALL = {"KI", "MV", "SJ", "TK"}


def test_every_country_with_units_has_some_of_the_map(gazetteer):
    known = Counter(u.country_code for u in data.admin1_units())
    countries = {row.iso2 for row in data.countries()}
    assert set(known) <= countries
    with_units = {code for code in countries if any(_units(gazetteer, code))}
    assert with_units - set(known) == SMALL
    assert len(with_units) > 220


def _units(gazetteer, country):
    return (code for land, code in gazetteer._admin1 if land == country)


def test_most_units_have_their_area_from_the_map(gazetteer):
    units = {(u.country_code, u.admin1) for u in data.admin1_units()}
    assert len(units) > 3_200
    known = set(gazetteer._admin1)
    assert units <= known
    assert len(units) / len(known) > 0.85


@pytest.mark.parametrize(
    ("country", "code", "lat", "lon"),
    [
        ("US", "TX", 31.5, -99.3),
        ("US", "AK", 64.5, -152.5),  # its islands beyond 180° do not pull it away
        ("RU", "15", 66.7, 171.7),  # Chukotka crosses 180°
        ("CA", "08", 49.25, -84.5),  # GeoNames' own point
        ("AU", "07", -37.0, 145.0),
        ("GB", "SCT", 56.8, -4.2),
    ],
)
def test_where_a_unit_lies(gazetteer, country, code, lat, lon):
    place = gazetteer.area(country, code)
    assert rough_km(place.lat, place.lon, lat, lon) < 120


def test_points_lie_in_their_boxes():
    for unit in data.admin1_units():
        assert contains(unit.extent, unit.lat, unit.lon), unit


def test_towns_lie_in_the_box_of_their_unit(gazetteer):
    """A code won by the wrong area would put its towns outside."""
    boxes = {(u.country_code, u.admin1): u.extent for u in data.admin1_units()}
    outside: Counter[str] = Counter()
    towns: Counter[str] = Counter()
    rows = gazetteer._connection.execute(
        "SELECT country_code, admin1, lat, lon FROM place "
        "WHERE feature_class = 'P' AND population > 5000"
    )
    for country, code, lat, lon in rows:
        box = boxes.get((country, code))
        if box:
            towns[country] += 1
            outside[country] += not inside(box, lat, lon)
    assert outside.total() / towns.total() < 0.01
    assert {c for c in towns if towns[c] > 50 and outside[c] > 0.1 * towns[c]} == set()


def test_a_unit_without_a_name_in_the_packages_has_that_of_the_map(gazetteer):
    named = [u for u in data.admin1_units() if u.name]
    assert len(named) > 100
    for unit in named:
        assert gazetteer.admin1_name(unit.country_code, unit.admin1)


def test_the_point_says_where_it_comes_from(gazetteer):
    texas = gazetteer.area("US", "TX")
    assert str(texas.provenance) == "Middle of its area in Natural Earth"
    assert texas.imprecision_km > 500
    kiribati = next(iter(_units(gazetteer, "KI")))
    assert "GeoNames cities" in str(gazetteer.area("KI", kiribati).provenance)


# --- what the tables say when a line is wrong --------------------------------------

UNIT = (
    "country_code",
    "admin1",
    "name",
    "lat",
    "lon",
    "south",
    "west",
    "north",
    "east",
)
POINT = ("country_code", "admin1", "name", "lat", "lon")
RULE = ("rule", "case", "weight", "note")
TEXAS = "US|TX||31.5|-99.3|25.8|-106.6|36.5|-93.5"


def table(
    folder: Path, columns: tuple[str, ...], *rows: str, file: str = "table.tsv"
) -> Path:
    path = folder / file
    lines = ["# origin: test", "# licence: MIT", "\t".join(columns)]
    lines += [row.replace("|", "\t") for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def units(path: Path) -> tuple[UnitRow, ...]:
    """Read a table of units none of which is moved."""
    return data.admin1_units(path, table(path.parent, POINT, file="points.tsv"))


def points(path: Path) -> tuple[UnitRow, ...]:
    """Read a table of points for the unit Texas."""
    return data.admin1_units(table(path.parent, UNIT, TEXAS, file="units.tsv"), path)


@pytest.mark.parametrize(
    ("columns", "read", "rows", "advice"),
    [
        (UNIT, units, ["usa|TX||31|-99|25|-106|36|-93"], "two capital letters"),
        (UNIT, units, ["|TX||31|-99|25|-106|36|-93"], "fill in"),
        (UNIT, units, ["US|||31|-99|25|-106|36|-93"], "fill in"),
        (UNIT, units, ["US|TX||x|-99|25|-106|36|-93"], "lat"),
        (UNIT, units, ["US|TX||91|-99|25|-106|36|-93"], "lat"),
        (UNIT, units, ["US|TX||31|-99||||"], "give the box"),
        (UNIT, units, ["US|TX||51|-99|25|-106|36|-93"], "move the point"),
        (UNIT, units, [TEXAS, TEXAS], "'US.TX' stands already"),
        (POINT, points, ["US|TX|Texas|31|181"], "lon"),
        (POINT, points, ["US|TX|T|31|-99", "US|TX|T|30|-99"], "already"),
        (RULE, data.rule_weights, ["x|y|21|"], "weight"),
        (RULE, data.rule_weights, ["x|y|much|"], "weight"),
        (RULE, data.rule_weights, ["x||1|"], "fill in"),
        (RULE, data.rule_weights, ["x|y|1|", "x|y|2|"], "'x.y' stands already"),
    ],
)  # fmt: skip
def test_wrong_lines_are_named(tmp_path, columns, read, rows, advice):
    path = table(tmp_path, columns, *rows)
    with pytest.raises(DataError, match=re.escape(advice)) as error:
        read(path)
    assert "table.tsv, line" in str(error.value)


def test_points_move_units(tmp_path):
    (unit,) = units(table(tmp_path, UNIT, TEXAS))
    (moved,) = points(table(tmp_path, POINT, "US|TX|T|30|-98"))
    assert (moved.lat, moved.lon, moved.extent) == (30, -98, unit.extent)
    assert (unit.lat, unit.lon) == (31.5, -99.3)


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ("US|TX|T|50|-98", "US.TX lies outside its box"),
        ("US|XX|T|30|-98", "admin1.tsv has no US.XX"),
    ],
)
def test_points_that_fit_no_unit(tmp_path, row, advice):
    with pytest.raises(DataError, match=re.escape(advice)):
        points(table(tmp_path, POINT, row))


def test_weights_are_read(tmp_path):
    path = table(tmp_path, RULE, "prominence|digit|1.3|for each digit", "a|b|-2|")
    assert data.rule_weights(path) == {
        ("prominence", "digit"): 1.3,
        ("a", "b"): -2,
    }
