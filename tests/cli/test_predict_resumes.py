"""`dateline predict` stopped at any moment goes on and ends with the same file."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hand_fed import HandFed, town
from nursery import Child, nursery

from geo import batch
from geo.batch import LineFile
from geo.errors import OutputError, WorkerError
from geo.export.resume import resuming
from geo.processes import in_processes
from geo.tools import Tools

WORLD = HandFed({"Oslo": [town("Oslo", "NO/12", 580_000)]})
LINES = [json.dumps({"id": n, "text": "x" * n}) for n in range(6)]


def write(path: Path, lines=LINES, key="k", stop_at=99) -> None:
    """Write lines as the command does; raise after so many, as a stop would."""
    with resuming(path, key) as file:
        for number, line in enumerate(lines[file.done :], file.done):
            if number == stop_at:
                raise KeyboardInterrupt
            file.write(line)


def stopped(path: Path, at: int, **options) -> Path:
    with pytest.raises(KeyboardInterrupt):
        write(path, stop_at=at, **options)
    (part,) = path.parent.glob("*.part-*")
    return part


@pytest.fixture
def whole(tmp_path) -> bytes:
    write(tmp_path / "whole.jsonl")
    return (tmp_path / "whole.jsonl").read_bytes()


@pytest.fixture
def folder(tmp_path) -> Path:
    found = tmp_path / "here"
    found.mkdir()
    return found


@pytest.mark.parametrize("at", range(6))
def test_a_stopped_file_is_gone_on_with(folder, whole, at):
    stopped(folder / "out.jsonl", at)
    assert not (folder / "out.jsonl").exists()
    write(folder / "out.jsonl")
    assert (folder / "out.jsonl").read_bytes() == whole
    assert [p.name for p in folder.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_cut_off_at_any_byte_it_loses_half_a_line_at_most(folder, whole, cut):
    part = stopped(folder / "out.jsonl", 5)
    part.write_bytes(whole[:cut])
    write(folder / "out.jsonl")
    assert (folder / "out.jsonl").read_bytes() == whole


def test_zeros_after_a_power_cut_are_no_lines(folder, whole):
    part = stopped(folder / "out.jsonl", 4)
    part.write_bytes(part.read_bytes()[:30] + bytes(40) + b"\n")
    write(folder / "out.jsonl")
    assert (folder / "out.jsonl").read_bytes() == whole


def test_other_work_begins_anew_and_the_old_is_cleared_away_at_the_end(folder, whole):
    stopped(folder / "out.jsonl", 3, key="other", lines=["[1]"] * 6)
    write(folder / "out.jsonl")
    assert (folder / "out.jsonl").read_bytes() == whole
    assert [p.name for p in folder.iterdir()] == ["out.jsonl"]


def test_the_old_answers_stand_until_the_new_are_whole(folder, whole):
    out = folder / "out.jsonl"
    out.write_text("old")
    out.chmod(0o640)
    stopped(out, 3)
    assert out.read_text() == "old"
    write(out)
    assert out.read_bytes() == whole
    assert out.stat().st_mode & 0o777 == 0o640


def test_two_at_once_are_told_so(folder):
    out = folder / "out.jsonl"
    with (
        resuming(out, "k") as file,
        pytest.raises(OutputError, match="another process"),
        resuming(out, "k"),
    ):
        pass
    assert file.done == 0
    assert [p.name for p in folder.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("name", ["no/out.jsonl", "", "folder"])
def test_where_nothing_can_be_written(folder, name):
    (folder / "folder").mkdir()
    with pytest.raises(OutputError), resuming(folder / name, "k"):
        pass


# --- which work is the same ----------------------------------------------------------


def job(records, **options) -> batch.Job:
    lines = [batch.parse_line(json.dumps(r), "here") for r in records]
    return batch.Job(lines, Tools(WORLD), **options)


RECORD = {"id": "a", "text": "In Oslo.", "title": "T", "source": "S", "toponyms": []}


@pytest.mark.parametrize(
    ("records", "options"),
    [
        ([], {}),
        ([RECORD, RECORD], {}),
        ([{**RECORD, "id": "b"}], {}),
        ([{**RECORD, "text": "Oslo."}], {}),
        ([{**RECORD, "title": "U"}], {}),
        ([{**RECORD, "source": "R"}], {}),
        ([{**RECORD, "toponyms": [{"start": 3, "end": 7}]}], {}),
        ([RECORD], {"gold_mentions": True}),
        ([RECORD], {"source_prior": True}),
    ],
)
def test_other_articles_or_settings_are_other_work(records, options):
    assert job(records, **options).key != job([RECORD]).key


def test_the_same_is_the_same():
    assert job([RECORD]).key == job([{**RECORD, "unknown": 1}]).key


@pytest.mark.parametrize("options", [{}, {"source_prior": True}])
def test_what_is_left_is_answered_as_in_one_go(options):
    records = [{**RECORD, "id": str(n), "text": f"In Oslo {n}."} for n in range(8)]
    work = job(records, **options)
    everything = list(work.answers())
    assert work.total == len(everything) == 8
    for done in range(9):
        assert list(work.answers(done)) == everything[done:]


def test_a_file_is_gone_through_again_and_again(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": "a", "text": "One."}\r\n\n{"id": "b", "text": "Two."}')
    with path.open("rb") as file:
        lines = LineFile(file, "in.jsonl")
        assert [line.id for line in lines] == [line.id for line in lines] == ["a", "b"]
        assert [where for _, where in lines.texts()] == [
            "in.jsonl, line 1",
            "in.jsonl, line 3",
        ]


# --- several processes -----------------------------------------------------------------


def die(question):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_come_in_order(processes):
    assert list(in_processes(str, range(50), processes)) == [str(n) for n in range(50)]


def test_a_killed_process_is_advice():
    with pytest.raises(WorkerError, match="fewer --jobs"):
        list(in_processes(die, range(50), 2))


# --- the command itself, killed --------------------------------------------------------

# The command with all it loads; what is killed is a fork of it.
IMPORTS = """
import geo, geo.batch, geo.cli
gazetteer = geo.open_gazetteer()
geo.build_atlas([geo.read_text("Ships sailed to Riga.")], gazetteer)
gazetteer.close()
"""


@pytest.fixture(scope="module")
def start(gazetteer) -> Iterator[Callable[..., Child]]:
    """Start the command, loaded once."""
    del gazetteer  # it is there
    with nursery(IMPORTS, "geo.cli.main()") as begin:
        yield begin


def undisturbed(child: Child) -> None:
    """Wait until the command has ended well."""
    list(child.lines())
    assert child.code == 0


@pytest.fixture(scope="module")
def work(start, tmp_path_factory) -> tuple[Path, bytes]:
    """Give lines to read, and what one process makes of them that nothing stops."""
    source = tmp_path_factory.mktemp("work") / "in.jsonl"
    texts = [f"Ships sailed from Oslo to Riga {n} times." for n in range(120)]
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    source.write_text("\n".join(lines))
    unbroken = source.with_name("unbroken.jsonl")
    undisturbed(start("predict", source, unbroken))
    return source, unbroken.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_command_killed_again_and_again(work, start, tmp_path, jobs):
    source, unbroken = work
    out = tmp_path / "here" / "out.jsonl"
    out.parent.mkdir()
    words = ["predict", str(source), "--jobs", str(jobs), str(out)]
    chance = random.Random(jobs)
    for _ in range(3):
        child = start(*words)
        with suppress(ProcessLookupError):  # it was done before
            while not list(out.parent.iterdir()):
                os.kill(child.pid, 0)
                time.sleep(0.02)
            time.sleep(chance.random())
            os.kill(child.pid, chance.choice([signal.SIGKILL, signal.SIGTERM]))
        assert list(child.lines()) == []  # it has ended
    undisturbed(start(*words))
    assert out.read_bytes() == unbroken
    assert [p.name for p in out.parent.iterdir()] == ["out.jsonl"]
