"""What places are shown as: the names that English-language newsrooms print.

GeoNames' main name is often a transliteration ("Al Ḩudaydah", "Arkhangel’sk"). Our table of
English names says what a place is called instead; elsewhere the marks go that no newsroom
prints. Every name stays a name to look up.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable

from geo import data
from geo.data import Marks

_APOSTROPHES = re.compile("[’‘ʻʼ`']")
_LETTER_SIGN = re.compile(r"'(?!s\b)")  # it stands for a letter, but in "Cox's Bazar"
_LATIN_1 = "\xff"
_ARABIC = "áÁ"  # "Diyālá": no accent, but a letter
_RUSSIAN = re.compile(r"[iy]y\b")  # "Kamensk-Uralskiy", "Groznyy"
# Letters that are no letter with a mark to Unicode.
_LETTERS = str.maketrans("ıǝəĐđŁłÐ", "iaaDdLlD")
_SHOWN = "CREATE TABLE shown (place_id INTEGER PRIMARY KEY, name TEXT NOT NULL)"
_MARKED = """INSERT INTO shown
    SELECT id, plain(country_code, name) AS bare FROM place
    WHERE country_code IN ({countries})
    AND (feature_class = 'P' OR feature_code IN ('ADM1', 'ADM2'))
    AND (name GLOB '*[^ -&(-~]*' OR country_code = 'RU') AND bare != name"""


def add_shown_names(
    connection: sqlite3.Connection, number_of: Callable[[str], int]
) -> None:
    """Add the table of the names that places are shown by, where GeoNames' is another.

    Args:
        connection: The gazetteer file, with all places.
        number_of: Finds the row of what a table names: ``city:98182``.
    """
    connection.execute(_SHOWN)
    connection.create_function("plain", 2, plain_name, deterministic=True)
    countries = ", ".join(f"'{code}'" for code in data.transliterated())
    connection.execute(_MARKED.format(countries=countries))
    names: dict[int, str] = {}
    for row in data.exonyms():
        if row.main:
            names.setdefault(number_of(row.target), row.name)
    rows = sorted(names.items())
    connection.executemany("INSERT OR REPLACE INTO shown VALUES (?, ?)", rows)


def plain_name(country_code: str, name: str) -> str:
    """Return a name without the marks that English does without: "Kandahar".

    Args:
        country_code: Its country, one of ``transliterated.tsv``.
        name: As GeoNames has it.
    """
    name = unicodedata.normalize("NFC", name)
    every = data.transliterated()[country_code] is Marks.ALL
    bare = "".join(
        _bare(c) if every or c > _LATIN_1 or c in _ARABIC else c for c in name
    )
    bare = _APOSTROPHES.sub("'", bare)
    if country_code == "RU":
        bare = _RUSSIAN.sub("y", bare)
    return bare if every else _LETTER_SIGN.sub("", bare)


def _bare(letter: str) -> str:
    letter = letter.translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(c for c in apart if not unicodedata.combining(c))
