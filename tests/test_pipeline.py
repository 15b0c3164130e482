"""The whole journey on a hand-fed world: geocoder, model, demonyms, progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import spacy
from hand_asked import Geocoder
from hand_fed import BERGEN, OSLO, WORLD, named, town

import geo
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused, ModelError
from geo.language import load_language, tokenise
from geo.links import find_links
from geo.mentions import recognise
from geo.model import (
    EVERY_KIND,
    LinkKind,
    Match,
    MentionKind,
    Provenance,
)
from geo.pipeline import resolve_mentions
from geo.readings import build_atlas
from geo.tools import Tools
from geo.watch import Watch

ASKED = date(2026, 3, 3)
PIER = replace(
    town("Xyzzyq", "NO/46"),
    provenance=Provenance("Nominatim", retrieved=ASKED, cached=True),
)


def read(text: str, **options) -> geo.Atlas:
    return build_atlas([geo.read_text(text)], WORLD, **options)


def test_the_journey():
    atlas = read("The Norwegian envoy flew from Oslo to Tallinn.")
    assert [p.name for p in atlas.places] == ["Norway", "Oslo", "Tallinn"]
    said = [link for link in atlas.links if link.kind is not LinkKind.CO_MENTION]
    assert {link.kind for link in said} == {LinkKind.MOVEMENT}
    journeys = [(link.origin.name, link.destination.name) for link in said]
    # A Norwegian who flies from Oslo is on the way from Norway too.
    assert journeys == [("Oslo", "Tallinn"), ("Norway", "Tallinn")]


def test_the_geocoder_is_asked_only_for_what_is_missing():
    geocoder = Geocoder()
    read("Norwegians in Oslo and in the village of Xyzzyq.", geocoder=geocoder)
    assert geocoder.asked == ["Xyzzyq"]


def test_what_the_geocoder_knows_is_on_the_map_with_its_source():
    geocoder = Geocoder(Xyzzyq=(named(PIER, Match.GEOCODER),))
    atlas = read("A pier in the village of Xyzzyq.", geocoder=geocoder)
    (found,) = atlas.resolutions
    assert found.place == PIER
    assert found.match is Match.GEOCODER
    words = str(found.place.provenance)
    assert words == "Nominatim, asked on 2026-03-03, from the cache"


@pytest.mark.parametrize(
    "error",
    [
        GeocoderError("the server is down"),
        GeocoderBusy("the server is down", 3.0),
        GeocoderRefused("the server is down"),
    ],
)
def test_a_failing_geocoder_is_a_reason_and_loses_nothing(error):
    geocoder = Geocoder(Xyzzyq=error)
    text = "They went from Oslo to the village of Xyzzyq and met in Bergen."
    atlas = read(text, geocoder=geocoder)
    assert atlas.places == (OSLO, BERGEN)
    (lost,) = atlas.unresolved
    assert lost.mention.text == "Xyzzyq"
    assert "the server is down" in lost.reasons[-1].note


def test_other_errors_of_a_geocoder_are_not_hidden():
    geocoder = Geocoder(Xyzzyq=ZeroDivisionError("a bug"))
    with pytest.raises(ZeroDivisionError):
        read("In the village of Xyzzyq.", geocoder=geocoder)


def test_without_a_geocoder_nothing_is_asked():
    (lost,) = read("In the village of Xyzzyq.").unresolved
    assert "offline gazetteer has no entry" in lost.reasons[-1].note


@pytest.mark.parametrize("kept", [True, False])
def test_demonyms_can_be_left_out(kept):
    kinds = EVERY_KIND if kept else EVERY_KIND - {MentionKind.DEMONYM}
    atlas = read("The Norwegian fleet left Estonia.", kinds=kinds)
    kinds = [r.mention.kind for r in atlas.resolutions]
    assert (MentionKind.DEMONYM in kinds) is kept
    assert len(atlas.links) == int(kept)
    assert "Estonia" in [p.name for p in atlas.places]


def test_two_articles_stay_apart():
    articles = [geo.read_text("In Oslo."), geo.read_text("In Bergen, not in Oslo.")]
    atlas = build_atlas(articles, WORLD)
    assert atlas.articles == tuple(articles)
    owners = [r.mention.passage.article_id for r in atlas.resolutions]
    assert owners == [articles[0].id, articles[1].id, articles[1].id]
    assert [geo.quote(atlas, r.mention.passage) for r in atlas.resolutions] == [
        "Oslo",
        "Bergen",
        "Oslo",
    ]


def test_no_article_is_an_empty_atlas():
    assert build_atlas([], WORLD) == geo.Atlas()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["In Oslo."], {"reading"}),
        (["Oslo."] * 2, {"reading"}),  # one article, given twice
        (
            ["In Oslo.", "To Oslo."],
            {"reading article 1 of 2", "reading article 2 of 2"},
        ),
    ],
)
def test_progress_rises_to_one(texts, words):
    said = []
    articles = [geo.read_text(text) for text in texts]
    build_atlas(articles, WORLD, progress=lambda *report: said.append(report))
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert {text for _, text in said} == words


# --- another language model --------------------------------------------------------


@pytest.fixture
def model(tmp_path) -> str:
    """Give the path of a pipeline that knows Kingston from Bergen, a man."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "Kingston"},
            {"label": "PERSON", "pattern": "Bergen"},
        ]
    )
    nlp.to_disk(tmp_path / "pipeline")
    return str(tmp_path / "pipeline")


def test_the_entities_of_a_model_count(model):
    text = "They saw Kingston. They saw Bergen."
    own, other = read(text), read(text, model=model)
    assert "Bergen" in [p.name for p in own.places]
    assert [p.name for p in other.places] == ["Kingston"]
    rules = {reason.rule for reason in other.resolutions[0].mention.reasons}
    assert "model_says_place" in rules


def test_every_model_is_given_our_sentences(model):
    doc = tokenise(load_language(model), "One. Two.")
    assert [s.text for s in doc.sents] == ["One.", "Two."]


@pytest.mark.parametrize("name", ["no_such_model", "./nowhere", ""])
def test_an_unknown_model_is_told_how_to_install(name):
    with pytest.raises(ModelError, match="python -m spacy download"):
        read("In Oslo.", model=name)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("He said “No.” She left.", ["He said “No.”", "She left."]),
        ("Title\n\nBody here.", ["Title", "Body here."]),
        ("In the U.S. it rains.", ["In the U.S. it rains."]),
        ("In Lexington, Ky., it rains.", ["In Lexington, Ky., it rains."]),
        ("No end", ["No end"]),
    ],
)
def test_sentences(text, sentences):
    doc = tokenise(load_language(), text)
    assert [s.text.strip() for s in doc.sents] == sentences


# --- parts -------------------------------------------------------------------------


def test_given_mentions_are_read_offline():
    article = geo.read_text("In Oslo.")
    atlas = build_atlas([article], WORLD)
    mentions = [r.mention for r in atlas.resolutions]
    assert resolve_mentions(article, mentions, Tools(WORLD)) == atlas.resolutions
    assert resolve_mentions(article, [], Tools(WORLD)) == ()


def test_the_public_face_names_what_it_has():
    assert set(geo.__all__) <= set(dir(geo))
    assert all(getattr(geo, name) is not None for name in geo.__all__)
    assert geo.version
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = geo.nonsense


def test_each_stage_ends_when_an_article_has_had_its_time():
    text = "An envoy flew from Oslo to Tallinn. " * 2
    article, language = geo.read_text(text), load_language()
    found = resolve_mentions(
        article,
        recognise(article, language, WORLD).mentions,
        Tools(WORLD),
        late=lambda share: share > 0.5,
    )
    assert [r.mention.text for r in found] == ["Oslo", "Tallinn"]
    links = find_links(article, found, language, late=lambda _: True)
    assert {link.kind for link in links} == {LinkKind.CO_MENTION}
    watch = Watch(0, None)
    assert watch.recognising(0.8)
    for stage, share in ((watch.resolving, 0.25), (watch.linking, 0.125)):
        assert not stage(0.0)  # a stage has its time from its own beginning
        assert stage(share)
    read, searched = watch.notes()
    assert read.startswith("only the first 25% of it was read")
    assert searched.startswith("only the first 12% of it was searched for links")
    assert not Watch(300, None).linking(0.5)
