"""A sentence in plain Python answers as spaCy's own does, whatever it is asked."""

from __future__ import annotations

import pytest

from geo.language import load_language, parse, tokenise
from geo.language.syntax import plain_doc

SENTENCES = (
    "The Turkish president, who had flown from Ankara to Doha, didn't meet Qatar's emir.",
    "What did she say that U.S.-led forces in Mosul were hit by?",
    "A tanker\tleft  Basra ;  Iran's navy \n   seized it!",
    "- - -",
    "Oslo",
    "In Çeşme (Türkiye) 3,000 people: “İstanbul’a” :-) 北京 e\u0301te\u0301 … ",
    "The hearing was held on Tuesday that nobody in Bergen had asked for, Mr. Berg said.",
)
WORDS = "i idx text lower_ whitespace_ norm_ tag_ pos_ dep_ lemma_ is_punct".split()
ONE = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "rights", "ancestors", "subtree")


@pytest.fixture(scope="module", params=[*SENTENCES, "not parsed"])
def both(request):
    language = load_language()
    if request.param == "not parsed":
        spacys = tokenise(language, SENTENCES[0])
    else:
        (spacys,) = parse(language, [tokenise(language, request.param)[:]])
    return spacys, plain_doc(spacys)


@pytest.mark.parametrize("name", WORDS)
def test_each_attribute_is_spacys(both, name):
    spacys, plain = both
    assert [getattr(t, name) for t in plain] == [getattr(t, name) for t in spacys]


def test_the_tree_is_spacys(both):
    spacys, plain = both
    for ours, theirs in zip(plain, spacys, strict=True):
        assert ours.doc is plain
        for name in ONE:
            assert getattr(ours, name).i == getattr(theirs, name).i
        for name in SEVERAL:
            asked = [[t.i for t in getattr(word, name)] for word in (ours, theirs)]
            assert asked[0] == asked[1], name
        for other in range(len(plain)):
            above = theirs.is_ancestor(spacys[other])
            assert ours.is_ancestor(plain[other]) == above


def test_stretches_are_spacys(both):
    spacys, plain = both
    assert (plain.text, len(plain)) == (spacys.text, len(spacys))
    for start in range(-2, len(plain) + 3):
        for end in range(-2, len(plain) + 3):
            ours, theirs = plain[start:end], spacys[start:end]
            assert (ours.text, len(ours)) == (theirs.text, len(theirs))
            if ours:
                asked = (theirs.start_char, theirs.end_char)
                assert (ours.start_char, ours.end_char) == asked


def test_words_are_found_by_their_letters_as_spacy_finds_them(both):
    spacys, plain = both
    for start in range(-1, len(plain.text) + 2):
        for end in range(start + 1, len(plain.text) + 2):
            if plain.text[max(start, 0) : end].isspace():
                continue  # of nothing but space spaCy makes no span
            theirs = spacys.char_span(start, end, alignment_mode="expand")
            ours = plain.at_chars(start, end)
            assert [t.i for t in ours] == [t.i for t in theirs or ()]


def test_there_is_no_word_beyond_the_sentence(both):
    spacys, plain = both
    for word in (plain, spacys):
        assert word[0].nbor(0).i == 0
        for at, by in ((0, -1), (-1, 1)):
            with pytest.raises(IndexError):
                word[at].nbor(by)
