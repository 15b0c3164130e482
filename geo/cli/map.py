"""``dateline map``: read articles and write their map."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import geo
from geo.cli.options import (
    ALL_KINDS,
    DateColumn,
    Demonyms,
    InputFormat,
    Kinds,
    Model,
    MoreLinks,
    SourceColumn,
    TextColumn,
    TitleColumn,
    UrlColumn,
    kept_kinds,
    said_columns,
    split_list,
    wanted_sureness,
)
from geo.cli.sources import articles_of, read, require_all
from geo.cli.terminal import note, progress_bar, say
from geo.errors import InputError, OutputError

if TYPE_CHECKING:
    from geo.articles import OpenReport

STDOUT = "-"
MAX_NAMED = 3  # articles without a place that are named


def map_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Files, folders, archives, addresses; - is stdin."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="OUT", help="File to write; - is stdout."
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="F",
            help="Where the ending does not say it: geojson html svg csv xlsx kml kmz "
            "annotations lpf gpkg parquet.",
        ),
    ] = None,
    tables: Annotated[
        str,
        typer.Option(
            "--table",
            metavar="LIST",
            help="CSV, GeoParquet, GeoJSON: places links mentions areas; several go to a file "
            "each [CSV, GeoParquet: mentions; GeoJSON: all in one].",
        ),
    ] = "",
    excel: Annotated[
        bool,
        typer.Option("--excel", help="CSV that Excel opens by a double click (UTF-8)."),
    ] = False,
    delimiter: Annotated[
        str,
        typer.Option("--delimiter", metavar="C", help="CSV for Excel: , or ; [,]."),
    ] = "",
    model: Model = None,
    demonyms: Demonyms = True,
    kinds: Kinds = ALL_KINDS,
    more_links: MoreLinks = False,
    co_mentions: Annotated[
        bool,
        typer.Option(
            "--co-mentions", help="Write places that one sentence only names as links."
        ),
    ] = False,
    unresolved: Annotated[
        bool,
        typer.Option(help="GeoJSON, Linked Places: keep names without a place."),
    ] = False,
    areas: Annotated[
        bool,
        typer.Option(
            "--areas",
            help="GeoJSON, GeoPackage, KML: countries and provinces with their outlines.",
        ),
    ] = False,
    corrections: Annotated[
        bool, typer.Option(help="Apply the corrections of the data folder.")
    ] = True,
    input_format: InputFormat = "",
    text_column: TextColumn = "",
    title_column: TitleColumn = "",
    date_column: DateColumn = "",
    source_column: SourceColumn = "",
    url_column: UrlColumn = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was read and written as JSON.")
    ] = False,
) -> None:
    """Read articles and write their map.

    OUT's ending names the format: .geojson .html .svg .csv .xlsx .kml .kmz .jsonld (W3C
    annotations) .lpf.json (Linked Places) .gpkg (GeoPackage) .parquet (GeoParquet).
    """
    from geo.geocoders import batch_notice, online_geocoder
    from geo.settings import get_settings

    kept = kept_kinds(kinds, demonyms)
    targets = _targets(output, format, split_list(tables), unresolved=unresolved)
    if as_json and any(target.path == STDOUT for target in targets):
        raise InputError("standard output takes the map or --json; name a file with -o")
    columns = said_columns(
        text_column, title_column, date_column, source_column, url_column
    )
    with progress_bar() as progress:
        opened = read(files, progress, input_format, columns)
        articles = articles_of(opened)
        gazetteer = geo.open_gazetteer(progress=progress)
        geocoder = online_geocoder(get_settings())
        atlas = geo.build_atlas(
            articles,
            gazetteer,
            geocoder=geocoder,
            model=model,
            kinds=kept,
            sureness=wanted_sureness(more_links),
            progress=progress,
        )
    if corrections:
        atlas = _corrected(atlas, gazetteer)
    if not co_mentions:
        said = frozenset(geo.LinkKind) - {geo.LinkKind.CO_MENTION}
        atlas = geo.select(atlas, geo.Filters(link_kinds=said))
    atlas = geo.as_named(atlas)
    spreadsheet = delimiter or ("," if excel else "")
    for target in targets:
        _write(atlas, target, spreadsheet, areas=areas)
    note(batch_notice(geocoder, len(articles)) or getattr(geocoder, "notice", ""))
    _tell(atlas)
    if as_json:
        written = [target.path for target in targets]
        say(json.dumps(_report(opened, atlas, written), indent=2))
    require_all(opened)


def _corrected(atlas: geo.Atlas, gazetteer: geo.Gazetteer) -> geo.Atlas:
    from geo.corrections import corrections_in_force

    corrections, notice = corrections_in_force()
    note(notice)
    corrected = geo.apply_corrections(atlas, corrections, gazetteer)
    if corrected is not atlas:
        note("with the corrections of the data folder; --no-corrections is without")
    return corrected


def _tell(atlas: geo.Atlas) -> None:
    """Print what was assumed, and what was found."""
    from geo.labels import describe_briefly

    for words in (words for article in atlas.articles for words in article.notes):
        note(words)
    note(_without_places(atlas))
    if about := geo.main_places(atlas):
        note("about " + ", ".join(f"{f.place.name} ({f.score:.0%})" for f in about))
    note(describe_briefly(atlas))


def _without_places(atlas: geo.Atlas) -> str:
    """Name the articles in which no place was found: perhaps they are none."""
    empty = [
        reading.article.title or reading.article.source
        for reading in atlas.readings
        if not any(resolution.place for resolution in reading.resolutions)
    ]
    if not empty:
        return ""
    named = ", ".join(f"“{title[:60]}”" for title in empty[:MAX_NAMED])
    more = ", ..." if len(empty) > MAX_NAMED else ""
    return (
        f"no place in {len(empty):,} of {len(atlas.readings):,} articles: {named}{more}"
    )


def _report(
    opened: Sequence[OpenReport], atlas: geo.Atlas, written: Sequence[str]
) -> dict[str, Any]:
    """Return what a map was made of, for a program: files read, what was found, written."""
    return {
        "files": [
            {
                "name": one.name,
                "articles": len(one.articles),
                "problem": one.problem or None,
                "notes": list(one.notes),
            }
            for one in opened
        ],
        "articles": len(atlas.articles),
        "places": len(atlas.places),
        "links": len(atlas.links),
        "unmapped": len({r.mention.toponym for r in atlas.unresolved}),
        "written": list(written),
    }


@dataclass(frozen=True, slots=True)
class _Target:
    """One file to write.

    Attributes:
        path: Where; "-" is standard output.
        ending: Ending of its format.
        table: The table, of a format that holds one; "" is its usual one.
        unresolved: Whether names without a place are kept where they need not be.
    """

    path: str
    ending: str
    table: str = ""
    unresolved: bool = False


def _targets(
    output: str, fmt: str | None, tables: Sequence[str], *, unresolved: bool
) -> tuple[_Target, ...]:
    """Find what is to be written, before anything slow is done.

    Raises:
        OutputError: The format is unknown or cannot be written there.
        InputError: The format has no tables, or a table is unknown.
    """
    from geo.export import WITH_UNRESOLVED, can_export, find_ending
    from geo.optional_dependencies import missing_extra

    usual = "geojson" if output == STDOUT else Path(output).name
    ending = find_ending(fmt or usual)
    if not can_export(ending):
        raise missing_extra("geo", ending)
    folder = Path(output).parent
    if output != STDOUT and not folder.is_dir():
        raise OutputError(f"the folder {folder} does not exist; create it first")
    if tables:
        return _of_tables(output, ending, tables)
    kept = unresolved and ending in WITH_UNRESOLVED
    return (_Target(output, ending, unresolved=kept),)


def _of_tables(output: str, ending: str, tables: Sequence[str]) -> tuple[_Target, ...]:
    """Return a file for each of several tables: "out.links.csv"."""
    from geo.export import LAYERS, TABULAR

    if ending not in TABULAR:
        known = " ".join(TABULAR)
        raise InputError(f"{ending} has no tables to choose from; those with: {known}")
    if unknown := [table for table in tables if table not in LAYERS]:
        known = " ".join(LAYERS)
        raise InputError(f"no table is called {unknown[0]!r}; known: {known}")
    if len(tables) == 1:
        return (_Target(output, ending, tables[0]),)
    if output == STDOUT:
        raise InputError("standard output takes one table; name a file for several")
    path = Path(output)
    return tuple(
        _Target(str(path.with_name(f"{path.stem}.{table}{path.suffix}")), ending, table)
        for table in tables
    )


def _write(atlas: geo.Atlas, target: _Target, spreadsheet: str, *, areas: bool) -> None:
    """Write an atlas to a file, whole or not at all, or to standard output."""
    asked: dict[str, Any] = {
        "table": target.table,
        "unresolved": target.unresolved,
        "spreadsheet": spreadsheet,
        "areas": areas,
    }
    if target.path != STDOUT:
        geo.save_atlas(atlas, target.path, fmt=target.ending, **asked)
        return
    written = geo.export_atlas(atlas, target.ending, **asked)
    if isinstance(written, bytes):
        sys.stdout.buffer.write(written)
    else:
        sys.stdout.write(written)
