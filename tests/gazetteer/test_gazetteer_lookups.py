"""What the gazetteer knows of a name: all names of a place, names that begin so."""

from __future__ import annotations

import pytest
from asked_names import BLACK_SEA, PARIS

import geo
from geo.model import Match


def test_all_names_of_a_place(gazetteer):
    names = gazetteer.names_of(gazetteer.place(PARIS))
    assert names[0] == ("paris", Match.EXACT)
    assert ("parigi", Match.ALTERNATE) in names
    assert ("parisians", Match.DEMONYM) in names
    assert len(names) == len(set(names))


def test_short_forms_stand_as_they_are_spelt(gazetteer):
    texas = next(c.place for c in gazetteer.lookup("Texas") if c.place.admin1 == "TX")
    names = gazetteer.names_of(texas)
    assert ("TX", Match.ABBREVIATION) in names
    assert ("Tex.", Match.ABBREVIATION) in names


def test_every_name_of_a_place_finds_it(gazetteer):
    for ref in (PARIS, BLACK_SEA):
        for name, _ in gazetteer.names_of(gazetteer.place(ref)):
            found = gazetteer.lookup_after_comma(name)
            assert ref in {c.place.id for c in found}, name


def test_names_of_several_places_are_those_of_each(gazetteer):
    places = [c.place for c in gazetteer.lookup("Wonsan")] + [gazetteer.place(PARIS)]
    each = gazetteer.names_of_each(places)
    assert each == {p.id: gazetteer.names_of(p) for p in places}


def test_a_place_of_another_gazetteer_has_no_names_here(gazetteer):
    stranger = geo.Place("osm:way/1", "Kalma Pier", 39.2, 127.5)
    assert gazetteer.names_of(stranger) == ()


@pytest.mark.parametrize("ref", ["geonames:" + "9" * 40, "geonames:²", "\udc80", ""])
def test_an_id_that_is_none_finds_nothing(gazetteer, ref):
    assert gazetteer.place(ref) is None


def test_names_that_begin_so(gazetteer):
    found = gazetteer.starting_with("Vladivosto")
    assert found[0][1].name == "Vladivostok"
    assert all(name.startswith("vladivosto") for name, _ in found)


def test_names_that_begin_so_are_distinct_and_bounded(gazetteer):
    found = gazetteer.starting_with("San F", most=5)
    assert len({name for name, _ in found}) == len(found) == 5
    assert ("paris", PARIS) in {(n, p.id) for n, p in gazetteer.starting_with("Paris")}


@pytest.mark.parametrize("prefix", ["", "the-", "zzzzq", "\udc80", "%", "a\U0010ffff"])
def test_odd_beginnings_harm_nothing(gazetteer, prefix):
    assert len(gazetteer.starting_with(prefix)) <= 20


def test_the_most_prominent_place_of_a_name_is_given(gazetteer):
    for name, place in gazetteer.starting_with("georgi", most=40):
        first = gazetteer.lookup(name)[0].place
        assert (first.id, first.population) == (place.id, place.population)


@pytest.mark.parametrize(
    ("name", "country", "means"),
    [
        ("Al-Fasher", "SD", "El Fasher"),  # one Arabic article, however spelt
        ("Al-Obeid", "SD", "El Obeid"),
        ("Al-Hodeidah", "YE", "Hodeidah"),
        ("Al-Salif", "YE", "Al-Salif"),
        ("Gulyaipole", "UA", "Huliaipole"),
        ("Dneprodzerzhinsk", "UA", "Kamianske"),
        ("Tell Rifaat", "SY", "Tal Rifaat"),
        ("Ain al-Arab", "SY", "Kobani"),
        ("Robotyne", "UA", "Robotyne"),
        ("Krasny Lyman", "UA", "Lyman"),
        ("Deir el-Zour", "SY", "Deir ez-Zor"),
        ("Maungdaw", "MM", "Maungdaw"),
        ("Bunagana", "CD", "Bunagana"),
        ("Tinzaouaten", "ML", "Tinzaouaten"),
        ("Maroun al-Ras", "LB", "Maroun al-Ras"),
        ("Bardera", "SO", "Bardhere"),
        ("Kamishly", "SY", "Qamishli"),
        ("Masisi", "CD", "Masisi"),
        ("Stavropol-on-Volga", "RU", "Togliatti"),
        ("Hankow", "CN", "Wuhan"),
        ("Dar", "TZ", "Dar es Salaam"),
        ("KZN", "ZA", "KwaZulu-Natal"),
    ],
)
def test_spellings_of_the_wars_and_of_the_past(name, country, means, gazetteer):
    first = gazetteer.lookup(name)[0].place
    assert (first.country_code, first.name) == (country, means)


@pytest.mark.parametrize("name", ["Al-Qaeda", "Al-Shabaab", "Al-Xyzzyq", "Re-Fasher"])
def test_an_article_alone_makes_no_place(name, gazetteer):
    assert gazetteer.lookup(name) == ()


@pytest.mark.parametrize(
    ("country", "admin1", "name"),
    [
        ("UA", "07", "Kharkiv Oblast"),  # GeoNames: Kharkivs’ka Oblast’
        ("LY", "69", "Benghazi District"),
        ("IT", "16", "Tuscany"),  # plain already, and so left
        ("TR", "04", "Agri"),  # GeoNames: Ağrı
    ],
)
def test_provinces_are_called_as_newsrooms_write(country, admin1, name, gazetteer):
    assert gazetteer.area(country, admin1).name == name
