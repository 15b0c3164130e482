"""Atlas to a file: one function per ending.

A new format is one module and one line in ``FORMATS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias, overload

from geo.atlas import as_named
from geo.atomic_write import write_bytes, write_text as write_text
from geo.errors import OutputError, require_type
from geo.export.annotations import to_annotations as to_annotations
from geo.export.arrow import (
    extra_installed,
    to_geopackage as to_geopackage,
    to_geoparquet as to_geoparquet,
)
from geo.export.counted import export_counts as export_counts
from geo.export.csv import to_csv as to_csv
from geo.export.geojson import to_geojson as to_geojson
from geo.export.html import to_html as to_html, to_notebook as to_notebook
from geo.export.kml import to_kml as to_kml, to_kmz as to_kmz
from geo.export.linked_places import to_linked_places as to_linked_places
from geo.export.rfc7946 import check_rfc7946 as check_rfc7946
from geo.export.svg import to_svg as to_svg
from geo.export.tables import LAYERS as LAYERS, TABLES as TABLES
from geo.export.xlsx import to_xlsx as to_xlsx
from geo.model import Atlas

TextFormat: TypeAlias = Literal[
    "geojson", ".geojson", "html", ".html", "csv", ".csv", "kml", ".kml",
    "annotations", "jsonld", ".jsonld", "lpf", "lpf.json", ".lpf.json", "svg", ".svg",
]  # fmt: skip
BinaryFormat: TypeAlias = Literal[
    "gpkg", ".gpkg", "geoparquet", "parquet", ".parquet", "xlsx", ".xlsx", "kmz", ".kmz"
]  # fmt: skip

# Ending to function. Each takes the atlas, then options of its own by name.
FORMATS: dict[str, Callable[..., str | bytes]] = {
    ".geojson": to_geojson,
    ".html": to_html,
    ".csv": to_csv,
    ".kml": to_kml,
    ".jsonld": to_annotations,
    ".lpf.json": to_linked_places,
    ".gpkg": to_geopackage,
    ".parquet": to_geoparquet,
    ".xlsx": to_xlsx,
    ".kmz": to_kmz,
    ".svg": to_svg,
}
# What people call the formats whose ending does not say it.
NAMES = {
    "annotations": ".jsonld",
    "lpf": ".lpf.json",
    "geoparquet": ".parquet",
    "excel": ".xlsx",
}
TABULAR = (".csv", ".parquet", ".geojson")  # can hold one table: the option ``table``
WITH_UNRESOLVED = (".geojson", ".lpf.json")  # leave names out unless ``unresolved``
WITH_AREAS = (".geojson", ".gpkg", ".kml", ".kmz")  # draw points unless ``areas``
SEPARATORS = (",", ";")  # of CSV for spreadsheets
NEED_EXTRA = (".gpkg", ".parquet")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def find_ending(name: str) -> str:
    """Find the ending of a format by its name ("lpf"), its ending or the name of a file.

    Raises:
        OutputError: No format has it; the message lists those that there are.
    """
    word = name.lower().removeprefix(".")
    called = NAMES.get(word, f".{word}")
    for ending in FORMATS:
        if called.endswith(ending):
            return ending
    known = " ".join(FORMATS)
    raise OutputError(f"no format is called {name!r}; choose one of: {known}")


@overload
def export_atlas(
    atlas: Atlas,
    fmt: TextFormat,
    *,
    unresolved: bool = False,
    table: str = "",
    spreadsheet: str = "",
    areas: bool = False,
) -> str: ...
@overload
def export_atlas(
    atlas: Atlas, fmt: BinaryFormat, *, table: str = "", areas: bool = False
) -> bytes: ...
@overload
def export_atlas(
    atlas: Atlas,
    fmt: str,
    *,
    unresolved: bool = False,
    table: str = "",
    spreadsheet: str = "",
    areas: bool = False,
) -> str | bytes: ...
def export_atlas(
    atlas: Atlas,
    fmt: str,
    *,
    unresolved: bool = False,
    table: str = "",
    spreadsheet: str = "",
    areas: bool = False,
) -> str | bytes:
    """Write an atlas in a format.

        >>> atlas = geo.read("It rained in Wonsan.")
        >>> geo.export_atlas(atlas, "csv", table="places").splitlines()[1][:27]
        '"geonames:1866923","Wonsan"'

    Args:
        atlas: What to write.
        fmt: Name or ending of the format: ".geojson", "KML", "lpf".
        unresolved: Keep names without a place: GeoJSON, Linked Places.
        table: "places", "links" or "mentions", which "" is: CSV, GeoParquet. Of GeoJSON one
            flat layer, where "" is everything in one file. "areas": places with an outline.
        spreadsheet: "," or ";": CSV that a spreadsheet opens by a double click.
        areas: Countries and provinces with their outlines: GeoJSON, GeoPackage, KML.

    Returns:
        The whole file: text, or bytes for GeoPackage, GeoParquet, Excel and KMZ. `save_atlas` puts
        it on disk.

    Raises:
        InputError: It is no atlas.
        OutputError: No format has this name, it lacks what was asked for, a place is
            not on Earth, or the format needs the extra ``geo``.
    """
    require_type(atlas, Atlas, "an atlas is needed: read(text)")
    ending = find_ending(fmt)
    options = _options(ending, unresolved, table, spreadsheet, areas)
    _require_on_earth(atlas)
    written = FORMATS[ending](as_named(atlas), **options)
    if isinstance(written, bytes):
        return written
    # Half a character (from a broken JSON escape) cannot be written as UTF-8. One for
    # one, so that offsets still quote.
    return LONE_SURROGATE.sub("\ufffd", written)


def can_export(fmt: str) -> bool:
    """Return whether a format can be written here; some need the extra ``geo``.

    Raises:
        OutputError: No format has this name.
    """
    return find_ending(fmt) not in NEED_EXTRA or extra_installed()


def save_atlas(  # noqa: PLR0913 - each is a choice of the reader's
    atlas: Atlas,
    path: Path | str,
    *,
    fmt: str = "",
    unresolved: bool = False,
    table: str = "",
    spreadsheet: str = "",
    areas: bool = False,
) -> None:
    """Write an atlas to a file, whole or not at all.

        >>> atlas = geo.read("It rained in Wonsan.")
        >>> geo.save_atlas(atlas, "map.html")

    Args:
        atlas: What to write.
        path: Where; its ending names the format.
        fmt: The format, where the ending does not name it.
        unresolved: As of `export_atlas`.
        table: As of `export_atlas`.
        spreadsheet: As of `export_atlas`.
        areas: As of `export_atlas`.

    Raises:
        InputError: As `export_atlas`, or it is no path.
        OutputError: As `export_atlas`, or the file cannot be written there.
    """
    require_type(path, (str, Path), "save_atlas takes the path of a file")
    written = export_atlas(
        atlas,
        fmt or Path(path).name,
        unresolved=unresolved,
        table=table,
        spreadsheet=spreadsheet,
        areas=areas,
    )
    if isinstance(written, bytes):
        write_bytes(path, written)
    else:
        write_text(path, written)


def _options(
    ending: str, unresolved: bool, table: str, spreadsheet: str, areas: bool
) -> dict[str, bool | str]:
    """Return what a format is asked for besides.

    Raises:
        OutputError: It has nothing of the kind; the message names those that do.
    """
    options: dict[str, bool | str] = {}
    if table:
        if ending not in TABULAR:
            raise OutputError(
                f"{ending} has no tables; those with: {' '.join(TABULAR)}"
            )
        options["table"] = table
    if unresolved and not (table and ending == ".geojson"):
        if ending not in WITH_UNRESOLVED:
            known = " ".join(WITH_UNRESOLVED)
            raise OutputError(f"{ending} has no option unresolved; those with: {known}")
        options["unresolved"] = True
    if spreadsheet:
        if ending != ".csv" or spreadsheet not in SEPARATORS:
            raise OutputError(
                "for spreadsheets CSV is parted by , or ;: else use .xlsx"
            )
        options["spreadsheet"] = spreadsheet
    if areas and not table:
        options["areas"] = _require_areas(ending)
    return options


def _require_areas(ending: str) -> bool:
    if ending not in WITH_AREAS:
        raise OutputError(f"{ending} has no areas; those with: {' '.join(WITH_AREAS)}")
    return True


def _require_on_earth(atlas: Atlas) -> None:
    """Refuse what no format can hold, in words that name the place."""
    ends = (end for link in atlas.links for end in (link.origin, link.destination))
    for place in (*atlas.places, *ends):
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):  # noqa: PLR2004
            raise OutputError(
                f"{place.name[:80]} ({place.id}) cannot be exported: latitude "
                f"{place.lat}, longitude {place.lon} is not on Earth; "
                f"correct it in {place.provenance}"
            )
