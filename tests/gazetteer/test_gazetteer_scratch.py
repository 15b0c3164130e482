"""Who may build a gazetteer file, and what the others find meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.gazetteer.builder import scratch
from geo.gazetteer.builder.scratch import building

HOLD = """
import sys, time
from pathlib import Path
from geo.gazetteer.builder.scratch import building
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
from geo.gazetteer.builder.scratch import building
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
    with building(path) as fresh:
        assert not fresh.exists()
        fresh.write_text("whole")
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
    with building(tmp_path / "gazetteer-new.sqlite") as fresh:
        fresh.write_text("new")
    assert names(tmp_path) == {
        "gazetteer-new.sqlite", "geocoder.sqlite", "gazetteer.lock",
    }  # fmt: skip


def test_a_failed_build_leaves_what_was_there(tmp_path):
    path = tmp_path / "gazetteer-1.sqlite"
    path.write_text("old")

    def fail() -> None:
        with building(path) as half:
            half.write_text("half")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert path.read_text() == "old"
    assert names(tmp_path) == {"gazetteer-1.sqlite", "gazetteer.lock"}


def test_a_lock_held_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "LOCK_SECONDS", 0.05)
    path = tmp_path / "gazetteer-1.sqlite"

    def enter() -> None:
        with building(path):
            pass

    with building(path) as held:
        held.write_text("x")
        with pytest.raises(GazetteerError, match="still building there"):
            enter()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    def enter() -> None:
        with building(tmp_path / "none" / "gazetteer-1.sqlite"):
            pass

    with pytest.raises(GazetteerError, match="cannot be locked"):
        enter()
