"""The parts of the links stage, each on small parsed sentences."""

from __future__ import annotations

import re

import pytest
from atlases import atlas_from
from hand_fed import capital, country, place, province, town
from spacy.tokens import Doc

from geo import data
from geo.data import EndRole, Part, Role
from geo.language import load_language, parse, tokenise
from geo.links.backward import back_references, points_back
from geo.links.ends import End, contains, holds, named_by, place_ends, preposition
from geo.links.frames import is_link_word, part_of, readings, triggers
from geo.links.order import by_order
from geo.links.people import find_people, home_of
from geo.links.statements import statements
from geo.links.status import standing
from geo.links.subjects import is_passive, subject_of
from geo.model import LinkKind, LinkStatus, MentionKind

NORWAY, LATVIA = country("Norway", "NO"), country("Latvia", "LV")
RUSSIA = country("Russia", "RU")
PLACES = {
    "Norway": NORWAY,
    "Norwegian": NORWAY,
    "Latvia": LATVIA,
    "Latvian": LATVIA,
    "Russia": RUSSIA,
    "Russian": RUSSIA,
    "Kursk": province("Kursk", "RU/41"),
    "Oslo": town("Oslo", "NO/12"),
    "Riga": capital("Riga", "LV/25", 600_000),
    "Bergen": town("Bergen", "NO/46"),
}
DEMONYMS = {"Norwegian", "Latvian", "Russian"}


def tree(text: str) -> Doc:
    language = load_language()
    return parse(language, [tokenise(language, text)[:]])[0]


def ends_in(text: str) -> list[End]:
    said = set(re.findall(r"\w+", text))
    names = {name: PLACES[name] for name in PLACES if name in said}
    kinds = dict.fromkeys(DEMONYMS, MentionKind.DEMONYM)
    atlas = atlas_from(text, names, kinds=kinds)
    return [End(r.mention, r.place) for r in atlas.resolutions if r.place]


def read(text: str) -> tuple[Doc, dict[int, tuple[End, ...]]]:
    doc = tree(text)
    return doc, place_ends(doc, 0, ends_in(text))


def word(doc: Doc, text: str):
    return next(token for token in doc if token.text == text)


def names(ends) -> list[str]:
    return [end.mention.text for end in ends]


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
    assert is_link_word("visited")
    assert not is_link_word("Visited")


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
    found = standing(word(tree(text), verb))
    assert (found.status, found.cue) == (status, cue)


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
    assert points_back(pointer.lower())


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
    ("text", "kind"),
    [
        ("Smoke drifted from Norway to Latvia.", LinkKind.SPREAD),
        ("A virus came to Latvia from Norway.", LinkKind.SPREAD),
        ("A bus came to Latvia from Norway.", LinkKind.MOVEMENT),
        ("Smoke reached Latvia from Norway.", LinkKind.SPREAD),
        ("Ships reached Latvia from Norway.", LinkKind.MOVEMENT),
        ("Norway has ties with Latvia.", LinkKind.COOPERATION),
        ("Norway severed ties with Latvia.", LinkKind.CONFLICT),
        ("Norway suspended trade with Latvia.", LinkKind.CONFLICT),
        ("Norway signed a treaty with Latvia.", LinkKind.COOPERATION),
    ],
)
def test_what_moves_or_breaks_decides_the_kind(text, kind):
    doc, ends = read(text)
    (found,) = statements(doc, ends)
    assert found.kind is kind
    assert text[found.at :].startswith(found.word)
