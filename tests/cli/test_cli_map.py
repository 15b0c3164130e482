"""The command that maps: what it reads and writes, and what it leaves out."""

from __future__ import annotations

import io
import json
import sys

import pytest
from command_runs import article_file, command

from geo.settings import get_settings

dateline = pytest.fixture(command)
article = pytest.fixture(article_file)


@pytest.mark.parametrize(
    ("ending", "holds"),
    [
        ("geojson", '"FeatureCollection"'),
        ("html", "<!doctype html>"),
        ("csv", "article_id"),
        ("kml", "<kml"),
    ],
)
def test_map_writes_every_format(dateline, article, tmp_path, ending, holds):
    code, out, err = dateline("map", article, "-o", tmp_path / f"out.{ending}")
    assert (code, out) == (0, "")
    assert "3 places" in err
    text = (tmp_path / f"out.{ending}").read_text("utf-8")
    assert holds.lower() in text.lower()
    assert "Moscow" in text


def test_map_to_standard_output(dateline, article):
    code, out, _ = dateline("map", article, "-o", "-")
    names = [f["properties"].get("name") for f in json.loads(out)["features"]]
    assert code == 0
    assert "Moscow" in names


def test_standard_input_is_an_article(dateline, monkeypatch):
    typed = io.TextIOWrapper(io.BytesIO("Rain fell in Łódź.".encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    code, out, _ = dateline("map", "-", "-o", "-", "--format", "csv")
    assert code == 0
    assert "Łódź" in out


def test_format_wins_over_the_ending(dateline, article, tmp_path):
    code, *_ = dateline("map", article, "-o", "out.txt", "--format", ".KML".lower())
    assert code == 0
    assert "<kml" in (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("flag", "kept"), [("--unresolved", 1), ("--no-unresolved", 0)]
)
def test_names_without_a_place_on_request(dateline, tmp_path, flag, kept):
    (tmp_path / "a.txt").write_text("Rain in Oslo and the village of Xyzzyq.", "utf-8")
    _, out, err = dateline("map", "a.txt", "-o", "-", flag)
    assert "1 not mapped" in err
    features = json.loads(out)["features"]
    assert sum(f["geometry"] is None for f in features) == kept


def test_several_articles_are_one_map(dateline, article, tmp_path):
    (tmp_path / "b.txt").write_text("Rain fell in Lima.", "utf-8")
    _, out, err = dateline("map", article, "b.txt", "-o", "-", "--format", "csv")
    assert "4 places" in err
    assert "Lima" in out


def test_an_older_map_survives_a_failure(dateline, tmp_path):
    (tmp_path / "out.csv").write_text("precious", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    code, *_ = dateline("map", "bad.txt", "-o", "out.csv")
    assert code == 2
    assert (tmp_path / "out.csv").read_text("utf-8") == "precious"


def test_a_geocoder_that_is_down_loses_nothing(dateline, fresh_settings, tmp_path):
    """Nothing listens on the port; the name stays, with the reason."""
    cache = tmp_path / "cache"
    cache.mkdir()
    for file in get_settings().cache_dir.glob("gazetteer-*.sqlite"):
        (cache / file.name).symlink_to(file)
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(cache))
    fresh_settings.setenv("DATELINE_GEOCODERS", "nominatim")
    fresh_settings.setenv("DATELINE_NOMINATIM_URL", "http://127.0.0.1:1")
    get_settings.cache_clear()
    (tmp_path / "a.txt").write_text("Rain in Oslo and the village of Xyzzyq.", "utf-8")
    code, out, err = dateline("map", "a.txt", "-o", "-", "--unresolved")
    assert code == 0
    assert "1 place" in err
    (lost,) = (f for f in json.loads(out)["features"] if f["geometry"] is None)
    assert "nominatim" in json.dumps(lost).lower()


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        ("place", {"Wonsan"}),
        ("place,metonym", {"Wonsan", "Moscow"}),
        ("demonym", {"Norway"}),
    ],
)
def test_map_of_some_kinds(dateline, tmp_path, kinds, names):
    text = "Moscow said a Norwegian ship was in Wonsan."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    _, out, _ = dateline("map", "a.txt", "-o", "-", "--kinds", kinds)
    places = [f["properties"] for f in json.loads(out)["features"]]
    found = {p["name"] for p in places if p["type"] == "place"}
    assert {name.replace("ŏ", "o") for name in found} == names


def test_a_kind_that_is_none(dateline, tmp_path):
    (tmp_path / "a.txt").write_text("In Oslo.", "utf-8")
    code, _, err = dateline("map", "a.txt", "-o", "-", "--kinds", "place,people")
    assert code == 2
    assert "'people'; known: place demonym metonym embedded" in err


def test_another_language_is_named(dateline, tmp_path):
    text = (
        "Byens ordfører sa tirsdag i Oslo at broen ikke vil bli åpnet igjen før neste "
        "vår, fordi det fortsatt mangler noen viktige deler til reparasjonen."
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    code, out, err = dateline("map", "a.txt", "-o", "-")
    assert (code, json.loads(out)["features"]) == (0, [])
    assert "seems to be in Norwegian; the language pipeline reads English" in err


def test_map_without_demonyms(dateline, tmp_path):
    (tmp_path / "a.txt").write_text("The Russian fleet left Malta.", "utf-8")
    _, out, _ = dateline("map", "a.txt", "-o", "-", "--no-demonyms")
    places = [f["properties"]["name"] for f in json.loads(out)["features"]]
    assert places == ["Malta"]


def test_map_says_which_encoding_it_assumed(dateline, tmp_path):
    (tmp_path / "a.txt").write_bytes(
        "Genève est une ville près de Lyon.".encode("cp1252")
    )
    _, _, err = dateline("map", "a.txt", "-o", "-")
    assert "not UTF-8" in err


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
    ],
)
def test_map_refuses_what_is_no_article(dateline, tmp_path, content, advice):
    (tmp_path / "bad.txt").write_bytes(content)
    code, out, err = dateline("map", "bad.txt", "-o", "out.geojson")
    assert (code, out) == (2, "")
    assert advice in err
    assert not (tmp_path / "out.geojson").exists()


# --- Formats and tables


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("out.jsonld", b"AnnotationCollection"),
        ("out.lpf.json", b"closeMatch"),
        ("out.gpkg", b"SQLite format 3"),
        ("out.parquet", b"PAR1"),
    ],
)
def test_map_writes_linked_data_and_binary_formats(
    dateline, article, tmp_path, name, holds
):
    assert dateline("map", article, "-o", name)[0] == 0
    assert holds in (tmp_path / name).read_bytes()


def test_a_binary_format_to_standard_output(dateline, article, monkeypatch):
    written = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", written)
    assert dateline("map", article, "-o", "-", "--format", "parquet")[0] == 0
    assert written.buffer.getvalue()[:4] == b"PAR1"


def test_tables_go_to_a_file_each(dateline, article, tmp_path):
    code, *_ = dateline("map", article, "-o", "out.csv", "--table", "places, links")
    assert code == 0
    assert sorted(p.name for p in tmp_path.glob("out*")) == [
        "out.links.csv",
        "out.places.csv",
    ]
    assert "imprecision_km" in (tmp_path / "out.places.csv").read_text("utf-8")


def test_one_table_goes_where_it_is_told(dateline, article):
    code, out, _ = dateline(
        "map", article, "-o", "-", "--format", "csv", "--table", "links"
    )
    assert (code, out.split(",")[0]) == (0, '"link_id"')


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (["-o", "out.kml", "--table", "places"], ".kml has no tables to choose from"),
        (["-o", "out.csv", "--table", "people"], "known: places links mentions"),
        (["-o", "-", "--format", "csv", "--table", "places,links"], "name a file"),
        (["-o", "out.shp"], "no format is called 'out.shp'"),
    ],
)
def test_what_cannot_be_written_is_said_at_once(dateline, article, options, advice):
    code, out, err = dateline("map", article, *options)
    assert (code, out) == (2, "")
    assert advice in err


# --- Some of the files cannot be read


def test_what_cannot_be_read_is_left_out_and_named(dateline, article, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "bad.docx").write_bytes(b"PK")
    code, out, err = dateline("map", article, "bad.txt", "bad.docx", "-o", "out.csv")
    assert (code, out) == (1, "")
    assert "left out: bad.txt" in err
    assert "left out: bad.docx" in err
    assert "2 of 3 could not be read and are left out" in err
    assert "Wonsan" in (tmp_path / "out.csv").read_text("utf-8")


@pytest.mark.parametrize(("bad", "code"), [((), 0), (("bad.txt",), 1)])
def test_a_program_gets_the_report_as_json(dateline, article, tmp_path, bad, code):
    (tmp_path / "bad.txt").write_bytes(b"")
    found, out, _ = dateline("map", article, *bad, "-o", "out.html", "--json")
    report = json.loads(out)
    assert found == code
    assert [bool(file["problem"]) for file in report["files"]] == [
        False,
        *map(bool, bad),
    ]
    assert (report["articles"], report["places"]) == (1, 3)
    assert report["written"] == ["out.html"]


def test_map_and_report_do_not_share_standard_output(dateline, article):
    code, out, err = dateline("map", article, "-o", "-", "--json")
    assert (code, out) == (2, "")
    assert "standard output takes the map or --json" in err
