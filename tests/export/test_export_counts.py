"""Places that an archive counted, as files that readers of others open."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pyogrio
import pytest
from known_places import MOSCOW, WONSAN
from pyarrow import parquet

from geo.errors import OutputError
from geo.export import export_counts

FORMULA = replace(MOSCOW, id="osm:1", name="=HYPERLINK(1)")
COUNTED = ((MOSCOW, 7), (WONSAN, 2), (FORMULA, 1))


def test_a_spreadsheet_has_a_row_each_and_runs_nothing():
    rows = list(csv.DictReader(io.StringIO(export_counts(COUNTED, ".csv"))))
    assert [(row["place"], row["mentions"]) for row in rows] == [
        ("Moscow", "7"), ("Wŏnsan", "2"), ("'=HYPERLINK(1)", "1"),
    ]  # fmt: skip
    assert rows[0]["country"] == "Russia"


def test_geoparquet_says_where_they_are():
    table = parquet.read_table(io.BytesIO(export_counts(COUNTED, ".parquet")))
    assert table["mentions"].to_pylist() == [7, 2, 1]
    about = json.loads(table.schema.metadata[b"geo"])["columns"]["geometry"]
    assert about["geometry_types"] == ["Point"]
    assert about["bbox"][:2] == [MOSCOW.lon, WONSAN.lat]
    assert b"GeoNames" in table.schema.metadata[b"attribution"]


def test_a_geopackage_is_a_layer_of_points(tmp_path):
    (tmp_path / "counts.gpkg").write_bytes(export_counts(COUNTED, ".gpkg"))
    about, table = pyogrio.read_arrow(tmp_path / "counts.gpkg", layer="places")
    assert (about["crs"], about["geometry_type"]) == ("EPSG:4326", "Point")
    assert table["mentions"].to_pylist() == [7, 2, 1]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".gpkg"])
def test_nothing_counted_is_a_file_too(ending):
    assert export_counts((), ending)


def test_other_endings_are_refused_by_name():
    with pytest.raises(OutputError, match=r"choose one of: \.csv \.gpkg \.parquet"):
        export_counts(COUNTED, ".kml")
