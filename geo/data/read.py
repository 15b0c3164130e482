"""Read a table: comments with origin and licence, column names, rows.

Every complaint names file and line and says what to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar
from unicodedata import combining, normalize

from pydantic import (
    AfterValidator,
    BeforeValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)

from geo.errors import DataError
from geo.model import Extent

EDGES = ("south", "west", "north", "east")
T = TypeVar("T")
Source: TypeAlias = Path | str  # a file, or the name of a table
# English's own tables lie where each language has its own; what holds in all of them, here.
_FOLDERS = (Path(__file__).parent, Path(__file__).parents[1] / "tongues" / "en")


def read_rows(
    source: Source,
    row_class: type[T],
    *unique: Callable[[T], Iterable[str]],
    check: Callable[[T], None] = lambda _: None,
    spread: str = "",
) -> tuple[T, ...]:
    """Read a table whose columns are the fields of a class, and check every row.

    Args:
        source: The table.
        row_class: A dataclass of ``geo/data/rows.py``.
        unique: Each gives keys of a row that no other row may have.
        check: Raises a ValueError with advice where a row is wrong in itself.
        spread: A field whose column is its plural and lists several: a row for each.

    Raises:
        DataError: Header, columns, a row's width or a cell is wrong.
    """
    adapter = TypeAdapter(row_class)
    columns: list[str] = []
    for field in fields(row_class):  # type: ignore[arg-type]
        plural = f"{field.name}s" if field.name == spread else field.name
        columns += EDGES if field.name == "extent" else [plural]
    seen: list[dict[str, int]] = [{} for _ in unique]
    found = []
    file = _open(source)
    for line, cells in _lines(file, tuple(columns)):
        try:
            rows = [adapter.validate_python(one) for one in _filled(cells, spread)]
            for row in rows:
                check(row)
                for taken, keys in zip(seen, unique, strict=True):
                    _note(keys(row), taken, line)
        except ValidationError as error:
            raise DataError(f"{file.name}, line {line}: {_advice(error)}") from None
        except ValueError as error:
            raise DataError(f"{file.name}, line {line}: {error}") from None
        found += rows
    return tuple(found)


def _open(source: Source) -> Traversable:
    return find_table(source) if isinstance(source, str) else source


def tables() -> tuple[Path, ...]:
    """Return every table, by its name."""
    found = (path for folder in _FOLDERS for path in folder.glob("*.tsv"))
    return tuple(sorted(found, key=lambda path: path.name))


def find_table(name: str) -> Path:
    """Return where the table of a name is."""
    places = [folder / name for folder in _FOLDERS]
    return next(filter(Path.is_file, places), places[0])


def _lines(
    file: Traversable, columns: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the cells, by column, of every row."""
    read_credit(file)  # complains where one is missing
    lines = file.read_text(encoding="utf-8").split("\n")
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    if tuple(lines[first].split("\t")) != columns:
        wanted = ", ".join(columns)
        raise DataError(f"{file.name}, line {first + 1}: write the columns as {wanted}")
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        cells = line.split("\t")
        where = f"{file.name}, line {number}"
        if line and len(cells) != len(columns):
            raise DataError(
                f"{where}: {len(cells)} cells for {len(columns)} columns: mend the tabs"
            )
        if any(cell != cell.strip() for cell in cells):
            raise DataError(f"{where}: remove the spaces around a cell")
        if line:
            yield number, dict(zip(columns, cells, strict=True))


def _filled(cells: dict[str, str], spread: str) -> Iterator[dict[str, object]]:
    """Yield the fields that a line fills: once, or for each of the names in a column."""
    filled: dict[str, object] = {column: cell for column, cell in cells.items() if cell}
    if box := {edge: filled.pop(edge) for edge in EDGES if edge in filled}:
        filled["extent"] = box
    if not spread:
        yield filled
        return
    names = str(filled.pop(f"{spread}s", ""))
    for name in split_names(names, f"{spread}s"):
        yield filled | {spread: name}


def _note(keys: Iterable[str], taken: dict[str, int], line: int) -> None:
    for key in keys:
        if key in taken:
            raise ValueError(
                f"{key!r} stands already in line {taken[key]}: remove one of them"
            )
        taken[key] = line


def _advice(invalid: ValidationError) -> str:
    """Return what to write instead of the first wrong cell."""
    error = invalid.errors()[0]
    column, cell, context = error["loc"][-1], error["input"], error.get("ctx", {})
    if column == "extent" and error["type"] == "missing":
        return f"give the box: {', '.join(EDGES)}"
    known = sorted(re.findall("'(.*?)'", context.get("expected", "")))
    return {
        "missing": f"fill in the column {column!r}",
        "float_parsing": f"write {column} as decimal degrees, not {cell!r}",
        "enum": f"{column} {cell!r} is unknown; use {', '.join(known)}",
        "literal_error": f"{column} {cell!r} is unknown; use {', '.join(known)}",
    }.get(error["type"]) or str(context.get("error", error["msg"]))


def read_credit(source: Traversable) -> tuple[str, str]:
    """Return origin and licence from the comments at the top of a table.

    Raises:
        DataError: One of the two is missing.
    """
    found = {"origin": "", "licence": ""}
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            key, _, value = line[1:].partition(":")
            found.setdefault(key.strip(), value.strip())
            found[key.strip()] = found[key.strip()] or value.strip()
    for key in ("origin", "licence"):
        if not found[key]:
            raise DataError(f"{source.name}, line 1: add a comment '# {key}: ...'")
    return found["origin"], found["licence"]


def key_of(name: str) -> str:
    """Return what makes two spellings the same name within a table.

    Coarser than a reader's eye, so that ``U.S.``/``US`` and ``Réunion``/``Reunion`` meet.
    """
    letters = (c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return "".join(letters).replace(".", "")


def contains(extent: Extent, lat: float, lon: float) -> bool:
    """Return whether a point lies in a box, also one that crosses 180 degrees."""
    if extent.west <= extent.east:
        across = extent.west <= lon <= extent.east
    else:
        across = lon >= extent.west or lon <= extent.east
    return across and extent.south <= lat <= extent.north


def between(limit: float) -> AfterValidator:
    """Return the check of a number from ``-limit`` to ``limit``."""

    def check(number: float, info: ValidationInfo) -> float:
        if not -limit <= number <= limit:
            name = info.field_name
            raise ValueError(f"{name} {number} is not between -{limit:g} and {limit:g}")
        return number

    return AfterValidator(check)


def written(pattern: str, advice: str) -> AfterValidator:
    """Return the check of a cell that a pattern must match whole."""

    def check(cell: str, info: ValidationInfo) -> str:
        if not re.fullmatch(pattern, cell):
            raise ValueError(advice.format(cell=cell, column=info.field_name))
        return cell

    return AfterValidator(check)


def split_names(cell: str, column: str | None) -> tuple[str, ...]:
    """Return the names of a cell that lists them separated by ``|``."""
    names = tuple(cell.split("|"))
    if any(not name or name != name.strip() for name in names):
        raise ValueError(f"remove empty names and spaces around | in {column}")
    return names


def _is_yes(cell: str, info: ValidationInfo) -> bool:
    if cell != "yes":
        raise ValueError(f"write {info.field_name} as yes, or leave it empty")
    return True


def _lower(cell: str, info: ValidationInfo) -> str:
    if cell != cell.lower():
        raise ValueError(f"write {info.field_name} in lower case")
    return cell


def _all_lower(cells: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    return tuple(_lower(cell, info) for cell in cells)


def _right_box(extent: Extent) -> Extent:
    if extent.south >= extent.north:
        raise ValueError("south must be smaller than north")
    if extent.west == extent.east:
        raise ValueError("west and east must differ; west > east crosses 180 degrees")
    return extent


def _are_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    if not all(re.fullmatch("[A-Z][A-Z0-9]+", code) for code in codes):
        raise ValueError("give GeoNames feature codes such as ADM1|RGN")
    return codes


Latitude: TypeAlias = Annotated[float, between(90)]
Longitude: TypeAlias = Annotated[float, between(180)]
Box: TypeAlias = Annotated[Extent, AfterValidator(_right_box)]
Names: TypeAlias = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda cell, info: split_names(cell, info.field_name)),
]
Lower: TypeAlias = Annotated[str, AfterValidator(_lower)]
Codes: TypeAlias = Annotated[Names, AfterValidator(_are_codes)]
LowerNames: TypeAlias = Annotated[Names, AfterValidator(_all_lower)]
Yes: TypeAlias = Annotated[bool, BeforeValidator(_is_yes)]
Country: TypeAlias = Annotated[
    str, written("[A-Z]{2}", "write {column} as two capital letters")
]
_NO_FEATURE = "{column} {cell!r} is of no GeoNames feature; write for example L and RGN"
FeatureClass: TypeAlias = Annotated[str, written("[AHLPRSTUV]", _NO_FEATURE)]
FeatureCode: TypeAlias = Annotated[str, written("[A-Z][A-Z0-9]*", _NO_FEATURE)]
Target: TypeAlias = Annotated[
    str,
    written(
        r"country:[A-Z]{2}|admin1:[A-Z]{2}\.[0-9A-Z]+"
        r"|region:(?:admin2-[A-Z]{2}\.[0-9A-Z]+\.)?[a-z0-9-]+"
        r"|airport:[A-Z]{3}|city:[1-9][0-9]*",
        "target {cell!r}: write country:US, admin1:US.TX, region:slug, airport:LAX "
        "or city:id",
    ),
]
