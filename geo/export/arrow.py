"""Tables as Arrow, for GeoPackage and GeoParquet: the door to pyarrow and GDAL.

Both come with the extra ``dateline[geo]``; without it these formats say how to get it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.export.attribution import attribution_of
from geo.export.qgis import COLUMNS, styles
from geo.export.tables import AREAS, TABLES, Table, make_table
from geo.model import Atlas
from geo.optional_dependencies import needs_extra

GEOMETRY = "geometry"
TIME = "time"
GEOPARQUET = "1.1.0"


def extra_installed() -> bool:
    """Return whether the packages of the extra are here; nothing is loaded for it."""
    return all(find_spec(package) for package in ("pyarrow", "pyogrio"))


def to_geopackage(atlas: Atlas, *, areas: bool = False) -> bytes:
    """Write an atlas as an OGC GeoPackage: the layers places, links and mentions.

    Args:
        atlas: What to write.
        areas: Add the layer areas: countries and provinces with their outlines.

    Raises:
        OutputError: The extra ``geo`` is not installed.
    """
    names = (AREAS, *TABLES) if areas else TABLES
    return tables_to_geopackage(
        (make_table(atlas, name) for name in names), attribution_of(atlas)
    )


def tables_to_geopackage(tables: Iterable[Table], credit: Sequence[str]) -> bytes:
    """Write tables as a GeoPackage, each as a layer.

    Args:
        tables: The tables.
        credit: Whom their data is owed to.

    Raises:
        OutputError: The extra ``geo`` is not installed.
    """
    with needs_extra("geo", "GeoPackage"):
        import pyogrio
    names: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder, "atlas.gpkg")
        for table in tables:
            names.append(table.name)
            pyogrio.write_arrow(
                to_arrow(table),
                path,
                layer=table.name,
                driver="GPKG",
                geometry_name=GEOMETRY,
                geometry_type=table.geometry,
                crs="EPSG:4326",
                layer_options={"GEOMETRY_NAME": GEOMETRY},  # the style asks for it
                layer_metadata={"attribution": "; ".join(credit)},
            )
        # QGIS looks for it, and draws the layers as it says.
        pyogrio.write_arrow(_styles(names), path, layer="layer_styles", driver="GPKG")
        return path.read_bytes()


def _styles(names: Sequence[str]) -> Any:
    import pyarrow as arrow

    rows = styles(names, GEOMETRY)
    return arrow.table({name: [row[name] for row in rows] for name in COLUMNS})


def to_geoparquet(atlas: Atlas, *, table: str = "mentions") -> bytes:
    """Write a table of an atlas as GeoParquet, the coordinates as lon, lat of WGS 84.

    Args:
        atlas: What to write.
        table: "mentions", or "places" or "links" instead.

    Raises:
        OutputError: No table has this name, or the extra ``geo`` is not installed.
    """
    return table_to_geoparquet(make_table(atlas, table), attribution_of(atlas))


def table_to_geoparquet(made: Table, credit: Sequence[str]) -> bytes:
    """Write one table as GeoParquet; as `to_geoparquet` does.

    Args:
        made: The table.
        credit: Whom its data is owed to.
    """
    with needs_extra("geo", "GeoParquet"):
        import pyarrow as arrow
        from pyarrow import parquet
    values = to_arrow(made).replace_schema_metadata(
        {
            "geo": json.dumps(_geo_metadata(made)),
            "attribution": "; ".join(credit),
        }
    )
    sink = arrow.BufferOutputStream()
    parquet.write_table(values, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def to_arrow(table: Table) -> Any:
    """Return a table as a ``pyarrow.Table``, its geometry last, as well-known binary."""
    with needs_extra("geo", "Arrow"):
        import pyarrow as arrow
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        date: arrow.date32(),
    }
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    columns = {
        name: arrow.array(column, types[kind])
        for (name, kind), column in zip(table.columns, cells, strict=True)
    }
    if TIME in columns:
        columns[TIME] = columns[TIME].cast(arrow.timestamp("ms", "UTC"))
    columns[GEOMETRY] = arrow.array(table.wkb(), arrow.binary())
    return arrow.table(columns)


def _geo_metadata(table: Table) -> dict[str, Any]:
    """Describe the geometry as GeoParquet asks; without a crs it is lon, lat of WGS 84."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": [table.geometry] if any(table.shapes) else [],
    }
    around = table.bounds()
    if around:
        column["bbox"] = around
    return {
        "version": GEOPARQUET,
        "primary_column": GEOMETRY,
        "columns": {GEOMETRY: column},
    }
