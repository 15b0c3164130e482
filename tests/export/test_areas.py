"""Countries and provinces with their outlines, in every format that has areas."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from shapely.geometry import shape

import geo
from geo.errors import OutputError
from geo.export import check_rfc7946
from geo.web.polygons import outline

PLACES = ("California", "Fiji", "Russia", "Suva")
K = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def atlas():
    text = "Floods hit California, Fiji and Russia. A ferry left Suva."
    return geo.build_atlas([geo.read_text(text)], geo.open_gazetteer())


@pytest.mark.parametrize(
    "code",
    [
        "FJI",
        "RUS",
        "ZAF",
        "SOM+SOL",
        "CYP+CYN",
        "US.CA",
        "RU.15",
        "ATA",
        "US.FL",
        "CD.11",
    ],
)
def test_an_outline_lies_on_the_globe_and_is_closed_and_wound(code):
    polygons = outline(code)
    assert polygons
    assert shape({"type": "MultiPolygon", "coordinates": polygons}).is_valid
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            assert ring[0] == ring[-1]
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
            assert shape({"type": "LinearRing", "coordinates": ring}).is_ccw == (number == 0)  # fmt: skip


def test_what_has_no_outline_has_none():
    assert outline("US.XX") == outline("ZZZ") == ()


def test_geojson_has_areas_where_they_are_wanted(atlas):
    kinds = {}
    for areas in (False, True):
        document = json.loads(geo.export_atlas(atlas, "geojson", areas=areas))
        check_rfc7946(document)
        kinds[areas] = {f["properties"]["name"]: f["geometry"]["type"] for f in document["features"] if f["properties"]["type"] == "place"}  # fmt: skip
    assert kinds[False] == dict.fromkeys(PLACES, "Point")
    assert kinds[True] == {**dict.fromkeys(PLACES, "MultiPolygon"), "Suva": "Point"}


def test_a_layer_of_areas_is_the_places_that_have_an_outline(atlas):
    layer = json.loads(geo.export_atlas(atlas, "geojson", table="areas"))
    assert {f["properties"]["place"] for f in layer["features"]} == {*PLACES[:3]}
    assert all(shape(f["geometry"]).is_valid for f in layer["features"])
    assert all("fill" in f["properties"] for f in layer["features"])


def test_kml_has_the_point_and_the_outline(atlas):
    root = ET.fromstring(geo.export_atlas(atlas, "kml", areas=True))
    for mark in root.iter(f"{K}Placemark"):
        if (name := mark.findtext(f"{K}name")) in PLACES:
            assert (mark.find(f".//{K}Polygon") is not None) == (name != "Suva")
            assert mark.find(f".//{K}Point") is not None


def test_a_geopackage_has_a_layer_of_areas(atlas, tmp_path):
    pyogrio = pytest.importorskip("pyogrio")
    geo.save_atlas(atlas, tmp_path / "a.gpkg", areas=True)
    layers = {str(name): str(kind) for name, kind in pyogrio.list_layers(tmp_path / "a.gpkg")}  # fmt: skip
    assert layers["areas"] == "MultiPolygon"
    assert layers["places"] == "Point"


def test_a_table_has_no_areas(atlas):
    with pytest.raises(OutputError, match="no areas; those with"):
        geo.export_atlas(atlas, "xlsx", areas=True)
