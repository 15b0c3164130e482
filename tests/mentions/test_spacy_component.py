"""Dateline as one component of anybody's spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from test_spacy_components import declared

import geo
from geo.component import create_dateline
from geo.language import OWN_MODEL, _loaded, load_language

TEXT = "Lavrov flew from Moscow to Wonsan. The Russian envoy saw Xyzzyq in May."


@pytest.fixture(autouse=True)
def _gazetteer(gazetteer):
    """Have the gazetteer built."""


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline")
    return nlp


def places(doc: Doc) -> list[str]:
    return [place.name for place in doc._.places]


def test_spacy_finds_it_by_name():
    assert declared()["dateline"].load() is create_dateline


def test_a_document_has_its_atlas_places_and_links(blank):
    doc = blank(TEXT)
    assert places(doc) == ["Moscow", "Wonsan", "Russia"]
    assert [geo.link_name(link) for link in doc._.links] == ["Moscow → Wonsan"]
    atlas = doc._.dateline_atlas
    (article,) = atlas.articles
    assert article.text == doc.text
    assert geo.build_atlas([geo.read_text(TEXT)], geo.open_gazetteer()) == atlas


def test_spans_have_kind_place_and_resolution(blank):
    doc = blank(TEXT)
    spans = doc.spans["dateline"]
    named = [(s.text, s.label_, s._.place and s._.place.name) for s in spans]
    assert named[:3] == [
        ("Moscow", "place", "Moscow"),
        ("Wonsan", "place", "Wonsan"),
        ("Russian", "demonym", "Russia"),
    ]
    assert all(s._.resolution.mention.text == s.text for s in spans)


def test_any_span_can_be_asked(blank):
    doc = blank(TEXT)
    assert doc[0:2]._.place is None
    assert doc[2:6]._.place.name == "Moscow"  # the first in it
    assert doc[-2:]._.resolution is None


def test_it_works_beside_dateline_s_own_model():
    nlp = _loaded.__wrapped__(str(OWN_MODEL))  # one of its own: it is changed
    nlp.add_pipe("dateline", name="map")
    doc = nlp(TEXT)
    assert places(doc) == ["Moscow", "Wonsan", "Russia"]
    found = {e.text: e._.place.name for e in doc.ents if e._.place}
    assert found["Wonsan"] == "Wonsan"


def test_it_works_where_dateline_reads_with_that_very_pipeline():
    nlp = load_language()
    nlp.add_pipe("dateline", name="map")
    try:
        assert places(nlp(TEXT)) == ["Moscow", "Wonsan", "Russia"]
    finally:
        nlp.remove_pipe("map")


def test_a_document_survives_being_stored(blank):
    doc = blank("Lavrov flew from Moscow to Wonsan on 3 March 2026.")
    again = Doc(blank.vocab).from_bytes(doc.to_bytes())
    assert again._.dateline_atlas == doc._.dateline_atlas
    assert again.spans["dateline"][1]._.place.name == "Wonsan"


def test_a_pipeline_is_saved_with_it(blank, tmp_path):
    blank.to_disk(tmp_path)
    assert places(spacy.load(tmp_path)(TEXT)) == ["Moscow", "Wonsan", "Russia"]


@pytest.mark.parametrize("text", ["", " \n", "Nothing here.", "日本語"])
def test_a_text_without_places(blank, text):
    assert places(blank(text)) == []


def test_a_document_that_was_never_read_has_none():
    doc = spacy.blank("en")("In Moscow.")
    assert (doc._.places, doc._.links, doc[0:2]._.place) == ((), (), None)


def test_many_texts_at_once(blank):
    found = [places(d) for d in blank.pipe(["Rain in Oslo.", "Rain in Lima."])]
    assert found == [["Oslo"], ["Lima"]]
