"""Sentences and the links they state, or do not."""

from __future__ import annotations

import pytest
from atlases import atlas_from
from hand_fed import place, town

from geo.links import MOST_IN_SENTENCE, contains, find_links, merge
from geo.model import LinkKind, LinkStatus

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


@pytest.mark.parametrize(
    ("text", "status", "cue"),
    [
        ("She flew from Oslo to Riga.", LinkStatus.STATED, ""),
        ("She will fly from Oslo to Riga.", LinkStatus.PLANNED, "will"),
        ("She plans to fly from Oslo to Riga.", LinkStatus.PLANNED, "plans to"),
        ("She will not fly from Oslo to Riga.", LinkStatus.DENIED, "will not"),
        ("She denied that she flew from Oslo to Riga.", LinkStatus.DENIED, "denied"),
        ("She never flew from Oslo to Riga.", LinkStatus.DENIED, "never"),
        ("She allegedly flew from Oslo to Riga.", LinkStatus.ALLEGED, "allegedly"),
        ("The willow flew from Oslo to Riga.", LinkStatus.STATED, ""),
    ],
)
def test_the_longest_cue_decides_the_status(text, status, cue):
    (link,), _ = stated(text)
    assert link.status is status
    notes = " ".join(reason.note for reason in link.reasons)
    assert f"“{cue}”" in notes if cue else "makes it" not in notes


@pytest.mark.parametrize(
    "text",
    [
        "She flew from Oslo with her aunt and uncle to Riga.",
        "She flew from home to Riga by way of Oslo.",
        "She flew from Oslo; to Riga she wrote.",
        "A flight: from Oslo to Riga.",
        "A flight that nobody at all had ever asked for again from Oslo to Riga.",
        "She flew between Oslo.",
        "She flew from Oslo to",
    ],
)
def test_what_is_too_far_or_broken_off_states_nothing(text):
    found, _ = stated(text)
    assert found == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Flights between Oslo and Riga. A train between Riga and Oslo.", 1),
        ("A flight from Oslo to Riga. A flight from Riga to Oslo.", 2),
        ("A flight from Oslo to Riga. She will go from Oslo to Riga.", 2),
        ("A flight between Oslo and Riga. A war between Oslo and Riga.", 2),
        ("A flight between Oslo and Riga. She flew from Oslo to Riga.", 2),
        ("He flew from Oslo to Bergen and from Bergen to Riga.", 2),
    ],
)
def test_what_makes_links_one(text, count):
    found, _ = stated(text)
    again, _ = stated(text)
    assert len({link.id for link in found}) == len(found) == count
    assert [link.id for link in found] == [link.id for link in again]


def test_merging_nothing():
    assert merge([]) == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Oslo is cold. Riga is cold.", []),
        ("Oslo, Oslo and Oslo.", []),
        ("Oslo in Latvia.", ["Oslo Latvia"]),
        ("She flew from Oslo to Riga.", []),
        ("She flew from Oslo to Riga, not Bergen.", ["Oslo Bergen", "Riga Bergen"]),
    ],
)
def test_places_named_together(text, pairs):
    _, links = stated(text)
    together = [k for k in links if k.kind is LinkKind.CO_MENTION]
    assert [f"{k.origin.name} {k.destination.name}" for k in together] == pairs
    assert not any(k.directed for k in together)


@pytest.mark.parametrize("more", [0, 1])
def test_a_list_of_many_places_links_none(more):
    names = [f"Town{chr(65 + i)}" for i in range(MOST_IN_SENTENCE + more)]
    places = {name: town(name, f"X{name[-1]}") for name in names}
    atlas = atlas_from(", ".join(names), places)
    assert bool(find_links(atlas.articles[0], atlas.resolutions)) is (more == 0)


def test_a_name_without_a_place_is_no_end():
    text = "She flew from Oslo to Nowhere."
    atlas = atlas_from(text, {"Oslo": WORLD["Oslo"], "Nowhere": None})
    assert find_links(atlas.articles[0], atlas.resolutions) == ()
