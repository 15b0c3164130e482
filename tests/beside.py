"""Run tests in processes beside each other: ``pytest --beside=3``.

Each process begins where everything is imported and collected, which every worker of pytest-xdist
does for itself. The tests of a file share what they start, so they stay in one process, and those
of the browser all in one: they share one Chromium, and two would wait for each other.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

import pytest

BROWSER = "tests/browser/"
_BYTES = 2  # of a number in the queue


class Beside:
    """Shares the files of a session out among processes, the next to whichever is free."""

    def __init__(self, processes: int) -> None:
        self.processes = processes

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run all tests; what is known before them falls to pytest's own loop."""
        if session.testsfailed or session.config.option.collectonly:
            return None
        files = together(session.items)
        queue = _queue_of(len(files))
        base = session.config._tmp_path_factory.getbasetemp()
        gc.collect()
        gc.freeze()  # what all of them have is looked through, and copied, by none
        told: dict[Connection, int] = {}
        for number in range(self.processes):
            ours, theirs = Pipe(duplex=False)
            if not (process := os.fork()):
                for each in (ours, *told):
                    each.close()  # or nobody is told when the first process is gone
                session.config._tmp_path_factory._basetemp = base / f"beside-{number}"
                _run(session, files, queue, theirs)
            theirs.close()
            told[ours] = process
        os.close(queue)
        try:
            _listen(session, told)
        finally:
            for process in told.values():
                os.kill(process, signal.SIGTERM)
        return True


def together(items: list[pytest.Item]) -> list[list[pytest.Item]]:
    """Put tests together that stay in one process: the browser's first, as the longest."""
    files: dict[str, list[pytest.Item]] = {BROWSER: []}
    for item in items:
        file = item.nodeid.split("::")[0]
        files.setdefault(BROWSER if file.startswith(BROWSER) else file, []).append(item)
    return [tests for tests in files.values() if tests]


def _queue_of(many: int) -> int:
    """Give a pipe that holds the numbers of all files, to be taken by whoever is free."""
    taking, putting = os.pipe()
    for number in range(many):
        os.write(putting, number.to_bytes(_BYTES, "big"))
    os.close(putting)
    return taking


# ---- in each process -----------------------------------------------------------------


def _run(
    session: pytest.Session,
    files: list[list[pytest.Item]],
    queue: int,
    tell: Connection,
) -> None:
    """Run one file after the other, and end this process."""
    config = session.config
    config._tmp_path_factory._basetemp.mkdir()
    config.pluginmanager.unregister(name="terminalreporter")
    config.pluginmanager.register(_Teller(config, tell))
    capture = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()  # into files that all of them would share
    capture.start_global_capturing()
    capture.suspend_global_capture()
    try:
        todo = _taken(files, queue)
        item = next(todo, None)
        while item:
            following = next(todo, None)
            config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            item = following
        config._ensure_unconfigure()  # says what nobody caught
        tell.send(("done", ""))
    except BaseException as error:
        tell.send(("done", repr(error)))
        os._exit(1)
    os._exit(0)


def _taken(files: list[list[pytest.Item]], queue: int) -> Iterator[pytest.Item]:
    while number := os.read(queue, _BYTES):
        yield from files[int.from_bytes(number, "big")]


class _Teller:
    """Tells the first process what came of each test."""

    def __init__(self, config: pytest.Config, tell: Connection) -> None:
        self.config = config
        self.tell = tell

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.tell.send(("at", nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        hook = self.config.hook.pytest_report_to_serializable
        self.tell.send(("report", hook(config=self.config, report=report)))

    def pytest_runtest_logfinish(
        self, nodeid: str, location: tuple[str, int | None, str]
    ) -> None:
        self.tell.send(("past", (nodeid, location)))


# ---- in the first process ------------------------------------------------------------


def _listen(session: pytest.Session, told: dict[Connection, int]) -> None:
    """Report what the processes tell, until all have said that they are done.

    Raises:
        RuntimeError: One ended otherwise; with what it was at.
    """
    at = dict.fromkeys(told, "no test")
    while told:
        for ours in wait([*told]):
            what, of = _heard(ours)
            if what == "at":
                at[ours] = of
            elif what == "done":
                os.waitpid(told.pop(ours), 0)
                ours.close()
                if of:
                    raise RuntimeError(f"A process of tests, at {at[ours]}: {of}")
            else:
                _report(session.config, what, of)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)


def _heard(ours: Connection) -> tuple[str, Any]:
    try:
        return ours.recv()
    except EOFError:
        return "done", "it was ended"


def _report(config: pytest.Config, what: str, of: Any) -> None:
    if what == "past":
        nodeid, location = of
        config.hook.pytest_runtest_logfinish(nodeid=nodeid, location=location)
    else:
        report = config.hook.pytest_report_from_serializable(config=config, data=of)
        config.hook.pytest_runtest_logreport(report=report)
