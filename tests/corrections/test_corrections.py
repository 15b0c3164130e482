"""Corrections laid over an atlas: what each does, and what holds for any of them."""

from __future__ import annotations

import pytest
from atlases import Tie, atlas_from, join, sample_atlas
from correcting import meanings, ties, told, words_at
from known_places import HONOLULU, MOSCOW, MOSCOW_IDAHO, PYONGYANG, SUVA, WONSAN

from geo.atlas import quote
from geo.corrections.apply import apply_corrections
from geo.corrections.model import (
    AddLink,
    ChangeLink,
    MarkMention,
    MeansPlace,
    NotAPlace,
    RemoveLink,
    SameAs,
    Scope,
)
from geo.errors import InputError
from geo.model import Atlas, LinkKind, LinkStatus

TEXT = (
    "Ivanova flew from Moscow to Wonsan. Moscow is calm. "
    "In New Harbour she met Suva's envoy. She left Moscow for Suva."
)
IDAHO = MeansPlace(MOSCOW_IDAHO)


def atlas(text: str = TEXT, source: str = "Invented Wire") -> Atlas:
    return atlas_from(
        text,
        {"Moscow": MOSCOW, "Wonsan": WONSAN, "Harbour": None, "Suva": SUVA},
        [
            Tie("Moscow", "Wonsan", actor="Ivanova", predicate="flew"),
            Tie("Moscow", "Suva", predicate="left"),
        ],
        source=source,
        rivals={"Moscow": [MOSCOW_IDAHO]},
    )


def places_of(of: Atlas, words: str) -> list[str]:
    return [
        r.place.admin1_name if r.place else ""
        for r in of.resolutions
        if r.mention.text == words
    ]


@pytest.mark.parametrize(
    ("scope", "here", "other_of_paper", "elsewhere"),
    [
        (Scope.MENTION, ["Idaho", "Moscow", "Moscow"], "Moscow", "Moscow"),
        (Scope.ARTICLE, ["Idaho"] * 3, "Moscow", "Moscow"),
        (Scope.SOURCE, ["Idaho"] * 3, "Idaho", "Moscow"),
        (Scope.ALWAYS, ["Idaho"] * 3, "Idaho", "Idaho"),
    ],
)
def test_a_correction_reaches_as_far_as_its_scope(
    scope, here, other_of_paper, elsewhere
):
    whole = join(
        [atlas(), atlas(TEXT + " So."), atlas(TEXT + " Yes.", source="Another Paper")]
    )
    after = apply_corrections(whole, [told(whole, "Moscow", IDAHO, scope)])
    found = places_of(after, "Moscow")
    assert found == here + [other_of_paper] * 3 + [elsewhere] * 3


def test_a_corrected_answer_is_sure_says_why_and_keeps_the_machines():
    said = told(atlas(), "Moscow", IDAHO, author="Anna", note="local paper")
    first = apply_corrections(atlas(), [said]).resolutions[0]
    assert (first.place, first.score) == (MOSCOW_IDAHO, 1.0)
    assert [r.rule for r in first.reasons] == ["correction"]
    assert first.reasons[0].note == (
        "Anna said on 2026-11-24: Moscow means Moscow, Idaho, US, here (local paper)"
    )
    assert [(s.candidate.place, s.score) for s in first.runners_up] == [(MOSCOW, 0.9)]


def test_who_is_not_named_is_you():
    first = apply_corrections(atlas(), [told(atlas(), "Moscow", IDAHO)]).resolutions[0]
    assert first.reasons[0].note.startswith("You said on 2026-11-24")


def test_the_machines_answer_confirmed_keeps_its_reasons():
    said = told(atlas(), "Moscow", MeansPlace(MOSCOW))
    first = apply_corrections(atlas(), [said]).resolutions[0]
    assert [r.rule for r in first.reasons] == ["correction", "largest"]
    assert first.score == 1.0


def test_narrow_beats_wide_and_later_beats_earlier():
    narrow = told(atlas(), "Moscow", MeansPlace(HONOLULU))
    wide = told(atlas(), "Moscow", IDAHO, Scope.ARTICLE)
    wider = told(atlas(), "Moscow", MeansPlace(PYONGYANG), Scope.ALWAYS)
    later = told(atlas(), "Moscow", MeansPlace(SUVA), Scope.ARTICLE)
    after = apply_corrections(atlas(), [later, wider, narrow, wide])
    assert places_of(after, "Moscow") == ["Hawaii", "Central", "Central"]


def test_links_follow_their_mentions():
    after = apply_corrections(atlas(), [told(atlas(), "Moscow", IDAHO, Scope.ARTICLE)])
    assert [k.origin for k in after.links] == [MOSCOW_IDAHO, MOSCOW_IDAHO]
    assert {k.id for k in after.links}.isdisjoint(k.id for k in atlas().links)


def test_a_link_goes_with_an_end_that_is_no_place():
    after = apply_corrections(atlas(), [told(atlas(), "Wonsan", NotAPlace())])
    assert ties(after) == ["Moscow > Suva movement stated"]
    assert ("Wonsan", "") in meanings(after)  # it stays in the list, with the reason


def test_a_link_goes_when_its_ends_are_one_place():
    after = apply_corrections(atlas(), [told(atlas(), "Wonsan", MeansPlace(MOSCOW))])
    assert ties(after) == ["Moscow > Suva movement stated"]


@pytest.mark.parametrize(
    ("others", "means"),
    [
        ([], "Wŏnsan"),
        ([("Wonsan", MeansPlace(PYONGYANG))], "Pyongyang"),
        ([("Wonsan", SameAs("Suva"))], "Suva"),
        ([("Wonsan", SameAs("Moscow"))], "Honolulu"),  # in a circle: what was saved
        ([("Wonsan", NotAPlace())], "Honolulu"),
    ],
)
def test_the_same_as_another_name(others, means):
    same = told(atlas(), "Moscow", SameAs("wonsan", HONOLULU), Scope.ARTICLE)
    more = [told(atlas(), words, action) for words, action in others]
    assert meanings(apply_corrections(atlas(), [same, *more]))[0] == ("Moscow", means)


def test_a_missed_mention_takes_the_place_of_what_it_covers():
    said = told(atlas(), "New Harbour", MarkMention(HONOLULU))
    after = apply_corrections(atlas(), [said])
    assert [m for m in meanings(after) if "Harbour" in m[0]] == [
        ("New Harbour", "Honolulu")
    ]
    marked = next(
        r.mention for r in after.resolutions if r.mention.text == "New Harbour"
    )
    assert quote(after, marked.sentence) == "In New Harbour she met Suva's envoy."


def test_missed_words_are_marked_wherever_the_article_says_them():
    said = told(atlas(), "She", MarkMention(), Scope.ARTICLE)
    text = "Shell. She met She."
    after = apply_corrections(atlas_from(text, {}), [said])
    assert meanings(after) == []  # another article
    of = atlas_from(text, {})
    after = apply_corrections(of, [told(of, "She", MarkMention(SUVA), Scope.ARTICLE)])
    starts = [r.mention.passage.start for r in after.resolutions]
    assert starts == [7, 15]


def ends(of: Atlas, origin: str, destination: str, nth: int = 0):
    return words_at(of, origin, nth), words_at(of, destination)


FIRST = "Ivanova flew from Moscow to Wonsan."


@pytest.mark.parametrize(
    ("action", "words", "left"),
    [
        (
            AddLink(*ends(atlas(), "Wonsan", "Suva"), LinkKind.SPREAD),
            FIRST,
            [
                "Moscow > Wŏnsan movement",
                "Moscow > Suva movement",
                "Wŏnsan > Suva spread",
            ],
        ),
        (
            RemoveLink(*ends(atlas(), "Moscow", "Wonsan"), LinkKind.MOVEMENT),
            FIRST,
            ["Moscow > Suva movement"],
        ),
        (
            RemoveLink(*ends(atlas(), "Moscow", "Wonsan"), LinkKind.CONFLICT),
            FIRST,
            ["Moscow > Wŏnsan movement", "Moscow > Suva movement"],
        ),
        (
            ChangeLink(
                *ends(atlas(), "Moscow", "Wonsan"),
                LinkKind.MOVEMENT,
                LinkKind.CONFLICT,
                swapped=True,
            ),
            FIRST,
            ["Wŏnsan > Moscow conflict", "Moscow > Suva movement"],
        ),
    ],
)
def test_links_by_hand(action, words, left):
    after = apply_corrections(atlas(), [told(atlas(), words, action)])
    assert [tie.removesuffix(" stated") for tie in ties(after)] == left


def test_a_later_change_speaks_of_what_it_saw():
    both = ends(atlas(), "Moscow", "Wonsan")
    one = ChangeLink(*both, LinkKind.MOVEMENT, LinkKind.CONFLICT)
    two = ChangeLink(*both, LinkKind.CONFLICT, LinkKind.SPREAD, LinkStatus.DENIED)
    said = [told(atlas(), FIRST, one), told(atlas(), FIRST, two)]
    assert ties(apply_corrections(atlas(), said))[0] == "Moscow > Wŏnsan spread denied"


@pytest.mark.parametrize(
    ("words", "action", "scope", "advice"),
    [
        ("Moscow", AddLink(*ends(atlas(), "Moscow", "Suva"), LinkKind.SPREAD),
         Scope.ALWAYS, "scope mention"),
        ("Moscow", SameAs(" "), Scope.ALWAYS, "same as"),
        (".", NotAPlace(), Scope.ALWAYS, "give the words"),
    ],
)  # fmt: skip
def test_what_could_never_apply_is_refused(words, action, scope, advice):
    with pytest.raises(InputError, match=advice):
        told(atlas(), words, action, scope)


def test_nothing_in_force_gives_the_machines_atlas_itself():
    sample = sample_atlas()
    assert apply_corrections(sample, []) is sample
    other = atlas()
    assert apply_corrections(sample, [told(other, "Moscow", IDAHO)]) is sample
