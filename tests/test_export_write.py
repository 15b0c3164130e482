"""A file is written whole or not at all, and a failure says what to change."""

import errno
import os
import stat
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
