"""The quick ways of reading give what spaCy's own give: layers, recogniser, words kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from hand_fed import WORLD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

from geo.articles import samples
from geo.language import (
    MARKED,
    OWN_MODEL,
    extract,
    load_language,
    networks,
    one_reader,
    read_names,
    reading_with,
    tokenise,
    turns,
)
from geo.language.networks import can_recognise, recognise, to_float32, use_fast_layers
from geo.mentions.block import Block
from geo.mentions.model_features import mark_names
from geo.mentions.names import find_names

TEXTS = [
    *(sample.read().text for sample in samples()),
    "Oslo",
    "Snow fell in Oslo.\n\nIN OSLO\n  \nMr. Jens Stoltenberg, 54, of the Bank of Norway said no. ",
    "New York\n\nTimes Square and the University of California, Santa Barbara",
    "“Rio de Janeiro” (Brazil); São Paulo-based Petrobras; U.S. and U.K.\t\tofficials.",
]


def marked(language: Language, text: str) -> Doc:
    """Give a text as the recogniser gets it."""
    block = Block(tokenise(language, text))
    mark_names(block, find_names(block, WORLD))
    return extract(list(block.doc.sents), MARKED)


def names(doc: Doc) -> list[tuple[int, int, str]]:
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents]


# --- the recogniser ---------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS)
def test_it_finds_what_spacys_own_finds(text):
    language = load_language()
    component = language.get_pipe("ner")
    ours, spacys = marked(language, text), marked(language, text)
    assert names(recognise(component, ours)) == names(component(spacys))


def test_the_texts_name_enough_to_tell():
    language = load_language()
    found = [
        names(recognise(language.get_pipe("ner"), marked(language, t))) for t in TEXTS
    ]
    assert sum(map(len, found)) > 100
    assert max(end - start for each in found for start, end, _ in each) > 3


def test_it_is_one_that_is_known_here():
    assert can_recognise(load_language().get_pipe("ner"))


@pytest.mark.parametrize(
    "model",
    [
        {"extra_state_tokens": True},  # looks at more words of a name
        {"maxout_pieces": 1},
        {"use_upper": False},
    ],
)
def test_others_are_left_to_spacy(model):
    nlp = taught(model)
    assert not can_recognise(nlp.get_pipe("ner"))
    doc = tokenise(nlp, TAUGHT[0][0])
    read_names(nlp, doc, list(doc.sents))  # in spaCy's way
    assert [ent.text for ent in doc.ents] == ["Oslo"]


def test_a_ruler_beside_it_leaves_it_to_spacy():
    nlp = taught({})
    ruler = nlp.add_pipe("entity_ruler", after="ner")
    ruler.add_patterns([{"label": "LOC", "pattern": "Snow"}])
    doc = tokenise(nlp, TAUGHT[0][0])
    read_names(nlp, doc, list(doc.sents))
    assert [ent.text for ent in doc.ents] == ["Snow", "Oslo"]


TAUGHT = [
    ("Snow fell in Oslo today .", "O O O B-LOC O O"),
    ("Ships left Old Vik again .", "O O B-LOC I-LOC O O"),
]


def taught(model: dict[str, object]) -> Language:
    """Teach a small recogniser two sentences; check that it learned them."""
    # Weights are drawn at random, and from some the one without a hidden layer's choice
    # (`maxout_pieces`: 1) learns nothing; from these all learn.
    fix_random_seed(2)
    nlp = spacy.blank("en")
    pipe = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 16,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 24,
            "depth": 1,
            "embed_size": 200,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        },
    }
    nlp.add_pipe("ner", config={"model": {**pipe, **model}})
    optimizer = nlp.initialize(lambda: examples(nlp))
    for _ in range(120):
        losses = nlp.update(examples(nlp), sgd=optimizer)
    assert losses["ner"] < 0.01
    return nlp


def examples(nlp: Language) -> list[Example]:
    return [
        Example(
            Doc(nlp.vocab, text.split()),
            Doc(nlp.vocab, text.split(), ents=tags.split()),
        )
        for text, tags in TAUGHT
    ]


# --- the layers -------------------------------------------------------------------


def plain() -> Language:
    """Load our own pipeline with thinc's own layers."""
    nlp = spacy.load(OWN_MODEL)
    to_float32(nlp)
    return nlp


@pytest.mark.parametrize("pipe", ["ner", "tok2vec"])
def test_quick_layers_give_the_same_numbers(pipe):
    slow, quick = plain(), plain()
    use_fast_layers(quick)
    text = TEXTS[0]
    for nlp in (slow, quick):
        model = nlp.get_pipe(pipe).model
        nlp.vectors_of = (  # type: ignore[attr-defined]
            model.get_ref("tok2vec") if model.has_ref("tok2vec") else model
        )
    before = slow.vectors_of.predict([slow.make_doc(text)])  # type: ignore[attr-defined]
    after = quick.vectors_of.predict([quick.make_doc(text)])  # type: ignore[attr-defined]
    assert np.allclose(np.concatenate([*before]), np.concatenate([*after]), atol=1e-4)


def test_a_quick_pipeline_is_stored_and_trained_as_any_other(tmp_path: Path):
    nlp = taught({})
    use_fast_layers(nlp)
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    doc = nlp.make_doc(TAUGHT[1][0])
    assert names(again(doc.copy())) == names(nlp(doc.copy())) == [(2, 4, "LOC")]
    assert nlp.update(examples(nlp), sgd=nlp.resume_training())["ner"] >= 0


def test_words_met_before_are_not_worked_out_again(monkeypatch):
    nlp = plain()
    use_fast_layers(nlp)
    asked: list[int] = []
    layer = networks._maxout
    monkeypatch.setattr(
        networks, "_maxout", lambda of, rows: asked.append(len(rows)) or layer(of, rows)
    )
    model = nlp.get_pipe("ner").model.get_ref("tok2vec")
    words = nlp.make_doc(TEXTS[0])
    first = model.predict([words])[0]
    assert len(asked) == 5  # one layer for each word alone, four that hear the others
    assert np.array_equal(first, model.predict([words])[0])
    assert len(asked) == 5 + 4
    monkeypatch.setattr(networks, "MAX_VECTORS", 0)  # no room: each is worked out anew
    assert np.allclose(first, model.predict([words])[0], atol=1e-4)
    assert len(asked) == 5 + 4 + 5


def test_nothing_to_read_is_no_trouble():
    nlp = plain()
    use_fast_layers(nlp)
    assert names(nlp.get_pipe("ner")(nlp.make_doc(""))) == []


# --- words kept -------------------------------------------------------------------


@pytest.mark.parametrize(("room", "kept"), [(1_000_000, True), (0, False)])
def test_words_are_kept_while_there_is_room(monkeypatch, room, kept):
    monkeypatch.setattr(turns, "MAX_WORDS_KEPT", room)
    nlp = spacy.blank("en")
    with one_reader(nlp):
        assert tokenise(nlp, "Xyzzyq fell.")[0].text == "Xyzzyq"
    assert ("Xyzzyq" in nlp.vocab) is kept


def test_a_full_vocabulary_grows_no_further(monkeypatch):
    nlp = spacy.blank("en")
    monkeypatch.setattr(turns, "MAX_WORDS_KEPT", len(nlp.vocab) + 100)
    for start in range(0, 2_000, 50):
        with one_reader(nlp):
            tokenise(nlp, " ".join(f"word{i}x" for i in range(start, start + 50)))
    assert sum(f"word{i}x" in nlp.vocab for i in range(2_000)) <= 150


def test_words_stay_while_another_still_reads_with_them(monkeypatch):
    monkeypatch.setattr(turns, "MAX_WORDS_KEPT", 0)
    nlp = spacy.blank("en")
    with reading_with(nlp):
        with one_reader(nlp):
            doc = tokenise(nlp, "Xyzzyq fell.")
        with reading_with(nlp):
            pass
        assert doc[0].text == "Xyzzyq"
    assert "Xyzzyq" not in nlp.vocab
