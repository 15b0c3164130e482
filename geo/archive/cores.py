"""As many readers at once as this machine has cores, however many workers were started on it.

Four that share two cores read a sixth less than two. Each core has a file, and who reads
holds the lock of one: a process that ends, however it ends, lets go of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

from geo.atomic_write import lock

_LOOK = 0.1  # seconds between two looks at the cores
PATIENCE = 120.0  # seconds; who holds a core may have been stopped, and reads no more


def usable_cores() -> int:
    """Return how many processes can really work at the same time."""
    return len(_cores())


@contextmanager
def one_core(folder: Path) -> Iterator[bool]:
    """Wait for a core that nobody reads on, and hold it; False where none came free in time.

    Args:
        folder: Where the files of the cores lie, made where there is none.
    """
    file = None
    with suppress(OSError):  # a cache that cannot be written keeps nobody from reading
        file = _wait(folder, time.monotonic() + PATIENCE)
    with closing(file) if file else nullcontext():
        yield file is not None


def _wait(folder: Path, until: float) -> BinaryIO | None:
    while not (file := _take(folder)) and time.monotonic() < until:
        time.sleep(_LOOK)
    return file


def _cores() -> Collection[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return range(os.cpu_count() or 1)


def _take(folder: Path) -> BinaryIO | None:
    """Lock the file of the first core of ours that nobody holds."""
    folder.mkdir(parents=True, exist_ok=True)
    for core in sorted(_cores()):
        file = (folder / str(core)).open("ab")
        if lock(file):
            return file
        file.close()
    return None
