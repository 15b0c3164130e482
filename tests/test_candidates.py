"""From the words of a mention to what they could mean: spellings, short forms, slips."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_fed import (
    HAMLET,
    NORWAY,
    OSLO,
    TEXAS,
    USA,
    WORLD,
    HandFed,
    named,
    place,
    town,
)
from resolving import mention

from geo.candidates import find_candidates, further_spellings, with_type
from geo.model import Match, MentionKind

PLACE, PEOPLE = MentionKind.PLACE, MentionKind.DEMONYM


@pytest.mark.parametrize(
    ("words", "kind", "hint", "found"),
    [
        ("Oslo", PLACE, "", [OSLO]),
        ("Greater Oslo", PLACE, "", [OSLO]),
        ("downtown Oslo", PLACE, "", [OSLO]),
        ("City of Oslo", PLACE, "", [OSLO]),
        ("Oslo's", PLACE, "", [OSLO]),
        ("Norwegian", PEOPLE, "", [NORWAY]),
        ("Norwegian", PLACE, "", []),
        ("Norway", PEOPLE, "", []),
        ("TX", PLACE, ",", [TEXAS]),
        # The comma may be on the other side of a bracket: asked for at last.
        ("TX", PLACE, "", [TEXAS]),
        ("Nowhere", PLACE, "", []),
    ],
)
def test_candidates(words, kind, hint, found):
    hand = mention(words, words, kind=kind, hint=hint)
    assert [c.place for c in find_candidates(hand, WORLD)] == found


# --- further spellings -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Greater Manchester", ["Manchester"]),
        ("downtown North Boston", ["North Boston"]),
        ("City of Salem", ["Salem"]),
        ("Kyiv Oblast", ["Kyiv"]),
        ("Loudon Co.", ["Loudon County", "Loudon"]),
        ("Madison Twp.", ["Madison Township", "Madison"]),
        ("W. Columbia", ["West Columbia"]),
        ("Clarke counties", ["Clarke County", "Clarke"]),
        ("Boston's", ["Boston"]),
        ("Boston’s", ["Boston"]),
        ("Calif", ["Calif.", "Calif County"]),
        ("N.Y", ["N.Y.", "N.Y County"]),
        ("Ur", ["Ur."]),
        ("Henry", ["Henry.", "Henry County", "Henry Parish", "Henry District"]),
        # A river's, a lake's or a valley's name alone is another place.
        ("Yellow River", ["Yellow River County"]),
        ("Lake Chad", ["Lake Chad County"]),
        ("Hudson Valley", ["Hudson Valley County"]),
    ],
)
def test_further_spellings(name, first):
    assert list(further_spellings(name))[: len(first)] == first


def test_two_letters_are_too_few_for_a_name_without_its_type():
    assert list(further_spellings("Ur")) == ["Ur."]


@pytest.mark.parametrize(
    ("words", "hint", "full"),
    [
        ("Clarke", "counties", "Clarke County"),
        ("Clarke", "county", "Clarke County"),
        ("Clarke", "co.", "Clarke County"),
        ("Kyiv", "oblast", "Kyiv Oblast"),
        ("Kursk", "regions", "Kursk Region"),
        ("Kursk", "region of", "Kursk Region"),
        ("Oslo", "city of", ""),
        ("Oslo", ",", ""),
        ("Oslo", "", ""),
    ],
)
def test_the_name_with_the_type_that_the_text_gives(words, hint, full):
    assert with_type(mention(words, words, hint=hint)) == full


CLARKE = town("Clarke", "US/TX", 400)
COUNTY = place("Clarke County", "US/GA", "ADM2", 128_000)
ISLE = place("Barra Island", "GB/SCT", "ISL")
COUNTIES = HandFed(
    {"Clarke": [CLARKE], "Clarke County": [COUNTY], "Barra Island": [ISLE]}
)


@pytest.mark.parametrize(
    ("words", "hint", "found"),
    [
        ("Clarke", "", [(CLARKE, Match.EXACT)]),
        ("Clarke", "counties", [(CLARKE, Match.EXACT), (COUNTY, Match.STRIPPED)]),
        ("Clarke County", "county", [(COUNTY, Match.EXACT)]),
        # Where nothing is called so, a unit may have lost its type.
        ("Barra", "", [(ISLE, Match.STRIPPED)]),
        # "County" of this name there is none: at last the town of it.
        ("Clarke Township", "", [(CLARKE, Match.STRIPPED)]),
    ],
)
def test_type_words_left_out_or_added(words, hint, found):
    got = find_candidates(mention(words, words, hint=hint), COUNTIES)
    assert [(c.place, c.match) for c in got] == found


def test_a_place_is_a_candidate_once():
    world = HandFed({"Oslo": [OSLO], "Oslo County": [OSLO]})
    (only,) = find_candidates(mention("Oslo", "Oslo", hint="county"), world)
    assert only.match is Match.EXACT


def test_the_full_name_is_looked_up_where_words_are_short_for_it():
    hand = replace(mention("North", "North"), stands_for="Norway")
    assert [c.place for c in find_candidates(hand, WORLD)] == [NORWAY]


# --- short forms -------------------------------------------------------------------

US_TOWN = town("Us", "FR/44", 300)
MISSOURI = place("Missouri", "US/MO", "ADM1", 6_000_000)
PENNSYLVANIA = place("Pennsylvania", "US/PA", "ADM1", 13_000_000)
PA = town("Pa", "CI/78", 9_000)
MO = town("Mo", "NO/34", 18_000)
SHORT = HandFed(
    {
        "U.S.": [named(USA, Match.ABBREVIATION, "U.S."), US_TOWN],
        "U.S": [US_TOWN],
        "US": [named(USA, Match.ABBREVIATION, "US"), US_TOWN],
        "Us": [US_TOWN],
        "PA": [PA, named(HAMLET, Match.ALTERNATE)],
        "Pa.": [PA],
        "Mo": [MO],
    },
    after_comma={
        "U.S.": [named(USA, Match.ABBREVIATION, "U.S.")],
        "Mo.": [named(MISSOURI, Match.ABBREVIATION, "Mo.")],
        "Pa.": [named(PENNSYLVANIA, Match.ABBREVIATION, "Pa.")],
        "PA": [named(PENNSYLVANIA, Match.ABBREVIATION, "PA")],
    },
)


@pytest.mark.parametrize(
    ("words", "hint", "found"),
    [
        ("U.S.", "", {USA}),
        ("US", "", {USA}),
        ("U.S", "", {USA}),  # the last stop ended the sentence
        ("Us", "", {US_TOWN}),
        ("Mo.", "", {MISSOURI}),  # a stop is as good as a comma
        ("Mo.", ",", {MISSOURI}),
        ("Mo", "", {MO}),
        ("Pa.", "", {PENNSYLVANIA}),
        ("PA", ",", {PENNSYLVANIA}),
        ("PA", "", {PA}),  # capitals alone: its own name, not another spelling
    ],
)
def test_short_forms(words, hint, found):
    got = find_candidates(mention(words, words, hint=hint), SHORT)
    assert {c.place for c in got} == found


# --- slips of the pen --------------------------------------------------------------

NEARLY = HandFed({}, nearly={"Tallin": [named(OSLO, Match.FUZZY, "oslo")]})


def test_a_slip_is_looked_for_last_and_marked():
    (near,) = find_candidates(mention("Tallin", "Tallin"), NEARLY)
    assert (near.match, near.matched_name) == (Match.FUZZY, "oslo")


def test_what_is_listed_is_no_slip():
    world = HandFed({"Tallin": [HAMLET]}, nearly=NEARLY.nearly)
    assert [c.place for c in find_candidates(mention("Tallin", "Tallin"), world)] == [
        HAMLET
    ]


def test_no_people_is_guessed_from_a_slip():
    world = HandFed(
        {}, nearly={"Norwegan": [named(NORWAY, Match.DEMONYM, "norwegian")]}
    )
    assert find_candidates(mention("Norwegan", "Norwegan", kind=PEOPLE), world) == ()
