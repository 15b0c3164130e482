"""The find box: places, links, articles and words, however they are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atlases import Tie, atlas_from, join
from known_places import MOSCOW, PYONGYANG, WONSAN

from geo.view import find_view

PLACES = {"Moscow": MOSCOW, "Kremlin": MOSCOW, "Wonsan": WONSAN, "Pyongyang": PYONGYANG}
FIRST = "The Kremlin sent İlham from Moscow to Wonsan.\nThe Café was closed. Cafés open in Wonsan."
SECOND = "Pyongyang was quiet. Ferries lay in Pyongyang."


@pytest.fixture(scope="module")
def both():
    return join(
        [
            atlas_from(FIRST, {n: p for n, p in PLACES.items() if n in FIRST}, [Tie("Moscow", "Wonsan")], title="A visit"),
            atlas_from(SECOND, {"Pyongyang": PYONGYANG}, title="Ferries of Moscow"),
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "places", "links", "articles", "said"),
    [
        ("", [], [], [], 0),
        ("wonsan", ["Wŏnsan"], ["Moscow → Wŏnsan"], ["A visit"], 2),
        ("WŎN", ["Wŏnsan"], ["Moscow → Wŏnsan"], ["A visit"], 2),
        # As the text calls it; a title says it too.
        ("krem", ["Moscow"], [], ["A visit"], 1),
        ("moscow", ["Moscow"], ["Moscow → Wŏnsan"], ["Ferries of Moscow", "A visit"], 1),
        ("yang", [], [], [], 0),  # from the beginning of a word
        ("was", [], [], ["A visit", "Ferries of Moscow"], 2),
        ("to  wonsan the cafe", [], [], [], 0),
        ("to wonsan. the cafe", [], [], ["A visit"], 1),  # over the end of a line
        ("cafe", [], [], ["A visit"], 2),
    ],
)  # fmt: skip
def test_what_is_found(both, words, places, links, articles, said):
    found = find_view(both, words)
    assert [row["name"] for row in found["places"]] == places
    assert [row["name"] for row in found["links"]] == links
    assert [row["title"] for row in found["articles"]] == articles
    assert found["said"] == said


@pytest.mark.parametrize(
    ("words", "apart", "days"),
    [
        # All of the words together find nothing: some do, places first, and a date is a filter.
        ("Kremlin March 2026", ["Kremlin"], ["March 2026: Kremlin"]),
        ("in Kremlin 2026-03-14", ["Kremlin"], ["2026-03-14: in Kremlin"]),
        ("quiet café Moscow", ["Moscow", "quiet", "café"], []),
        ("to Wonsan Kremlin", ["Kremlin", "Wonsan"], []),
        ("Kremlin May 2026", ["Kremlin"], []),  # nothing is of that month
        ("Kremlin", [], []),
        ("2026", [], ["2026: "]),
        ("Atlantis Avalon", [], []),
    ],
)  # fmt: skip
def test_what_some_of_the_words_find(both, words, apart, days):
    dated = replace(both.articles[0], published=date(2026, 3, 14))
    reading = replace(both.readings[0], article=dated)
    found = find_view(replace(both, readings=(reading, both.readings[1])), words)
    assert [part["words"] for part in found["apart"]] == apart
    assert [f"{day['words']}: {day['rest']}" for day in found["days"]] == days


def test_a_passage_can_be_quoted_and_stands_in_its_words(both):
    (first, second) = find_view(both, "cafe")["passages"]
    assert FIRST[first["start"] : first["end"]] == "Café"
    assert first["runs"] == ["The ", "Café", " was closed. Cafés open in Wonsan."]
    assert (first["article"], first["title"]) == (0, "A visit")
    assert second["runs"][1] == "Café"


def test_much_text_is_cut_at_words():
    text = f"{'before ' * 20}Wonsan{' after' * 20}"
    atlas = atlas_from(text, {"Wonsan": WONSAN})
    (passage,) = find_view(atlas, "wonsan")["passages"]
    before, words, after = passage["runs"]
    assert words == "Wonsan"
    assert before.startswith("… before ")
    assert after.endswith(" after …")
    assert find_view(atlas, "wonsan")["articles"] == []  # there is only this one
