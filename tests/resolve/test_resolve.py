"""Which place a name means, rule by rule, on worlds of a few places."""

from __future__ import annotations

import pytest
import recipes_in_tree  # noqa: F401 -- finds them
from atlases import article
from hand_fed import HandFed, named, place, town

from geo.candidates import find_candidates
from geo.language import load_language
from geo.mentions import mentions_at
from geo.model import Match
from geo.recipes.extents import extent_of
from geo.resolve import RULES, SourceShares, resolve

PARIS = town("Paris", "FR/11", 2_100_000, lat=48.9, lon=2.4)
PARIS_TX = town("Paris", "US/TX", 25_000, lat=33.7, lon=-95.6)
TEXAS = place("Texas", "US/TX", "ADM1", 25_000_000, lat=31.3, lon=-99.3)
DALLAS = town("Dallas", "US/TX", 1_300_000, lat=32.8, lon=-96.8)
HOUSTON = town("Houston", "US/TX", 2_300_000, lat=29.8, lon=-95.4)
FRANCE = place("France", "FR", "PCLI", 67_000_000, lat=46, lon=2)
GEORGIA = place("Georgia", "GE", "PCLI", 3_700_000, lat=42, lon=43.5)
GEORGIA_US = place("Georgia", "US/GA", "ADM1", 10_000_000, lat=32.8, lon=-83.4)
KURSK = town("Kursk", "RU/41", 440_000, lat=51.7, lon=36.2)
KURSK_OBLAST = place("Kursk Oblast", "RU/41", "ADM1", 1_100_000, lat=51.7, lon=36.3)

WORLD = HandFed(
    {
        "Paris": [PARIS, PARIS_TX],
        "Texas": [TEXAS],
        "Dallas": [DALLAS],
        "Houston": [HOUSTON],
        "France": [FRANCE],
        "Georgia": [GEORGIA, GEORGIA_US],
        "Georgian": [
            named(GEORGIA, Match.DEMONYM, "Georgian"),
            named(GEORGIA_US, Match.DEMONYM, "Georgian"),
        ],
        "Kursk": [KURSK, named(KURSK_OBLAST, Match.STRIPPED, "Kursk")],
        "Lutetia": [named(PARIS, Match.ALTERNATE, "Lutetia")],
    }
)


def read(text, *names, source=None):
    """Resolve the names where they stand, in order, each searched after the last."""
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append((at, at + len(name)))
        at += len(name)
    one = article(text)
    mentions = mentions_at(one, spans, load_language(), WORLD)
    answers = [(m, find_candidates(m, WORLD)) for m in mentions]
    return resolve(one, answers, source or {})


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # Nothing said: the larger one.
        ("It rained in Paris.", ["Paris"], [PARIS]),
        # Said outright.
        ("It rained in Paris, Texas.", ["Paris", "Texas"], [PARIS_TX, TEXAS]),
        # One sense in an article, once it has been said.
        (
            "It rained in Paris, Texas. Then Paris dried.",
            ["Paris", "Texas", "Paris"],
            [PARIS_TX, TEXAS, PARIS_TX],
        ),
        # Two in one sentence are two.
        (
            "They came from Paris, Texas, to Paris.",
            ["Paris", "Texas", "Paris"],
            [PARIS_TX, TEXAS, PARIS],
        ),
        # The company it keeps.
        (
            "Dallas, Houston and Paris are in Texas.",
            ["Dallas", "Houston", "Paris", "Texas"],
            [DALLAS, HOUSTON, PARIS_TX, TEXAS],
        ),
        # Type words.
        ("It rained in the Kursk region.", ["Kursk"], [KURSK_OBLAST]),
        ("It rained in the city of Kursk.", ["Kursk"], [KURSK]),
        ("It rained in Kursk.", ["Kursk"], [KURSK]),
        ("He left Georgia, the American state.", ["Georgia"], [GEORGIA_US]),
        # A word for people is said of the country first.
        ("The Georgian wine sold.", ["Georgian"], [GEORGIA]),
    ],
)
def test_readings(text, names, expected):
    found = read(text, *names)
    assert [r.place for r in found] == expected
    for resolution in found:
        assert 0 < resolution.score <= 1
        assert all(reason.note for reason in resolution.reasons)


def test_reasons_name_their_rules_and_the_weightiest_comes_first():
    (paris, _) = read("It rained in Paris, Texas.", "Paris", "Texas")
    weights = [abs(reason.weight) for reason in paris.reasons]
    assert paris.reasons[0].rule == "stated_container"
    assert paris.reasons[0].note == "the text puts Paris in “Texas”"
    assert weights == sorted(weights, reverse=True)
    assert {r.rule for r in paris.reasons} <= {rule.name for rule in RULES}


def test_runners_up_are_kept():
    (paris,) = read("It rained in Paris.", "Paris")
    assert [s.candidate.place for s in paris.runners_up] == [PARIS_TX]
    assert paris.match is Match.EXACT


def test_an_alternate_name_promises_less():
    (city,) = read("Lutetia was wet.", "Lutetia")
    assert city.place == PARIS
    assert city.score <= 0.8


def test_a_name_without_a_candidate_stays_with_its_reason():
    (lost,) = read("It rained in Xyzzy.", "Xyzzy")
    assert lost.place is None
    assert lost.score == 0
    assert "no entry" in lost.reasons[-1].note


def test_what_a_newspaper_writes_of():
    texan = read("Dallas, Houston and Texas.", "Dallas", "Houston", "Texas")
    learnt = SourceShares()
    learnt.add(texan)
    shares = learnt.shares()
    assert shares == {("US", ""): 1.0, ("US", "TX"): 1.0}
    (paris,) = read("It rained in Paris.", "Paris", source=shares)
    assert paris.place == PARIS_TX
    assert "usual_for_source" in {reason.rule for reason in paris.reasons}
    assert SourceShares().shares() == {}


def test_extent_of_a_province_crosses_180_where_that_is_smaller():
    box = extent_of([(60.0, 170.0), (62.0, -175.0)])
    assert (box.west, box.east) == (170.0, -175.0)
