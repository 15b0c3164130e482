"""Sentences and the links they state, or do not."""

from __future__ import annotations

import pytest
from atlases import atlas_from
from hand_fed import place, town

from geo.links import contains, find_links
from geo.model import LinkKind

WORLD = {
    "Oslo": town("Oslo", "NO/12", 580_000),
    "Riga": town("Riga", "LV/25", 600_000),
    "Bergen": town("Bergen", "NO/46", 250_000),
    "Norway": place("Norway", "NO", "PCLI", 5_000_000),
    "Latvia": place("Latvia", "LV", "PCLI", 1_900_000),
}


def stated(text):
    atlas = atlas_from(text, {name: WORLD[name] for name in WORLD if name in text})
    links = find_links(atlas.articles[0], atlas.resolutions)
    return [link for link in links if link.kind is not LinkKind.CO_MENTION], links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ferry sailed from Oslo to Riga.", "movement Oslo > Riga stated"),
        (
            "A ferry sailed from the port of Oslo to Riga.",
            "movement Oslo > Riga stated",
        ),
        ("Flights between Oslo and Riga resumed.", "movement Oslo - Riga stated"),
        (
            "Talks between Norway and Latvia began.",
            "cooperation Norway - Latvia stated",
        ),
        ("A war between Norway and Latvia ended.", "conflict Norway - Latvia stated"),
        ("It plans flights between Oslo and Riga.", "movement Oslo - Riga planned"),
        (
            "He denied talks between Norway and Latvia.",
            "cooperation Norway - Latvia denied",
        ),
        # Nothing says what moves, meets or fights.
        ("From Oslo to Riga, voters waited.", None),
        ("The hills between Oslo and Riga are low.", None),
        # Another sentence, another place.
        ("A ferry sailed from Oslo. To Riga it was far.", None),
        ("A ferry sailed from Oslo to Oslo.", None),
    ],
)
def test_patterns(text, expected):
    found, _ = stated(text)
    said = [
        f"{k.kind} {k.origin.name} {'>' if k.directed else '-'} {k.destination.name} "
        f"{k.status}"
        for k in found
    ]
    assert said == ([expected] if expected else [])
    assert all(reason.note for link in found for reason in link.reasons)


def test_evidence_is_the_sentence_and_both_names():
    text = "It rained. A ferry sailed from Oslo to Riga."
    (link,), _ = stated(text)
    (evidence,) = link.evidence
    assert text[evidence.passage.start : evidence.passage.end].startswith("A ferry")
    assert (evidence.origin.text, evidence.destination.text) == ("Oslo", "Riga")


def test_what_is_said_twice_is_one_link_with_two_passages():
    (link,), _ = stated("A bus went from Oslo to Riga. A train went from Oslo to Riga.")
    assert len(link.evidence) == 2


def test_co_mention_joins_what_stands_together_but_not_a_place_and_its_country():
    _, links = stated("Oslo and Riga are cold.")
    assert [k.kind for k in links] == [LinkKind.CO_MENTION]
    _, links = stated("Oslo is the capital of Norway.")
    assert links == ()
    assert contains(WORLD["Norway"], WORLD["Bergen"])
    assert not contains(WORLD["Norway"], WORLD["Riga"])
