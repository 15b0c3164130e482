"""What is said of the ends of links, part by part, on small parsed sentences."""

from __future__ import annotations

import pytest
from small_trees import read, tree, word
from spacy.tokens import Doc
from spacy.vocab import Vocab

from geo import data
from geo.data import EndRole, Part, Role
from geo.links.lexicon import kinds_of, part_of, readings, triggers
from geo.links.statements import factuality, statements
from geo.links.subjects import is_passive, subject_of
from geo.links.word_order import by_order
from geo.model import LinkKind, LinkStatus

# --- frames ------------------------------------------------------------------------


def test_each_frame_is_used_and_each_word_has_one():
    used = {row.frame for row in data.link_words()}
    assert used == set(data.link_frames())


def test_each_frame_can_fill_two_ends():
    for frame in data.link_frames().values():
        roles = {frame.subject, frame.object, *frame.prepositions.values()} - {None}
        assert len(roles) > 1 or EndRole.PARTNER in roles, frame.name


@pytest.mark.parametrize(
    "role", [Role.LIGHT, Role.SPREADING, Role.BREAKING, Role.RECIPIENT]
)
def test_context_words_are_in_lower_case(role):
    words = data.context_words(role)
    assert words
    assert all(word == word.lower() for word in words)


def test_link_words_are_found_by_form_and_part():
    doc = tree("They visited the king during a visit.")
    verb, noun = word(doc, "visited"), word(doc, "visit")
    assert (part_of(verb), part_of(noun)) == (Part.VERB, Part.NOUN)
    assert [t.frame.name for t in triggers(verb)] == ["visit"]
    assert [t.frame.name for t in triggers(noun)] == ["trip"]
    assert {t.frame.name for t in readings(noun)} == {"visit", "trip"}
    assert triggers(word(doc, "king")) == ()
    assert kinds_of("visited") == {LinkKind.MOVEMENT}
    assert not kinds_of("Visited")
    assert not kinds_of("king")


def test_a_word_that_needs_another_is_heard_beside_it_only():
    recalled = tree("Norway recalled its ambassador.")
    praised = tree("Norway praised its ambassador.")
    assert triggers(word(recalled, "ambassador"))
    assert triggers(word(praised, "ambassador")) == ()


# --- subjects ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "subject", "passive"),
    [
        ("Norway sent ships.", "sent", "Norway", False),
        ("Ships were sent.", "sent", "Ships", True),
        ("Norway wants to send ships.", "send", "Norway", False),
        ("Norway built and sent ships.", "sent", "Norway", False),
        ("She accused Norway of sending ships.", "sending", "Norway", False),
        ("The convoy, which left early, was late.", "left", "convoy", False),
    ],
)
def test_whose_verb_it_is(text, verb, subject, passive):
    token = word(tree(text), verb)
    found, is_it = subject_of(token)
    assert (found.text, is_it) == (subject, passive)
    assert is_passive(token) is passive


# --- status ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "status", "cue"),
    [
        ("She flew to Oslo.", "flew", LinkStatus.STATED, ""),
        ("She will fly to Oslo.", "fly", LinkStatus.PLANNED, "will"),
        ("She plans to fly to Oslo.", "fly", LinkStatus.PLANNED, "plans"),
        ("She is due to fly to Oslo.", "fly", LinkStatus.PLANNED, "due"),
        ("She is expected to fly to Oslo.", "fly", LinkStatus.PLANNED, "expected"),
        ("She denied that she flew to Oslo.", "flew", LinkStatus.DENIED, "denied"),
        ("She will not fly to Oslo.", "fly", LinkStatus.DENIED, "not"),
        ("She never flew to Oslo.", "flew", LinkStatus.DENIED, "never"),
        ("She refused to fly to Oslo.", "fly", LinkStatus.DENIED, "refused"),
        ("She reportedly flew to Oslo.", "flew", LinkStatus.ALLEGED, "reportedly"),
        (
            "Norway was accused of attacking Latvia.",
            "attacking",
            LinkStatus.ALLEGED,
            "accused",
        ),
        ("The willow flew to Oslo.", "flew", LinkStatus.STATED, ""),
    ],
)
def test_status(text, verb, status, cue):
    found = factuality(word(tree(text), verb))
    assert (found.status, found.cue) == (status, cue)


# --- word order --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway shells Riga", ["Norway -> Riga"]),
        ("Norway fires missiles at Riga", ["Norway -> Riga"]),
        ("Latvian president to visit Norway", ["Latvian -> Norway"]),
        ("Norway signs pact with Latvia", ["Norway - Latvia"]),
        ("Norway grows; shells hit Riga", []),
        ("Riga in Norway, by night", []),
    ],
)
def test_word_order(text, expected):
    doc, ends = read(text)
    found = [
        f"{o.first.mention.text} {'->' if o.directed else '-'} {o.second.mention.text}"
        for o in by_order(doc, ends)
    ]
    assert list(dict.fromkeys(found)) == expected


# --- statements --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Smoke drifted from Norway to Latvia.", "drifted", LinkKind.SPREAD),
        ("A virus came to Latvia from Norway.", "came", LinkKind.SPREAD),
        ("A bus came to Latvia from Norway.", "came", LinkKind.MOVEMENT),
        ("Smoke reached Latvia from Norway.", "reached", LinkKind.SPREAD),
        ("Ships reached Latvia from Norway.", "reached", LinkKind.MOVEMENT),
        ("Norway has ties with Latvia.", "ties", LinkKind.COOPERATION),
        ("Norway severed ties with Latvia.", "ties", LinkKind.CONFLICT),
        ("Norway suspended trade with Latvia.", "trade", LinkKind.CONFLICT),
        ("Norway signed a treaty with Latvia.", "signed", LinkKind.COOPERATION),
    ],
)
def test_what_moves_or_breaks_decides_the_kind(text, word, kind):
    doc, ends = read(text)
    (found,) = statements(doc, ends)
    assert found.kind is kind
    assert found.word == word


def test_a_text_may_end_with_the_word_that_joins():
    doc = Doc(Vocab(), ["an", "envoy", "due"], tags=["DT", "NN", "JJ"], deps=["det", "ROOT", "case"], heads=[1, 1, 1])  # fmt: skip
    assert part_of(doc[2]) is Part.VERB
