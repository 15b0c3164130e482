"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from geo.errors import DatelineError, OutputError

_LEFT_BEHIND = re.compile(r"\.dateline-[0-9a-f]{12}\.tmp")
_STALE = 24 * 60 * 60  # seconds; nobody is writing it any more
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_text(path: Path | str, text: str) -> None:
    """Write a text as UTF-8; a reader sees the old file or the new, never a part.

    Written to a file beside it first, then renamed; a link is followed.

    Raises:
        OutputError: It cannot be written there; the message says what to change.
    """
    with writing(path) as file:
        file.write(text)


def write_bytes(path: Path | str, content: bytes) -> None:
    """Write bytes as `write_text` writes a text.

    Raises:
        OutputError: As for `write_text`.
    """
    with writing(path) as file:
        file.buffer.write(content)


@contextmanager
def writing(path: Path | str) -> Iterator[TextIO]:
    """Open a UTF-8 file to write piece by piece, put in place when all went well.

    Raises:
        OutputError: As for `write_text`.
    """
    with output_errors(path), _replacing(writable(Path(path))) as file:
        yield file


def lock(file: BinaryIO) -> bool:
    """Lock an open file until it is closed or its process ends; False where another has it."""
    try:
        import fcntl
    except ImportError:  # Windows: there nobody else can rename what we have open
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def output_errors(path: Path | str) -> Iterator[None]:
    """Turn what stops the writing of a file into an OutputError that says what to change."""
    try:
        yield
    except DatelineError:
        raise
    except OSError as error:
        raise OutputError(_advice(Path(path), error)) from error
    except UnicodeEncodeError as error:
        raise OutputError(f"{path} cannot be written: {error.reason}") from error


def writable(path: Path) -> Path:
    """Return the file that a path leads to.

    Raises:
        OutputError: No ordinary file can be written there.
        PermissionError: It may not be written.
    """
    try:
        target = path.resolve()
        _require_writable(target)
    except (ValueError, RuntimeError) as error:  # NUL in the path, a loop of links
        if isinstance(error, DatelineError):
            raise
        raise OutputError(f"{str(path)!r} cannot be a file: {error}") from error
    return target


def _require_writable(target: Path) -> None:
    folder = target.parent
    if target.is_dir():
        raise OutputError(f"{target} is a folder; name a file in it")
    if not folder.exists():
        raise OutputError(f"the folder {folder} does not exist; create it first")
    if not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder; choose another place")
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is not an ordinary file; choose another name")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    """Put the content in place by renaming a file that is safely on disk."""
    _sweep(target.parent)
    temporary = target.with_name(f".dateline-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def _sweep(folder: Path) -> None:
    """Delete what writers that were killed left here; in vain is as well."""
    oldest = time.time() - _STALE
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFT_BEHIND.fullmatch(entry.name) and _is_stale(entry, oldest):
                Path(entry.path).unlink(missing_ok=True)


def _is_stale(entry: os.DirEntry[str], oldest: float) -> bool:
    """True for an ordinary file of this user's that was written to long ago."""
    found = entry.stat(follow_symlinks=False)
    ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return ours and stat.S_ISREG(found.st_mode) and found.st_mtime < oldest


def sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _advice(path: Path, error: OSError) -> str:
    if error.errno in DISK_FULL:
        return f"the disk is full: {path} was not written; free some space"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"you may not write {path}; choose another folder"
    return f"{path} cannot be written: {error.strerror or error}"
