"""Every rule of resolution: whom it speaks for, and how it says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_fed import (
    BERGEN,
    BLACK_SEA,
    ESTONIA,
    GEORGIA,
    GEORGIA_US,
    NORWAY,
    OSLO,
    PARIS,
    PARIS_TEXAS,
    TEXAS,
    country,
    named,
    place,
    province,
    town,
)
from resolving import case

from geo import data
from geo.model import Match, MentionKind
from geo.resolve import OWN_RULES, RULES
from geo.resolve.context import Context
from geo.resolve.rules import weight

RULE = {rule.name: rule for rule in RULES}
FOR, NEUTRAL, AGAINST = 1, 0, -1  # how much is a matter of tuning
NOBODY = Context()
IN_TEXAS = (("US", "TX"),)
LISTED = Context(kinds={"country": 1.0})

HAMLET = town("Hamlet", "NO/46", 0)
QUARTER = place("Quarter", "NO/46", "PPLX")
CITY = town("City", "NO/46", 999_999)
STATE = province("City", "NO/46", 5_000_000)
BARE = named(STATE, Match.STRIPPED, "City")
ALSO_CITY = named(town("Xyzzy", "NO/46", 999_999), Match.ALTERNATE, "City")
CITTA = named(town("Old Citta", "NO/46", 999_999), Match.ALTERNATE, "City")
PALACE = replace(
    place("Palace", "NO/12", "PAL"), id="dateline:palace", feature_class="S"
)
BROOK = replace(place("Brook", "NO/12", "STM"), feature_class="H")
SHORT_BROOK = named(
    replace(place("Brook River", "NO/12", "STM"), feature_class="H"),
    Match.EXACT,
    "Brook",
)
SEA = replace(BLACK_SEA, id="dateline:black-sea")
POINT = place("60° N, 10° E", "", "")
AT_OSLO = ((OSLO.lat, OSLO.lon),)
PEOPLE = MentionKind.DEMONYM


@pytest.mark.parametrize(
    ("of", "context", "speaks", "note"),
    [
        # Size.
        (case("Hamlet", HAMLET), NOBODY, NEUTRAL, ""),
        (case("City", CITY), NOBODY, FOR, "City has 999,999 people"),
        (
            case("City", CITY, OSLO),
            NOBODY,
            FOR,
            "no other City has more people (999,999)",
        ),
        (case("Oslo", OSLO, CITY), NOBODY, FOR, "580,000 people; 1 others have more"),
        (case("Palace", PALACE), NOBODY, FOR, "Palace is a known site"),
        (case("Brook", BROOK), NOBODY, FOR, "only a large gazetteer lists Brook"),
        (case("Quarter", QUARTER), NOBODY, AGAINST, "nothing tells how many people"),
        (case("Sea", SEA), NOBODY, FOR, "Black Sea is a widely known area"),
        (case("Norway", NORWAY), NOBODY, FOR, "5,000,000"),
        (case("Texas", TEXAS), NOBODY, FOR, "Texas is a province or state"),
        (case("Paris", PARIS), NOBODY, FOR, "most people mean Paris"),
        (case("x", named(POINT, Match.COORDINATES)), NOBODY, NEUTRAL, ""),
    ],
)
def test_prominence(of, context, speaks, note):
    check("prominence", of, context, speaks, note)


@pytest.mark.parametrize(
    ("match", "speaks", "note"),
    [
        (Match.EXACT, NEUTRAL, "“X” is its main name"),
        (Match.PREFERRED, AGAINST, "“X” is what Oslo is usually called"),
        (Match.ALTERNATE, AGAINST, "“X” is another name of Oslo"),
        (Match.HISTORIC, AGAINST, "“X” was once the name of Oslo"),
        (Match.STRIPPED, AGAINST, "“X” is Oslo without its type word"),
        (Match.ABBREVIATION, NEUTRAL, "“X” is short for Oslo"),
        (Match.DEMONYM, NEUTRAL, "“X” is the word for people and things of Oslo"),
        (Match.FUZZY, AGAINST, "“X” is spelt nearly like oslo"),
        (Match.COORDINATES, NEUTRAL, "the text gives the point itself"),
        (Match.GEOCODER, FOR, "GeoNames answered with it"),
    ],
)
def test_name_match(match, speaks, note):
    check("name_match", case("X", named(OSLO, match, "oslo")), NOBODY, speaks, note)


@pytest.mark.parametrize(
    ("rule", "of", "context", "speaks", "note"),
    [
        # What the text says outright.
        (
            "stated_container",
            case("Paris", PARIS_TEXAS, container=IN_TEXAS, container_text="TX"),
            NOBODY,
            FOR,
            "the text puts Paris in “TX”",
        ),
        (
            "stated_container",
            case("Paris", PARIS, container=IN_TEXAS, container_text="TX"),
            NOBODY,
            NEUTRAL,
            "",
        ),
        (
            "stated_container",
            case("Paris", PARIS_TEXAS, contrast=IN_TEXAS),
            NOBODY,
            AGAINST,
            "the sentence sets it against another Paris",
        ),
        (
            "holds_the_smaller",
            case("Texas", TEXAS, holds=IN_TEXAS),
            NOBODY,
            FOR,
            "the place named beside it lies in Texas",
        ),
        ("holds_the_smaller", case("Texas", PARIS_TEXAS, holds=IN_TEXAS), NOBODY,
         NEUTRAL, ""),
        ("holds_the_smaller", case("Texas", TEXAS), NOBODY, NEUTRAL, ""),
        (
            "stated_elsewhere",
            case("Paris", PARIS_TEXAS),
            Context(contained=IN_TEXAS),
            FOR,
            "elsewhere the article says it lies in TX",
        ),
        ("stated_elsewhere", case("Paris", PARIS), Context(contained=IN_TEXAS),
         NEUTRAL, ""),
        # Type words.
        ("type_word", case("City", STATE, hint="province"), NOBODY, FOR,
         "the text calls it a province, and so it is"),
        ("type_word", case("City", CITY, STATE, hint="province"), NOBODY, AGAINST, ""),
        ("type_word", case("City", CITY, hint="province"), NOBODY, NEUTRAL, ""),
        ("type_word", case("City", CITY, hint="city of"), NOBODY, FOR, "calls it a city,"),
        ("type_word", case("Oslo", OSLO, hint="city of"), NOBODY, FOR, "calls it a city,"),
        ("type_word", case("City", CITY, hint=","), NOBODY, NEUTRAL, ""),
        ("demonym_of_country", case("Georgian", GEORGIA, kind=PEOPLE), NOBODY, FOR,
         "it is said of the country Georgia"),
        ("demonym_of_country", case("Georgian", GEORGIA_US, kind=PEOPLE), NOBODY,
         NEUTRAL, ""),
        ("demonym_of_country", case("Georgia", GEORGIA), NOBODY, NEUTRAL, ""),
        ("city_before_its_province", case("City", STATE, CITY), NOBODY, AGAINST,
         "there is a city called City as well"),
        ("city_before_its_province", case("City", STATE, CITY, hint="region"), NOBODY,
         NEUTRAL, ""),
        ("city_before_its_province", case("City", STATE, HAMLET), NOBODY, NEUTRAL, ""),
        ("city_before_its_province", case("City", CITY, STATE), NOBODY, NEUTRAL, ""),
        ("city_before_its_province", case("City", BARE, ALSO_CITY), NOBODY, NEUTRAL, ""),
        ("city_before_its_province", case("City", BARE, CITTA), NOBODY, AGAINST, ""),
        ("city_before_its_province", case("City", BARE, CITY), NOBODY, AGAINST, ""),
        # What the other names say.
        ("same_country", case("Oslo", OSLO), Context({("NO", ""): 0.5}, voters=4), FOR,
         "50% of the other places of the article lie in the same country"),
        ("same_country", case("Oslo", OSLO), Context({("EE", ""): 0.5}, voters=4),
         AGAINST, "0%"),
        ("same_country", case("Oslo", OSLO), NOBODY, NEUTRAL, ""),
        ("same_country", case("Sea", BLACK_SEA), Context({("NO", ""): 1.0}, voters=4),
         NEUTRAL, ""),
        ("neighbouring_country", case("Norway", NORWAY), Context(countries={"SE": 0.5}),
         FOR, "50% of the other places lie in countries beside its own"),
        ("neighbouring_country", case("Norway", NORWAY), Context(countries={"NO": 1.0}),
         NEUTRAL, ""),
        ("neighbouring_country", case("Norway", NORWAY), Context(countries={"AU": 1.0}),
         NEUTRAL, ""),
        ("same_province", case("Oslo", OSLO), Context({("NO", "12"): 0.5}), FOR,
         "50% of the other places lie in 12"),
        ("same_province", case("Norway", NORWAY), Context({("NO", ""): 1.0}), NEUTRAL, ""),
        ("companions", case("Oslo", OSLO), Context(companions={OSLO.id: ("Vik",)}), FOR,
         "near this Oslo there is also a Vik"),
        ("companions", case("Oslo", OSLO), Context(companions={OSLO.id: ("A", "B", "C", "D")}),
         FOR, "there is also a A and a B and a C"),
        ("companions", case("Oslo", OSLO), Context(companions={BERGEN.id: ("Vik",)}),
         NEUTRAL, ""),
        (
            "in_a_cluster",
            case("Oslo", OSLO, CITY),
            Context(spots=AT_OSLO * 3 + ((0.0, 0.0),)),
            FOR,
            "75% of the other places lie within 161 km",
        ),
        ("in_a_cluster", case("Oslo", OSLO), Context(spots=AT_OSLO), NEUTRAL, ""),
        ("in_a_cluster", case("Oslo", OSLO, CITY), NOBODY, NEUTRAL, ""),
        (
            "usual_for_source",
            case("Oslo", OSLO),
            Context(source={("NO", ""): 1.0, ("NO", "12"): 0.5}),
            FOR,
            "the newspaper often writes about 12",
        ),
        ("usual_for_source", case("Oslo", OSLO), NOBODY, NEUTRAL, ""),
        # Lists, heads, and what speaks for a namesake of a place known everywhere.
        ("same_list", case("Georgia", GEORGIA), LISTED, FOR, "listed with countries"),
        ("same_list", case("Georgia", GEORGIA_US), LISTED, NEUTRAL, ""),
        ("stated_beside", case("Oslo", OSLO, beside=frozenset({OSLO.id}), beside_text="Bergen"), NOBODY, FOR, "beside Bergen"),
        ("stated_beside", case("Oslo", OSLO), NOBODY, NEUTRAL, ""),
        ("short_for_water", case("Brook", SHORT_BROOK, is_bare=True), NOBODY, AGAINST, "without “the” it is not Brook River"),
        ("short_for_water", case("Brook", SHORT_BROOK), NOBODY, NEUTRAL, ""),
        ("short_for_water", case("Oslo", OSLO, is_bare=True), NOBODY, NEUTRAL, ""),
        ("same_country", case("Paris", PARIS_TEXAS, PARIS, is_famous=True), Context(near={("US", ""): 0.3}, near_voters=10, voters=10), FOR, "30%"),
        ("same_country", case("Paris", PARIS_TEXAS, PARIS, is_famous=True), Context(near={("US", ""): 0.3}, near_voters=10, voters=10, of_many_lands=True), NEUTRAL, ""),
        ("near_news", case("Paris", PARIS_TEXAS, PARIS, is_near=True, is_far=True, is_famous=True), Context(companions={PARIS_TEXAS.id: ("A",)}, near={("US", "TX"): 0.5}), NEUTRAL, ""),
        ("companions", case("Oslo", OSLO), Context(companions={OSLO.id: ("A",)}, famed=frozenset({"A"})), FOR, "also a A"),
        ("companions", case("Oslo", OSLO), Context(companions={OSLO.id: ("A",)}, famed=frozenset({"A"}), of_many_lands=True), NEUTRAL, ""),
        ("far_news", case("Paris", PARIS_TEXAS, PARIS, is_far=True, is_famous=True), NOBODY, AGAINST, "joins countries"),
        ("far_news", case("Paris", PARIS, PARIS_TEXAS, is_far=True, is_famous=True), NOBODY, NEUTRAL, ""),
        ("near_news", case("Paris", PARIS_TEXAS, PARIS, is_near=True, is_famous=True), NOBODY, NEUTRAL, ""),
        ("near_news", case("Paris", PARIS_TEXAS, PARIS, is_near=True, is_famous=True), Context(companions={PARIS_TEXAS.id: ("A",)}, near={("US", "TX"): 0.5}), FOR, "a A next door"),
        ("near_news", case("Paris", PARIS_TEXAS, PARIS, is_near=True, is_famous=True), Context(companions={PARIS_TEXAS.id: ("A",)}), NEUTRAL, ""),
        ("said_at_head", case("Paris", PARIS_TEXAS, heads=IN_TEXAS), NOBODY, FOR, "begins with TX"),
        ("said_at_head", case("Paris", PARIS, heads=IN_TEXAS), NOBODY, NEUTRAL, ""),
        ("said_at_head", case("Paris", PARIS, PARIS_TEXAS, heads=IN_TEXAS), NOBODY, NEUTRAL, ""),
        ("said_at_head", case("Paris", PARIS_TEXAS, PARIS, heads=(("FR", ""),)), NOBODY, AGAINST, "a Paris of its own"),
        ("same_province", case("Paris", PARIS_TEXAS, PARIS, is_famous=True), Context(shares={("US", "TX"): 1.0}), NEUTRAL, ""),
        ("same_province", case("Paris", PARIS_TEXAS, PARIS, is_famous=True), Context(near={("US", "TX"): 1.0}), FOR, "100%"),
        ("companions", case("Paris", PARIS_TEXAS, PARIS, is_famous=True), Context(companions={PARIS_TEXAS.id: ("A",)}, famed=frozenset({"A"})), NEUTRAL, ""),
    ],
)  # fmt: skip
def test_rules(rule, of, context, speaks, note):
    check(rule, of, context, speaks, note)


def check(rule, of, context, speaks, note):
    """Weigh the case's first candidate: the sign, and words of the sentence."""
    first = of.candidates[0]
    given = RULE[rule].weigh(of, first, context)
    assert (given > 0) - (given < 0) == speaks
    if note:
        assert note in RULE[rule].say(of, first, context)


def test_every_rule_is_in_the_tables_above():
    rows = test_rules.pytestmark[0].args[1]
    assert {row[0] for row in rows if row[4]} == set(RULE) - {
        "prominence",
        "name_match",
    }


# --- which is worth more -----------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (case("X", town("X", "NO/1", 10_000)), case("X", town("X", "NO/2", 9_000))),
        (case("X", country("X", "NO", 5_000)), case("X", province("X", "NO/1", 5_000))),
        (case("X", province("X", "US/1", 9)), case("X", province("X", "NO/1", 9))),
        (case("X", province("X", "NO/1", 9)), case("X", place("X", "NO/1", "ADM2", 9))),
        (case("X", town("X", "NO/1", 9)), case("X", place("X", "NO/1", "PPLH", 9))),
        # A sea of our tables, a palace of our tables, a brook of a large gazetteer.
        (case("X", SEA), case("X", PALACE)),
        (case("X", PALACE), case("X", BROOK)),
        (case("X", named(PALACE, Match.EXACT)), case("X", named(PALACE, Match.ALTERNATE))),
        (case("Paris", PARIS), case("Elsewhere", PARIS)),
    ],
)  # fmt: skip
def test_the_more_prominent(more, less):
    weigh = RULE["prominence"].weigh
    assert weigh(more, more.candidates[0], NOBODY) > weigh(
        less, less.candidates[0], NOBODY
    )


def test_more_companions_say_more_but_ever_less_so():
    weigh = RULE["companions"].weigh
    one, two, three = (
        weigh(case("Oslo", OSLO), named(OSLO, Match.EXACT), Context(companions={OSLO.id: names}))
        for names in (("A",), ("A", "B"), ("A", "B", "C"))
    )  # fmt: skip
    assert one < two < three
    assert three - two < two - one


# --- the table of weights ----------------------------------------------------------


def test_the_table_names_rules_and_cases_that_exist():
    weights = data.rule_weights()
    assert {rule for rule, _ in weights} == {*RULE, "max_score"}
    by_match = {case for rule, case in weights if rule in {"name_match", "max_score"}}
    assert by_match <= {
        *(*Match, "geocoder.FCL", "geocoder_later"),
        *("village", "town", "city", "shadow", "wide", "somewhere_in"),
    }
    assert all(-10 <= given <= 11 for given in weights.values())


def test_a_case_the_table_does_not_list_weighs_nothing():
    assert weight("prominence", "XYZ") == 0.0
    assert weight("no_rule", "digit") == 0.0


def test_own_rules_ask_nobody_else():
    """What a name means by itself must not change with the article around it."""
    of = case("Paris", PARIS_TEXAS, PARIS)
    loud = Context(
        shares={("US", ""): 1.0, ("US", "TX"): 1.0},
        countries={"US": 1.0},
        voters=9,
        spots=AT_OSLO,
        companions={PARIS_TEXAS.id: ("A",)},
        contained=IN_TEXAS,
        source={("US", "TX"): 1.0},
    )
    for rule in OWN_RULES:
        first = of.candidates[0]
        assert rule.weigh(of, first, loud) == rule.weigh(of, first, NOBODY)


def test_neighbours_are_mutual():
    weigh = RULE["neighbouring_country"].weigh
    for one, other in ((NORWAY, "SE"), (ESTONIA, "LV"), (GEORGIA, "AM")):
        assert (
            weigh(
                case("x", one), named(one, Match.EXACT), Context(countries={other: 1.0})
            )
            > 0
        )
