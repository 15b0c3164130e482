"""A bad byte in a row costs that row, is said, and can be taken out of the file and mended."""

from __future__ import annotations

import sqlite3

import pytest
from atlases import sample_atlas
from correcting import told
from known_places import SUVA

from geo.corrections import MeansPlace, open_corrections
from geo.corrections.records import from_json
from geo.errors import OutputError


def _spoil(path, old: bytes, new: bytes, table="correction", column="value") -> None:
    """Write bytes that are no text, as a disk does: SQLite sees nothing amiss."""
    with sqlite3.connect(path) as db:
        db.text_factory = bytes
        for number, value in db.execute(
            f"SELECT rowid, {column} FROM {table}"
        ).fetchall():
            spoilt = value.replace(old, new)
            statement = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?"
            db.execute(statement, (spoilt, number))
        assert db.execute("PRAGMA quick_check").fetchone() == (b"ok",)
    db.close()


@pytest.fixture
def kept(tmp_path):
    made = [
        told(sample_atlas(), "Moscow", MeansPlace(SUVA), note=note)
        for note in ("the first", "the second", "the third")
    ]
    with open_corrections(tmp_path) as file:
        file.add(*made)
    return tmp_path, made


def test_a_bad_byte_costs_its_row_alone(kept):
    folder, made = kept
    _spoil(folder / "corrections.sqlite", b"the second", b"the \xff second")
    with open_corrections(folder) as file:
        assert file.in_force() == (made[0], made[2])
        assert "1 row left out as damaged" in file.notice
        assert "written" not in file.notice
        (line,) = file.unreadable()
        later = told(sample_atlas(), "Wonsan", MeansPlace(SUVA))
        file.add(later)
        assert file.in_force() == (made[0], made[2], later)
        assert "1 row" in file.notice  # still
    # What an export writes is one that can be taken in again: of its note a letter is lost.
    assert from_json(line).correction.id == made[1].id
    assert "the � second" in from_json(line).correction.note


def test_what_was_taken_back_stays_so_whatever_its_time_says(kept):
    folder, made = kept
    with open_corrections(folder) as file:
        file.undo(made[0].id)
    _spoil(folder / "corrections.sqlite", b"20", b"\xff0", "undo", "time")
    with open_corrections(folder) as file:
        assert file.in_force() == (made[1], made[2])


def test_a_file_that_cannot_be_read_is_not_said_to_be_unwritable(kept, monkeypatch):
    folder, made = kept
    with open_corrections(folder) as file:
        db = file._connection().connection
        db.execute("ALTER TABLE undo RENAME TO gone")
        assert file.in_force() == ()
        assert "could not be read" in file.notice
        assert "written" not in file.notice
    del made, monkeypatch


@pytest.mark.parametrize("limit", ["max_page_count = 1", "query_only = 1"])
def test_what_cannot_be_kept_is_said_and_what_was_kept_stays(tmp_path, limit):
    """As on a full disk, and in a folder that can only be read."""
    made = [told(sample_atlas(), "Suva", MeansPlace(SUVA)) for _ in range(200)]
    with open_corrections(tmp_path) as kept:
        kept.add(made[0])
        held = kept._connection().connection
        held.execute(f"PRAGMA {limit}")
        with pytest.raises(OutputError, match="could not be written"):
            kept.add(*made[1:])
        assert kept.in_force() == (made[0],)
        held.execute("PRAGMA query_only = 0")
        held.execute("PRAGMA max_page_count = 100000")
        assert kept.add(*made) == 199
        assert kept.notice == ""
