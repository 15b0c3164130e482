"""Corrections as a table that people fill in: CSV, one correction a row.

    article,start,end,text,action,place,lat,lon,name,scope,author,note

It holds corrections of mentions; links and what was taken back need the JSON Lines file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.cache import safe_name
from geo.corrections.model import (
    Action,
    Checked,
    Correction,
    MarkMention,
    MeansPlace,
    NotAPlace,
    SameAs,
    Scope,
    TextSpan,
    make_correction,
)
from geo.corrections.records import MAX_NOTE_LENGTH, require_sane
from geo.errors import InputError
from geo.model import Article, Place, Provenance
from geo.spreadsheet import escape_formula, unescape_formula

COLUMNS = (
    "article", "source", "start", "end", "text", "action", "place", "lat", "lon", "name",
    "scope", "author", "note",
)  # fmt: skip
FindPlace = Callable[[str], Place | None]
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row or line that cannot be used: its number in the file, and why."""

    line: int
    advice: str


def point_by_hand(lat: float, lon: float, name: str) -> Place:
    """Make the place that a person set on the map.

    Raises:
        InputError: There is no such point, or it has no name.
    """
    place = Place(
        id=f"point:{lat:.5f},{lon:.5f}",
        name=safe_name(name),
        lat=lat,
        lon=lon,
        provenance=Provenance("set by hand"),
    )
    require_sane(place)
    return place


def read_table(text: str, find: FindPlace) -> Iterator[Correction | Fault]:
    """Read a table row by row; one that cannot be used costs only itself.

    Args:
        text: The file.
        find: Gives the place of an id ("geonames:524901").
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="")
    try:
        yield from _rows(reader, find)
    except csv.Error as error:  # a cell longer than any cell is
        yield Fault(reader.line_num, f"the table cannot be read on: {error}")


def _rows(reader: csv.DictReader[str], find: FindPlace) -> Iterator[Correction | Fault]:
    for cells in reader:
        if unknown := set(cells) - set(COLUMNS):
            yield Fault(reader.line_num, f"unknown column {min(unknown)!r}")
            continue
        plain = {key: _cell(value) for key, value in cells.items()}
        if not any(plain.values()):
            continue
        try:
            yield _correction(plain, find)
        except InputError as error:
            yield Fault(reader.line_num, str(error))


def write_table(corrections: Iterable[Correction]) -> str:
    """Write the corrections of mentions that a table can hold."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for correction in corrections:
        if cells := _cells(correction):
            writer.writerow({key: _safe(value) for key, value in cells.items()})
    return out.getvalue()


def _cell(value: str | None) -> str:
    return unescape_formula((value or "").strip())


def _safe(value: str) -> str:
    number = value.removeprefix("-").replace(".", "", 1).isdigit()
    return value if number else escape_formula(value)


def _correction(cells: Cells, find: FindPlace) -> Correction:
    scope = _scope(cells.get("scope", ""))
    start, end = (_whole(cells, key) for key in ("start", "end"))
    article = Article(cells.get("article", ""), "", source=cells.get("source", ""))
    return make_correction(
        _action(cells, find),
        TextSpan(cells.get("text", ""), start, end),
        article,
        scope,
        author=safe_name(cells.get("author", "")),
        note=cells.get("note", "")[:MAX_NOTE_LENGTH],
    )


def _scope(word: str) -> Scope:
    if word not in set(Scope):
        raise InputError(f"no scope {word!r}; known: {' '.join(Scope)}")
    return Scope(word)


def _action(cells: Cells, find: FindPlace) -> Action:
    match cells.get("action"):
        case "place":
            place = _place(cells, find)
            if place is None:
                raise InputError("action place: give place, or lat, lon and name")
            return MeansPlace(place)
        case "not-a-place":
            return NotAPlace()
        case "same-as":
            return SameAs(cells.get("name", ""))
        case "mark":
            return MarkMention(_place(cells, find))
        case "checked":
            return Checked()
    known = "place not-a-place same-as mark checked"
    raise InputError(f"no action {cells.get('action', '')!r}; known: {known}")


def _place(cells: Cells, find: FindPlace) -> Place | None:
    ref, lat, lon = (cells.get(key, "") for key in ("place", "lat", "lon"))
    known = find(ref) if ref else None
    if known:
        return known
    if lat and lon:
        name = cells.get("name") or cells.get("text", "")
        return point_by_hand(_number(lat), _number(lon), name)
    if ref:
        raise InputError(f"no place {ref!r} is known; give lat, lon and name")
    return None


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError as error:
        raise InputError(f"{cell!r} is no number") from error


def _whole(cells: Cells, key: str) -> int | None:
    cell = cells.get(key, "")
    if cell and not (cell.isascii() and cell.isdigit()):
        raise InputError(f"{key} {cell!r} is no whole number")
    return int(cell[:12]) if cell else None


def _cells(correction: Correction) -> dict[str, str] | None:
    action, words = correction.action, correction.words
    cells = {
        "article": correction.article_id,
        "source": correction.source,
        "start": "" if words.start is None else str(words.start),
        "end": "" if words.end is None else str(words.end),
        "text": words.text,
        "action": action.do,
        "scope": correction.scope.value,
        "author": correction.author,
        "note": correction.note,
    }
    match action:
        case MeansPlace(place) | MarkMention(Place() as place):
            spot = {"lat": str(place.lat), "lon": str(place.lon)}
            return cells | {"place": place.id, "name": place.name} | spot
        case SameAs(name):
            return cells | {"name": name}
        case NotAPlace() | MarkMention() | Checked():
            return cells
    return None
