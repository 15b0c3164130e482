"""What is believed to be a mention on a hand-fed world, and spans given by others."""

from __future__ import annotations

import pytest
from hand_fed import WORLD, HandFed, named, town
from plain_english import ENGLISH, mentions, words

from geo.articles import read_text
from geo.mentions import ENOUGH, find_mentions, mentions_at
from geo.model import Match, MentionKind

# --- what is believed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rain fell in Oslo and Bergen.", ["Oslo", "Bergen"]),
        ("The Hague is calm. The Norwegians left.", ["The Hague", "Norwegians"]),
        ("He told UNZ so.", []),
        ("It says Vikvoll.", []),
        ("They live in Vikvoll.", ["Vikvoll"]),
        ("Kingston is calm. They live in Kingston.", ["Kingston", "Kingston"]),
        ("Vikvoll is calm. They live in Vikvoll.", ["Vikvoll", "Vikvoll"]),
        ("Vikvoll said no. Vikvoll left.", []),
        ("Anna Kingston won. Kingston wept.", []),
        (
            "Anna Kingston won. She lives in Kingston, Norway.",
            ["Kingston", "Norway"],
        ),
        ("He said it in Reading. Reading is fun.", []),
        ("He lives in the city of Reading. Reading is fun.", ["Reading"]),
        ("oslo and norway", ["oslo", "norway"]),
        ("They saw oslo.", []),
        ("The well in the village of Xyzzyq ran dry.", ["Xyzzyq"]),
        ("He left a Xyzzyq-based firm.", ["Xyzzyq"]),
        ("They saw Xyzzyq.", []),
    ],
)
def test_what_is_believed(text, found):
    assert words(text) == found


def test_a_mention_tells_where_it_stands_and_why():
    article = read_text("It rained.\n\nThen snow fell in Oslo. It melted.")
    (mention,) = find_mentions(article, ENGLISH, WORLD)
    assert article.text[mention.passage.start : mention.passage.end] == "Oslo"
    sentence = article.text[mention.sentence.start : mention.sentence.end]
    assert sentence == "Then snow fell in Oslo."
    assert mention.passage.article_id == article.id
    assert mention.toponym == "oslo"
    assert sum(reason.weight for reason in mention.reasons) >= ENOUGH


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway is calm.", "Norway", MentionKind.PLACE),
        ("The Norwegian fleet.", "Norwegian", MentionKind.DEMONYM),
        ("Norway University is calm.", "Norway", MentionKind.EMBEDDED),
        ("The University of Norway is calm.", "Norway", MentionKind.EMBEDDED),
        ("The Bank of Norway is calm.", "Norway", MentionKind.EMBEDDED),
        ("The north of Norway is calm.", "Norway", MentionKind.PLACE),
    ],
)
def test_kinds(text, name, kind):
    (mention,) = (m for m in mentions(text) if m.text == name)
    assert mention.kind is kind


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("The Kursk region is flat.", "Kursk", "region"),
        ("They live in the city of Kursk.", "Kursk", "city of"),
        ("It is Paris, TX.", "TX", ","),
        ("It is Paris, Texas.", "Texas", ""),
        ("Georgia, the country, is calm.", "Georgia", "country of"),
        ("Georgia, the American state, is calm.", "Georgia", "state"),
        ("Georgia is calm.", "Georgia", ""),
    ],
)
def test_hints(text, name, hint):
    assert {m.hint for m in mentions(text) if m.text == name} == {hint}


# --- given spans -------------------------------------------------------------------


def test_given_spans_are_taken_as_they_are():
    article = read_text("The Norwegian flew to Paris, TX, and Nowhereville.")
    spans = [(4, 13), (22, 27), (29, 31), (37, 49)]
    found = mentions_at(article, spans, ENGLISH, WORLD)
    assert [(m.passage.start, m.passage.end) for m in found] == spans
    assert [m.text for m in found] == ["Norwegian", "Paris", "TX", "Nowhereville"]
    assert [m.kind.value for m in found] == ["demonym", "place", "place", "place"]
    assert [m.hint for m in found] == ["", "", ",", ""]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], []),
        ([(0, 2)], ["Os"]),
        ([(0, 100)], None),
        ([(4, 5)], [" "]),
        ([(0, 15)], ["Oslo and Bergen"]),
    ],
)
def test_odd_spans(spans, found):
    got = mentions_at(read_text("Oslo and Bergen"), spans, ENGLISH, WORLD)
    if found is None:
        assert got == ()
    else:
        assert [m.text for m in got if m.text.strip()] == [
            w for w in found if w.strip()
        ]


def test_a_place_known_only_by_an_alternate_name_needs_a_preposition():
    world = HandFed({"Zed": [named(town("Z", "NO/1", 90_000), Match.ALTERNATE)]})
    assert words("They met near Zed.", world) == []
    assert words("They met in the city of Zed.", world) == ["Zed"]
