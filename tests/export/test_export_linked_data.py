"""Web Annotations and Linked Places: what they say, and that every quote is found again."""

import json
import re
from dataclasses import replace
from datetime import date

import pyogrio
import pytest
from atlases import atlas_from, changed, hostile_atlas, sample_atlas
from known_places import HOSTILE_NAMES, KALMA_PIER, MOSCOW

from geo.atlas import as_named
from geo.export import check_rfc7946, save_atlas, to_annotations, to_linked_places
from geo.export.json_values import is_address

URI = re.compile(r"(https?|urn):[A-Za-z0-9._~:/#%-]+")
MOTIVATIONS = {"identifying", "highlighting", "linking"}
PURPOSES = {"identifying", "commenting", "classifying", "describing"}
ATLASES = pytest.mark.parametrize(
    "atlas", [sample_atlas(), hostile_atlas()], ids=["", "evil"]
)


def annotations(atlas):
    return json.loads(to_annotations(atlas))["first"]["items"]


def targets(annotation):
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def linked_places(atlas, **options):
    found = json.loads(to_linked_places(atlas, **options))["features"]
    return {f["properties"]["title"]: f for f in found}


@ATLASES
def test_the_collection_is_as_the_recommendation_has_it(atlas):
    document = json.loads(to_annotations(atlas))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    page = document["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == document["id"]
    items = page["items"]
    assert document["total"] == len(items) == len(atlas.resolutions) + len(atlas.links)
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)
    assert all(URI.fullmatch(name) for name in [document["id"], page["id"], *ids])


@ATLASES
def test_each_annotation_is_as_the_recommendation_has_it(atlas):
    for item in annotations(atlas):
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        for body in item["body"]:
            assert body["purpose"] in PURPOSES
            if body["type"] == "SpecificResource":
                assert URI.fullmatch(body["source"]["id"])
            else:
                assert body["type"] == "TextualBody"
                assert isinstance(body["value"], str)
        for target in targets(item):
            assert target["type"] == "SpecificResource"
            assert URI.fullmatch(target["source"]["id"])


@ATLASES
def test_both_selectors_find_the_words(atlas):
    (article,) = atlas.articles
    found = []
    for item in annotations(atlas):
        for target in targets(item):
            quoted, placed = target["selector"]
            start, end = placed["start"], placed["end"]
            assert article.text[start:end] == quoted["exact"]
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert article.text.index(around) + len(quoted["prefix"]) <= start
            found.append((start, end))
    evidence = [e.passage for link in atlas.links for e in link.evidence]
    wanted = [*(r.mention.passage for r in atlas.resolutions), *evidence]
    assert found == [(p.start, p.end) for p in wanted]


def test_an_identified_place_is_that_of_geonames():
    place, why, kind = annotations(sample_atlas())[0]["body"]
    assert place["purpose"] == "identifying"
    assert place["source"]["id"] == "https://sws.geonames.org/524901/"
    assert place["source"]["label"] == "Moscow"
    assert (place["source"]["geo:lat"], place["source"]["geo:long"]) == (
        55.75222,
        37.61556,
    )
    assert why["value"] == "the largest place called Moscow"
    assert kind["value"] == "place"


def test_a_name_without_a_place_is_highlighted_with_the_reason():
    (item,) = [
        i for i in annotations(sample_atlas()) if i["motivation"] == "highlighting"
    ]
    assert item["target"]["selector"][0]["exact"] == "Northwind Harbour"
    assert item["body"][0]["value"] == "no place called Northwind Harbour is known"


def test_a_link_joins_its_ends_and_says_how():
    first = next(i for i in annotations(sample_atlas()) if i["motivation"] == "linking")
    ends = [b for b in first["body"] if b["purpose"] == "identifying"]
    assert [(e["dateline:role"], e["source"]["label"]) for e in ends] == [
        ("origin", "Moscow"),
        ("destination", "Pyongyang"),
    ]
    assert first["dateline:actor"] == "Vera Ivanova"
    assert first["dateline:date"] == "2026-03-03"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://example.org/ b", False),
        ('https://example.org/"><script>', False),
        ("Invented Wire", False),
    ],
)
def test_what_may_be_a_link(text, is_one):
    assert is_address(text) is is_one


# --- Linked Places


@ATLASES
def test_linked_places_are_geojson_that_gdal_reads(atlas, tmp_path):
    check_rfc7946(json.loads(to_linked_places(atlas, unresolved=True)))
    path = tmp_path / "a.lpf.json"
    save_atlas(atlas, path)
    meta, _, geometry, columns = pyogrio.raw.read(path)
    titles = dict(zip(meta["fields"], columns, strict=True))["title"]
    assert len(geometry) == len(atlas.places)
    assert sorted(titles) == sorted(p.name for p in as_named(atlas).places)


@ATLASES
def test_each_feature_has_what_the_format_requires(atlas):
    for feature in linked_places(atlas, unresolved=True).values():
        assert URI.fullmatch(feature["@id"])
        assert feature["properties"]["title"]
        assert any(name.get("citations") for name in feature["names"])
        assert "geometry" in feature
        for relation in feature.get("relations", ()):
            assert URI.fullmatch(relation["relationTo"])
            assert relation["citations"]


def test_a_place_in_linked_places():
    atlas = sample_atlas()
    moscow = linked_places(atlas)["Moscow"]
    assert moscow["properties"] == {
        "title": "Moscow",
        "ccodes": ["RU"],
        "fclasses": ["P"],
    }
    assert moscow["geometry"]["coordinates"] == [37.61556, 55.75222]
    assert moscow["geometry"]["certainty"] == "certain"
    assert moscow["types"] == [{"identifier": "gn:P.PPLC", "label": "capital"}]
    assert moscow["links"] == [
        {"type": "closeMatch", "identifier": "https://sws.geonames.org/524901/"}
    ]
    assert [r["label"] for r in moscow["relations"]] == [
        "Moscow → Pyongyang: Movement",
        "Moscow – Pyongyang: Cooperation, denied",
        "Moscow – Pyongyang: Named in one sentence",
    ]
    days = moscow["relations"][0]["when"]
    assert days == {"timespans": [{"start": {"in": "2026-03-03"}}]}


def test_names_as_the_articles_write_them_are_cited():
    atlas = sample_atlas()
    dated = replace(atlas.articles[0], published=date(2026, 3, 4))
    wonsan = linked_places(changed(atlas, article=dated))["Wŏnsan"]
    official, written = wonsan["names"]
    assert official["toponym"] == "Wŏnsan"
    assert written["toponym"] == "Wonsan"
    assert written["citations"][0]["label"].endswith("Invented Wire, 2026-03-04")
    assert written["when"] == {"timespans": [{"start": {"in": "2026-03-04"}}]}
    assert any("went on to Wonsan" in d["value"] for d in wonsan["descriptions"])


def test_a_metonym_is_no_name_of_the_place():
    names = [n["toponym"] for n in linked_places(sample_atlas())["Moscow"]["names"]]
    assert names == ["Moscow"]


def test_what_only_openstreetmap_knows_is_linked_to_it():
    atlas = atlas_from("At Kalma Pier.", {"Kalma Pier": KALMA_PIER})
    (link,) = linked_places(atlas)["Kalma Pier"]["links"]
    assert link["identifier"] == "https://www.openstreetmap.org/way/1234567"


def test_a_strange_id_makes_no_strange_uri():
    odd = replace(MOSCOW, id='osm:way/1"><script>')
    feature = linked_places(atlas_from("In Moscow.", {"Moscow": odd}))["Moscow"]
    assert "links" not in feature
    assert feature["@id"] == "urn:dateline:place:osm%3Away%2F1%22%3E%3Cscript%3E"


def test_names_without_a_place_on_request():
    assert "Northwind Harbour" not in linked_places(sample_atlas())
    lost = linked_places(sample_atlas(), unresolved=True)["Northwind Harbour"]
    assert lost["geometry"] is None
    assert lost["descriptions"]


def test_hostile_names_stay_names():
    assert set(linked_places(hostile_atlas())) == set(HOSTILE_NAMES.values())
