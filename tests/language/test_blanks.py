"""White space among the words of a sentence changes nothing in its tree."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from geo.language import load_language, parse, tokenise

INDENT, TAB = "\n            ", "\t"


def tree_of(text: str) -> Doc:
    language = load_language()
    (doc,) = parse(language, list(tokenise(language, text).sents))
    return doc


def words_of(doc: Doc) -> list[tuple[str, ...]]:
    return [
        (w.text, w.tag_, w.dep_, w.head.text, w.lemma_) for w in doc if not w.is_space
    ]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Ghana sent two|frigates to the Black Sea.", INDENT),
        ("Ghana sent two frigates to|the|Black Sea after rebels struck.", TAB),
        (
            "Nikki Hale, his|pick for envoy to the United Nations, flew to Geneva.",
            INDENT,
        ),
        ("Police say he held a woman against|her will and drove her to Leeds.", INDENT),
        ("He was named as governor, pending|her confirmation in Oslo.", "   "),
        ("|Snow fell in Oslo.|", TAB),
        ("Snow fell|in Oslo.", TAB),
    ],
)
def test_a_tree_is_that_of_its_words(text, blank):
    broken = text.replace("|", blank)
    tree = tree_of(broken)
    assert tree.text == broken
    assert words_of(tree) == words_of(tree_of(" ".join(text.replace("|", " ").split())))


@pytest.mark.parametrize(
    ("text", "hung"),
    [
        ("Snow fell\tin Oslo.", ["fell"]),
        ("Snow fell\t in Oslo.\t", ["fell", "."]),
        ("\tSnow fell in Oslo.", ["Snow"]),
    ],
)
def test_a_blank_hangs_on_the_word_before(text, hung):
    blanks = [token for token in tree_of(text) if token.is_space]
    assert [token.head.text for token in blanks] == hung
    assert {(token.tag_, token.dep_) for token in blanks} == {("_SP", "dep")}


def test_blanks_alone_are_no_sentence_that_fails():
    assert tree_of("\t\n\t").text == "\t\n\t"


def test_without_a_parser_there_are_blanks_too():
    nlp = spacy.blank("en")
    (doc,) = parse(nlp, list(tokenise(nlp, "Snow\tin Oslo.").sents))
    assert doc.text == "Snow\tin Oslo."
    assert not doc.has_annotation("DEP")
