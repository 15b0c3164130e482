"""Three tables, and the formats that hold them: written, and read by somebody else's code."""

import csv
import io
import json
import struct
import sys

import geopandas
import pyogrio
import pytest
from atlases import hostile_atlas, sample_atlas
from known_places import HOSTILE_NAMES

from geo.errors import OutputError
from geo.export import TABLES, export_atlas, save_atlas, to_csv, to_geopackage
from geo.export.tables import make_table
from geo.model import Atlas

EMPTY = Atlas()


def layer(path, name):
    """Read a layer as GDAL sees it: its description, its geometry, its columns."""
    meta, _, geometry, columns = pyogrio.raw.read(path, layer=name)
    return meta, geometry, dict(zip(meta["fields"], columns, strict=True))


def points(geometry):
    """Give (lon, lat) of each point, None where there is none."""
    return [g and struct.unpack_from("<dd", g, 5) for g in geometry]


def wanted_points(atlas):
    placed = (r.place for r in atlas.resolutions)
    return [p and (round(p.lon, 6), round(p.lat, 6)) for p in placed]


def quotes(atlas, starts, ends):
    (article,) = atlas.articles
    ranges = zip(starts, ends, strict=True)
    return [article.text[int(a) : int(b)] for a, b in ranges]


@pytest.fixture(scope="module", params=["sample", "hostile"])
def saved(request, tmp_path_factory):
    """Give an atlas with the folder it was saved in."""
    atlas = sample_atlas() if request.param == "sample" else hostile_atlas()
    folder = tmp_path_factory.mktemp(request.param)
    save_atlas(atlas, folder / "a.gpkg")
    for table in TABLES:
        save_atlas(atlas, folder / f"{table}.parquet", table=table)
        save_atlas(atlas, folder / f"{table}.csv", table=table)
    return atlas, folder


def test_a_geopackage_has_three_layers_with_every_row(saved):
    atlas, folder = saved
    path = folder / "a.gpkg"
    layers = [name for name, _ in pyogrio.list_layers(path)]
    assert layers == [*TABLES, "layer_styles"]  # the last is how QGIS draws them
    counts = [pyogrio.read_info(path, layer=name)["features"] for name in TABLES]
    assert counts == [len(atlas.places), len(atlas.links), len(atlas.resolutions)]
    assert {pyogrio.read_info(path, layer=n)["crs"] for n in TABLES} == {"EPSG:4326"}


def test_points_and_passages_come_back_from_a_geopackage(saved):
    atlas, folder = saved
    _, geometry, columns = layer(folder / "a.gpkg", "mentions")
    assert points(geometry) == wanted_points(atlas)
    said = [r.mention.text for r in atlas.resolutions]
    assert list(columns["mention"]) == said
    assert quotes(atlas, columns["start"], columns["end"]) == said


def test_links_come_back_with_their_evidence(saved):
    atlas, folder = saved
    meta, _, columns = layer(folder / "a.gpkg", "links")
    assert meta["geometry_type"] == "MultiLineString"
    assert list(columns["link_id"]) == [link.id for link in atlas.links]
    for link, passages in zip(atlas.links, columns["passages"], strict=True):
        found = [(p["start"], p["end"]) for p in json.loads(passages)]
        assert found == [(e.passage.start, e.passage.end) for e in link.evidence]


def test_points_and_passages_come_back_from_geoparquet(saved):
    atlas, folder = saved
    frame = geopandas.read_parquet(folder / "mentions.parquet")
    found = [g and (g.x, g.y) for g in frame.geometry]
    assert found == wanted_points(atlas)
    said = [r.mention.text for r in atlas.resolutions]
    assert quotes(atlas, frame["start"], frame["end"]) == said
    assert frame.crs.to_string() == "OGC:CRS84"


@pytest.mark.parametrize("table", TABLES)
def test_geoparquet_and_csv_have_every_row_and_column(saved, table):
    atlas, folder = saved
    made = make_table(atlas, table)
    names = [name for name, _ in made.columns]
    frame = geopandas.read_parquet(folder / f"{table}.parquet")
    assert list(frame.columns) == [*names, "geometry"]
    assert len(frame) == len(made.rows)
    assert pyogrio.read_info(folder / f"{table}.csv")["features"] == len(made.rows)
    header = (folder / f"{table}.csv").read_text("utf-8").splitlines()[0]
    assert header == ",".join(f'"{name}"' for name in names)


def test_types_survive(tmp_path):
    save_atlas(sample_atlas(), tmp_path / "a.gpkg")
    _, _, columns = layer(tmp_path / "a.gpkg", "links")
    assert str(columns["date"][0]) == str(columns["date_last"][0]) == "2026-03-03"
    assert columns["date_words"][0] == "on Tuesday"
    assert list(columns["directed"]) == [True, False, False, True, True]
    _, _, columns = layer(tmp_path / "a.gpkg", "places")
    assert columns["geonames_id"][0] == 1871859
    assert columns["count"][0] == 4


def test_a_line_across_the_180th_meridian_is_in_two_pieces(tmp_path):
    save_atlas(sample_atlas(), tmp_path / "links.parquet", table="links")
    frame = geopandas.read_parquet(tmp_path / "links.parquet")
    assert [len(g.geoms) for g in frame.geometry] == [1, 1, 1, 1, 2]


def test_names_without_a_place_keep_their_row(tmp_path):
    save_atlas(sample_atlas(), tmp_path / "a.gpkg")
    _, geometry, columns = layer(tmp_path / "a.gpkg", "mentions")
    at = list(columns["mention"]).index("Northwind Harbour")
    assert geometry[at] is None
    assert columns["reasons"][at] == "no place called Northwind Harbour is known"


@pytest.mark.parametrize("table", TABLES)
def test_an_atlas_of_nothing_is_a_table_of_nothing(tmp_path, table):
    save_atlas(EMPTY, tmp_path / "a.parquet", table=table)
    save_atlas(EMPTY, tmp_path / "a.gpkg")
    assert len(geopandas.read_parquet(tmp_path / "a.parquet")) == 0
    assert pyogrio.read_info(tmp_path / "a.gpkg", layer=table)["features"] == 0
    assert to_csv(EMPTY, table=table).count("\r\n") == 1


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_any_table_can_run(table):
    text = to_csv(hostile_atlas(), table=table)
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert any(HOSTILE_NAMES["formula"] in cell for cell in cells)
    numbers = {"-", "+"}
    for cell in cells:
        if cell.lstrip()[:1] in {*numbers, "=", "@"}:
            assert float(cell) == float(cell)


def test_an_unknown_table_names_the_known_ones():
    with pytest.raises(OutputError, match="'people'; choose one of: places, links"):
        export_atlas(sample_atlas(), "csv", table="people")


@pytest.mark.parametrize(
    ("module", "fmt"), [("pyogrio", "gpkg"), ("pyarrow", "parquet")]
)
def test_a_missing_extra_says_how_to_get_it(monkeypatch, module, fmt):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(OutputError, match=rf"{module}.*pip install 'dateline\[geo\]'"):
        export_atlas(sample_atlas(), fmt)


def test_credits_travel_along(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(to_geopackage(sample_atlas()))
    told = pyogrio.read_info(tmp_path / "a.gpkg", layer="places")["layer_metadata"]
    assert "GeoNames" in told["attribution"]
