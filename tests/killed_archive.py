"""An archive whose builds, compactions and corrections are killed (-9) at random moments.

Each is a fork of a process that has imported all it needs, in a group of its own, so that its
workers are killed with it. After each the archive is opened: it holds no less than before, each
article once and with all its mentions.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from nursery import Child, nursery

from geo.archive import Archive, Store
from geo.atomic_write import write_text
from geo.corrections import (
    NotAPlace,
    Scope,
    StoredCorrection,
    TextSpan,
    make_correction,
)
from geo.corrections.records import to_json
from geo.errors import InputError

IMPORTS = f"""
import json, os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import duckdb, pyarrow.parquet
import geo.archive.build, geo.archive.compact, geo.archive.correct
from geo.corrections.records import from_json
geo.archive.compact.MAX_TAIL = 3  # a build sorts by itself
"""
_WORK = """
os.setpgrp()
what, folder, source, said, processes = sys.argv[1:]
if what == "build":
    geo.archive.build.build_archive(folder, [source], tools(), processes=int(processes))
elif what == "compact":
    geo.archive.compact.compact_archive(folder)
else:
    with open(said, encoding="utf-8") as file:
        history = [from_json(one) for one in json.load(file)]
    geo.archive.correct.correct_archive(folder, history, tools().gazetteer)
"""
_CHECKED = (
    "SELECT count(*), count(DISTINCT article), coalesce(sum(mentions), 0), "
    "(SELECT count(*) FROM mentions) FROM articles"
)
DOINGS = ("build", "compact", "correct")


class Killed:
    """Two who work at one archive, of whom the first is killed again and again.

    Args:
        folder: The archive.
        lines: What is read into it, more of it each time.
        imports: Beside `IMPORTS`, and what makes `tools()`.
        longest: Seconds after which each of `DOINGS` is killed at the latest, to begin with:
            longer where it was still at work, shorter where it had ended.
        processes: With how many a build reads.
    """

    def __init__(
        self,
        folder: Path,
        lines: Sequence[str],
        imports: str,
        longest: dict[str, float],
        processes: int = 1,
    ) -> None:
        self.folder, self._longest = folder, longest
        self._said = folder.with_name("said.json")
        self._lines, self._source = lines, folder.with_name("some.jsonl")
        self._rest = (folder, self._source, self._said, processes)
        self._imports = IMPORTS + imports
        self.kills = dict.fromkeys(DOINGS, 0)
        self.articles = self.opened_again = 0

    def run(self, kills: int, told: Callable[[str], None] = str) -> None:
        """Kill so many, and then do all to its end."""
        chance = random.Random(7)
        with ExitStack() as stack:
            one, other = (
                stack.enter_context(nursery(self._imports, _WORK)) for _ in range(2)
            )
            while (done := sum(self.kills.values())) < kills:
                self._give((done + 1) / kills)
                doings = DOINGS if self._said.exists() else DOINGS[:1]
                what = min(doings, key=self.kills.__getitem__)
                beside = chance.choice((*doings, ""))
                child = one(what, *self._rest)
                second = other(beside, *self._rest) if beside else None
                time.sleep(chance.uniform(0, self._longest[what]))
                if self._rest[-1] != 1 and chance.random() < 1 / 3:
                    _kill_a_worker(child, chance)
                was_at_work = _killed(child)
                self.kills[what] += was_at_work
                self._longest[what] *= 1.2 if was_at_work else 0.6
                self.check()  # while the other is at work
                if second and chance.random() < 1 / 2:
                    self.kills[beside] += _killed(second)
                elif second:
                    assert ([*second.lines()], second.code) == ([], 0)
                self.check()
                told(f"{what} beside {beside or 'nothing'}: {self.articles} articles")
            self._give(1.0)
            for what in (*DOINGS, "build"):
                child = one(what, *self._rest)
                assert ([*child.lines()], child.code) == ([], 0)
                self.check()

    def _give(self, share: float) -> None:
        some = self._lines[: max(1, round(share * len(self._lines)))]
        write_text(self._source, "".join(some))

    def say(self, words: str) -> None:
        """Say of some words that they name no place; from now on that is laid over it."""
        with Archive(self.folder, corrected=False) as archive:
            (about,) = archive.atlas(limit=1).articles
        span = TextSpan(words, 0, len(words))
        said = make_correction(NotAPlace(), span, about, Scope.ALWAYS)
        self._said.write_text(json.dumps([to_json(StoredCorrection(said))]), "utf-8")

    def check(self) -> None:
        """Look whether anything is lost or doubled."""
        if not (
            (self.folder / "archive.json").exists() and Store(self.folder).commits()
        ):
            return
        while True:
            with Archive(self.folder, corrected=False) as archive:
                try:
                    ((held, different, mentions, found),) = archive.sql(_CHECKED).rows
                    break
                except InputError as error:  # sorted anew since
                    if "open it again" not in str(error):
                        raise
                    self.opened_again += 1
        assert held == different >= self.articles
        assert mentions == found
        self.articles = held
        if not self._said.exists() and held:
            with Archive(self.folder, corrected=False) as archive:
                words = archive.counts(by="word", limit=1)
            if words:
                self.say(words[0].name)


def _kill_a_worker(child: Child, chance: random.Random) -> None:
    """Kill one process that a build has read by; it may go on without."""
    workers = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            group = path.read_text("utf-8").rpartition(")")[2].split()[2]
            if int(group) == child.pid != int(path.parent.name):
                workers.append(int(path.parent.name))
    if workers:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
        time.sleep(2)


def _killed(child: Child) -> bool:
    """Kill a process with all that are of its group; return whether it was still at work."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    assert [*child.lines()] == []
    return child.code == -signal.SIGKILL
