"""GeoJSON in other programs: GDAL reads it, odd words and points do it no harm."""

import io
import json
import math
import zipfile
from dataclasses import replace

import pyogrio
import pytest
from atlases import Tie, atlas_from, hostile_atlas, sample_atlas
from hypothesis import given, settings, strategies as st
from known_places import HOSTILE_NAMES, MOSCOW, PYONGYANG, WONSAN

from geo.atlas import as_named
from geo.errors import OutputError
from geo.export import FORMATS, check_rfc7946, export_atlas, find_ending, to_geojson

POINT, LINE, LINES = 1, 2, 5  # geometry types in well-known binary


def read_back(tmp_path, text):
    path = tmp_path / "atlas.geojson"
    path.write_text(text, encoding="utf-8")
    meta, _, geometry, columns = pyogrio.raw.read(path)
    types = [g and int.from_bytes(g[1:5], "little") for g in geometry]
    return meta, types, dict(zip(meta["fields"], columns, strict=True))


def test_gdal_reads_it(tmp_path):
    meta, types, columns = read_back(tmp_path, to_geojson(sample_atlas()))
    assert meta["crs"] == "EPSG:4326"
    assert types == [POINT] * 7 + [LINE] * 4 + [LINES]
    assert list(columns["name"][:3]) == ["Pyongyang", "Moscow", "Wŏnsan"]
    assert columns["geonames_id"][0] == 1871859
    assert columns["count"][0] == 4
    assert json.loads(columns["passages"][0])[0]["text"] == "Pyongyang"
    assert columns["status"][8] == "denied"


def test_gdal_reads_unresolved_names_as_null_geometry(tmp_path):
    atlas = sample_atlas()
    _, types, columns = read_back(tmp_path, to_geojson(atlas, unresolved=True))
    assert types[-1] is None
    assert columns["name"][-1] == "Northwind Harbour"


def test_hostile_words_stay_words(tmp_path):
    text = to_geojson(hostile_atlas(), unresolved=True)
    document = json.loads(text)
    check_rfc7946(document)
    names = {f["properties"].get("name") for f in document["features"]}
    assert set(HOSTILE_NAMES.values()) <= names
    _, types, columns = read_back(tmp_path, text)
    assert types == [POINT] * 15 + [LINE] * 2 + [None]
    assert set(HOSTILE_NAMES.values()) <= set(columns["name"])


EARTH = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(deadline=None, max_examples=50)
@given(EARTH, EARTH)
def test_a_link_between_any_two_points_is_valid(a, b):
    origin = replace(MOSCOW, lat=a[0], lon=a[1])
    destination = replace(WONSAN, lat=b[0], lon=b[1])
    atlas = atlas_from("From A to B.", {"A": origin, "B": destination}, [Tie("A", "B")])
    check_rfc7946(json.loads(to_geojson(atlas)))


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("lon", [190.0, math.nan])
def test_a_place_off_the_earth_is_refused_by_name(fmt, lon):
    atlas = atlas_from("Rain in Moscow.", {"Moscow": replace(MOSCOW, lon=lon)})
    with pytest.raises(OutputError, match=r"Moscow \(geonames:524901\).*not on Earth"):
        export_atlas(atlas, fmt)


@pytest.mark.parametrize("fmt", [".geojson", "geojson", "GeoJSON"])
def test_export_takes_the_ending(fmt):
    atlas = sample_atlas()
    assert export_atlas(atlas, fmt, unresolved=True) == to_geojson(
        as_named(atlas), unresolved=True
    )


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("KML", ".kml"),
        (".csv", ".csv"),
        ("map.HTML", ".html"),
        ("annotations", ".jsonld"),
        ("lpf", ".lpf.json"),
        ("two.dots.lpf.json", ".lpf.json"),
        ("GeoParquet", ".parquet"),
    ],
)
def test_a_format_is_found_by_name_ending_or_file(name, ending):
    assert find_ending(name) == ending


@pytest.mark.parametrize("fmt", ["json", "shp", ".geojsonl", "", "."])
def test_an_unknown_ending_names_the_known_ones(fmt):
    with pytest.raises(OutputError, match=r"\.geojson \.html \.csv \.kml"):
        export_atlas(sample_atlas(), fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_half_a_character_does_not_stop_the_writing(fmt):
    atlas = atlas_from("Fog \ud83d in Pyongyang.", {"Pyongyang": PYONGYANG})
    written = export_atlas(atlas, fmt)
    whole = written if isinstance(written, bytes) else written.encode("utf-8")
    if whole.startswith(b"PK"):  # packed: an Excel workbook, KMZ
        with zipfile.ZipFile(io.BytesIO(whole)) as packed:
            whole = b"".join(map(packed.read, packed.namelist()))
    assert b"Pyongyang" in whole
