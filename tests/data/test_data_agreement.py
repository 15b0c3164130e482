"""What two tables of geo/data may not say of one place or one name."""

from __future__ import annotations

import re

import pytest
from hand_tables import AIRPORT, CHAD, COUNTRY, REGION, table

from geo import data
from geo.data import FriendRule
from geo.data.agreement import check_tables
from geo.data.read import key_of
from geo.errors import DataError


@pytest.mark.parametrize(
    ("targets", "friends", "advice"),
    [
        ({"a.tsv": {"X": "country:ML"}}, {}, "add the country of country:ML"),
        ({"a.tsv": {"X": "admin1:ML.1"}}, {}, "add the country of admin1:ML.1"),
        ({"a.tsv": {"X": "region:moon"}}, {}, "add the slug of region:moon"),
        ({"a.tsv": {"X": "airport:XXX"}}, {}, "add the code of airport:XXX"),
        ({"demonyms.tsv": {"Chadian": "city:7"}}, {}, "means country:TD and city:7"),
        ({}, {"chad": FriendRule.NEVER}, "has this name"),
        ({}, {"gulf": FriendRule.NEVER}, "has this name"),
    ],
)
def test_contradictions(tmp_path, targets, friends, advice):
    countries = data.countries(table(tmp_path, COUNTRY, CHAD))
    gulf = "gulf|Persian Gulf|H|GULF|27|51|24|47|31|57|||The Gulf|"
    regions = data.regions(table(tmp_path, REGION, gulf))
    check_tables(countries, regions, {}, {"chad": FriendRule.CONTEXT})
    with pytest.raises(DataError, match=advice):
        check_tables(countries, regions, targets, friends)


def test_a_region_in_an_unknown_country(tmp_path):
    region = "sahel|Sahel|L|RGN|15|5|11|-18|18|38|XX|||"
    regions = data.regions(table(tmp_path, REGION, region))
    with pytest.raises(DataError, match="no country XX"):
        check_tables((), regions, {}, {})


@pytest.mark.parametrize(
    ("airport", "advice"),
    [
        ("NDJ|The Chad|12|15|TD|21|", "'The Chad': a country or region has this name"),
        ("NDJ|Chad Airport|12|15|TD|21|Gulf", "'Gulf': a country or region has"),
        ("ORY|Orly Airport|48.7|2.4|FR|11|", "airports.tsv, ORY: no country FR"),
    ],
)
def test_an_airport_that_contradicts(tmp_path, airport, advice):
    countries = data.countries(table(tmp_path, COUNTRY, CHAD))
    gulf = "gulf|Persian Gulf|H|GULF|27|51|24|47|31|57|||The Gulf|"
    regions = data.regions(table(tmp_path, REGION, gulf))
    airports = data.airports(table(tmp_path, AIRPORT, airport))
    with pytest.raises(DataError, match=re.escape(advice)):
        check_tables(countries, regions, {}, {}, airports)


def test_names_that_are_country_and_region_are_known():
    countries = {
        key_of(n): row.name
        for row in data.countries()
        for n in (row.name, *row.aliases)
    }
    shared = {
        row.name
        for row in data.regions()
        for n in (row.name, *row.aliases)
        if key_of(n) in countries
    }
    assert shared == {"Antarctica", "Micronesia"}
