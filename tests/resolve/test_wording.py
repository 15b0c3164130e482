"""What a sentence says of several names at once, and of a famous name among small ones."""

from __future__ import annotations

import pytest

import geo
from geo.labels import certainty


def places(text: str, gazetteer) -> dict[str, str]:
    """Give by name where its last mention is put: a country, a US state, or "-"."""
    atlas = geo.build_atlas([geo.read_text(text)], gazetteer)
    return {r.mention.text.title(): lies(r.place) for r in atlas.resolutions}


def lies(place: geo.Place | None) -> str:
    if place is None:
        return "-"
    inside = place.country_code == "US" and place.feature_code != "PCLI"
    return place.admin1 if inside else place.country_code


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        # A repeat says the same again.
        ("PORTLAND, Maine (AP) - Portland police held two men.", "Portland", "ME"),
        ("HYDERABAD, Pakistan (AP) - Hyderabad police freed a reporter.", "Hyderabad", "PK"),
        ("VIENNA, Va. - A Vienna man won the race.", "Vienna", "VA"),
        ("Police in Salem, Mass., fined the owner of a Salem hotel.", "Salem", "MA"),
        # A contrast does not.
        ("She moved from Paris, Texas, to Paris.", "Paris", "FR"),
        ("The band plays in Athens, Georgia, and Athens.", "Athens", "GR"),
        ("The letter went to Dublin, Ohio, instead of Dublin.", "Dublin", "IE"),
        # A list is of a kind.
        ("Troops from Niger, Nigeria, Chad and Mali met.", "Niger", "NE"),
        ("The sailors, from the Philippines, Georgia and India, are well.", "Georgia", "GE"),
        ("Storms hit Alabama, Georgia and Florida.", "Georgia", "GA"),
        # The head of a sentence holds what follows.
        ("In Spain, the storm hit Cordoba and two villages.", "Cordoba", "ES"),
        ("Floods in Spain: Merida and Cartagena report damage.", "Cartagena", "ES"),
        # A town that the gazetteer does not list is in its state, and nowhere else.
        ("A barn in Rome, Iowa, burned down.", "Rome", "IA"),
        ("The crash was near Moscow, Vt.", "Moscow", "VT"),
        ("A barn in Rome, Iowa, burned. In Rome nobody was hurt.", "Rome", "IA"),
        ("A barn in Rome, Georgia, burned down.", "Rome", "GA"),
        ("Police in Lisbon, OR, arrested a teacher.", "Lisbon", "OR"),
        ("FLORENCE, Maine - A fire burned a barn.", "Florence", "ME"),
        ("A silo in Oslo, Kenya, collapsed.", "Oslo", "-"),
        ("He was born in Loma Linda, Manitoba.", "Loma Linda", "CA"),
        ("The Iowa village of Rome is small.", "Rome", "IA"),
        ("A barn in Rome, Polk County, Iowa, burned.", "Rome", "IA"),
        # One that it lists nowhere may be none at all.
        ("She lives in Quibbleton, Iowa, and works in Ames.", "Quibbleton", "-"),
        ("She has shops in London, New York, and Tokyo.", "London", "GB"),
        ("Talks between Washington, Iran and Israel failed.", "Washington", "DC"),
        ("Fighting in Sevastopol, Russia, went on.", "Sevastopol", "UA"),
        ("Ships from Hamburg waited off the coast of Zeeland.", "Zeeland", "NL"),
        # Of people it is said where they come from.
        ("French dockers from Dunkirk fought in Hamburg, New York.", "Dunkirk", "FR"),
        # One great city beside it does not make a famous name a village next door.
        ("The insurer employs 900 people in Dallas and Paris.", "Paris", "FR"),
        ("Rents in Atlanta rose faster than in Rome, a study found.", "Rome", "IT"),
        # Nor do two towns far apart, one of them with its state.
        ("Green Bay beat Dallas. The others ran in Eugene, Oregon.", "Dallas", "TX"),
        ("Madrid lost in Athens. Green Bay won in Eugene, Oregon.", "Athens", "GR"),
        ("The film opened in Nashville, Paris and Milan.", "Paris", "FR"),
        ("The president flew from Chicago to Geneva for a summit.", "Geneva", "CH"),
        # Small neighbours do.
        ("Crews from Bonham, Sherman and Paris fought the fire in Clarksville, the Texas forest service said.", "Paris", "TX"),
        ("Harrodsburg, Nicholasville and Versailles will share a school bus, the Kentucky board said.", "Versailles", "KY"),
        # That nothing else of its country is named is no reason against it.
        ("Drones hit Kharkiv, Sumy and Poltava. Power failed in Dnipro and Odesa. A similar system is used in Madrid.", "Madrid", "ES"),
    ],
)  # fmt: skip
def test_where_a_name_lies(text, name, where, gazetteer):
    assert places(text, gazetteer)[name] == where


def test_a_town_the_gazetteer_lacks_says_so(gazetteer):
    atlas = geo.build_atlas([geo.read_text("A barn in Rome, Iowa, burned.")], gazetteer)
    (rome, iowa) = atlas.resolutions
    assert rome.reasons[-1].note == (
        "the text puts Rome in “Iowa”, where the offline gazetteer has no Rome: somewhere in Iowa"
    )
    assert rome.place == iowa.place
    assert certainty(rome.score) == "unsure"
    assert [place.name for place in geo.as_named(atlas).places] == ["Iowa"]


def test_a_town_is_put_in_the_county_that_the_text_names(gazetteer):
    text = "A barn in Rome, Polk County, Iowa, burned."
    rome = geo.build_atlas([geo.read_text(text)], gazetteer).resolutions[0]
    assert rome.place.name == "Polk County"


def test_of_two_towns_of_one_state_the_neighbours_tell_which(gazetteer):
    text = "Farmers around Rome, Concord and Palmyra lost their corn, the Wisconsin farm bureau said."
    rome = geo.build_atlas([geo.read_text(text)], gazetteer).resolutions[0].place
    assert (rome.admin1, round(rome.lat)) == ("WI", 43)  # the other lies at 44
