"""The mark and the checksum in the header of a gazetteer file, by which damage is seen.

The file never changes once built, so one sum over all of it finds every flipped bit, which
SQLite's own checks do not. Both stand in fields of the header that SQLite leaves to programs.
"""

from __future__ import annotations

import zlib
from pathlib import Path

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = b"DLGZ"  # Dateline's gazetteer
SUM_AT, APPLICATION_AT = 60, 68  # SQLite's user_version and application_id
MAX_READ_WHOLE = 100_000_000  # bytes; the packaged file is half of that, read in 30 ms
_PIECE = 1 << 20


def seal(path: Path) -> None:
    """Put mark and checksum into a file just built."""
    with path.open("rb+") as file:
        file.seek(APPLICATION_AT)
        file.write(APPLICATION_ID)
        file.flush()
        file.seek(SUM_AT)
        file.write(_sum(path))


def fault(path: Path, *, thorough: bool = False) -> str:
    """Return what is wrong with a file, or "" where nothing is.

    Args:
        path: The file.
        thorough: Read also a file of more than `MAX_READ_WHOLE` bytes to its end.
    """
    try:
        return _fault(path, thorough=thorough)
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _fault(path: Path, *, thorough: bool) -> str:
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return "is empty"
    if not header.startswith(MAGIC):
        return "is damaged: it is no database"
    if header[APPLICATION_AT:][:4] != APPLICATION_ID:
        return "is no gazetteer of Dateline's"
    whole = thorough or path.stat().st_size <= MAX_READ_WHOLE
    if whole and header[SUM_AT:][:4] != _sum(path):
        return "is damaged: its checksum is another"
    return ""


def _sum(path: Path) -> bytes:
    """Return the checksum of all but the place it stands in."""
    with path.open("rb") as file:
        start = bytearray(file.read(_PIECE))
        start[SUM_AT : SUM_AT + 4] = bytes(4)
        total = zlib.crc32(start)
        while piece := file.read(_PIECE):
            total = zlib.crc32(piece, total)
    return total.to_bytes(4, "big")
