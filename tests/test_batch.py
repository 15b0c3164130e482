"""JSON lines in, JSON lines out."""

from __future__ import annotations

import json

import pytest
from hand_fed import HandFed, place, town

from geo import batch
from geo.errors import ArticleError

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
        ('{"id": "a", "text": "b", "toponyms": [{"start": 0, "end": 9}]}', "lie in"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": true, "end": 1}]}', "lie in"),
        ('{"id": "a", "text": "b", "toponyms": [{"start": 1, "end": 1}]}', "lie in"),
    ],
)
def test_a_bad_line_is_named(line, complaint):
    with pytest.raises(ArticleError, match=r"in.jsonl, line 4: .*" + complaint):
        batch.parse_line(line, "in.jsonl, line 4")


def answer(gazetteer, record, **options):
    line = batch.parse_line(json.dumps(record), "here")
    ((_, atlas),) = batch.predict([line], gazetteer, batch.Options(**options))
    return batch.as_record(line, atlas)


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
    options = batch.Options(source_prior=True)
    *_, (line, atlas) = batch.predict(lines, world, options)
    (resolution,) = atlas.resolutions
    assert line.id == "lone"
    assert resolution.place.admin1 == state
    assert ("usual_for_source" in {r.rule for r in resolution.reasons}) == (
        articles > 4
    )
