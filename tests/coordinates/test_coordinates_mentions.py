"""What becomes of coordinates in a text: mentions, candidates, points on the map."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hand_fed import WORLD
from plain_english import ENGLISH, mentions

import geo
from geo.articles import read_text
from geo.candidates import find_candidates
from geo.mentions import BLOCK, mentions_at, spacy_components
from geo.model import Match, MentionKind

# Mentions


def test_a_point_is_a_mention_with_its_sentence_and_its_reason():
    text = "Rain fell. The ship left Oslo for 39.15N 127.44E at night. It is gone."
    oslo, point = mentions(text)
    assert (oslo.text, point.text) == ("Oslo", "39.15N 127.44E")
    assert point.kind is MentionKind.PLACE
    assert point.sentence == oslo.sentence
    assert [r.rule for r in point.reasons] == ["coordinates"]
    assert "decimal degrees, exact to about 557 m" in point.reasons[0].note


def test_mentions_stand_in_the_order_of_the_text_and_apart():
    text = "In Oslo, at 39° 9' N, 127° 26' E near Bergen, (52SCJ6500035000) in Norway."
    found = mentions(text)
    assert [m.text for m in found] == [
        "Oslo", "39° 9' N, 127° 26' E", "Bergen", "52SCJ6500035000", "Norway",
    ]  # fmt: skip
    assert all(a.passage.end <= b.passage.start for a, b in pairwise(found))


def test_a_point_that_looks_like_two_sentences_has_both():
    text = "It sank. It lay at Lat. 39.15° N. Long. 127.44° E. It is gone."
    (point,) = mentions(text)
    quoted = text[point.sentence.start : point.sentence.end]
    assert point.text in quoted
    assert "sank" not in quoted


def test_a_point_on_the_border_of_two_blocks_is_found():
    words = "39°09′09″N 127°26′37″E"
    for shift in range(0, len(words) + 2, 5):
        lead = "so " * (BLOCK // 3)
        text = f"{lead[: BLOCK - shift - 1]} {words} it says."
        (point,) = mentions(text)
        assert text[point.passage.start : point.passage.end] == words
        assert point.sentence.start <= point.passage.start
        assert point.passage.end <= point.sentence.end


def test_east_and_west_are_two_toponyms_and_two_notations_one():
    text = "GPS 39.1525, -127.4437 here. GPS 39.1525, 127.4437 here. 39.1525N 127.4437E"
    west, east, again = mentions(text)
    assert west.toponym != east.toponym == again.toponym


def test_given_spans_are_read_the_same():
    text = "The ship left Oslo for 39.15N 127.44E at night."
    article = read_text(text)
    spans = [(m.passage.start, m.passage.end) for m in mentions(text)]
    given_back = mentions_at(article, spans, ENGLISH, WORLD)
    assert [m.toponym for m in given_back] == [m.toponym for m in mentions(text)]
    assert find_candidates(given_back[1], WORLD)[0].match is Match.COORDINATES


def test_the_component_finds_them_too():
    component = spacy_components.Mentions(ENGLISH, WORLD)
    doc = spacy_components.Marks(WORLD)(
        ENGLISH.make_doc("Off Oslo, at 39.15N 127.44E.")
    )
    spans = component(doc).spans[spacy_components.SPANS]
    assert [span.text for span in spans] == ["Oslo", "39.15N 127.44E."]  # whole tokens
    assert [mention.text for mention in doc.user_data[spacy_components.SPANS]] == [
        "Oslo", "39.15N 127.44E",
    ]  # fmt: skip


# Candidates, and the whole journey


def test_the_candidate_is_the_point():
    (mention,) = mentions("It is at 39°09′09″S 127°26′37″W now.")
    (candidate,) = find_candidates(mention, WORLD)
    place = candidate.place
    assert candidate.match is Match.COORDINATES
    assert candidate.matched_name == mention.text
    assert place.id == "point:-39.15250,-127.44361"
    assert place.name == "39.1525° S, 127.4436° W"
    assert (place.feature_class, place.feature_code) == ("S", "")
    assert (place.country_code, place.geonames_id) == ("", None)
    assert place.imprecision_km == pytest.approx(0.0155, abs=1e-4)
    assert str(place.provenance) == "The article's own coordinates"


def test_a_name_with_a_number_is_still_a_name():
    article = read_text("Room 101, Oslo")
    (mention,) = mentions_at(article, [(0, len(article.text))], ENGLISH, WORLD)
    assert find_candidates(mention, WORLD) == ()


@pytest.mark.parametrize(
    ("text", "words", "spot"),
    [
        (
            "The missile was fired from 39.1525° N, 127.4437° E near Wonsan.",
            "39.1525° N, 127.4437° E",
            (39.1525, 127.4437),
        ),
        (
            "The wreck lies at 35°06′14″N 129°02′25″E off Busan, South Korea.",
            "35°06′14″N 129°02′25″E",
            (35.103889, 129.040278),
        ),
        (
            "The base (MGRS 52SCJ6500035000) in North Korea was struck on Monday.",
            "52SCJ6500035000",
            (39.153746, 127.437619),
        ),
    ],
)
def test_from_text_to_map(text, words, spot, gazetteer):
    atlas = geo.build_atlas([geo.read_text(text)], gazetteer)
    (point,) = (r for r in atlas.resolutions if r.mention.text == words)
    assert len(atlas.resolutions) > 1
    assert (point.place.lat, point.place.lon) == pytest.approx(spot, abs=1e-5)
    assert point.match is Match.COORDINATES
    assert point.score >= 0.9
    assert point.place in atlas.places
    assert '"point:' in str(geo.to_geojson(atlas)).replace("'", '"')
