"""New sentences from old ones: whatever changes, the names stand where they are said to."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
import recipes_in_tree  # noqa: F401 -- finds them
import spacy
from hypothesis import given, settings, strategies as st

from geo.language import add_abbreviations
from geo.recipes.model import augment
from geo.recipes.model.annotated import ORGANISATION, PERSON, PLACE
from geo.recipes.model.augment import Augmenter, Pools, make_pools
from geo.recipes.model.documents import Tokens

ENGLISH = spacy.blank("en")
add_abbreviations(ENGLISH)
POOLS = Pools(
    american=("Vikvoll",),
    english=("Old Vikvoll",),
    large=("Port of Vikvoll",),
    anywhere=("Vikvoll Falls",),
    given=("Xanna",),
    after=("Times",),
    before=("Bank of",),
    states=("Ill.",),
)
SHARES = ("UPPER", "TITLED", "SWAPPED", "CAPITAL")

MARKED = re.compile(r"\[(\w+) (.*?)\]|(\?)?(\S+)")


def tokens(sentence: str) -> Tokens:
    """Read "He left [LOC Old Oslo] in ?May .": names in brackets, ? for who knows."""
    words: list[str] = []
    entities, unknown = [], []
    for label, name, asked, word in MARKED.findall(sentence):
        if asked:
            unknown.append(len(words))
        new = name.split() or [word]
        if label:
            entities.append((len(words), len(words) + len(new), label))
        words += new
    spaces = (*[True] * (len(words) - 1), False)
    return Tokens(tuple(words), spaces, tuple(entities), tuple(unknown))


def printed(changed: Tokens) -> str:
    """Write it as `tokens` reads it."""
    doc = changed.doc(ENGLISH.vocab)
    parts = [("?" if i in changed.unknown else "") + t.text for i, t in enumerate(doc)]
    for start, end, label in reversed(changed.entities):
        parts[start:end] = [f"[{label} {' '.join(parts[start:end])}]"]
    return " ".join(parts)


def split(name: str) -> list[str]:
    return [token.text for token in ENGLISH.make_doc(name)]


def only(monkeypatch, share: str, pools: Pools = POOLS, **always: float) -> Augmenter:
    """Make one that changes every sentence in one way; ``always`` sets more shares."""
    for name in SHARES:
        monkeypatch.setattr(augment, name, float(name == share))
    for name, value in always.items():
        monkeypatch.setattr(augment, name, value)
    return Augmenter(pools, split, random.Random(7))


def one_town(name: str) -> Pools:
    return replace(
        POOLS, american=(name,), english=(name,), large=(name,), anywhere=(name,)
    )


# --- letters --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "old", "new"),
    [
        (
            "UPPER",
            "He left [LOC Old Oslo] in ?May .",
            "HE LEFT [LOC OLD OSLO] IN ?MAY .",
        ),
        (
            "TITLED",
            "two ships left [LOC Old Oslo] on ?friday .",
            "two Ships Left [LOC Old Oslo] on ?Friday .",
        ),
        ("TITLED", "the UN met [PERSON al-Vik]", "the UN met [PERSON al-Vik]"),
        ("CAPITAL", "He left it in [LOC Oslo] .", "He Left it in [LOC Oslo] ."),
        ("CAPITAL", "He is in [LOC oslo] 5th .", "He is in [LOC oslo] 5th ."),
        ("SWAPPED", "He is in a ship .", "He is in a ship ."),
    ],
)
def test_letters(monkeypatch, share, old, new):
    changed = only(monkeypatch, share, DATELINE=0.0)(tokens(old))
    assert printed(changed) == new


def test_at_most_two_words_become_capitals(monkeypatch):
    change = only(monkeypatch, "CAPITAL")
    changed = [
        change(tokens("nine small ships left their quiet port")) for _ in range(9)
    ]
    capitals = {sum(word[0].isupper() for word in new.words) for new in changed}
    assert capitals == {2}
    assert len({new.words for new in changed}) > 1


def test_most_sentences_stay():
    change = Augmenter(POOLS, split, random.Random(7))
    changed = [change(tokens("He left [LOC Oslo] .")) for _ in range(1000)]
    share = augment.UPPER + augment.TITLED + augment.SWAPPED + augment.CAPITAL
    assert sum(new is not None for new in changed) == pytest.approx(
        1000 * share, abs=60
    )


# --- names ----------------------------------------------------------------------------

ALL = {"SWAP_PLACE": 1.0, "SWAP_PERSON": 1.0, "SWAP_ORGANISATION": 1.0, "DATELINE": 0.0}


@pytest.mark.parametrize(
    ("old", "allowed"),
    [
        ("in [LOC Oslo] .", r"in \[LOC (Vikvoll|Old Vikvoll)\] \."),
        ("in [LOC Old Oslo Hill] ?May .", r"in \[LOC (Vikvoll|Old Vikvoll)\] \?May \."),
        ("[PERSON Anna Berg] left", r"\[PERSON Anna Vikvoll\] left"),
        ("[PERSON Berg] left", r"\[PERSON (Xanna|Vikvoll)\] left"),
        (
            "[ORG Acme] ?May [LOC Oslo]",
            r"\[ORG (Old )?Vikvoll Times\] \?May \[LOC (Old )?Vikvoll\]",
        ),
        # Short forms, small letters and lists of names are left alone.
        ("the [LOC U.S.] ships", r"the \[LOC U\.S\.\] ships"),
        ("in [LOC oslo] .", r"in \[LOC oslo\] \."),
        ("the [ORG police] left", r"the \[ORG police\] left"),
        ("[PERSON A B C D]", r"\[PERSON A B C D\]"),
        ("[NORP Norwegian] [DATE May]", r"\[NORP Norwegian\] \[DATE May\]"),
    ],
)
def test_names(monkeypatch, old, allowed):
    pools = replace(POOLS, large=POOLS.english, anywhere=POOLS.english)
    shares = {"TYPED": 0.0, "ORGANISATION_SHARES": (0, 1, 0), **ALL}
    change = only(monkeypatch, "SWAPPED", pools, **shares)
    found = {printed(change(tokens(old))) for _ in range(60)}
    assert all(re.fullmatch(allowed, new) for new in found), found
    assert len(found) > 1 or "|" not in allowed


@pytest.mark.parametrize(
    ("way", "allowed"),
    [(0, r"Vikvoll [A-Z]\w+.*"), (1, "Vikvoll Times"), (2, "Bank of Vikvoll")],
)
def test_organisations_of_a_town(monkeypatch, way, allowed):
    shares = {"ORGANISATION_SHARES": tuple(float(i == way) for i in range(3)), **ALL}
    pools = one_town("Vikvoll")
    change = only(monkeypatch, "SWAPPED", pools, TYPED=0.0, **shares)
    changed = change(tokens("The [ORG Acme] won ."))
    assert re.fullmatch(rf"The \[ORG {allowed}\] won \.", printed(changed))


def test_some_places_have_a_type(monkeypatch):
    change = only(monkeypatch, "SWAPPED", one_town("Vikvoll"), TYPED=1.0, **ALL)
    found = {printed(change(tokens("[LOC Oslo]"))) for _ in range(60)}
    assert found >= {"[LOC Vikvoll County]", "[LOC Vikvoll River]"}


@pytest.mark.parametrize("old", ["Oslo", "Old Oslo", "Old Oslo Hill"])
@pytest.mark.parametrize(
    "town", ["Stoke-on-Vik", "St. Vik's", "Vik", "Old Vik Falls", "O'Vik"]
)
def test_a_name_swapped_in_is_printed_as_it_is_written(monkeypatch, old, town):
    change = only(monkeypatch, "SWAPPED", one_town(town), TYPED=0.0, **ALL)
    (place,) = change(tokens(f"in [LOC {old}] .")).doc(ENGLISH.vocab).ents
    assert place.text == town


@pytest.mark.parametrize(
    ("label", "new"), [(PLACE, "Old Vikvoll."), (PERSON, "Al-Vikvoll.")]
)
def test_spaces_are_those_of_what_is_printed(monkeypatch, label, new):
    change = only(monkeypatch, "SWAPPED", one_town("Old Vikvoll"), TYPED=0.0, **ALL)
    glued = Tokens(("Al", "-", "Berg", "."), (False,) * 4, ((0, 3, label),))
    assert change(glued).doc(ENGLISH.vocab).text == new


# --- datelines ------------------------------------------------------------------------


def dateline(monkeypatch, pools: Pools, text: str = "?May rain fell .") -> list[Tokens]:
    shares = {**ALL, "DATELINE": 1.0, "TYPED": 0.0}
    change = only(monkeypatch, "SWAPPED", pools, **shares)
    return [change(tokens(text)) for _ in range(60)]


def test_datelines(monkeypatch):
    found = dateline(
        monkeypatch, one_town("Old Vik"), "?May snow hit [NORP Norwegian] towns"
    )
    state, agency = r"(, \[LOC Ill\.\] )?", r"(\( \[ORG (AP|Reuters|AFP)\] \) )?"
    rest = r"(-|--|—|–) \?May snow hit \[NORP Norwegian\] towns"
    wanted = re.compile(rf"\[LOC OLD VIK\] {state}{agency}{rest}")
    assert all(wanted.fullmatch(printed(new)) for new in found)
    assert len({"Ill." in new.words for new in found}) == 2
    assert len({"(" in new.words for new in found}) == 2


def test_datelines_are_printed_as_reports_print_them(monkeypatch):
    wanted = re.compile(r"VIK(, Ill\.)?( \((AP|Reuters|AFP)\))? (-|--|—|–) May rain .*")
    for new in dateline(monkeypatch, one_town("Vik")):
        assert wanted.fullmatch(new.doc(ENGLISH.vocab).text)


@pytest.mark.parametrize("given_name", ["Jean-Xanna", "Xe'ev"])
def test_words_are_those_a_tokeniser_makes(monkeypatch, given_name):
    pools = replace(one_town("Stoke-on-Vik"), states=("N. Dak.",), given=(given_name,))
    text = "[PERSON Berg] left"
    known = {
        word for name in (given_name, "Stoke-on-Vik", "N. Dak.") for word in split(name)
    }
    known |= {word.upper() for word in known} | {*",()", *augment._DASHES}
    known |= {*augment._AGENCIES, *"Berg left".split()}
    for new in dateline(monkeypatch, pools, text):
        assert set(new.words) <= known


# --- any sentence ---------------------------------------------------------------------

NAMES = st.tuples(
    st.sampled_from([PLACE, PERSON, ORGANISATION, "NORP", "DATE"]),
    st.lists(
        st.sampled_from("Old Oslo U.S. al - Berg vik".split()), min_size=1, max_size=4
    ),
)
WORDS = st.sampled_from("ships left , the ?May ( 5th ?1998 River ß İ".split())


@given(
    st.lists(st.one_of(WORDS, NAMES), min_size=1, max_size=12),
    st.integers(0, 10_000),
    st.data(),
)
@settings(max_examples=150, deadline=None, database=None, derandomize=True)
def test_any_sentence(parts, seed, data):
    text = " ".join(
        p if isinstance(p, str) else f"[{p[0]} {' '.join(p[1])}]" for p in parts
    )
    old = tokens(text)
    size = len(old.words)
    spaces = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    new = Augmenter(POOLS, split, random.Random(seed))(
        replace(old, spaces=tuple(spaces))
    )
    if new is None:
        return
    doc = new.doc(ENGLISH.vocab)  # words and spaces agree, and no two names overlap
    assert len(new.words) == len(new.spaces)
    assert [(ent.start, ent.end, ent.label_) for ent in doc.ents] == list(new.entities)
    labels = [label for _, _, label in new.entities]
    before = [label for _, _, label in old.entities]
    assert labels[len(labels) - len(before) :] == before
    assert [new.words[i].lower() for i in new.unknown] == [
        old.words[i].lower() for i in old.unknown
    ]
    assert [token.i for token in doc if not token.ent_iob_] == list(new.unknown)


# --- pools ----------------------------------------------------------------------------


def test_pools():
    pools = make_pools(
        [
            ("Vikvoll", "US", 900),
            ("Old Vik", "GB", 30_000),
            ("Vik-on-Sea", "AU", 900),
            ("Berg", "NO", 90_000),
            ("vik", "US", 900),
            ("5th Vik", "US", 900),
            ("V", "US", 900),
        ]
    )
    assert pools.american == ("Vikvoll",)
    assert pools.english == ("Old Vik", "Vik-on-Sea")
    assert pools.large == ("Old Vik", "Berg")
    assert pools.anywhere == ("Vikvoll", "Old Vik", "Vik-on-Sea", "Berg")
    assert "Fatima" in pools.given
    assert "University" in pools.after
    assert "University of" in pools.before
    assert {"Ky.", "TX"} <= set(pools.states)
