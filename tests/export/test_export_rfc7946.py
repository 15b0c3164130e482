"""The check of GeoJSON lets nothing wrong pass, and names the feature."""

import json
import math

import pytest
from atlases import Tie, atlas_from
from known_places import HONOLULU, SUVA, WONSAN

from geo.export import check_rfc7946, to_geojson


def suva(document):
    return next(
        f for f in document["features"] if f["properties"].get("name") == "Suva"
    )


def sound():
    """Give a small valid document to spoil."""
    atlas = atlas_from(
        "From Suva to Honolulu and Wonsan.",
        {"Suva": SUVA, "Honolulu": HONOLULU, "Wonsan": WONSAN},
        [Tie("Suva", "Wonsan")],
    )
    return json.loads(to_geojson(atlas))


def point(*position):
    return {"type": "Point", "coordinates": list(position)}


def line(*positions):
    return {"type": "LineString", "coordinates": [list(p) for p in positions]}


def area(*positions):
    return {"type": "Polygon", "coordinates": [[list(p) for p in positions]]}


@pytest.mark.parametrize(
    ("geometry", "fault"),
    [
        (point(190, 10), "longitude 190 is not between"),
        (point(55.75, 137.62), "latitude 137.62 is not between"),  # swapped
        (point(math.nan, 10), "longitude nan"),
        (point(10, math.inf), "latitude inf"),
        (point("10", 10), "'10' is not a number"),
        (point(True, 10), "is not a number"),
        (point(10), "is not \\[lon, lat\\]"),
        (point(10, 10, 0, 0), "is not \\[lon, lat\\]"),
        (point(1.12345678, 10), "more than 7 decimals"),
        (line((1, 1)), "needs 2 positions"),
        (line((170, 0), (-170, 0)), "crosses the antimeridian"),
        (line((170, 0), (190, 0)), "longitude 190"),
        (area((0, 0), (1, 0), (0, 0)), "needs 4 positions"),
        (area((0, 0), (1, 0), (1, 1), (0, 1)), "does not close"),
        ({"type": "MultiLineString", "coordinates": []}, "no coordinates"),
        ({"type": "Circle", "coordinates": [0, 0]}, "geometry type 'Circle'"),
        ([1, 2], "geometry type None"),
    ],
)
def test_the_check_names_the_feature_and_the_fault(geometry, fault):
    document = sound()
    spoilt = suva(document)
    spoilt["geometry"] = geometry
    with pytest.raises(ValueError, match=f"(?s)Suva.*{fault}"):
        check_rfc7946(document)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        point(-180, 90),
        line((10, 10), (10, 10)),
        area((0, 0), (1, 0), (1, 1), (0, 0)),
        {"type": "MultiPoint", "coordinates": [[1, 2]]},
    ],
)
def test_the_check_lets_sound_geometry_pass(geometry):
    document = sound()
    document["features"][0]["geometry"] = geometry
    check_rfc7946(document)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda d: d.update(crs={}), "crs"),
        (lambda d: d.update(type="Feature"), "FeatureCollection"),
        (lambda d: d.pop("features"), "FeatureCollection"),
        (lambda d: d["features"].append(7), "feature 4 \\(no name\\)"),
        (lambda d: d["features"][0].pop("geometry"), "is missing"),
        (lambda d: d["features"][0].update(properties=[1]), "not an object"),
    ],
)
def test_the_check_looks_at_the_document(spoil, fault):
    document = sound()
    spoil(document)
    with pytest.raises(ValueError, match=fault):
        check_rfc7946(document)
