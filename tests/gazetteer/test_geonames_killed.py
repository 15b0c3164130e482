"""A killed build from GeoNames' files goes on where it was; other files begin anew."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from geonames_builds import HOLDS, cut_gazetteer, extender, found, made_up_france
from geonames_files import World, place

from geo.errors import GazetteerError
from geo.gazetteer.builder import geonames_files

base = pytest.fixture(scope="module")(cut_gazetteer)
extend = pytest.fixture(extender)
world = pytest.fixture(scope="module")(made_up_france)

KILLED = """
import os, signal, sys
from pathlib import Path
from geo.gazetteer.builder import geonames, geonames_files
geonames_files.PIECE = 300
base, source, path, words, count = sys.argv[1:]
seen = 0
def report(share, said):
    global seen
    seen += said == words
    if seen == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
geonames.build(Path(base), source, "", Path(path), report)
"""


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("reading allCountries.zip", 1),
        ("reading allCountries.zip", 3),
        ("reading hierarchy.zip", 2),
        ("reading alternateNamesV2.zip", 2),
        ("sorting names", 1),
    ],
)
def test_a_killed_build_goes_on(extend, world, base, tmp_path, words, count):
    folder = World(tmp_path / "dump").write().folder
    path = tmp_path / "cache" / HOLDS
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, base.path, folder, path, words, str(count)],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert path.with_suffix(".work").is_file()
    assert not path.is_file()
    said: list[str] = []
    whole = extend(folder, report=lambda _, words: said.append(words))
    assert said[0] == "going on with an unfinished build"
    assert said.count("reading allCountries.zip") == (
        0 if words != "reading allCountries.zip" else 2
    )
    assert rows(whole.path) == rows(world.path)
    assert {p.name for p in path.parent.iterdir()} == {path.name, "gazetteer.lock"}


def rows(path: Path) -> list[tuple]:
    with sqlite3.connect(path) as db:
        found = [
            row
            for table in ("place", "name", "admin1")
            for row in db.execute(f"SELECT * FROM {table}")
        ]
    db.close()
    return found


def test_other_files_begin_anew(extend, tmp_path, monkeypatch):
    dump = World(tmp_path / "dump").only("FR.zip")
    dump.files["FR.zip"].append("broken")
    monkeypatch.setattr(geonames_files, "PIECE", 300)
    with pytest.raises(GazetteerError, match="line 15"):
        extend(dump.write().folder)
    assert (tmp_path / "cache" / HOLDS).with_suffix(".work").is_file()
    dump.files["FR.zip"][-1] = place(7, "Xnew", 1, 1, "P.PPL")
    said: list[str] = []
    world = extend(dump.write().folder, report=lambda _, words: said.append(words))
    assert "going on with an unfinished build" not in said
    assert found(world, "Xnew")


def test_the_scratch_file_of_another_build_goes(extend, tmp_path):
    other = tmp_path / "cache" / "gazetteer-older-geonames.work"
    other.write_bytes(b"")
    extend(World(tmp_path / "dump").only("FR.zip").write().folder)
    assert not other.exists()


def test_shares_only_grow(extend, tmp_path):
    shares: list[float] = []
    extend(World(tmp_path).write().folder, report=lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
