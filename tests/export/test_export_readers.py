"""Every export opened by a reader that we did not write: counts, days, types, validity."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from atlases import hostile_atlas, sample_atlas
from fastkml import kml, validator
from geojson_pydantic import FeatureCollection
from lxml import etree
from openpyxl import load_workbook
from pyld import jsonld

from geo.export import TABLES, export_atlas, save_atlas
from geo.export.tables import make_table
from geo.model import Atlas

DAY = date(2026, 3, 10)
ADDRESS = "https://lakeside.example/1"


def dated(atlas: Atlas) -> Atlas:
    """Return an atlas whose articles say when and where they appeared."""
    return Atlas(
        tuple(
            replace(
                reading,
                article=replace(
                    reading.article,
                    published=DAY,
                    address=ADDRESS,
                    source="Lakeside Post",
                ),
            )
            for reading in atlas.readings
        )
    )


ATLASES = {"sample": dated(sample_atlas()), "hostile": dated(hostile_atlas())}


@pytest.fixture(params=ATLASES)
def atlas(request) -> Atlas:
    return ATLASES[request.param]


def test_excel_reads_days_as_days_and_runs_nothing(atlas):
    book = load_workbook(io.BytesIO(export_atlas(atlas, "xlsx")))
    assert book.sheetnames == [*TABLES, "credits"]
    for name in TABLES:
        made = make_table(atlas, name)
        head, *rows = book[name].iter_rows(values_only=True)
        assert list(head) == [column for column, _ in made.columns]
        assert len(rows) == len(made.rows)
        for row in rows:
            cells = dict(zip(head, row, strict=True))
            assert cells["article_date"] == datetime(2026, 3, 10)  # noqa: DTZ001 - Excel has none
            assert cells["article_source"] == "Lakeside Post"
            assert cells["article_address"] == ADDRESS
        kinds = {cell.data_type for line in book[name].iter_rows() for cell in line}
        assert "f" not in kinds


def test_kml_is_valid_and_kmz_is_that_kml(atlas):
    text = export_atlas(atlas, "kml")
    assert validator.validate(element=etree.fromstring(text.encode())) is True
    (document,) = kml.KML.from_string(text.partition("\n")[2]).features
    places, links = document.features
    assert len(places.features) == len(atlas.places)
    assert len(links.features) == len(atlas.links)
    assert {str(p.begin or p.time_stamp) for p in places.features} == {"2026-03-10"}
    with zipfile.ZipFile(io.BytesIO(export_atlas(atlas, "kmz"))) as packed:
        assert packed.read("doc.kml").decode() == text


def test_geojson_is_valid_in_one_file_and_in_layers(atlas, tmp_path):
    whole = json.loads(export_atlas(atlas, "geojson"))
    FeatureCollection(**whole)
    assert len(whole["bbox"]) == 4
    for name in TABLES:
        path = tmp_path / f"{name}.geojson"
        save_atlas(atlas, path, table=name)
        layer = json.loads(path.read_text("utf-8"))
        FeatureCollection(**layer)
        first, *others = (set(f["properties"]) for f in layer["features"])
        assert all(properties == first for properties in others)
        info = pyogrio.read_info(path)
        assert info["features"] == len(layer["features"])
        types = dict(zip(info["fields"], info["dtypes"], strict=True))
        assert types["article_date"] == "datetime64[D]"
        assert types["time"].startswith("datetime64[ms")
        assert types["score"] == "float64"


def test_qgis_finds_a_style_and_days_for_each_layer(atlas, tmp_path):
    save_atlas(atlas, tmp_path / "a.gpkg")
    meta, _, _, columns = pyogrio.raw.read(tmp_path / "a.gpkg", layer="layer_styles")
    styles = dict(zip(meta["fields"], columns, strict=True))
    assert list(styles["f_table_name"]) == list(TABLES)
    for name, qml, geometry in zip(TABLES, styles["styleQML"], styles["f_geometry_column"], strict=True):  # fmt: skip
        root = ET.fromstring(qml.partition("\n")[2])
        layer = pyogrio.read_info(tmp_path / "a.gpkg", layer=name)
        fields = set(layer["fields"])
        assert geometry == layer["geometry_name"]  # QGIS looks no further
        types = dict(zip(layer["fields"], layer["dtypes"], strict=True))
        assert types[root.find("temporal").get("startField")].startswith(
            "datetime64[ms"
        )
        renderer = root.find("renderer-v2")
        assert renderer.get("attr") in fields
        categories = [c.get("symbol") for c in renderer.iter("category")]
        assert categories == [s.get("name") for s in renderer.iter("symbol")]


@pytest.mark.parametrize("fmt", ["annotations", "lpf"])
def test_linked_data_expands(atlas, fmt):
    document = json.loads(export_atlas(atlas, fmt))

    def load(url, options):
        """Give an empty context for one on the web: nothing is asked for."""
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": {"@vocab": "urn:x:"}},
        }

    assert jsonld.expand(document, {"documentLoader": load})


@pytest.mark.parametrize(("mark", "separator"), [("", ""), ("\ufeff", ","), ("\ufeff", ";")])  # fmt: skip
def test_csv_for_spreadsheets(mark, separator):
    text = export_atlas(ATLASES["sample"], "csv", table="links", spreadsheet=separator)
    assert text.startswith(f'{mark}"link_id"{separator or ","}"origin"')


def test_standard_output_is_utf_8_on_every_console():
    code = "from geo.cli import main; import sys; from geo.cli import app; app.command('shout')(lambda: print('W\\u014fnsan')); sys.argv[1:] = ['shout']; main()"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert run.stdout.decode("utf-8").strip() == "Wŏnsan", run.stderr
