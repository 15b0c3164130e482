"""What was read of the file of corrections is not read again, and nothing new is missed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings, strategies as st

from geo.corrections import store as store_module
from geo.corrections.model import (
    Correction,
    NotAPlace,
    Scope,
    TextSpan,
    make_correction,
)
from geo.corrections.store import Corrections

MANY = 4_300  # more than any number of rows that a memory of answers was made for


def said(number: int = 0) -> Correction:
    return make_correction(NotAPlace(), TextSpan(f"Quay {number}"), scope=Scope.ALWAYS)


def ids(corrections) -> list[str]:
    return [each.id for each in corrections]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corrections.sqlite"


@pytest.fixture
def decoded(monkeypatch) -> list[str]:
    """Note each row that is decoded."""
    rows: list[str] = []

    decode = store_module._read

    def noting(row):
        rows.append(row.value)
        return decode(row)

    monkeypatch.setattr(store_module, "_read", noting)
    return rows


def test_each_row_is_decoded_once_however_many_there_are(path, decoded):
    corrections = [said(number) for number in range(MANY)]
    with Corrections(path) as kept:
        kept.add(*corrections)
        assert ids(kept.in_force()) == ids(corrections)
        assert len(decoded) == MANY
        for ask in (kept.in_force, kept.history, kept.page):
            ask()
        assert len(decoded) == MANY
        kept.add(said())
        assert len(kept.in_force()) == MANY + 1
        assert len(decoded) == MANY + 1
        kept.undo(corrections[7].id)
        assert len(kept.in_force()) == MANY
        assert len(decoded) == MANY + 1


def test_threads_that_come_and_go_share_what_was_read(path, decoded):
    with Corrections(path) as kept:
        kept.add(said(), said(), said())
        for _ in range(5):
            asking = Thread(target=kept.in_force)
            asking.start()
            asking.join()
    assert len(decoded) == 3


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add two", "undo", "lay in", "look", "close"]),
        st.sampled_from(["this", "other"]),
        st.integers(0, 9),
    ),
    max_size=12,
)


def do(step: str, store: Corrections, nth: int, more: Corrections) -> None:
    in_force = store.in_force()
    match step:
        case "add":
            store.add(said())
        case "add two":
            store.add(said(), said())
        case "undo" if in_force:
            store.undo(in_force[nth % len(in_force)].id)
        case "lay in":  # some taken back, some known here already
            more.add(said(), *in_force[:1])
            more.undo(more.in_force()[-1].id)
            store.import_corrections(more.history())
        case "close":
            store.close()


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_what_is_known_is_what_the_file_holds_whoever_wrote_it(steps):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        with (
            Corrections(path) as this,
            Corrections(path) as other,
            Corrections(path.with_name("b")) as more,
        ):
            for step, by, nth in steps:
                do(step, this if by == "this" else other, nth, more)
                with Corrections(path) as fresh:
                    history = fresh.history()
                assert this.history() == other.history() == history
                wanted = [each.correction for each in history if each.in_force]
                assert list(this.in_force()) == list(other.in_force()) == wanted


WRITE = """
import sys
from pathlib import Path
from geo.corrections.store import Corrections
from geo.corrections.model import NotAPlace, Scope, TextSpan, make_correction
with Corrections(Path(sys.argv[1])) as kept:
    for line in sys.stdin:
        known = [each.id for each in kept.in_force()]
        if line.strip():
            kept.undo(line.strip())
        said = make_correction(NotAPlace(), TextSpan("Moscow"), scope=Scope.ALWAYS)
        kept.add(said)
        print(said.id, *known, flush=True)
"""


def test_two_processes_see_each_others_corrections_at_the_next_call(path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with Corrections(path) as kept, writer:
        assert writer.stdin
        assert writer.stdout
        theirs = ""
        for number in range(5):
            mine = said(number)
            kept.add(mine)
            before = ids(kept.in_force())
            print(theirs, file=writer.stdin, flush=True)  # have them take theirs back
            new, *seen = writer.stdout.readline().split()
            assert seen == before
            assert ids(kept.in_force()) == [i for i in before if i != theirs] + [new]
            theirs = new
        writer.stdin.close()


def test_a_file_put_in_its_place_is_read_anew(path, tmp_path):
    with Corrections(path) as kept, Corrections(tmp_path / "b") as other:
        kept.add(said(1), said(2))
        other.add(said(3), said(4))
        kept.undo(kept.in_force()[0].id)
        other.undo(other.in_force()[1].id)
        assert kept.history() != other.history()
        kept.close()
        other.close()
        shutil.copy(other.path, path)
        assert kept.history() == other.history()


def test_a_row_that_cannot_be_read_is_left_out_and_said_once(path, caplog):
    with Corrections(path) as kept:
        kept.add(said(1))
        with sqlite3.connect(path) as db:
            db.execute(
                "INSERT INTO correction (id, article, value) VALUES ('x', '', '{')"
            )
        db.close()
        kept.add(said(2))
        for _ in range(3):
            assert len(kept.in_force()) == 2
    assert caplog.text.count("cannot be read") == 1


# Pages


@pytest.mark.parametrize("limit", [1, 3, 4, 10, 11, 50])
def test_pages_are_all_in_force_the_last_kept_first(path, limit):
    with Corrections(path) as kept:
        kept.add(*(said(number) for number in range(12)))
        for taken_back in kept.in_force()[3:12:7]:
            kept.undo(taken_back.id)
        found, before = [], None
        while page := kept.page(before, limit):
            assert len(page) <= limit
            found += page
            before = page[-1].id
        assert found == list(reversed(kept.in_force()))


def test_a_page_goes_on_where_the_last_ended_whatever_happened_since(path):
    with Corrections(path) as kept:
        kept.add(*(said(number) for number in range(6)))
        wanted = kept.in_force()[::-1]
        first = kept.page(limit=2)
        kept.undo(first[-1].id)
        kept.add(said())
        assert first + kept.page(first[-1].id, 2) == wanted[:4]
        assert kept.page("no such") == ()
