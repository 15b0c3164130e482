"""A few facts that the tables of geo/data state."""

from __future__ import annotations

import pytest

from geo import data
from geo.data import EndRole, FriendRule, Part, Side
from geo.data.read import contains, key_of
from geo.model import Extent, LinkKind, LinkStatus


@pytest.mark.parametrize(
    ("code", "name", "lat", "lon", "alias", "demonym"),
    [
        ("RU", "Russia", 60, 100, "Russian Federation", "Russian"),
        ("US", "United States", 39.76, -98.5, "America", "Americans"),
        ("GB", "United Kingdom", 54.7584, -2.6953, "Britain", "Britons"),
        (
            "KP",
            "North Korea",
            40,
            127,
            "Democratic People's Republic of Korea",
            "North Koreans",
        ),
        ("NL", "Netherlands", 52.25, 5.75, "Holland", "Dutch"),
        ("MM", "Myanmar", 21, 96, "Burma", "Burmese"),
        ("CI", "Ivory Coast", 8, -5.5, "Côte d'Ivoire", "Ivorian"),
        ("XK", "Kosovo", 42.5833, 21, "Republic of Kosovo", "Kosovar"),
        ("CD", "Democratic Republic of the Congo", -2.5, 23.5, "Congo", "Congolese"),
        ("CZ", "Czechia", 49.75, 15, "Czech Republic", "Czechs"),
    ],
)
def test_countries(code, name, lat, lon, alias, demonym):
    row = next(row for row in data.countries() if row.iso2 == code)
    assert (row.name, row.lat, row.lon) == (name, lat, lon)
    assert alias in row.aliases
    assert demonym in row.demonyms


@pytest.mark.parametrize("code", ["PS", "TW", "HK", "MO", "VA", "EH", "GG", "JE", "AX"])
def test_dependencies_are_there(code):
    assert any(row.iso2 == code for row in data.countries())


@pytest.mark.parametrize(
    ("name", "slug", "feature", "country"),
    [
        ("Northeast Asia", "northeast-asia", "RGN", ""),
        ("Asia-Pacific region", "asia-pacific", "RGN", ""),
        ("The Balkans", "balkans", "RGN", ""),
        ("Suez Canal", "suez-canal", "CNL", "EG"),
        ("Donbass", "donbas", "RGN", "UA"),
        ("Kremlin", "kremlin", "BLDG", "RU"),
        ("Palais des Nations", "palais-des-nations", "BLDG", "CH"),
        ("Strait of Sicily", "strait-of-sicily", "STRT", ""),
        ("Okavango", "okavango-delta", "DLTA", "BW"),
        ("Galwan", "galwan-valley", "VAL", ""),
        ("Philadelphi Corridor", "philadelphi-corridor", "RGN", ""),
        ("Yorkshire", "yorkshire", "RGN", "GB"),
        ("Manhattan", "manhattan", "PPLX", "US"),
        ("Union of Soviet Socialist Republics", "soviet-union", "PCLH", ""),
        ("Lake Baikal", "lake-baikal", "LK", "RU"),
        ("Mt. Everest", "mount-everest", "MT", ""),
    ],
)
def test_regions(name, slug, feature, country):
    found = [row for row in data.regions() if name in (row.name, *row.aliases)]
    assert [(r.slug, r.feature_code, r.country_code) for r in found] == [
        (slug, feature, country)
    ]


@pytest.mark.parametrize(
    ("name", "iata", "country", "admin1"),
    [
        ("Heathrow", "LHR", "GB", "ENG"),
        ("Dulles", "IAD", "US", "VA"),
        ("Kennedy Airport", "JFK", "US", "NY"),
        ("O'Hare", "ORD", "US", "IL"),
        ("Schiphol", "AMS", "NL", "07"),
        ("Roissy", "CDG", "FR", "11"),
        ("Sheremetyevo", "SVO", "RU", "47"),
        ("Antonov Airport", "GML", "UA", "13"),
        ("Doha Airport", "DOH", "QA", "01"),
        ("Beirut airport", "BEY", "LB", "05"),
    ],
)
def test_airports(name, iata, country, admin1):
    wanted = key_of(name)
    found = [
        row
        for row in data.airports()
        if wanted in map(key_of, (row.name, *row.aliases))
    ]
    assert [(r.iata, r.country_code, r.admin1) for r in found] == [
        (iata, country, admin1)
    ]


def test_towns_and_surnames_alone_are_no_airports():
    names = {n for row in data.airports() for n in (row.name, *row.aliases)}
    towns = {"Narita", "Luton", "Kennedy", "Logan", "Midway", "Reagan", "Domodedovo"}
    assert not names & towns


def test_boxes_across_180_degrees():
    russia = next(row for row in data.countries() if row.iso2 == "RU").extent
    assert russia.west > russia.east
    assert contains(russia, 66, -171)  # Chukotka
    assert not contains(russia, 64, -150)  # Alaska
    assert not contains(Extent(-20, 177, -12, -178), -17, 0)


@pytest.mark.parametrize(
    ("surface", "target", "after_comma"),
    [
        ("Ky.", "admin1:US.KY", False),
        ("TX", "admin1:US.TX", True),
        ("OR", "admin1:US.OR", True),
        ("Miss.", "admin1:US.MS", True),  # "Miss." is also a form of address
        ("B.C.", "admin1:CA.02", False),
        ("Ont.", "admin1:CA.08", False),
        ("NSW", "admin1:AU.02", False),
        ("U.S.", "country:US", False),
        ("UAE", "country:AE", False),
        ("USSR", "region:soviet-union", False),
        ("EU", "region:european-union", False),
        ("IN", "admin1:US.IN", True),
        ("S. Korea", "country:KR", False),
        ("N. Ireland", "admin1:GB.NIR", False),
        ("Sask", "admin1:CA.11", True),
        ("LAX", "airport:LAX", False),
    ],
)
def test_abbreviations(surface, target, after_comma):
    found = {row.surface: row for row in data.abbreviations()}
    assert (found[surface].target, found[surface].after_comma) == (target, after_comma)
    assert surface.lower() not in found


@pytest.mark.parametrize(
    ("surface", "target"),
    [
        ("Texans", "admin1:US.TX"),
        ("New Yorker", "admin1:US.NY"),
        ("Quebecers", "admin1:CA.10"),
        ("Scots", "admin1:GB.SCT"),
        ("Bavarian", "admin1:DE.02"),
        ("Muscovites", "city:524901"),
        ("Crimean Tatars", "region:crimea"),
        ("Tigrayan", "admin1:ET.53"),
        ("Kyivans", "city:703448"),
        ("Aucklander", "city:2193733"),
    ],
)
def test_area_demonyms(surface, target):
    assert {row.surface: row.target for row in data.area_demonyms()}[surface] == target


@pytest.mark.parametrize(
    ("name", "target"), [("Washington", "city:4140963"), ("London", "city:2643743")]
)
def test_prominent(name, target):
    assert {row.name: row.target for row in data.prominent()}[name] == target


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("monday", FriendRule.NEVER),
        ("telegram", FriendRule.NEVER),
        ("tass", FriendRule.NEVER),
        ("minister", FriendRule.NEVER),
        ("reading", FriendRule.CONTEXT),
        ("lincoln", FriendRule.CONTEXT),
        ("lavrov", FriendRule.CONTEXT),
        ("jordan", None),
        ("chad", None),
        ("georgia", None),
        ("wonsan", None),
    ],
)
def test_false_friends(word, rule):
    assert data.false_friends().get(word) == rule


def test_words():
    assert {"Sergei", "Vladimir", "Fatima"} <= data.given_names()
    assert not {"Paris", "Milan", "Santiago"} & data.given_names()
    assert {"President", "Foreign Minister", "Gov.", "spokesman"} <= data.titles()
    sides = {(row.word, row.side) for row in data.organisation_words()}
    assert ("University", Side.AFTER) in sides
    assert ("University of", Side.BEFORE) in sides
    areas = {(row.word, row.side): row.feature_codes for row in data.area_words()}
    assert areas["oblast", Side.AFTER] == ("ADM1",)
    assert areas["lake", Side.BEFORE] == ("LK",)


@pytest.mark.parametrize(
    ("word", "part", "frames"),
    [
        (
            "flew",
            Part.VERB,
            {("fly", LinkKind.MOVEMENT, "go"), ("fly", LinkKind.MOVEMENT, "send")},
        ),
        ("flights", Part.NOUN, {("flight", LinkKind.MOVEMENT, "trip")}),
        ("met", Part.VERB, {("meet", LinkKind.COOPERATION, "meet")}),
        ("invaded", Part.VERB, {("invade", LinkKind.CONFLICT, "attack")}),
        ("outbreak", Part.NOUN, {("outbreak", LinkKind.SPREAD, "spread")}),
    ],
)
def test_link_words(word, part, frames):
    found = {
        (row.lemma, row.kind, row.frame)
        for row in data.link_words()
        if row.word == word and row.part is part
    }
    assert found == frames


def test_link_frames():
    frame = data.link_frames()["go"]
    assert (frame.subject, frame.object) == (EndRole.MOVER, None)
    assert frame.prepositions["from"] is EndRole.ORIGIN
    assert frame.prepositions["as_far_as"] is EndRole.DESTINATION


def test_status_words():
    status = {(row.word, row.particle): row.status for row in data.status_words()}
    assert status["scheduled", ""] is LinkStatus.PLANNED
    assert status["may", ""] is LinkStatus.POSSIBLE
    assert status["called", "off"] is LinkStatus.DENIED
    assert status["reportedly", ""] is LinkStatus.ALLEGED
