"""The steps of recognition in a spaCy pipeline of one's own."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest
import spacy
from hand_fed import WORLD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from geo.articles import read_text
from geo.mentions import find_mentions, spacy_components
from geo.mentions.spacy_components import SPANS, create_marks, create_mentions

HAND_FED = {"gazetteer": {"@misc": "test.hand_fed.v1"}}

registry.misc("test.hand_fed.v1", func=lambda: WORLD)


def pipeline(*entities: tuple[str, str]) -> Language:
    """Give marks, a model that reads these words as told, and mentions."""
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_marks", config=HAND_FED)
    if entities:
        patterns = [{"label": kind, "pattern": words} for words, kind in entities]
        nlp.add_pipe("entity_ruler").add_patterns(patterns)
    nlp.add_pipe("dateline_mentions", config=HAND_FED)
    return nlp


def spans(doc: Doc) -> list[str]:
    return [f"{span.text}: {span.label_}" for span in doc.spans[SPANS]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rain fell in Oslo and Bergen.", ["Oslo: place", "Bergen: place"]),
        ("The Norwegian fleet left.", ["Norwegian: demonym"]),
        ("The Bank of Norway is calm.", ["Norway: embedded"]),
        ("The Norwegians left The Hague.", ["Norwegians: demonym", "The Hague: place"]),
        ("The fleet is near Paris, TX.", ["Paris: place", "TX: place"]),
        ("It says Vikvoll.", []),
        ("They live in Vikvoll.", ["Vikvoll: place"]),
        ("oslo and norway", []),
        ("Snow.\n\n\u2028 \U0001f6f3 Then rain in Oslo.", ["Oslo: place"]),
        ("", []),
    ],
)
def test_spans_without_a_model(text, found):
    assert spans(pipeline()(text)) == found


@pytest.mark.parametrize(
    ("entity", "text", "found"),
    [
        (("Kingston", "PERSON"), "Later Kingston won.", []),
        (("Anna Kingston", "PERSON"), "Then Anna Kingston won.", []),
        (("Kingston", "LOC"), "Later Kingston won.", ["Kingston: place"]),
    ],
)
def test_a_model_is_heard(entity, text, found):
    assert spans(pipeline(entity)(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "OSLO (AP) — Norwegian ships left Bergen, Norway, for the Black Sea.",
        "Anna Kingston won. Kingston wept. Then they left for Paris, TX.",
        "Vikvoll is calm.\n\nThey live in Vikvoll. Old Oslo Zyx spoke to Xyzzyq.",
    ],
)
def test_they_find_what_dateline_finds(text):
    nlp = pipeline(("Kingston", "PERSON"), ("Xyzzyq", "LOC"))
    found = find_mentions(read_text(text), nlp, WORLD)
    mentions = nlp(text).user_data[SPANS]
    assert found
    assert [(m.passage.start, m.passage.end, m.kind, m.reasons) for m in mentions] == [
        (m.passage.start, m.passage.end, m.kind, m.reasons) for m in found
    ]


def test_mentions_quote_the_text():
    doc = pipeline()("It rained.\n\nThe Norwegian fleet lies off Oslo. It is large.")
    mentions = doc.user_data[SPANS]
    assert [m.text for m in mentions] == ["Norwegian", "Oslo"]
    for mention, span in zip(mentions, doc.spans[SPANS], strict=True):
        start, end = mention.passage.start, mention.passage.end
        assert doc.text[start:end] == mention.text == span.text
        assert (span.start_char, span.end_char) == (start, end)
        assert mention.kind.value == span.label_
        sentence = doc.text[mention.sentence.start : mention.sentence.end]
        assert sentence == "The Norwegian fleet lies off Oslo."
        assert mention.reasons


def test_many_texts_at_once():
    texts = ["Rain fell in Oslo.", "Nothing.", "Rain fell in Bergen."]
    found = [spans(doc) for doc in pipeline().pipe(texts)]
    assert found == [["Oslo: place"], [], ["Bergen: place"]]


def test_marks():
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_marks", config=HAND_FED)
    doc = nlp("Norway is calm. President Kingston of Oslo left.")
    assert [s.text for s in doc.sents] == [
        "Norway is calm.",
        "President Kingston of Oslo left.",
    ]
    marks = {token.text: token.ent_kb_id_ for token in doc if token.ent_kb_id_}
    assert marks["Norway"] == "B-country"
    assert marks["President"] == "title"
    assert marks["Oslo"] == "B-city3"
    assert not doc.ents


def test_a_pipeline_is_saved_with_its_steps(tmp_path):
    pipeline(("Kingston", "LOC")).to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["dateline_marks", "entity_ruler", "dateline_mentions"]
    assert spans(again("Later Kingston won.")) == ["Kingston: place"]


def test_a_document_that_was_read_can_be_stored():
    doc = pipeline()("Rain fell in Oslo.")
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())  # as nlp.pipe(n_process=2) does
    assert spans(again) == ["Oslo: place"]
    assert tuple(again.user_data[SPANS]) == doc.user_data[SPANS]


def test_the_offline_gazetteer_is_what_they_ask_if_not_told(monkeypatch):
    opened = []
    monkeypatch.setattr(
        spacy_components, "ensure_gazetteer", lambda: opened.append("built")
    )
    monkeypatch.setattr(spacy_components, "open_gazetteer", lambda: WORLD)
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_marks")
    nlp.add_pipe("dateline_mentions")
    assert spans(nlp("Rain fell in Oslo.")) == ["Oslo: place"]
    assert opened


def declared() -> dict[str, EntryPoint]:
    """Give what spaCy finds without importing `geo`; an old editable install has none."""
    group = "spacy_factories"
    found = {entry.name: entry for entry in entry_points(group=group)}
    if "dateline" not in found:
        path = Path(__file__).parents[2] / "pyproject.toml"
        project = tomllib.loads(path.read_text("utf-8"))["project"]
        rows = project["entry-points"][group].items()
        found = {name: EntryPoint(name, value, group) for name, value in rows}
    return found


@pytest.mark.parametrize(
    ("name", "factory"),
    [("dateline_marks", create_marks), ("dateline_mentions", create_mentions)],
)
def test_spacy_finds_the_steps_by_name(name, factory):
    assert declared()[name].load() is factory
    assert Language.has_factory(name)
