"""The file of corrections: what was said to be kept is kept, and passed on exactly."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from atlases import sample_atlas
from correcting import told, words_at
from known_places import KALMA_PIER, MOSCOW, MOSCOW_IDAHO, SUVA
from nursery import nursery

from geo.corrections.csv import Fault, read_table, write_table
from geo.corrections.model import (
    AddLink,
    ChangeLink,
    Checked,
    Correction,
    MarkMention,
    MeansPlace,
    NotAPlace,
    RemoveLink,
    SameAs,
    Scope,
)
from geo.corrections.records import StoredCorrection, Undo, from_json, to_json
from geo.corrections.store import Corrections
from geo.errors import InputError, OutputError
from geo.model import LinkKind

ATLAS = sample_atlas()
ENDS = words_at(ATLAS, "Moscow"), words_at(ATLAS, "Pyongyang")
ACTIONS = [
    MeansPlace(MOSCOW_IDAHO),
    MeansPlace(KALMA_PIER),
    NotAPlace(),
    SameAs("Suva", SUVA),
    SameAs("Suva"),
    MarkMention(),
    MarkMention(SUVA),
    AddLink(*ENDS, LinkKind.SPREAD, actor="Ivanova"),
    ChangeLink(*ENDS, LinkKind.MOVEMENT, LinkKind.CONFLICT, swapped=True),
    RemoveLink(*ENDS, LinkKind.CO_MENTION),
]


def made(action=ACTIONS[0], **more) -> Correction:
    return told(ATLAS, "Moscow", action, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "corrections.sqlite"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.do)
def test_every_action_is_kept_and_passed_on_exactly(path: Path, action) -> None:
    said = made(action, author="Anna", note="“because”\n2")
    with Corrections(path) as kept:
        assert kept.add(said) == 1
        assert kept.in_force() == (said,)
    undone = StoredCorrection(said, Undo("Ben", datetime(2026, 11, 25, tzinfo=UTC)))
    for each in (StoredCorrection(said), undone):
        assert from_json(to_json(each)) == each


def test_undo_is_a_record_and_the_history_stays(path: Path) -> None:
    first, second = made(), made(NotAPlace())
    with Corrections(path) as kept:
        kept.add(first, second)
        kept.undo(first.id, "Ben")
        assert kept.in_force() == (second,)
        assert [each.correction for each in kept.history()] == [first, second]
        with pytest.raises(InputError, match="is in force"):
            kept.undo(first.id)
        with pytest.raises(InputError, match="is in force"):
            kept.undo("no such")


def test_files_of_two_people_are_laid_together(tmp_path: Path) -> None:
    mine, theirs = made(author="Me"), made(author="You there")
    with Corrections(tmp_path / "a") as a, Corrections(tmp_path / "b") as b:
        a.add(mine)
        b.add(mine, theirs)
        b.undo(mine.id)
        assert a.import_corrections(b.history()) == 1
        assert a.history() == b.history()
        assert a.import_corrections(b.history()) == 0


def test_a_damaged_file_is_set_aside_and_said(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 99)
    with Corrections(path) as kept:
        assert "set aside" in kept.notice
        assert kept.add(made()) == 1
    assert len(list(path.parent.glob("*.corrupt-*"))) == 1


def test_what_cannot_be_kept_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with Corrections(path) as kept, pytest.raises(OutputError, match="corrections"):
        kept.add(made())


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        (('"lat":46.73239', '"lat":91'), "degrees"),
        (('"lat":46.73239', '"lat":"46"'), "lat"),
        (('"name":"Moscow"', '"name":"a\\nb"'), "plain text"),
        (('"do":"place"', '"do":"burn"'), "do"),
        (('"scope":"mention"', '"scope":"world"'), "scope"),
        (('"start":', '"begin":'), "start and end"),
        (("{", "["), "not a correction"),
    ],
)
def test_a_file_from_anywhere_is_read_strictly(change, advice) -> None:
    line = to_json(StoredCorrection(made()))
    assert change[0] in line
    with pytest.raises(InputError, match=advice):
        from_json(line.replace(*change, 1))


# The table

TABLE = """article,source,start,end,text,action,place,lat,lon,name,scope,author,note
a1,,3,9,Moscow,place,geonames:524901,,,,mention,Anna,capital
,,,,Moscow,place,,46.7,-117,Moscow Idaho,always,,
,Invented Wire,,,Kremlin,not-a-place,,,,,source,,
a1,,,,NK,same-as,,,,North Korea,article,,
a1,,0,4,Quay,mark,,,,,mention,,
a1,,,,,checked,,,,,article,,
,,,,Moscow,place,geonames:1,,,,always,,
,,,,Moscow,place,,x,1,Here,always,,
,,,,Moscow,place,,95,1,Here,always,,
,,,,Moscow,fly,,,,,always,,
,,,,Moscow,not-a-place,,,,,mention,,
a1,,x,9,Moscow,not-a-place,,,,,mention,,
,,,,Moscow,not-a-place,,,,,,,
"""


def test_rows_that_cannot_be_used_cost_only_themselves() -> None:
    rows = list(read_table(TABLE, {MOSCOW.id: MOSCOW}.get))
    good = [row for row in rows if isinstance(row, Correction)]
    faults = [row for row in rows if isinstance(row, Fault)]
    assert [row.action.do for row in good] == [
        "place", "place", "not-a-place", "same-as", "mark", "checked",
    ]  # fmt: skip
    assert [fault.line for fault in faults] == list(range(8, 15))
    assert "no place 'geonames:1'" in faults[0].advice
    assert "no scope ''" in faults[-1].advice


def test_the_table_says_the_same_again() -> None:
    places = {p.id: p for p in (MOSCOW, MOSCOW_IDAHO, SUVA)}.get
    given = [made(a, author="=Anna", note="-x") for a in ACTIONS if a != ACTIONS[1]]
    checked = replace(made(Checked(), scope=Scope.ARTICLE), note="")
    text = write_table([*given, checked])
    assert "'=Anna" in text  # a spreadsheet runs no formula of ours
    back = list(read_table(text, places))
    bare = [replace(c, id="", time=ATLAS_TIME) for c in back]
    wanted = [
        replace(c, id="", time=ATLAS_TIME) for c in [*given[:1], *given[1:], checked]
    ]
    in_table = [c for c in wanted if c.action.do in TABLE_ACTIONS]
    assert [c.words for c in bare] == [c.words for c in in_table]
    assert [c.author for c in bare] == [c.author for c in in_table]
    assert bare[0] == in_table[0]


ATLAS_TIME = datetime(2026, 11, 24, tzinfo=UTC)
TABLE_ACTIONS = {"place", "not-a-place", "same-as", "mark", "checked"}


# Many at once, and killed

IMPORTS = """
import sys
from pathlib import Path
from geo.corrections.store import Corrections
from geo.corrections.model import NotAPlace, Scope, TextSpan, make_correction
"""
WRITE = """
with Corrections(Path(sys.argv[1])) as kept:
    for number in range(int(sys.argv[2])):
        said = make_correction(NotAPlace(), TextSpan("Moscow"), scope=Scope.ALWAYS)
        kept.add(said)
        print(said.id, flush=True)
"""


def writer(path: Path, rows: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", IMPORTS + WRITE, str(path), str(rows)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_write_and_nothing_is_lost(path: Path) -> None:
    writers = [writer(path, 100) for _ in range(2)]
    said = {
        line for each in writers for line in each.communicate(timeout=120)[0].split()
    }
    with Corrections(path) as kept:
        assert {c.id for c in kept.in_force()} == said
    assert len(said) == 200


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
@pytest.mark.parametrize(
    "kills", [2, pytest.param(25, marks=pytest.mark.slow, id="25-kills")]
)
def test_a_killed_process_loses_nothing_it_said_was_kept(
    path: Path, kills: int
) -> None:
    said: set[str] = set()
    with nursery(IMPORTS, WRITE) as start:
        for number in range(kills):
            child = start(path, 100_000)
            lines = child.lines()
            said |= {next(lines), next(lines)}
            time.sleep(0.01 + 0.003 * number)
            child.kill()
            said.update(lines)
    with Corrections(path) as kept:
        assert kept.notice == ""
        assert said <= {c.id for c in kept.in_force()}
    assert len(said) > kills
