"""``dateline doctor --check``: damage in each file is found, and what to do is said."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from cache_file import filled
from command_runs import command
from kept import articles

import geo
from geo.corrections import NotAPlace, TextSpan, make_correction, open_corrections
from geo.settings import get_settings

dateline = pytest.fixture(command)

FILES = {
    "cache": "geocoder.sqlite",
    "collections": "collections.sqlite",
    "corrections": "corrections.sqlite",
}


@pytest.fixture
def path_of(dateline, monkeypatch, tmp_path):
    """A folder with a file of each kind; gives the path of one."""
    for name in ("CACHE", "DATA"):
        monkeypatch.setenv(f"DATELINE_{name}_DIR", str(tmp_path))
    get_settings.cache_clear()
    filled(tmp_path / FILES["cache"], rows=200)
    with geo.open_collections() as store:
        store.add(store.create("Rain").id, articles(200))
    with open_corrections() as kept:
        for article in articles(20):
            words = TextSpan("Suva", 13, 17)
            kept.add(make_correction(NotAPlace(), words, article))
    yield lambda name: tmp_path / FILES[name]
    get_settings.cache_clear()


def _empty(path):
    path.write_bytes(b"")


def _foreign(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 1")


def _newer(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


def _zeroed(path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 4096 // 2 * 4096)
        file.write(bytes(4096))


def _text(path):
    path.write_text("name,lat,lon\n" * 500, "utf-8")


def _flipped(path):
    """Spoil the values of two rows, as no check of SQLite's own would see."""
    table, column = {
        "geocoder": ("answer", "places"),
        "collections": ("article", "value"),
        "corrections": ("correction", "value"),
    }[path.stem]
    with closing(sqlite3.connect(path)) as db, db:
        spoilt = f"UPDATE {table} SET {column} = replace({column}, 'a', x'ff')"
        assert db.execute(f"{spoilt} WHERE rowid < 3").rowcount == 2
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)


DAMAGES = [
    (_empty, "is empty; Dateline sets it aside"),
    (_foreign, "is a database of another program; Dateline sets it aside"),
    (_newer, "was made by a newer Dateline; it is left alone; update Dateline"),
    (_zeroed, "is damaged"),
    (_text, "is damaged; Dateline sets it aside"),
    (_flipped, "has 2 rows that cannot be read; they are"),
]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("damage", "words"), DAMAGES)
def test_damage_is_found_and_nothing_changed(dateline, path_of, name, damage, words):
    path = path_of(name)
    damage(path)
    before = path.read_bytes()
    code, out, err = dateline("doctor", "--check")
    assert (code, path.read_bytes()) == (3, before)
    (line,) = (each for each in out.splitlines() if each.startswith(name))
    assert words in line
    assert "1 file is not sound" in err


def test_sound_files_are_said_to_be(dateline, path_of):
    code, out, _ = dateline("doctor", "--check")
    assert code == 0
    assert out.count(": sound") == 3
    assert "none yet" in out  # the gazetteer of this folder


def test_what_can_be_read_of_damaged_files_comes_back(dateline, path_of, tmp_path):
    for name, least in (("collections", 100), ("corrections", 1)):
        path = path_of(name)
        _zeroed(path)
        assert dateline(name, "export", "out.jsonl", "--from", path)[0] == 0
        path.unlink()
        code, _, err = dateline(name, "import", "out.jsonl")
        assert code == 0, err
        lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
        assert least <= len(lines) <= 201
        assert all(json.loads(line) for line in lines)
        code, out, _ = dateline(name, "list")
        assert code == 0
        assert out
