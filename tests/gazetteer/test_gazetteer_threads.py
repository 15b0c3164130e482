"""Threads share the gazetteer: right answers to all, and nothing left open for the ended."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asked_names import BLACK_SEA, PARIS

from geo.gazetteer import OfflineGazetteer

Ask = Callable[[OfflineGazetteer], object]
# Everything it can be asked, below what is remembered where anything is.
QUESTIONS: dict[str, Ask] = {
    "lookup": lambda g: g._look_up("Paris", False),
    "after a comma": lambda g: g._look_up("TX", True),
    "fuzzy": lambda g: g._look_up_fuzzy("phildelphia"),
    "area": lambda g: (g.area("US"), g.area("US", "TX"), g.area("XX")),
    "place": lambda g: (g.place(PARIS), g.place(BLACK_SEA), g.place("nonsense")),
    "names_of": lambda g: g.names_of(g.place(PARIS)),
    "starting_with": lambda g: g.starting_with("San F", most=5),
    "towns": lambda g: sum(people for _, _, people in g.towns()),
    "admin1_name": lambda g: g.admin1_name("US", "TX"),
}
THREADS = 50


@pytest.fixture
def own(gazetteer):
    """Open a gazetteer of this test's own."""
    opened = OfflineGazetteer(gazetteer.path)
    yield opened
    opened.close()


@pytest.fixture
def connections(monkeypatch) -> list[str]:
    """Note every file that SQLite is asked to open."""
    opened: list[str] = []
    connect = sqlite3.connect

    def noting(file, *arguments, **options):
        opened.append(str(file))
        return connect(file, *arguments, **options)

    monkeypatch.setattr(sqlite3, "connect", noting)
    return opened


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def each_in_a_thread(ask: Callable[[], object]) -> list[object]:
    """Ask in many threads at once, all of which end."""
    answers: list[object] = []
    start = threading.Barrier(THREADS)

    def run() -> None:
        start.wait(timeout=60)
        answers.append(ask())

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("question", sorted(set(QUESTIONS) - {"towns"}))
def test_ended_threads_leave_nothing_open(own, connections, question):
    ask = QUESTIONS[question]
    expected = ask(own)
    gc.collect()  # what earlier tests left open is closed now, not while it is counted
    before = open_files(), len(connections)
    answers = each_in_a_thread(lambda: ask(own))
    assert answers == [expected] * THREADS
    assert (open_files(), len(connections)) == before


def test_all_questions_at_once_are_answered_rightly(own):
    questions = [*QUESTIONS.values()]
    expected = [ask(own) for ask in questions]
    with ThreadPoolExecutor(8) as pool:
        turns = [questions[i:] + questions[:i] for i in range(8)]
        answers = list(pool.map(lambda turn: [ask(own) for ask in turn], turns))
    for i, given in enumerate(answers):
        assert given == expected[i:] + expected[:i]


def test_towns_half_read_are_in_nobodys_way(own):
    towns = own.towns()
    assert next(towns)
    assert own.lookup("Oslo")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(own.area, "US").result(timeout=60)
    assert next(towns)


def test_closed_in_one_thread_it_opens_anew_in_the_next(own, connections):
    for _ in range(3):
        own.close()
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(own.place, PARIS).result(timeout=60)
    assert len(connections) == 3


def test_the_files_of_a_used_and_closed_gazetteer_are_closed(gazetteer):
    before = open_files()
    opened = OfflineGazetteer(gazetteer.path)
    assert opened.lookup("Oslo")
    opened.close()
    assert open_files() == before
