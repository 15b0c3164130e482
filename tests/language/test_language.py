"""The door to spaCy: loading, reading in parts, and which language a text is in."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
import recipes_in_tree  # noqa: F401 -- finds them
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from geo.errors import ModelError
from geo.language import (
    MARKED,
    MAX_TEXT_LENGTH,
    add_abbreviations,
    copy_entities,
    extract,
    load_language,
    parse,
    read_names,
    tokenise,
)
from geo.language.networks import to_float32
from geo.recipes.model.assemble import to_float16

ENGLISH = spacy.blank("en")
add_abbreviations(ENGLISH)


def with_ruler(*patterns: str) -> Language:
    """Give a pipeline that takes these words for places."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": words} for words in patterns])
    return nlp


# --- weights in half precision --------------------------------------------------------

TAUGHT = [
    ("Snow fell in Oslo .", "NOUN VERB ADP PROPN PUNCT"),
    ("Rain hit old Bergen .", "NOUN VERB ADJ PROPN PUNCT"),
    ("Ships left Vikvoll .", "NOUN VERB PROPN PUNCT"),
]


@pytest.fixture(scope="module")
def taught() -> Language:
    """Teach a tagger three sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    examples = [
        Example(Doc(nlp.vocab, text.split()), Doc(nlp.vocab, text.split(), tags=tags))
        for text, tags in ((text, tags.split()) for text, tags in TAUGHT)
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(15):
        nlp.update(examples, sgd=optimizer)
    return nlp


def weights(nlp: Language) -> list[np.ndarray]:
    nodes = nlp.get_pipe("tagger").model.walk()
    return [
        node.get_param(name)
        for node in nodes
        for name in node.param_names
        if node.has_param(name)
    ]


def test_halves_are_smaller_and_read_the_same(taught, tmp_path):
    taught.to_disk(tmp_path)
    model = tmp_path / "tagger" / "model"
    whole = model.stat().st_size
    to_float16(tmp_path)
    assert model.stat().st_size < 0.6 * whole
    half = spacy.load(tmp_path)
    assert {weight.dtype.name for weight in weights(half)} == {"float16"}
    to_float32(half)
    assert {weight.dtype.name for weight in weights(half)} == {"float32"}
    for before, after in zip(weights(taught), weights(half), strict=True):
        assert np.allclose(before, after, atol=1e-3, rtol=1e-3)
    for text, tags in TAUGHT:
        assert [token.tag_ for token in half(text)] == tags.split()


def test_halving_twice_changes_nothing(taught, tmp_path):
    taught.to_disk(tmp_path)
    to_float16(tmp_path)
    once = (tmp_path / "tagger" / "model").read_bytes()
    to_float16(tmp_path)
    assert (tmp_path / "tagger" / "model").read_bytes() == once


def test_single_precision_is_left_as_it_is(taught):
    before = [weight.copy() for weight in weights(taught)]
    to_float32(taught)
    assert all(map(np.array_equal, before, weights(taught)))


def test_a_pipeline_is_restored_as_it_is_loaded(taught, tmp_path):
    taught.to_disk(tmp_path)
    to_float16(tmp_path)
    nlp = load_language(str(tmp_path))
    assert {weight.dtype.name for weight in weights(nlp)} == {"float32"}
    assert nlp.max_length == MAX_TEXT_LENGTH
    assert [token.text for token in nlp.make_doc("Ft. Vik, Ky.")][-1] == "Ky."


# --- reading in parts -----------------------------------------------------------------

TEXT = "Snow in Oslo. Rain in Bergen. Hail in Old Vik. Sun in Oslo."


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ((0, 1, 2, 3), ["Oslo 2", "Bergen 6", "Old Vik 10", "Oslo 15"]),
        ((1,), ["Bergen 6"]),
        ((0, 2), ["Oslo 2", "Old Vik 10"]),
        ((3,), ["Oslo 15"]),
        ((), []),
    ],
)
def test_names_of_some_sentences(chosen, found):
    nlp = with_ruler("Oslo", "Bergen", "Old Vik")
    doc = tokenise(nlp, TEXT)
    sentences = [s for i, s in enumerate(doc.sents) if i in chosen]
    read_names(nlp, doc, sentences)
    assert [f"{ent.text} {ent.start}" for ent in doc.ents] == found
    assert len(list(doc.sents)) == 4
    assert doc.text == TEXT


def test_a_part_keeps_words_sentences_and_marks():
    doc = tokenise(ENGLISH, TEXT)
    doc[6].ent_kb_id_ = "B-city2"
    sentences = list(doc.sents)
    copy = extract([sentences[1], sentences[3]], MARKED)
    assert copy.text == "Rain in Bergen. Sun in Oslo."
    assert [s.text for s in copy.sents] == ["Rain in Bergen.", "Sun in Oslo."]
    assert [token.ent_kb_id_ for token in copy if token.ent_kb_id_] == ["B-city2"]
    assert copy[2].ent_kb_id_ == "B-city2"


def test_no_name_spans_what_was_left_out():
    doc = tokenise(ENGLISH, TEXT)
    sentences = list(doc.sents)
    chosen = [sentences[0], sentences[2]]
    read = extract(chosen, MARKED)
    read.ents = [Span(read, 2, 5, "LOC"), Span(read, 6, 8, "LOC")]
    copy_entities(read, doc, chosen)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Old Vik", "LOC")]


# --- syntax ---------------------------------------------------------------------------


@Language.component("test_fails")
@Language.component("dateline_test_fails")
def fail(doc: Doc) -> Doc:
    raise AssertionError("was run")


@Language.component("test_tree")
def tree(doc: Doc) -> Doc:
    """Hang every word on the first."""
    first = [0] * len(doc)
    return Doc(doc.vocab, [t.text for t in doc], heads=first, deps=["dep"] * len(doc))


def test_without_a_parser_there_are_tokens_alone():
    nlp = with_ruler("Oslo")
    sentences = list(tokenise(nlp, TEXT).sents)
    (doc,) = parse(nlp, sentences[:1])
    assert [token.text for token in doc] == ["Snow", "in", "Oslo", "."]
    assert not doc.has_annotation("DEP")
    assert not doc.ents
    assert parse(nlp, []) == []


def test_each_sentence_gets_a_tree_of_its_own():
    nlp = with_ruler("Oslo")
    nlp.add_pipe("test_tree")
    docs = parse(nlp, list(tokenise(nlp, TEXT).sents)[1:3])
    assert [doc.text.strip() for doc in docs] == [
        "Rain in Bergen .",
        "Hail in Old Vik .",
    ]
    assert all(doc.has_annotation("DEP") for doc in docs)


def test_dateline_does_not_ask_its_own_components_for_trees():
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_test_fails")
    assert len(parse(nlp, list(tokenise(nlp, TEXT).sents))) == 4


def test_what_is_parsed_is_not_parsed_again():
    nlp = spacy.blank("en")
    nlp.add_pipe("test_fails")
    parsed = tree(nlp.make_doc("Snow in Oslo."))
    (doc,) = parse(nlp, list(parsed.sents))
    assert doc.has_annotation("DEP")
    with pytest.raises(AssertionError, match="was run"):
        parse(nlp, list(tokenise(nlp, TEXT).sents))


def test_names_are_read_without_the_rest():
    nlp = with_ruler("Oslo")
    nlp.add_pipe("test_fails")
    doc = tokenise(nlp, TEXT)
    read_names(nlp, doc, list(doc.sents))
    assert [ent.text for ent in doc.ents] == ["Oslo", "Oslo"]


# --- loading --------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["no_such_pipeline", "nowhere/at/all", ""])
def test_an_unknown_pipeline(model):
    with pytest.raises(ModelError, match="python -m spacy download"):
        load_language(model)


def test_a_folder_without_a_pipeline(tmp_path):
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_language(str(tmp_path))


def test_of_many_who_come_at_once_one_loads(monkeypatch):
    """Twenty people who opened a page of a server that had just started loaded twenty."""
    loaded, all_are_here = [], Barrier(8)

    def load(model):
        loaded.append(model)
        time.sleep(0.05)  # longer than the others need to ask
        return spacy.blank("en")

    def ask(_):
        all_are_here.wait()
        return load_language("one that many ask for")

    monkeypatch.setattr("geo.language._load", load)
    with ThreadPoolExecutor(8) as people:
        found = set(map(id, people.map(ask, range(8))))
    assert (len(found), len(loaded)) == (1, 1)
