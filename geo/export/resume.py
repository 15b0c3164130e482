"""Write a file line by line, so that whatever stops the work loses none of it.

Lines go to a file beside the target, ``answers.jsonl.part-1f0c…``, which takes the
target's name when all are written. Its name ends in a hash of what is being done: the
same work finds its lines again and goes on after them, other work does not.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.atomic_write import lock, output_errors, sync_folder, writable
from geo.errors import OutputError

SYNC_LINES = 200  # written between two visits to the disk: what a power cut may cost


class ResumableFile:
    """Lines on their way to a file.

    Attributes:
        done: How many were written before.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.done = _keep_whole_lines(file)
        self._since_sync = 0

    def write(self, line: str) -> None:
        """Write one line of JSON; a process that is killed after this does not lose it."""
        self._file.write(line.encode() + b"\n")
        self._file.flush()
        self._since_sync += 1
        if self._since_sync == SYNC_LINES:
            self._since_sync = 0
            os.fsync(self._file.fileno())


@contextmanager
def resuming(path: Path | str, key: str) -> Iterator[ResumableFile]:
    """Open a file of JSON lines to go on with; it is put in place when all went well.

    Args:
        path: The file to write; one that is there is replaced at the end.
        key: What is being done, in a few letters: a hash of input and settings.

    Raises:
        OutputError: It cannot be written there, or another process is writing it.
    """
    with output_errors(path):
        target = writable(Path(path))
        part = target.with_name(f"{target.name}.part-{key}")
        with _locked(part) as file:
            yield ResumableFile(file)
            os.fsync(file.fileno())
            if target.exists():
                part.chmod(stat.S_IMODE(target.stat().st_mode))
            part.replace(target)
            _remove_others(target)
        sync_folder(target.parent)


def _keep_whole_lines(file: BinaryIO) -> int:
    """Cut off what a stop left half written; return how many lines are left."""
    lines = kept = 0
    file.seek(0)
    for line in file:
        if not _is_whole(line):
            break
        lines += 1
        kept += len(line)
    file.truncate(kept)
    file.seek(kept)
    return lines


def _is_whole(line: bytes) -> bool:
    if not line.endswith(b"\n"):
        return False
    try:
        json.loads(line)
    except ValueError:  # a power cut can leave zeros
        return False
    return True


@contextmanager
def _locked(part: Path) -> Iterator[BinaryIO]:
    """Open a file that nobody else is writing."""
    while True:
        with part.open("ab+") as file:
            if not lock(file):
                raise OutputError(f"another process is writing {part}; wait for it")
            # The other may have finished, and taken the file away, while we opened it.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), part.stat()):
                    yield file
                    return


def _remove_others(target: Path) -> None:
    """Remove what other work on the same file has left: the file is there now."""
    for other in target.parent.glob(f"{_literal(target.name)}.part-*"):
        with contextlib.suppress(OSError), other.open("rb") as file:
            if lock(file):
                other.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
