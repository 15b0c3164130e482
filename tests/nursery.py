"""Processes that are killed again and again, for the price of one start.

What they import is imported once; each is a fork of the process that did.

    with nursery("import geo.cache", "print(sys.argv[1], flush=True)") as start:
        child = start("a")
        told = child.kill_after(1)  # lines
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

ENDED = "<ended> "
NURSE = f"""
import json, os, sys
exec(sys.argv[1])
work = compile(sys.argv[2], "<work>", "exec")
for line in sys.stdin:
    child = os.fork()
    if not child:
        sys.argv[1:] = json.loads(line)
        print(os.getpid(), flush=True)
        exec(work)
        sys.exit()
    _, status = os.waitpid(child, 0)
    print("{ENDED}", os.waitstatus_to_exitcode(status), sep="", flush=True)
"""


@dataclass
class Child:
    """A process at work."""

    pid: int
    _stdout: TextIO
    code: int | None = None  # what it ended with, once its lines are read

    def lines(self) -> Iterator[str]:
        """Give the lines it prints, until it has ended; one cut short is none."""
        for line in self._stdout:
            _cut_short, ended, code = line.partition(ENDED)
            if ended:
                self.code = int(code)
                return
            yield line.removesuffix("\n")

    def kill(self) -> None:
        """Give it no time for anything."""
        os.kill(self.pid, signal.SIGKILL)

    def kill_after(self, count: int) -> list[str]:
        """Kill it once it has printed so many lines; give all that it printed."""
        told = []
        for line in self.lines():
            told.append(line)
            if len(told) == count:
                self.kill()
        assert self.code == -signal.SIGKILL
        return told


@contextmanager
def nursery(imports: str, work: str) -> Iterator[Callable[..., Child]]:
    """Give what starts a process that does some work with arguments, one at a time."""
    command = [sys.executable, "-c", NURSE, imports, work]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as nurse:
        assert nurse.stdin
        assert nurse.stdout
        stdin, stdout = nurse.stdin, nurse.stdout

        def start(*arguments: object) -> Child:
            stdin.write(json.dumps([str(one) for one in arguments]) + "\n")
            stdin.flush()
            return Child(int(stdout.readline()), stdout)

        yield start
        stdin.close()
    assert nurse.returncode == 0
