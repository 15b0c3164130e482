"""Where ``dateline map`` writes, and in which format: known before anything slow is done."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geo
from geo.errors import InputError, OutputError

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for.

    Attributes:
        output: File to write; "-" is standard output.
        fmt: Name or ending of the format, where the file does not name it.
        unresolved: Whether names without a place are kept where they need not be.
        tables: The tables, of a format that holds one; none means its usual one.
    """

    output: str
    fmt: str | None = None
    unresolved: bool = False
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One file to write.

    Attributes:
        path: Where; "-" is standard output.
        ending: Ending of its format.
        options: What the format is asked for.
    """

    path: str
    ending: str
    options: Mapping[str, object]


def map_targets(wanted: Wanted) -> tuple[Target, ...]:
    """Find what is to be written; several tables go to a file each, "out.links.csv".

    Raises:
        OutputError: The format is unknown or cannot be written there.
        InputError: The format has no tables, or a table is unknown.
    """
    from geo.export import WITH_UNRESOLVED
    from geo.export.optional_dependencies import missing_extra

    output = wanted.output
    ending = _ending(output, wanted.fmt)
    if not geo.can_export(ending):
        raise missing_extra("geo", ending)
    folder = Path(output).parent
    if output != STDOUT and not folder.is_dir():
        raise OutputError(f"the folder {folder} does not exist; create it first")
    if wanted.tables:
        return _of_tables(output, ending, wanted.tables)
    keeps = wanted.unresolved and ending in WITH_UNRESOLVED
    return (Target(output, ending, {"unresolved": True} if keeps else {}),)


def write_map(atlas: geo.Atlas, target: Target) -> None:
    """Write an atlas to a file, whole or not at all, or to standard output."""
    if target.path != STDOUT:
        geo.save_atlas(atlas, target.path, fmt=target.ending, **target.options)
        return
    written = geo.export_atlas(atlas, target.ending, **target.options)
    if isinstance(written, bytes):
        sys.stdout.buffer.write(written)
    else:
        sys.stdout.write(written)


def _ending(output: str, fmt: str | None) -> str:
    from geo.export import find_ending

    usual = "geojson" if output == STDOUT else Path(output).name
    return find_ending(fmt or usual)


def _of_tables(output: str, ending: str, tables: tuple[str, ...]) -> tuple[Target, ...]:
    from geo.export import TABLES, TABULAR

    if ending not in TABULAR:
        known = " ".join(TABULAR)
        raise InputError(f"{ending} has no tables to choose from; those with: {known}")
    if unknown := [table for table in tables if table not in TABLES]:
        known = " ".join(TABLES)
        raise InputError(f"no table is called {unknown[0]!r}; known: {known}")
    if len(tables) == 1:
        return (Target(output, ending, {"table": tables[0]}),)
    if output == STDOUT:
        raise InputError("standard output takes one table; name a file for several")
    path = Path(output)
    return tuple(
        Target(
            str(path.with_name(f"{path.stem}.{table}{path.suffix}")),
            ending,
            {"table": table},
        )
        for table in tables
    )
