"""Names that another table brings: English and former names, airports, units without type."""

from __future__ import annotations

import pytest

import geo
from geo import data
from geo.model import Match


@pytest.mark.parametrize(
    ("name", "main", "country", "match"),
    [
        ("Cologne", "Cologne", "DE", Match.PREFERRED),
        ("Seville", "Seville", "ES", Match.PREFERRED),
        ("Leningrad", "Saint Petersburg", "RU", Match.HISTORIC),
        ("Stalingrad", "Volgograd", "RU", Match.HISTORIC),
    ],
)
def test_english_and_former_names(gazetteer, name, main, country, match):
    found = gazetteer.lookup(name)
    first = next(c for c in found if c.place.name == main)
    assert (first.place.country_code, first.match) == (country, match)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Trams stood still in Cologne.", "Cologne", ("Cologne", "DE", "PPL")),
        ("He was born in Leningrad in 1950.", "Leningrad",
         ("Saint Petersburg", "RU", "PPL")),
        ("Flights left from Heathrow on time.", "Heathrow",
         ("Heathrow Airport", "GB", "AIRP")),
        ("The flight landed at LAX.", "LAX",
         ("Los Angeles International Airport", "US", "AIRP")),
        ("He flew into Dulles.", "Dulles", ("Dulles International Airport", "US", "AIRP")),
        ("Ships lie off Narita, Japan.", "Narita", ("Narita", "JP", "PPL")),
    ],
)  # fmt: skip
def test_what_they_mean_in_a_sentence(gazetteer, text, name, place):
    atlas = geo.build_atlas([geo.read_text(text)], gazetteer)
    (found,) = (r.place for r in atlas.resolutions if r.mention.text == name)
    assert (found.name, found.country_code, found.feature_code[:4]) == place


def test_an_airport_is_one_place_under_all_its_names(gazetteer):
    ids = {
        next(c.place.id for c in gazetteer.lookup(name) if c.place.feature_code == "AIRP")
        for name in ("Heathrow", "Heathrow Airport", "London Heathrow")
    }  # fmt: skip
    assert ids == {"dateline:airport-lhr"}


def test_a_code_is_spelt_in_capitals(gazetteer):
    assert gazetteer.lookup("LAX")[0].place.id == "dateline:airport-lax"
    assert "dateline:airport-lax" not in {c.place.id for c in gazetteer.lookup("Lax")}


@pytest.mark.parametrize("row", data.abbreviations(), ids=lambda row: row.surface)
def test_every_short_form_is_found(gazetteer, row):
    """Also "VA" beside "Va.", which one place shares: one counts after a comma only."""
    known = (Match.ABBREVIATION, Match.EXACT)
    found = {
        c.place.id
        for c in gazetteer.lookup_after_comma(row.surface)
        if c.match in known
    }
    anywhere = {
        c.place.id
        for c in gazetteer.lookup(row.surface)
        if c.match is Match.ABBREVIATION
    }
    assert found
    assert anywhere <= found
    if row.after_comma:
        assert not anywhere


@pytest.mark.parametrize("words", ["Arlington, VA", "Albany, NY", "Newark, NJ"])
def test_a_postal_code_after_a_town_is_its_state(gazetteer, words):
    town, _, code = words.partition(", ")
    text = f"A stop in {words} 22201, is promised."
    first, second = geo.build_atlas([geo.read_text(text)], gazetteer).resolutions
    assert (first.mention.text, second.mention.text) == (town, code)
    assert first.place.admin1 == second.place.admin1 == code


@pytest.mark.parametrize(
    ("name", "unit", "country", "found"),
    [
        # "Provincia de Zaragoza" is Zaragoza; "Clarke County" is not Clarke.
        ("Zaragoza", "ADM2", "ES", True),
        ("Clarke", "ADM2", "US", False),
    ],
)
def test_counties_without_the_word_before_them(gazetteer, name, unit, country, found):
    units = [
        c
        for c in gazetteer.lookup(name)
        if (c.place.feature_code, c.place.country_code) == (unit, country)
    ]
    assert bool(units) is found
    assert all(c.match is Match.STRIPPED for c in units)
