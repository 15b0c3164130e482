"""Words that parsers need: tables of `geo/data` and of English, read without its checks.

A process that parses would spend longer on loading what checks tables than on all its files;
`tests/data/test_word_lists.py` checks them instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def _rows(name: str, folder: str = "data") -> Iterator[list[str]]:
    text = (files("geo") / folder / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    yield from (line.split("\t") for line in lines[1:])


@cache
def column_names() -> Mapping[str, tuple[str, ...]]:
    """Return what columns may be called by what they hold, the likeliest first."""
    found: dict[str, list[str]] = {}
    for what, name in _rows("column_names.tsv"):
        found.setdefault(what, []).append(name)
    return {what: tuple(names) for what, names in found.items()}


@cache
def languages() -> Mapping[str, str]:
    """Return the codes of languages, of two letters, by their English names and longer codes."""
    named: dict[str, str] = {}
    for code, name, longer in _rows("languages.tsv"):
        for word in (name.lower(), *longer.split("|")):
            named.setdefault(word, code)
    return named


@cache
def month_names() -> Mapping[str, int]:
    """Return the months by what they are called in other languages than English."""
    return {
        name: int(number)
        for number, names in _rows("month_names.tsv")
        for name in names.split("|")
    }


@cache
def _words() -> frozenset[str]:
    return frozenset(row[0] for row in _rows("words.tsv", "tongues/en"))


def keeps_hyphen(head: str, tail: str) -> bool | None:
    """Return whether a word broken at its hyphen has it elsewhere too, or None of an unknown one.

    >>> keeps_hyphen("well", "known"), keeps_hyphen("min", "istry"), keeps_hyphen("Wind", "hoek")
    (True, False, None)
    """
    first, last, known = head.lower(), tail.lower(), _words()
    if f"{first}-{last}" in known:
        return True
    if first + last in known:
        return False
    return True if first in known and last in known else None
