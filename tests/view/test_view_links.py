"""A chosen link on the panel: the links of its pair in order, the words it goes by."""

from __future__ import annotations

from datetime import date

import pytest
from atlases import Tie, atlas_from
from known_places import MOSCOW, PYONGYANG

from geo.model import LinkKind, When
from geo.view import panel_view

ENDS = {"Moscow": MOSCOW, "Pyongyang": PYONGYANG}


def test_those_of_the_same_direction_come_first_and_a_pair_has_one_name():
    atlas = atlas_from(
        "Moscow and Pyongyang.",
        places=ENDS,
        links=[
            Tie("Pyongyang", "Moscow", LinkKind.CO_MENTION, directed=False),
            Tie("Pyongyang", "Moscow", LinkKind.COOPERATION, directed=False),
            Tie("Pyongyang", "Moscow"),
            Tie("Moscow", "Pyongyang", LinkKind.CONFLICT),
            Tie("Moscow", "Pyongyang"),
        ],
    )
    view = panel_view(atlas, "link", atlas.links[4].id)
    assert [(each["kind"], each["name"]) for each in view["bundles"]] == [
        ("movement", "Moscow → Pyongyang"),
        ("conflict", "Moscow → Pyongyang"),
        ("movement", "Pyongyang → Moscow"),
        ("cooperation", "Moscow – Pyongyang"),
        ("co-mention", "Moscow – Pyongyang"),
    ]


def test_a_link_says_when_in_words_and_days():
    last_year = When("last year", date(2025, 1, 1), date(2025, 12, 31))
    ties = [Tie("Moscow", "Pyongyang", when=last_year)]
    atlas = atlas_from(
        "Last year he flew from Moscow to Pyongyang.", places=ENDS, links=ties
    )
    view = panel_view(atlas, "link", atlas.links[0].id)
    assert view["bundles"][0]["links"][0]["facts"] == [["When", "“last year”: 2025"]]


@pytest.mark.parametrize(
    ("text", "predicate", "marked"),
    [
        ("He flew from Moscow to Pyongyang.", "flew", ["flew"]),
        ("Flew from Moscow to Pyongyang.", "flew", ["Flew"]),
        # Of two it is not known which one is meant.
        ("He flew, he flew from Moscow to Pyongyang.", "flew", []),
        ("A flewing from Moscow to Pyongyang.", "flew", []),
        ("He went (quickly) from Moscow to Pyongyang.", "(quickly)", ["(quickly)"]),
        # A word in a name is the name's.
        ("From Moscow to Pyongyang.", "Moscow", []),
        ("From Moscow to Pyongyang.", "", []),
    ],
)
def test_the_words_a_link_goes_by_are_marked(text, predicate, marked):
    links = [Tie("Moscow", "Pyongyang", predicate=predicate)]
    atlas = atlas_from(text, places=ENDS, links=links)
    view = panel_view(atlas, "link", atlas.links[0].id)
    (passage,) = view["bundles"][0]["links"][0]["passages"]
    assert "".join(words for words, _ in passage["runs"]) == text
    assert [words for words, kind in passage["runs"] if kind == "said"] == marked
    names = [words for words, kind in passage["runs"] if kind not in ("", "said")]
    assert names == ["Moscow", "Pyongyang"]
