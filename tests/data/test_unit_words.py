"""Type words of provinces and counties beside a name: taken with it, or kept as a hint."""

from __future__ import annotations

import re

import pytest
from hand_fed import BERGEN, OSLO, WORLD

from geo.articles import read_text
from geo.candidates import find_candidates
from geo.language import load_language
from geo.mentions import find_mentions, mentions_at
from geo.model import Match
from geo.pipeline import resolve_mentions
from geo.tools import Tools

FULL, SHORT = Match.EXACT, Match.STRIPPED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Printed as part of the name: taken whole, and looked up without it.
        ("It rained in Bergen Oblast.", [("Bergen Oblast", "oblast", [(BERGEN, SHORT)])]),
        ("It rained in Oslo County.", [("Oslo County", "county", [(OSLO, SHORT)])]),
        # Written small, before or after it: only a hint.
        ("It rained in the Bergen region.", [("Bergen", "region", [(BERGEN, FULL)])]),
        ("It rained in the city of Oslo.", [("Oslo", "city of", [(OSLO, FULL)])]),
        # Of a list.
        (
            "It rained in Oslo and Bergen counties.",
            [("Oslo", "counties", [(OSLO, FULL)]), ("Bergen", "counties", [(BERGEN, FULL)])],
        ),
        # More follows: the name of a body.
        (
            "The Bergen Region Council met in Oslo.",
            [("Bergen", "region", [(BERGEN, FULL)]), ("Oslo", "", [(OSLO, FULL)])],
        ),
    ],
)  # fmt: skip
def test_type_words(text, expected):
    mentions = find_mentions(read_text(text), load_language(), WORLD)
    found = [
        (m.text, m.hint, [(c.place, c.match) for c in find_candidates(m, WORLD)])
        for m in mentions
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("He left Georgia, the American state.", "state"),
        ("He left Georgia, the country.", "country of"),
        ("He left Georgia.", ""),
    ],
)
def test_what_an_apposition_says(text, hint):
    georgia = find_mentions(read_text(text), load_language(), WORLD)[0]
    assert (georgia.text, georgia.hint) == ("Georgia", hint)


def test_given_names_of_a_list_in_the_real_gazetteer(gazetteer):
    text = "Floods closed schools in Oconee, Barrow and Clarke counties, Georgia."
    spans = [
        found.span() for found in re.finditer("Oconee|Barrow|Clarke|Georgia", text)
    ]
    article = read_text(text)
    mentions = mentions_at(article, spans, load_language(), gazetteer)
    places = [r.place for r in resolve_mentions(article, mentions, Tools(gazetteer))]
    assert [(p.name, p.country_code, p.admin1) for p in places] == [
        ("Oconee County", "US", "GA"),
        ("Barrow County", "US", "GA"),
        ("Clarke County", "US", "GA"),
        ("Georgia", "US", "GA"),
    ]
