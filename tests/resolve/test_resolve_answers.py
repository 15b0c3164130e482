"""What holds for any answers: scores, ceilings, doubt, runners-up, habits of a newspaper."""

from __future__ import annotations

import pytest
from hand_fed import (
    BERGEN,
    BLACK_SEA,
    GEORGIA,
    GEORGIA_US,
    HAMLET,
    NORWAY,
    OSLO,
    PARIS,
    PARIS_TEXAS,
    TALLINN,
    TEXAS,
    USA,
    HandFed,
    country,
    named,
    place,
    province,
    town,
)
from hypothesis import given, settings, strategies as st
from resolving import answer, mention

from geo.articles import read_text
from geo.model import Match, MentionKind, Reason
from geo.resolve import TOO_DOUBTFUL, UNSURE, SourceShares, abstain, resolve


def test_the_rest_of_the_article_decides():
    world = HandFed(
        {
            "Georgia": [GEORGIA, GEORGIA_US],
            "Atlanta": [town("Atlanta", "US/GA", 500_000)],
            "Macon": [town("Macon", "US/GA", 150_000)],
            "Tbilisi": [town("Tbilisi", "GE/51", 1_000_000)],
            "Batumi": [town("Batumi", "GE/04", 150_000)],
        }
    )
    text = "Georgia. Atlanta. Macon. Tbilisi. Batumi."
    south = answer(text, "Georgia", "Atlanta", "Macon", world=world)
    east = answer(text, "Georgia", "Tbilisi", "Batumi", world=world)
    assert south[0].place == GEORGIA_US
    assert east[0].place == GEORGIA


def test_an_answer_tells_what_else_it_could_have_been():
    (paris,) = answer("In Paris.", "Paris")
    assert paris.place == PARIS
    assert paris.match is Match.EXACT
    assert [s.candidate.place for s in paris.runners_up] == [PARIS_TEXAS]
    assert paris.score + sum(s.score for s in paris.runners_up) <= 1.0
    assert paris.reasons[0].rule == "prominence"


def test_the_more_even_the_rivals_the_lower_the_score():
    rivals = [town("X", "NO/1", 50_000), town("X", "EE/1", 49_000)]
    (even,) = answer("X.", "X", world=HandFed({"X": rivals}))
    (clear,) = answer("In Paris.", "Paris")
    assert even.score < 0.6 < clear.score


@pytest.mark.parametrize(
    ("match", "most"),
    [
        (Match.EXACT, 0.94),
        (Match.PREFERRED, 0.94),
        (Match.ALTERNATE, 0.8),
        (Match.HISTORIC, 0.85),
        (Match.STRIPPED, 0.94),
        (Match.FUZZY, 0.7),
        (Match.COORDINATES, 0.98),
        (Match.GEOCODER, 0.9),
    ],
)
def test_no_answer_is_surer_than_its_kind_of_match(match, most):
    (only,) = answer("X.", "X", world=HandFed({"X": [named(OSLO, match)]}))
    assert only.score == most
    assert only.match is match


@pytest.mark.parametrize(
    ("people", "text", "most"),
    [
        (4_000, "X.", 0.6),
        (40_000, "X.", 0.8),
        (90_000, "X.", 0.94),
        (4_000, "X, Z.", 0.98),
        (4_000, "X, Q.", 0.6),
    ],
)
def test_a_village_is_sure_only_where_something_speaks_for_it(people, text, most):
    world = {
        "X": [town("X", "NO/1", people)],
        "Z": [province("Z", "NO/1")],
        "Q": [town("Q", "EE/1", 9)],
    }
    names = [name for name in world if name in text]
    found = answer(text, *names, world=HandFed(world))[0]
    assert found.score == pytest.approx(most)
    told = any(reason.rule == "no_surer" for reason in found.reasons)
    assert told == (most < 0.9)


def test_a_name_without_candidates_stays_with_its_reason():
    text = "In Nowhere."
    hand = mention(text, "Nowhere")
    (plain,) = resolve(read_text(text), [(hand, ())])
    (asked,) = resolve(read_text(text), [(hand, ())], advice={0: "the server is down"})
    assert plain.place is asked.place is None
    assert plain.score == 0.0
    assert plain.match is None
    assert "has no entry for “Nowhere”" in plain.reasons[-1].note
    assert asked.reasons[-1].note.endswith("; the server is down")
    assert plain.reasons[0].rule == "hand"


def test_nothing_to_resolve():
    assert resolve(read_text("Nothing."), []) == ()


def test_mentions_come_back_in_their_order():
    text = "Oslo. Paris. Oslo. Bergen."
    got = answer(text, "Oslo", "Paris", "Oslo", "Bergen")
    assert [r.mention.text for r in got] == ["Oslo", "Paris", "Oslo", "Bergen"]
    assert [r.mention.passage for r in got] == sorted(r.mention.passage for r in got)


# --- doubt -------------------------------------------------------------------------

PERSON = (Reason("person", -1.0, "it follows a given name"),)


@pytest.mark.parametrize(
    ("score", "reasons", "rule"),
    [
        (0.98, (), None),
        (UNSURE, (), None),
        (UNSURE - 0.01, (), None),  # unsure, and shown as such
        (TOO_DOUBTFUL, (), None),
        (TOO_DOUBTFUL - 0.01, (), "too_doubtful"),
        (0.98, PERSON, None),
        (UNSURE, PERSON, None),
        (UNSURE - 0.01, PERSON, "person_name"),
        (TOO_DOUBTFUL - 0.01, PERSON, "person_name"),
        (0.3, (Reason("surname", -3.0, "n"),), "person_name"),
        (0.3, (Reason("part_of_person", -1.0, "n"),), "person_name"),
        (0.3, (Reason("model_says_person", -1.0, "n"),), "person_name"),
        (0.3, (Reason("size", 1.0, "n"),), None),
    ],
)
def test_when_no_answer_is_better(score, reasons, rule):
    hand = mention("Paris", "Paris", reasons=reasons)
    why = abstain(hand, named(PARIS_TEXAS, Match.EXACT), score)
    assert (why.rule if why else None) == rule
    if why:
        assert "Paris, TX, US" in why.note
        assert why.weight == 0.0


def test_the_note_says_how_doubtful_and_what_spoke_for_a_person():
    best = named(PARIS_TEXAS, Match.EXACT)
    unknown = abstain(mention("Paris", "Paris"), best, 0.2)
    assert unknown.note == "too doubtful: the likeliest, Paris, TX, US, has only 20%"
    person = abstain(mention("Paris", "Paris", reasons=PERSON), best, 0.2)
    assert person.note.startswith("it may be a person's name (it follows a given name)")


MANY = HandFed({"X": [town("X", f"NO/{i}", 1_000 + i) for i in range(9)]})


def test_too_doubtful_keeps_the_likeliest_among_the_runners_up():
    (lost,) = answer("X.", "X", world=MANY)
    assert lost.place is None
    assert lost.match is None
    assert lost.score == 0.0
    assert [r.rule for r in lost.reasons] == ["too_doubtful"]
    assert [s.candidate.place.population for s in lost.runners_up] == [
        1_008, 1_007, 1_006, 1_005,
    ]  # fmt: skip
    assert lost.runners_up[0].score < TOO_DOUBTFUL


def test_a_doubtful_name_is_placed_where_the_article_helps():
    world = HandFed({**MANY.names, "Y": [town("Y", "NO/3", 50_000)]})
    (found, _) = answer("X, Y. Y.", "X", "Y", world=world)
    assert found.place.admin1 == "3"


# --- newspapers --------------------------------------------------------------------


def test_what_a_newspaper_writes_about():
    got = answer("Oslo. Bergen. Tallinn. Norway. Black Sea.", "Oslo", "Bergen",
                 "Tallinn", "Norway", "Black Sea")  # fmt: skip
    learnt = SourceShares()
    learnt.add(got)
    assert learnt.shares() == {
        ("NO", ""): 0.75,
        ("NO", "12"): 0.25,
        ("NO", "46"): 0.25,
        ("EE", ""): 0.25,
        ("EE", "01"): 0.25,
    }


def test_a_newspaper_of_texas_means_the_paris_of_texas():
    world = HandFed({"Paris": [PARIS_TEXAS, town("Paris", "US/KY", 30_000)]})
    habit = {("US", "TX"): 0.8, ("US", ""): 0.9}
    (plain,) = answer("Paris.", "Paris", world=world)
    (local,) = answer("Paris.", "Paris", world=world, source=habit)
    assert plain.place.admin1 == "KY"
    assert local.place == PARIS_TEXAS
    assert "usual_for_source" in {r.rule for r in local.reasons}


# --- any answers -------------------------------------------------------------------

PLACES = st.sampled_from(
    [OSLO, BERGEN, TALLINN, PARIS, PARIS_TEXAS, NORWAY, USA, GEORGIA, GEORGIA_US, TEXAS,
     BLACK_SEA, HAMLET, country("Nil", "XX", 0), place("Null", "", "RGN", lat=0, lon=0)]
)  # fmt: skip
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["Oslo", "Paris", "X"]),
        st.lists(st.tuples(PLACES, st.sampled_from(Match)), max_size=4),
        st.sampled_from(["", ",", "region", "city of"]),
        st.sampled_from(MentionKind),
    ),
    max_size=8,
)


@given(ANSWERS, st.sampled_from([", ", " and ", " (", "'s ", " the town of "]))
@settings(max_examples=150, deadline=None, database=None, derandomize=True)
def test_any_answers_are_resolved(rows, between):
    text = between.join(name for name, *_ in rows) or "x"
    answers, at = [], 0
    for name, candidates, hint, kind in rows:
        hand = mention(text, name, after=at, hint=hint, kind=kind)
        at = hand.passage.end
        answers.append((hand, tuple(named(p, m, name) for p, m in candidates)))
    got = resolve(read_text(text), answers)
    assert [r.mention for r in got] == [m for m, _ in answers]
    for resolution in got:
        assert 0.0 <= resolution.score <= 0.98
        assert resolution.reasons
        assert all(reason.note for reason in resolution.reasons)
        somewhere = (
            resolution.reasons[-1].rule == "not_there"
        )  # in the state it is put in
        assert somewhere or (resolution.place is None) == (resolution.match is None)
        assert sum(s.score for s in resolution.runners_up) <= 1.0 + 1e-9
