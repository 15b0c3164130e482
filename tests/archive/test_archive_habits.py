"""What an archive's newspapers write about: learnt once, read with, by whoever reads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hand_fed import PARIS, PARIS_TEXAS, World, town

import geo.archive.habits
from geo.archive import Archive, Question, Store, build_archive, learn_habits
from geo.archive.habits import habits
from geo.errors import InputError
from geo.tools import Tools

WORLD = World(
    {
        "Paris": [replace(PARIS, id="test:paris"), PARIS_TEXAS],
        "Waco": [town("Waco", "US/TX", 130_000, lat=31.5, lon=-97.1)],
        "Lyon": [town("Lyon", "FR/84", 520_000, lat=45.8, lon=4.8)],
    }
)
LOCAL = [("Waco Post", f"It rained in Waco {n} times.") for n in range(12)]
FAR = [("Le Quotidien", f"It rained in Lyon {n} times.") for n in range(3)]
NEW = [
    ("Waco Post", "Snow fell in Paris today."),
    ("Le Quotidien", "Snow fell in Paris yesterday."),
]


@pytest.fixture
def built(tmp_path):
    """Build an archive of two newspapers: of one enough is known."""

    def build(*news):
        records = ({"source": source, "text": text} for source, text in news)
        path = tmp_path / "news.jsonl"
        path.write_text("\n".join(map(json.dumps, records)), "utf-8")
        return build_archive(tmp_path / "a", [path], Tools(WORLD))

    build(*LOCAL, *FAR)
    build.folder = tmp_path / "a"
    return build


def counted(folder):
    with Archive(folder) as archive:
        found = archive.counts(Question(words="Snow fell"), by="country")
        return {c.name: c.count for c in found}


def test_a_newspaper_is_read_as_it_writes(built):
    built(*NEW)
    assert counted(built.folder) == {"FR": 2}
    assert learn_habits(built.folder) == habits(Store(built.folder))
    again = built(*LOCAL, *FAR, *NEW)
    assert (again.added, again.known) == (
        13,
        4,
    )  # of the other paper nothing is read anew
    assert counted(built.folder) == {"FR": 1, "US": 1}
    assert built(*LOCAL, *FAR, *NEW).known == 17
    with Archive(built.folder) as archive:
        assert archive.count() == 17


def test_habits_that_are_given_are_refused(tmp_path):
    tools = Tools(WORLD, priors={"Waco Post": {("US", ""): 1.0}})
    with pytest.raises(InputError, match="learnt from the archive itself"):
        build_archive(tmp_path / "a", [], tools)


def test_it_is_learnt_anew_by_two_at_once(built, monkeypatch):
    assert learn_habits(built.folder) == {
        "Waco Post": {("US", ""): 0.706, ("US", "TX"): 0.706}
    }
    monkeypatch.setattr(geo.archive.habits, "_names", lambda store: [])
    learn_habits(built.folder)
    assert len(list(built.folder.glob("habits/*.json"))) == 2


@pytest.mark.parametrize(
    "record",
    ["{", "[1]", '{"a": [["US", "", 2]]}', '{"a": [["US", "", NaN]]}', '{"a": [[]]}'],
)
def test_a_record_of_somebody_else_is_said(tmp_path, record):
    store = Store.create(tmp_path / "a")
    store.files.put("habits/000001.json", record.encode())
    with pytest.raises(InputError, match="is damaged"):
        habits(store)
