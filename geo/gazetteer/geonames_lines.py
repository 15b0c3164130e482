"""GeoNames' own files, line by line: what a line must look like, and what it says.

All are UTF-8, one record a line, tab-separated, without quotes or a header.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple, NoReturn

from geo.errors import GazetteerError

PLACE_COLUMNS = (19,)
ALTERNATE_COLUMNS = range(8, 11)  # the days "from" and "to" may be left out
CODE_COLUMNS = (4,)
COUNTRY_COLUMNS = (19,)
PARENT_COLUMNS = (2, 3)
FEATURE_COLUMNS = (2, 3)
# Areas, towns, waters, regions, heights, buildings, woods; not roads (R), not what lies
# under the sea (U).
KEPT_CLASSES = frozenset("APHLTSV")
HIGHEST_NUMBER = 100_000_000  # of a place; GeoNames has reached 14 million


class Batch(NamedTuple):
    """Some whole lines of a file.

    Attributes:
        file: Its name, for complaints.
        text: The lines, with line feeds between them.
        first: Number of the first one, counted from 1.
        after: Number of the line after the last one.
        end: Where that line starts, in bytes of the unpacked file.
    """

    file: str
    text: str
    first: int
    after: int
    end: int


class PlaceLine(NamedTuple):
    """One line of a places file; lat and lon in WGS 84 degrees."""

    id: int
    name: str
    ascii_name: str
    alternates: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country_code: str
    admin1: str
    population: int


class AlternateLine(NamedTuple):
    """One line of alternateNamesV2: a further name of a place."""

    place_id: int
    language: str
    name: str
    preferred: bool
    historic: bool


class CodeLine(NamedTuple):
    """One line of admin1CodesASCII or admin2Codes: "US.TX", its name and number."""

    codes: tuple[str, ...]
    name: str
    ascii_name: str
    place_id: int


def places(batch: Batch) -> Iterator[PlaceLine]:
    """Return the places of the classes that are kept.

    Raises:
        GazetteerError: A line is broken; the message names it.
    """
    for number, row in cells(batch, PLACE_COLUMNS):
        if row[6] in KEPT_CLASSES and row[6] and row[1]:
            try:
                line = _place(row)
            except ValueError:
                _fail(batch, number, "a number in it is none")
            if not _plausible(line):
                _fail(batch, number, "such a place cannot be")
            yield line


def _place(row: list[str]) -> PlaceLine:
    return PlaceLine(
        id=int(row[0]),
        name=row[1],
        ascii_name=row[2],
        alternates=row[3],
        lat=float(row[4]),
        lon=float(row[5]),
        feature_class=row[6],
        feature_code=row[7],
        country_code=row[8],
        admin1="" if row[10] == "00" else row[10],  # "00": not known, or none
        population=max(0, int(row[14] or 0)),
    )


def _plausible(line: PlaceLine) -> bool:
    return (
        0 < line.id <= HIGHEST_NUMBER
        and abs(line.lat) <= 90  # noqa: PLR2004 - the poles
        and abs(line.lon) <= 180  # noqa: PLR2004 - a half turn
        and len(line.country_code) in (0, 2)
    )


def alternates(batch: Batch) -> Iterator[AlternateLine]:
    """Return further names. Errors as above."""
    for number, row in cells(batch, ALTERNATE_COLUMNS):
        if not row[1].isdecimal():
            _fail(batch, number, f"{row[1]!r} is no number of a place")
        yield AlternateLine(int(row[1]), row[2], row[3], row[4] == "1", row[7] == "1")


def codes(batch: Batch) -> Iterator[CodeLine]:
    """Return provinces or counties. Errors as above."""
    for number, row in cells(batch, CODE_COLUMNS):
        units = tuple(row[0].split("."))
        if len(units) < 2:  # noqa: PLR2004 - country and province
            _fail(batch, number, f"{row[0]!r} is no code of a unit")
        yield CodeLine(units, row[1], row[2], _number(batch, number, row[3]))


def countries(batch: Batch) -> Iterator[tuple[str, int]]:
    """Return ISO alpha-2 codes with the numbers of the countries. Errors as above."""
    for number, row in cells(batch, COUNTRY_COLUMNS):
        if row[16]:
            yield row[0], _number(batch, number, row[16])


def parents(batch: Batch) -> Iterator[tuple[int, int]]:
    """Return (child, parent) as numbers of places. Errors as above."""
    for number, row in cells(batch, PARENT_COLUMNS):
        yield _number(batch, number, row[1]), _number(batch, number, row[0])


def features(batch: Batch) -> Iterator[tuple[str, str]]:
    """Return feature codes ("P.PPLA") with what they mean. Errors as above."""
    for _, row in cells(batch, FEATURE_COLUMNS):
        yield row[0], row[1]


def cells(batch: Batch, widths: Container[int]) -> Iterator[tuple[int, list[str]]]:
    """Return each record with the number of its line; comments and blanks are passed.

    Raises:
        GazetteerError: A line has another number of columns than ``widths`` allows.
    """
    for number, line in enumerate(batch.text.split("\n"), batch.first):
        text = line.rstrip("\r")
        if text and text[0] != "#":
            row = text.split("\t")
            if len(row) not in widths:
                _fail(batch, number, f"GeoNames has no lines of {len(row)} columns")
            yield number, row


def _number(batch: Batch, number: int, cell: str) -> int:
    if not (cell.isdecimal() and 0 < int(cell) <= HIGHEST_NUMBER):
        _fail(batch, number, f"{cell!r} is no number of a place")
    return int(cell)


def _fail(batch: Batch, number: int, trouble: str) -> NoReturn:
    raise GazetteerError(
        f"{batch.file}, line {number}: {trouble}; download the file again"
    )
