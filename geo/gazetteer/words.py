"""Short forms, words for peoples, and English names of cities as rows of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator

from geo import data
from geo.gazetteer.names import normalise
from geo.gazetteer.schema import (
    ABBREVIATION,
    AFTER_COMMA,
    DEMONYM,
    HISTORIC,
    POSTAL,
    PREFERRED,
    NameRow,
)
from geo.gazetteer.tables import Numbers, names_of


def abbreviations(numbers: Numbers) -> Iterator[NameRow]:
    """Return "Ky.", "UAE" and "TX", spelt exactly; spellings of one place are joined.

    "Va." counts anywhere and "VA" only after a comma: the row of both has a comma before
    the latter.
    """
    spellings: dict[tuple[str, int], list[data.AbbreviationRow]] = {}
    for row in data.abbreviations():
        key = normalise(row.surface), numbers.of(row.target)
        spellings.setdefault(key, []).append(row)
    for (norm, number), rows in spellings.items():
        postal = all(row.after_comma for row in rows)
        surfaces = [
            f"{AFTER_COMMA if row.after_comma and not postal else ''}{row.surface}"
            for row in rows
        ]
        kind = POSTAL if postal else ABBREVIATION
        yield NameRow(norm, number, kind, "|".join(surfaces))


def demonyms(numbers: Numbers) -> Iterator[NameRow]:
    """Return "Texan", "Siberian", "Parisian"."""
    for row in data.area_demonyms():
        yield from names_of(numbers.of(row.target), DEMONYM, [row.surface])


def exonyms(numbers: Numbers) -> Iterator[NameRow]:
    """Return "Cologne" for Köln, and "Leningrad" as a name of the past."""
    for row in data.exonyms():
        kind = HISTORIC if row.former else PREFERRED
        yield from names_of(numbers.of(row.target), kind, [row.name])
