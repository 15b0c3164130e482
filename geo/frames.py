"""The tables of an atlas as frames of pandas and GeoPandas: ``dateline[frames]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.atlas import as_named
from geo.errors import require_type
from geo.export.provenance import Columns
from geo.export.tables import make_table
from geo.model import Atlas
from geo.optional_dependencies import needs_extra

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

# Columns that may lack a value keep their type, as NumPy's have none for "no number".
_TYPES = {int: "Int64", float: "Float64", bool: "boolean"}


def to_frame(atlas: Atlas, table: str = "places") -> DataFrame:
    """Return a table of an atlas as a ``pandas.DataFrame``.

        >>> frame = geo.to_frame(geo.read("It rained in Wonsan."), "places")
        >>> frame["place"].tolist()
        ['Wonsan']

    Args:
        atlas: What to show.
        table: "places", "links" or "mentions"; docs/exports.md names their columns.

    Raises:
        InputError: It is no atlas.
        OutputError: No table has this name, or pandas is not installed.
    """
    require_type(atlas, Atlas, "an atlas is needed: read(text)")
    with needs_extra("frames", "A frame"):
        import pandas
    made = make_table(as_named(atlas), table)
    names = [name for name, _ in made.columns]
    return pandas.DataFrame(made.rows, columns=names).astype(_types(made.columns))


def to_geoframe(atlas: Atlas, table: str = "places") -> GeoDataFrame:
    """Return a table of an atlas as a ``geopandas.GeoDataFrame`` in WGS 84.

    Args:
        atlas: What to show.
        table: As of `to_frame`; a mention without a place has no geometry.

    Raises:
        OutputError: No table has this name, or GeoPandas is not installed.
    """
    with needs_extra("frames", "A frame with geometry"):
        import geopandas
    shapes = geopandas.GeoSeries.from_wkb(
        make_table(as_named(atlas), table).wkb(), crs="EPSG:4326"
    )
    return geopandas.GeoDataFrame(to_frame(atlas, table), geometry=shapes)


def _types(columns: Columns) -> dict[str, str]:
    return {name: _TYPES[kind] for name, kind in columns if kind in _TYPES}
