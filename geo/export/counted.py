"""Places that were only counted, as an archive counts them, to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from geo.errors import OutputError
from geo.export.arrow import table_to_geoparquet, tables_to_geopackage
from geo.export.attribution import credits_of
from geo.export.csv import table_to_csv
from geo.export.tables import Table, counted_table
from geo.model import Place

_WRITERS: dict[str, Callable[[Table, Sequence[str]], str | bytes]] = {
    ".csv": lambda table, _: table_to_csv(table),
    ".gpkg": lambda table, credit: tables_to_geopackage([table], credit),
    ".parquet": table_to_geoparquet,
}


def export_counts(places: Iterable[tuple[Place, int]], ending: str) -> str | bytes:
    """Write places with how often each is named.

    Args:
        places: The places, as `geo.archive.Archive.places` gives them.
        ending: ".csv", ".gpkg" or ".parquet", which is GeoParquet.

    Raises:
        OutputError: It is another, or needs the extra ``geo``.
    """
    write = _WRITERS.get(ending)
    if write is None:
        known = " ".join(_WRITERS)
        raise OutputError(f"counts have no {ending!r}; choose one of: {known}")
    found = tuple(places)
    return write(counted_table(found), credits_of(place for place, _ in found))
