"""The build, on five cities: the whole one is what every other test looks names up in."""

from __future__ import annotations

import sqlite3

import pytest

from geo import data
from geo.gazetteer import build, sources
from geo.gazetteer.store import OfflineGazetteer
from geo.gazetteer.units import Unit, strip_type_words

CITIES = [
    sources.City(1, "Wŏnsan", 39.15, 127.44, "KP", "07", 329_000, ("Genzan", "WOS")),
    sources.City(2, "Pyongyang", 39.03, 125.75, "KP", "12", 3_000_000, ("Heijo",)),
    sources.City(3, "Kursk", 51.73, 36.19, "RU", "41", 440_000, ("Курск",)),
    sources.City(4, "Paris", 33.66, -95.56, "US", "TX", 25_000, ()),
    sources.City(5, "Dallas", 32.78, -96.8, "US", "TX", 1_300_000, ()),
]
NAMES = {
    sources.spot_key("KP", 39.15, 127.44): sources.AdminNames("Kangwŏn-do", ""),
    sources.spot_key("RU", 51.73, 36.19): sources.AdminNames("Kursk Oblast", ""),
    sources.spot_key("US", 33.66, -95.56): sources.AdminNames("Texas", "Lamar County"),
    sources.spot_key("US", 32.78, -96.8): sources.AdminNames("Texas", "Dallas County"),
}
# Our tables name places these five cities do not make up.
TABLES_OF_THE_WHOLE_WORLD = ("abbreviations", "demonyms", "exonyms")


@pytest.fixture
def small_world(monkeypatch):
    monkeypatch.setattr(sources, "read_cities", lambda: iter(CITIES))
    monkeypatch.setattr(sources, "read_admin_names", lambda: dict(NAMES))
    for table in TABLES_OF_THE_WHOLE_WORLD:
        monkeypatch.setattr(build.words, table, lambda _: iter(()))


def test_five_cities_become_a_gazetteer(small_world, tmp_path):
    path = tmp_path / "gazetteer-test.sqlite"
    (tmp_path / "gazetteer-old.sqlite").write_text("an older one")
    shares = []
    build.build(path, lambda share, _: shares.append(share))
    world = OfflineGazetteer(path)
    try:
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
        assert world.lookup("Russian")[0].match == "demonym"
        assert world.lookup("Black Sea")[0].place.feature_code == "SEA"
        assert world.place("geonames:3").name == "Kursk"
        assert world.place("dateline:no-such") is None
    finally:
        world.close()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert sorted(p.name for p in tmp_path.glob("gazetteer-*")) == [path.name]


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


def test_a_table_that_names_nowhere_stops_the_build(monkeypatch, tmp_path):
    monkeypatch.setattr(sources, "read_cities", lambda: iter(CITIES))
    monkeypatch.setattr(sources, "read_admin_names", lambda: dict(NAMES))
    with pytest.raises(build.tables.DataError, match="does not exist"):
        build.build(tmp_path / "gazetteer-test.sqlite", lambda *_: None)
    assert list(tmp_path.glob("gazetteer-*")) == []


def test_main_reports_lines_for_the_parent(small_world, monkeypatch, tmp_path, capsys):
    path = tmp_path / "gazetteer-test.sqlite"
    monkeypatch.setattr(build.sys, "argv", ["build", str(path)])
    monkeypatch.setattr(build.gc, "disable", lambda: None)
    build.main()
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("0.000 ")
    assert last == "1.000 done"
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    db.close()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("kursk oblast", "kursk"),
        ("state of mexico", "mexico"),
        ("republic of the altai", "altai"),
        ("texas", None),
        ("oblast", None),
    ],
)
def test_type_words(name, short):
    after, before = ("oblast", "province"), ("state", "republic")
    assert strip_type_words(name, after, before) == short


def test_a_unit_across_180_degrees_has_its_middle_there():
    unit = Unit()
    unit.add("Chukotka", 65.0, 178.0, 10)
    unit.add("Chukotka", 67.0, -176.0, 10)
    unit.add("", 66.0, 179.0, 1)
    lat, lon = unit.middle
    assert unit.name == "Chukotka"
    assert (lat, lon) == (66.0, pytest.approx(-179.0))
