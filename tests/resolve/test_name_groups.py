"""What the words beside a name say of where it lies: "Paris, Texas", "Ohio's Lebanon"."""

from __future__ import annotations

import pytest
from hand_fed import (
    GEORGIA,
    GEORGIA_US,
    PARIS,
    PARIS_TEXAS,
    TEXAS,
    USA,
    HandFed,
    country,
    named,
    place,
    province,
    town,
)
from resolving import answer, answers_of, mention

from geo.model import Match
from geo.resolve.name_groups import (
    area_of,
    areas_around,
    group_names,
    stated_containers,
)

OHIO = province("Ohio", "US/OH", 11_500_000)
LEBANON = country("Lebanon", "LB", 6_800_000)
LEBANON_OH = town("Lebanon", "US/OH", 20_000)
INDIA = country("India", "IN", 1_300_000_000)
SALEM = town("Salem", "US/OR", 165_000)
SALEM_IN = town("Salem", "IN/25", 800_000)
PERU = country("Peru", "PE", 32_000_000)
PERU_MX = town("Peru", "MX/01", 900)
MEXICO = country("Mexico", "MX", 126_000_000)
CUBA = country("Cuba", "CU", 11_000_000)
CUBA_MX = town("Cuba", "MX/30", 1_200)
NEW_YORK = town("New York", "US/NY", 8_800_000)
NEW_YORK_STATE = province("New York", "US/NY", 20_000_000)
ALBANY = town("Albany", "US/NY", 100_000)
CASTELLON = town("Castellon", "ES/60", 170_000)
VALENCIA = town("Valencia", "ES/60", 790_000)
VALENCIA_LAND = province("Valencia", "ES/60", 5_000_000)
ALICANTE = town("Alicante", "ES/60", 330_000)

WORLD = HandFed(
    {
        "Paris": [PARIS, PARIS_TEXAS],
        "Texas": [TEXAS],
        "Ohio": [OHIO],
        "Lebanon": [LEBANON, LEBANON_OH],
        "Indian": [named(INDIA, Match.DEMONYM, "Indian")],
        "Salem": [SALEM, SALEM_IN],
        "Peru": [PERU, PERU_MX],
        "Mexico": [MEXICO],
        "Cuba": [CUBA, CUBA_MX],
        "Georgia": [GEORGIA, GEORGIA_US],
        "United States": [USA],
        "New York": [NEW_YORK, NEW_YORK_STATE],
        "Albany": [ALBANY],
        "Castellon": [CASTELLON],
        "Valencia": [VALENCIA, VALENCIA_LAND],
        "Alicante": [ALICANTE],
    }
)


def said(text: str, *names: str) -> list[str]:
    """Give, for each name, the words of its container, or ""."""
    return [
        words
        for _, words in stated_containers(
            text, answers_of(text, names, WORLD)
        ).containers
    ]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("In Paris.", ["Paris"], [""]),
        # The larger place after the smaller one.
        ("In Paris, Texas.", ["Paris", "Texas"], ["Texas", ""]),
        ("In Paris in Texas.", ["Paris", "Texas"], ["Texas", ""]),
        ("In Paris of Texas.", ["Paris", "Texas"], ["Texas", ""]),
        ("In Paris, in Texas.", ["Paris", "Texas"], ["Texas", ""]),
        ("In Paris (Texas).", ["Paris", "Texas"], ["Texas", ""]),
        ("In Paris,\nTexas.", ["Paris", "Texas"], ["", ""]),
        ("In Paris and Texas.", ["Paris", "Texas"], ["", ""]),
        ("In Paris. Texas is dry.", ["Paris", "Texas"], ["", ""]),
        # Which does not hold it.
        ("In Albany, Texas.", ["Albany", "Texas"], ["", ""]),
        # The larger place before the smaller one.
        ("The Texas town of Paris.", ["Texas", "Paris"], ["", "Texas"]),
        ("The Indian city of Salem.", ["Indian", "Salem"], ["", "Indian"]),
        ("Ohio's Lebanon.", ["Ohio", "Lebanon"], ["", "Ohio"]),
        ("Ohio’s Lebanon.", ["Ohio", "Lebanon"], ["", "Ohio"]),
        ("Texas's small town of Paris.", ["Texas", "Paris"], ["", "Texas"]),
        ("Texas wants Paris.", ["Texas", "Paris"], ["", ""]),
        ("Texas lost the town of Paris.", ["Texas", "Paris"], ["", "Texas"]),
        ("Texas, the town of Paris.", ["Texas", "Paris"], ["", ""]),
        ("Texas owns a town far from the town of Paris.", ["Texas", "Paris"], ["", ""]),
        # A people after a name is not where it lies.
        ("In Salem, Indian rice.", ["Salem", "Indian"], ["", ""]),
        # Countries in a row are a list, although Mexico has a village called Peru.
        ("Peru, Mexico and Cuba.", ["Peru", "Mexico", "Cuba"], ["", "", ""]),
        ("Cuba, Mexico and Peru.", ["Cuba", "Mexico", "Peru"], ["", "", ""]),
        # But this is the state.
        (
            "In Georgia, United States.",
            ["Georgia", "United States"],
            ["United States", ""],
        ),
    ],
)
def test_what_the_words_state(text, names, expected):
    assert said(text, *names) == expected


def test_a_type_word_may_stand_between():
    answers = [
        (mention("Paris region of Texas", "Paris", hint="region"), (named(PARIS_TEXAS, Match.EXACT),)),
        (mention("Paris region of Texas", "Texas"), (named(TEXAS, Match.EXACT),)),
    ]  # fmt: skip
    assert stated_containers("Paris region of Texas", answers).containers[0] == (
        (("US", "TX"),),
        "Texas",
    )


@pytest.mark.parametrize(
    ("text", "names", "held"),
    [
        ("In Albany, New York.", ["Albany", "New York"], [(), (("US", "NY"),)]),
        ("In Albany and New York.", ["Albany", "New York"], [(), ()]),
        # Three towns, not two and a province.
        (
            "In Castellon, Valencia and Alicante.",
            ["Castellon", "Valencia", "Alicante"],
            [(), (), ()],
        ),
        (
            "In Castellon, Valencia.",
            ["Castellon", "Valencia"],
            [(), (("ES", "60"),)],
        ),
    ],
)
def test_what_the_larger_name_must_hold(text, names, held):
    assert stated_containers(text, answers_of(text, names, WORLD)).holders == tuple(
        held
    )


@pytest.mark.parametrize(
    ("text", "names", "places"),
    [
        ("In Paris, Texas.", ["Paris", "Texas"], [PARIS_TEXAS, TEXAS]),
        ("In Paris (Texas).", ["Paris", "Texas"], [PARIS_TEXAS, TEXAS]),
        ("The Texas town of Paris.", ["Texas", "Paris"], [TEXAS, PARIS_TEXAS]),
        ("The Indian city of Salem.", ["Indian", "Salem"], [INDIA, SALEM_IN]),
        ("Ohio's Lebanon.", ["Ohio", "Lebanon"], [OHIO, LEBANON_OH]),
        ("In Lebanon.", ["Lebanon"], [LEBANON]),
        ("Peru, Mexico and Cuba.", ["Peru", "Mexico", "Cuba"], [PERU, MEXICO, CUBA]),
        ("Georgia, United States.", ["Georgia", "United States"], [GEORGIA_US, USA]),
        ("In Albany, New York.", ["Albany", "New York"], [ALBANY, NEW_YORK_STATE]),
        ("In New York.", ["New York"], [NEW_YORK]),
        (
            "In Castellon, Valencia and Alicante.",
            ["Castellon", "Valencia", "Alicante"],
            [CASTELLON, VALENCIA, ALICANTE],
        ),
    ],
)
def test_what_it_makes_of_the_names(text, names, places):
    got = [resolution.place for resolution in answer(text, *names, world=WORLD)]
    assert got == places


# --- one sense in an article -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "sizes"),
    [
        ("Salem. Salem. Paris.", ["Salem", "Salem", "Paris"], [2, 1]),
        # Stated once: the bare one is asked apart, and told what the other said.
        ("Paris, Texas. Paris.", ["Paris", "Texas", "Paris"], [1, 1, 1]),
        ("Paris, Texas, Paris.", ["Paris", "Texas", "Paris"], [1, 1, 1]),
        # Held or not.
        ("Albany, New York. New York.", ["Albany", "New York", "New York"], [1, 1, 1]),
    ],
)
def test_mentions_that_must_mean_the_same_are_one_group(text, names, sizes):
    groups = group_names(text, answers_of(text, names, WORLD))
    assert [len(group.mentions) for group in groups] == sizes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left Paris, Texas. Paris was dry.", [PARIS_TEXAS, PARIS_TEXAS]),
        ("Paris was dry. He left Paris, Texas.", [PARIS_TEXAS, PARIS_TEXAS]),
        ("From Paris, Texas, to Paris.", [PARIS_TEXAS, PARIS]),
    ],
)
def test_one_sense_unless_the_sentence_tells_two_apart(text, expected):
    names = ["Paris", "Texas", "Paris"]
    if text.startswith("Paris"):
        names = ["Paris", "Paris", "Texas"]
    got = [r for r in answer(text, *names, world=WORLD) if r.mention.text == "Paris"]
    assert [r.place for r in got] == expected
    rules = {reason.rule for r in got for reason in r.reasons}
    assert ("stated_elsewhere" in rules) == (expected[0] == expected[1])


# --- codes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "own", "around"),
    [
        (USA, ("US", ""), []),
        (TEXAS, ("US", "TX"), [("US", "")]),
        (PARIS_TEXAS, None, [("US", ""), ("US", "TX")]),
        (place("Isle", "NO", "ISL"), None, [("NO", "")]),
        (place("Sea", "", "SEA"), None, []),
        (place("Old Land", "", "PCLH"), ("", ""), []),
    ],
)
def test_what_a_place_stands_for_and_lies_in(of, own, around):
    assert area_of(of) == own
    assert list(areas_around(of)) == around
