"""The ends of links on small parsed sentences: places, people, words pointing back."""

from __future__ import annotations

import pytest
from hand_fed import place, town
from small_trees import LATVIA, PLACES, RUSSIA, ends_in, names, read, tree, word

from geo.links.arguments import contains, holds, named_by, place_ends, preposition
from geo.links.coreference import back_references, could_mean, find_people, home_of

# --- ends --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("She flew to Oslo.", "Oslo", "to"),
        ("She flew Into Oslo.", "Oslo", "into"),
        ("Ships came from the port.", "port", "from"),
        ("They met in Oslo.", "Oslo", "in"),
        ("Oslo is cold.", "Oslo", ""),
        ("Norway's army left.", "Norway", ""),
    ],
)
def test_preposition(text, noun, expected):
    assert preposition(word(tree(text), noun)) == expected


@pytest.mark.parametrize(
    ("text", "noun", "own", "inner"),
    [
        ("Oslo is cold.", "Oslo", ["Oslo"], []),
        ("Norwegian jets took off.", "jets", ["Norwegian"], []),
        ("Norway's president met her.", "president", ["Norway"], []),
        ("The king of Norway met her.", "king", ["Norway"], []),
        ("Oslo, Bergen and Riga are cold.", "Oslo", ["Oslo", "Bergen", "Riga"], []),
        ("Russia's Kursk region fell.", "region", ["Kursk"], []),
        ("A hospital in Riga was hit.", "hospital", [], ["Riga"]),
        ("A hospital was hit.", "hospital", [], []),
    ],
)
def test_named_by(text, noun, own, inner):
    doc, ends = read(text)
    named = named_by(word(doc, noun), ends)
    assert (names(named.own), names(named.inner)) == (own, inner)
    assert names(named.as_agent) == own or inner
    assert names(named.as_target) == inner or own


def test_every_token_of_a_name_is_its_end():
    text = "He left Norway."
    doc = tree("So be it. He left Norway.")
    (end,) = ends_in(text)
    found = place_ends(doc, -len("So be it. "), [end])
    assert [doc[i].text for i in found] == ["Norway"]


def test_holds_and_contains():
    kursk, town_there = PLACES["Kursk"], town("Sudzha", "RU/41")
    assert holds(RUSSIA, kursk)
    assert holds(kursk, town_there)
    assert not holds(kursk, RUSSIA)
    assert not holds(kursk, town("Moscow", "RU/48"))
    assert not holds(RUSSIA, RUSSIA)
    assert not holds(place("Black Sea", "", "SEA"), place("Sea", "", "SEA"))
    assert contains(kursk, RUSSIA)
    assert contains(RUSSIA, kursk)
    assert not contains(RUSSIA, LATVIA)


# --- pointing back -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "text", "pointer", "expected"),
    [
        ("Norway and Latvia", "The two countries met.", "countries", "Norway Latvia"),
        ("Norway and Latvia", "Both countries met.", "countries", "Norway Latvia"),
        ("Norway and Oslo", "Both countries met.", "countries", ""),
        ("Norway and Latvia", "The countries met.", "countries", ""),
        ("Norway and Riga", "Ships reached the capital.", "capital", "Riga"),
        ("Oslo and Bergen", "Ships reached the capital.", "capital", ""),
        ("Oslo and Bergen", "Ships reached the city.", "city", "Bergen"),
        ("Oslo and Bergen", "Ships reached a city.", "city", ""),
        ("Riga", "The Norwegian capital fell.", "capital", ""),
        ("Norway and Latvia", "Ships reached the country.", "country", "Latvia"),
        ("Oslo and Norway", "She went there.", "there", "Oslo"),
        ("Oslo", "There was rain.", "There", ""),
    ],
)
def test_pointing_back(before, text, pointer, expected):
    doc, ends = read(text)
    found = back_references(doc, ends_in(before), ends)
    meant = found.get(word(doc, pointer).i, ())
    assert " ".join(names(meant)) == expected
    # Whether a sentence is parsed at all is decided by what its words could mean.
    own = [end for group in ends.values() for end in group]
    assert set(meant) <= set(could_mean(pointer.lower(), [*ends_in(before), *own]))


# --- people ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian Foreign Minister Sergei Lavrov had a meeting.",
            {"Lavrov": "Russian"},
        ),
        ("Norway's Prime Minister Liv Hansen left.", {"Hansen": "Norway"}),
        ("Latvian President Berzins left.", {"Berzins": "Latvian"}),
        ("Russian Sergei Lavrov had a meeting.", {}),
        ("The Russian minister left.", {}),
        ("Sergei Lavrov went to Oslo.", {}),
    ],
)
def test_people(text, expected):
    doc, ends = read(text)
    found = find_people(doc, ends)
    assert {name: end.mention.text for name, end in found.items()} == expected
    again = tree("Later Lavrov, Hansen and Berzins met.")
    homes = home_of(again, found)
    assert [again[i].text for i in homes] == list(expected)
