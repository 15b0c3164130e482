"""The same work in several processes, which are started afresh.

A forked one can hang in a lock that a thread held. They work with one thread each, and end
when the process that started them does, however it ends.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from geo.errors import WorkerError

Q = TypeVar("Q")
A = TypeVar("A")

CHUNK = 8  # questions sent at once
CHUNKS_AHEAD = 3  # of each process: enough to keep it busy, little to hold in memory


def in_processes(
    work: Callable[[Q], A],
    questions: Iterable[Q],
    processes: int,
    chunk: int = CHUNK,
) -> Iterator[A]:
    """Answer questions in several processes; one process is this one.

    Args:
        work: Gives the answer; it must be picklable, and is sent once to each process.
        questions: Picklable; few are in memory at a time.
        processes: How many.
        chunk: How many are sent at once: 1 where each is much work.

    Raises:
        WorkerError: A process was killed, mostly for want of memory.
    """
    if processes <= 1:
        yield from map(work, questions)
        return
    left = iter(questions)
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(work,)
    )
    ahead: deque[Future[list[A]]] = deque()
    try:
        while True:
            while len(ahead) < processes * CHUNKS_AHEAD:
                if not (sent := list(islice(left, chunk))):
                    break
                ahead.append(pool.submit(_answer, sent))
            if not ahead:
                return
            yield from ahead.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError(
            "a worker process was ended from outside, mostly for want of memory; "
            "what was answered is kept: run it again, with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


_held: dict[str, Callable[[Any], Any]] = {}


def _begin(work: Callable[[Any], Any]) -> None:
    _held["work"] = work
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _answer(chunk: list[Any]) -> list[Any]:
    return [_held["work"](question) for question in chunk]
