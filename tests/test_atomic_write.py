"""A file is written whole or not at all, and a failure says what to change."""

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.errors import OutputError
from geo.export import write_text


def listing(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_as_it_is_and_replaced(tmp_path):
    path = tmp_path / "out.csv"
    write_text(path, "old")
    write_text(str(path), "Wŏnsan\r\n🛳\n")
    assert path.read_bytes() == "Wŏnsan\r\n🛳\n".encode()
    assert listing(tmp_path) == ["out.csv"]


def test_others_may_read_it_as_any_new_file(tmp_path):
    plain = tmp_path / "plain"
    plain.write_text("")
    write_text(tmp_path / "out.csv", "")
    assert (tmp_path / "out.csv").stat().st_mode == plain.stat().st_mode


def test_a_replaced_file_keeps_its_mode(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_a_file_is_followed(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(OutputError, match=r"maps does not exist; create it first"):
        write_text(tmp_path / "maps" / "out.csv", "")


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder; name a file in it"):
        write_text(tmp_path, "")


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "plain").write_text("")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_text(tmp_path / "plain" / "out.csv", "")


def test_a_pipe_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_text(pipe, "")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_names_no_file_can_have(tmp_path):
    with pytest.raises(OutputError, match="cannot be"):
        write_text(f"{tmp_path}/a\x00b.csv", "")
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / ("a" * 300), "")


def test_a_file_one_may_not_write_stays(tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match=r"you may not write .*out\.csv"):
        write_text(path, "new")
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "you may not write"),
        (errno.EROFS, "you may not write"),
        (errno.EIO, "cannot be written"),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path, monkeypatch, step, number, advice
):
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OutputError, match=advice):
        write_text(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert listing(tmp_path) == ["out.csv"]


def test_an_interruption_leaves_nothing_half_written(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "out.csv", "new")
    assert listing(tmp_path) == []


# What a killed writer left

KILLED = """
import os, signal, sys
from geo.atomic_write import writing
with writing(sys.argv[1]) as file:
    file.write("half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
LONG_AGO = 25 * 60 * 60  # seconds


def aged(path, seconds=LONG_AGO):
    then = time.time() - seconds
    os.utime(path, (then, then), follow_symlinks=False)


def test_the_next_writer_sweeps_what_a_killed_one_left_a_day_ago(tmp_path):
    path = tmp_path / "out.csv"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    (left,) = tmp_path.iterdir()
    write_text(path, "new")
    assert left.exists()  # somebody may be writing it
    aged(left)
    write_text(path, "new")
    assert listing(tmp_path) == ["out.csv"]


NAME = ".dateline-0123456789ab.tmp"


@pytest.mark.parametrize(
    "name",
    [
        "out.csv.bak", ".dateline", ".dateline-0123456789ab", ".dateline-0123456789ab.tmp2",
        ".dateline-0123456789AB.tmp", ".dateline-0123456789abc.tmp", ".dateline-notes.tmp",
        "dateline-0123456789ab.tmp", "a.dateline-0123456789ab.tmp", ".dateline-0123456789ab.tmp\n",
    ],
)  # fmt: skip
def test_no_file_of_another_name_is_swept(tmp_path, name):
    (tmp_path / name).write_text("mine")
    aged(tmp_path / name)
    write_text(tmp_path / "out.csv", "new")
    assert name in listing(tmp_path)


def test_nor_what_is_no_file_of_ours(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    kept.write_text("mine")
    aged(kept)
    folder, link, pipe = (tmp_path / NAME.replace("0", n) for n in "123")
    folder.mkdir()
    link.symlink_to(kept)
    os.mkfifo(pipe)
    for each in (folder, link, pipe):
        aged(each)
    write_text(tmp_path / "out.csv", "new")
    assert len(listing(tmp_path)) == 5
    file = tmp_path / NAME
    file.write_text("another's")
    aged(file)
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    write_text(tmp_path / "out.csv", "new")
    assert file.exists()


@pytest.mark.parametrize("what", ["scandir", "unlink"])
def test_what_cannot_be_swept_hinders_nobody(tmp_path, monkeypatch, what):
    file = tmp_path / NAME
    file.write_text("half")
    aged(file)
    real = Path.unlink

    def fail(path, *_, **__):
        if path == file or what == "scandir":
            raise PermissionError(errno.EACCES, "no")
        real(path, missing_ok=True)

    monkeypatch.setattr(os if what == "scandir" else Path, what, fail)
    write_text(tmp_path / "out.csv", "new")
    monkeypatch.undo()
    assert (tmp_path / "out.csv").read_text() == "new"
