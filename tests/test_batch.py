"""JSON lines in, JSON lines out."""

from __future__ import annotations

import json

import pytest
from hand_fed import HandFed, place, town

from geo import batch
from geo.errors import ArticleError
from geo.model import EVERY_KIND, MentionKind
from geo.pipeline import read_article
from geo.tools import Tools

PLACES = frozenset({MentionKind.PLACE})
TEXT = "A storm reached Springfield. People in Springfield left for Chicago."


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "one JSON object"),
        ('{"text": "a"}', '"id" must be given'),
        ('{"id": 3, "text": "a"}', '"id" must be given'),
        ('{"id": "a"}', '"text" must be given'),
        ('{"id": "a", "text": "  "}', "empty"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": 0}]}', '"end"'),
        ('{"id": "a", "text": "b", "toponyms": [7]}', '"start"'),
        ('{"id": "a", "text": "b", "toponyms": 7}', '"start"'),
        ('{"id": "a", "text": "b", "toponyms": null}', "must be a list"),
        ('{"id": "a", "text": "b", "toponyms": {"start": 0, "end": 1}}', "a list"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": -1, "end": 1}]}', "lie in"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": 0.0, "end": 1}]}', "lie in"),
        ('{"id": null, "text": "b"}', '"id" must be given'),
        ('{"id": "a", "text": "b", "toponyms": [{"start": 0, "end": 9}]}', "lie in"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": true, "end": 1}]}', "lie in"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": 1, "end": 1}]}', "lie in"),
    ],
)
def test_a_bad_line_is_named(line, complaint):
    with pytest.raises(ArticleError, match=r"in.jsonl, line 4: .*" + complaint):
        batch.parse_line(line, "in.jsonl, line 4")


def answer(gazetteer, record, kinds=EVERY_KIND, **options):
    line = batch.parse_line(json.dumps(record), "here")
    (answer,) = batch.Job([line], Tools(gazetteer, kinds=kinds), **options).answers()
    return json.loads(answer)


def test_the_shape_of_an_answer(gazetteer):
    text = "Ships sailed from Oslo to Riga in the village of Xyzzyq."
    record = answer(gazetteer, {"id": "x", "text": text})
    oslo, riga, unknown = record["toponyms"]
    assert set(oslo) == {
        "start", "end", "text", "lat", "lon", "kind", "place_id", "name",
        "country_code", "score",
    }  # fmt: skip
    assert text[oslo["start"] : oslo["end"]] == oslo["text"] == "Oslo"
    assert (oslo["country_code"], riga["country_code"]) == ("NO", "LV")
    assert (unknown["text"], unknown["lat"], unknown["place_id"]) == (
        "Xyzzyq",
        None,
        None,
    )
    (link,) = record["links"]
    assert (link["kind"], link["directed"], link["status"]) == (
        "movement",
        True,
        "stated",
    )
    assert text[link["evidence"]["start"] : link["evidence"]["end"]] == text
    assert (link["source"]["text"], link["target"]["text"]) == ("Oslo", "Riga")


def test_gold_mentions_are_read_from_start_and_end_alone(gazetteer):
    text = "He lived in Cordoba, Argentina, and in Paris."
    spans = [
        {"start": 12, "end": 19},
        {"start": 21, "end": 30},
        {"start": 39, "end": 44},
    ]
    lies = [
        {**span, "lat": 1, "lon": 2, "name": "Atlantis", "kind": "x", "geonameid": 1}
        for span in spans
    ]
    honest = answer(
        gazetteer, {"id": "x", "text": text, "toponyms": spans}, gold_mentions=True
    )
    fooled = answer(
        gazetteer, {"id": "x", "text": text, "toponyms": lies}, gold_mentions=True
    )
    assert honest == fooled
    assert [t["country_code"] for t in honest["toponyms"]] == ["AR", "AR", "FR"]


@pytest.mark.parametrize(
    "lie",
    [
        {"lat": 1, "lon": 2},
        {"lat": None, "lon": None},
        {
            "lat": 40.71,
            "lon": -74.0,
            "name": "New York",
            "place_id": "geonames:5128581",
        },
        {"kind": "demonym", "text": "Atlantis", "country_code": "XX", "score": 1},
        {"candidates": [{"lat": 1}], "sentence": [0, 5], "link": {}},
    ],
)
@pytest.mark.parametrize("source_prior", [False, True])
def test_what_else_a_gold_mention_says_changes_no_byte(gazetteer, lie, source_prior):
    """Coordinates above all: an answer must not lean on what it is measured by."""
    text = "Storms hit Paris and Athens, Georgia, and the Texan town of Paris."
    spans = [(11, 16), (21, 27), (29, 36), (46, 51), (60, 65)]
    plain = [{"start": start, "end": end} for start, end in spans]
    options = {"gold_mentions": True, "source_prior": source_prior}
    written = [
        json.dumps(
            answer(gazetteer, {"id": "x", "text": text, "toponyms": t}, **options)
        )
        for t in (plain, [{**span, **lie} for span in plain])
    ]
    assert written[0].encode() == written[1].encode()
    assert [t["text"] for t in json.loads(written[0])["toponyms"]] == [
        text[start:end] for start, end in spans
    ]


@pytest.mark.parametrize(("articles", "state"), [(6, "IL"), (3, "MA")])
def test_a_newspaper_is_known_by_five_articles(articles, state):
    world = HandFed(
        {
            "Springfield": [
                town("Springfield", "US/MA", 155_000, lat=42.1, lon=-72.6),
                town("Springfield", "US/IL", 114_000, lat=39.8, lon=-89.6),
            ],
            "Peoria": [town("Peoria", "US/IL", 113_000, lat=40.7, lon=-89.6)],
            "Illinois": [place("Illinois", "US/IL", "ADM1", 12_000_000)],
        }
    )
    about = {"text": "Peoria in Illinois is near Peoria, Illinois.", "source": "Post"}
    lone = {"id": "lone", "text": "He came to Springfield.", "source": "Post"}
    records = [{"id": str(i), **about} for i in range(articles - 1)] + [lone]
    lines = [batch.parse_line(json.dumps(record), "here") for record in records]
    priors = batch.learn_priors(lines, Tools(world))
    (resolution,) = read_article(
        lines[-1].article, Tools(world, priors=priors)
    ).resolutions
    assert resolution.place.admin1 == state
    assert ("usual_for_source" in {r.rule for r in resolution.reasons}) == (
        articles > 4
    )


def test_what_is_optional_and_what_is_ignored():
    record = {"id": "a", "text": "In Oslo.", "title": 7, "source": None, "x": "y"}
    line = batch.parse_line(json.dumps(record), "here")
    assert (line.article.title, line.article.source, line.spans) == ("", "", ())
    record |= {"title": "T", "source": "S", "toponyms": [
        {"start": 3, "end": 7}, {"start": 0, "end": 2},
    ]}  # fmt: skip
    line = batch.parse_line(json.dumps(record), "here")
    assert (line.article.title, line.article.source) == ("T", "S")
    assert line.spans == ((0, 2), (3, 7))


def test_half_a_character_ends_no_batch(gazetteer):
    record = answer(gazetteer, {"id": "x", "text": "They met in Oslo \ud83d."})
    assert [t["text"] for t in record["toponyms"]] == ["Oslo"]
    record = answer(gazetteer, {"id": "\ud83d", "text": "They met in Oslo."})
    assert record["id"] == "\ud83d"
    assert batch.as_json(record).encode("utf-8")


def test_co_mentions_are_left_out(gazetteer):
    record = answer(gazetteer, {"id": "x", "text": "Oslo and Riga are cold."})
    assert len(record["toponyms"]) == 2
    assert record["links"] == []


@pytest.mark.parametrize(("options", "count"), [({}, 2), ({"kinds": PLACES}, 1)])
def test_demonyms_can_be_left_out(gazetteer, options, count):
    record = answer(gazetteer, {"id": "x", "text": "A Danish ship in Riga."}, **options)
    assert len(record["toponyms"]) == count


def test_a_given_demonym_is_answered_whatever_the_options(gazetteer):
    record = answer(
        gazetteer,
        {"id": "x", "text": "A Danish ship.", "toponyms": [{"start": 2, "end": 8}]},
        kinds=PLACES,
        gold_mentions=True,
    )
    assert [t["country_code"] for t in record["toponyms"]] == ["DK"]


def test_given_mentions_alone_are_answered(gazetteer):
    text = "From Oslo to Riga."
    record = {"id": "x", "text": text, "toponyms": [{"start": 13, "end": 17}]}
    found = answer(gazetteer, record, gold_mentions=True)
    assert [t["text"] for t in found["toponyms"]] == ["Riga"]
    assert found == answer(gazetteer, record, gold_mentions=True, source_prior=True)
    record["toponyms"] = []
    assert answer(gazetteer, record, gold_mentions=True)["toponyms"] == []


@pytest.mark.slow
def test_given_mentions_of_a_very_long_text():
    world = HandFed({"Oslo": [town("Oslo", "NO/12", 580_000)]})
    text = "It rained all day long.\n" * 45_000 + "They met in Oslo."
    start = len(text) - 5
    record = {"id": "x", "text": text, "toponyms": [{"start": start, "end": start + 4}]}
    (found,) = answer(world, record, gold_mentions=True)["toponyms"]
    assert found["text"] == "Oslo"


def test_a_source_without_a_name_has_no_habits():
    world = HandFed({"Oslo": [town("Oslo", "NO/12", 580_000)]})
    lines = [
        batch.parse_line(json.dumps({"id": str(i), "text": "They met in Oslo."}), "x")
        for i in range(6)
    ]
    assert batch.learn_priors(lines, Tools(world)) == {}


@pytest.mark.parametrize(
    ("source", "paper"),
    [
        ("http://www.example.org/2009/a.html", "example.org"),
        ("https://Example.org", "example.org"),
        ("The Invented Post", "The Invented Post"),
    ],
)
def test_articles_of_one_site_are_one_newspaper(source, paper):
    assert batch.newspaper(source) == paper
