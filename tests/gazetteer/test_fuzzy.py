"""Names spelt nearly like another: how near, how long, and of which places."""

from __future__ import annotations

import sqlite3

import pytest

import geo
from geo.gazetteer.lookup import MIN_POPULATION, is_well_known, names_like
from geo.gazetteer.schema import ALTERNATE, EXACT, SCHEMA, STRIPPED
from geo.model import Match, Place

# Name, inhabitants, feature code, kind of name.
LISTED = [
    ("albuquerque", 545_000, "PPL", EXACT),
    ("philadelphia", 1_500_000, "PPL", EXACT),
    ("pyongyang", 3_200_000, "PPLC", EXACT),
    ("wonsan", 329_000, "PPL", EXACT),
    ("wonsam", MIN_POPULATION - 1, "PPL", EXACT),  # a village is nobody's slip
    ("kyrgyzstan", 0, "PCLI", EXACT),
    ("saskatchewan", 0, "ADM1", EXACT),
    ("krasnodar", 640_000, "ADM2", STRIPPED),
    ("bombay hill", 900_000, "PPL", ALTERNATE),  # of other spellings there is no end
    ("oslo", 580_000, "PPLC", EXACT),
    ("austin", 990_000, "PPL", EXACT),
    ("ausrin", 20_000, "PPL", EXACT),
    ("żary", 38_000, "PPL", EXACT),
]


@pytest.fixture(scope="module")
def listed():
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    for number, (norm, people, code, kind) in enumerate(LISTED, 1):
        connection.execute(
            "INSERT INTO place VALUES (?, NULL, ?, 0, 0, NULL, NULL, NULL, NULL, 'P', "
            "?, 'XX', '', ?, 0)",
            (number, norm, code, people),
        )
        connection.execute(
            "INSERT INTO name VALUES (?, ?, ?, NULL)", (norm, number, kind)
        )
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("norm", "found"),
    [
        # One letter added, lost, changed, or two swapped.
        ("wonnsan", ["wonsan"]),
        ("wosan", []),  # five letters: too short to be told from others
        ("wonsen", ["wonsan"]),
        ("wonasn", ["wonsan"]),
        ("wonsann", ["wonsan"]),
        # Two only from nine letters on.
        ("wonnsen", []),
        ("albuqerqe", ["albuquerque"]),
        ("philladelfia", []),  # three
        ("philladelphia", ["philadelphia"]),
        ("phyladelfia", []),
        ("pyongyag", ["pyongyang"]),
        # Countries and provinces count whatever their people.
        ("kirgyzstan", []),  # nobody errs in the first two letters
        ("kyrgystan", ["kyrgyzstan"]),
        ("saskatchewon", ["saskatchewan"]),
        ("krasnadar", ["krasnodar"]),
        # The nearest alone.
        ("austin", ["austin"]),
        ("austrin", ["austin", "ausrin"]),
        ("bombay hil", []),
        ("oslo", []),
        ("oslos", []),
        ("", []),
        ("żarrya", []),
        # No letters at all, and half ones.
        ("\U0010ffff" * 7, []),
        ("a\ud7ffaaaaa", []),
        ("\ud800slonian", []),
    ],
)
def test_names_like(listed, norm, found):
    assert sorted(names_like(listed.execute, norm, STRIPPED)) == sorted(found)


@pytest.mark.parametrize(
    ("people", "code", "known"),
    [
        (MIN_POPULATION, "PPL", True),
        (MIN_POPULATION - 1, "PPL", False),
        (0, "PCLI", True),
        (0, "ADM1", True),
        (0, "ADM2", False),
    ],
)
def test_who_is_well_known(people, code, known):
    place = Place("x", "X", 0, 0, feature_code=code, population=people)
    assert is_well_known(place) is known


@pytest.mark.parametrize(
    ("slip", "name", "country"),
    [
        ("Phildelphia", "Philadelphia", "US"),
        ("Albuqerque", "Albuquerque", "US"),
        ("Kyrgystan", "Kyrgyzstan", "KG"),
        ("Pittsburg", None, None),  # listed: no slip is looked for
        ("Xqyzzy", None, None),
        ("\ud800slonian", None, None),
    ],
)
def test_slips_in_the_real_gazetteer(gazetteer, slip, name, country):
    found = gazetteer.lookup_fuzzy(slip)
    if name is None:
        assert all(c.match is Match.FUZZY for c in found)
        return
    assert (found[0].place.name, found[0].place.country_code) == (name, country)
    assert all(c.match is Match.FUZZY for c in found)
    assert all(is_well_known(c.place) for c in found)
    assert found[0].matched_name == name.lower()


def test_the_answer_shows_what_was_found_instead(gazetteer):
    text = "A storm reached the city of Phildelphia on Friday."
    (found,) = geo.build_atlas([geo.read_text(text)], gazetteer).resolutions
    assert found.place.name == "Philadelphia"
    assert found.match is Match.FUZZY
    assert found.score <= 0.7
    notes = [reason.note for reason in found.reasons]
    assert "“Phildelphia” is spelt nearly like philadelphia" in notes
