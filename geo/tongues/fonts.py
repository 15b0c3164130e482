"""Which languages this machine has no font for: their text and pictures would be boxes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.data.read import read_rows

_TABLE = Path(__file__).parent / "fonts.tsv"
_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.fonts"),
    Path("~/.local/share/fonts"),
)
_FONTS = frozenset({".ttf", ".otf", ".ttc", ".otc", ".pcf", ".gz"})


@dataclass(frozen=True, slots=True)
class FontRow:
    """What the files are called of fonts that draw a language.

    Attributes:
        language: It, in English.
        files: Parts of their names, in small letters: "cjk|nanum".
        package: What to install on Debian or Ubuntu where none is there.
    """

    language: str
    files: str
    package: str


def undrawn(names: Iterable[str]) -> tuple[FontRow, ...]:
    """Return the languages that none of some font files draws."""
    found = " ".join(names).casefold()
    rows = read_rows(_TABLE, FontRow)
    return tuple(r for r in rows if not any(f in found for f in r.files.split("|")))


def undrawn_here() -> tuple[FontRow, ...]:
    """Return the languages without a font here; Windows and macOS bring theirs."""
    return undrawn(_font_files()) if sys.platform == "linux" else ()


def _font_files() -> Iterator[str]:
    for folder in _FOLDERS:
        files = folder.expanduser().rglob("*")
        yield from (file.name for file in files if file.suffix in _FONTS)
