"""What a cell of a table may hold: types for the fields of a row, with advice in errors."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from geo.model import Extent


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
NO_FEATURE = "{column} {cell!r} is of no GeoNames feature; write for example L and RGN"
Target: TypeAlias = Annotated[
    str,
    written(
        r"country:[A-Z]{2}|admin1:[A-Z]{2}\.[0-9A-Z]+|region:[a-z0-9-]+"
        r"|airport:[A-Z]{3}|city:[1-9][0-9]*",
        "target {cell!r}: write country:US, admin1:US.TX, region:slug, airport:LAX "
        "or city:id",
    ),
]
