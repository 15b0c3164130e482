"""How fast the stages are: run with ``pytest tests/benchmarks``."""

from __future__ import annotations

import json
import re

import pytest
from big_atlas import big_atlas

import geo
import geo.articles
from geo.archive import Question
from geo.cache import GeocoderCache
from geo.coordinates import find_coordinates
from geo.draw.columns import drawing
from geo.gazetteer.names import fold
from geo.geocoders import NominatimGeocoder
from geo.language import load_language, parse, tokenise
from geo.mentions import find_mentions, mentions_at
from geo.mentions.model_features import read_block
from geo.model import Place
from geo.pipeline import resolve_mentions
from geo.tools import Tools


@pytest.fixture(scope="module")
def sample():
    return geo.articles.samples()[0].read()


@pytest.fixture(scope="module", autouse=True)
def _tables_are_read(gazetteer, sample):
    """Read the tables first: done once, it is no part of a stage's speed."""
    geo.build_atlas([sample], gazetteer)


def test_exact_name(benchmark, gazetteer):
    # The remembered answer would measure nothing: ask below the cache.
    found = benchmark(gazetteer._look_up, "Wonsan", False)
    assert found[0].place.country_code == "KP"


def test_a_name_spelt_nearly_so(benchmark, gazetteer):
    found = benchmark(gazetteer.lookup_fuzzy, "Phildelphia")
    assert found[0].place.name == "Philadelphia"


def test_a_name_spelt_like_none(benchmark, gazetteer):
    assert benchmark(gazetteer.lookup_fuzzy, "Saxqyzzton") == ()


def test_normalisation(benchmark):
    assert benchmark(fold, "P'yŏngyang") == "pyongyang"


def test_coordinates_in_an_article_without_any(benchmark, sample):
    assert benchmark(find_coordinates, sample.text) == ()


@pytest.mark.parametrize("piece", ["1", " ", "1 ", "°", "1°", "1.2345, ", "1°1'1'"])
def test_coordinates_in_a_megabyte_of_almost_coordinates(benchmark, piece):
    """No pattern may go back and forth: twice the text takes twice the time."""
    text = piece * (1_000_000 // len(piece))
    found = benchmark.pedantic(find_coordinates, (text,), rounds=1)
    assert found == ()


def test_recognition_of_the_sample(benchmark, gazetteer, sample):
    mentions = benchmark(find_mentions, sample, load_language(), gazetteer)
    assert len(mentions) > 20


GIVEN = (
    "Paris, Texas. Springfield, Ill. Portland, Maine. Albany, New York. Athens, Georgia. "
    "Dallas, Houston and Austin. Richmond. Georgetown. San Antonio. Santa Cruz. London. "
    "Franklin, Clinton, Madison and Washington counties. Moscow. Georgia. Victoria."
)
NAMES = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def test_resolution_of_given_mentions(benchmark, gazetteer):
    """Names with many namesakes; mentions a second are those below over the mean."""
    article = geo.read_text(GIVEN)
    spans = [found.span() for found in NAMES.finditer(GIVEN)]
    mentions = mentions_at(article, spans, load_language(), gazetteer)
    resolutions = benchmark(resolve_mentions, article, mentions, Tools(gazetteer))
    benchmark.extra_info["mentions"] = len(mentions)
    benchmark.extra_info["mentions_per_second"] = (
        len(mentions) / benchmark.stats.stats.mean if benchmark.stats else None
    )
    assert len(resolutions) == len(spans) == 25


def test_the_sample_from_text_to_atlas(benchmark, gazetteer, sample):
    atlas = benchmark(geo.build_atlas, [sample], gazetteer)
    assert len(atlas.places) == 9


def test_the_sample_to_geojson(benchmark, gazetteer, sample):
    atlas = geo.build_atlas([sample], gazetteer)
    assert benchmark(geo.to_geojson, atlas)


def test_loading_the_language_pipeline(benchmark):
    language = benchmark.pedantic(
        load_language, setup=geo.language._loaded.cache_clear, rounds=3
    )
    assert language.has_pipe("ner")


def test_the_model_reads_the_sample(benchmark, gazetteer, sample):
    block, _ = benchmark(read_block, sample.text, load_language(), gazetteer)
    assert len(block.doc.ents) > 20


def test_trees_of_the_sample(benchmark, sample):
    """As slow as it can get: every sentence is parsed, where few need it."""
    language = load_language()
    doc = tokenise(language, sample.text)
    trees = benchmark(lambda: parse(language, list(doc.sents)))
    assert all(tree.has_annotation("DEP") for tree in trees)


def test_ten_thousand_links_as_columns(benchmark):
    atlas = big_atlas(articles=200, places=10_000, links=10_000)
    drawn = benchmark.pedantic(drawing, (atlas,), rounds=3)
    assert len(atlas.links) == 10_000
    assert len(drawn["links"]["ids"]) == len(geo.atlas.bundles_of(atlas))


def test_fifty_thousand_places_as_columns(benchmark):
    atlas = big_atlas(articles=1_000, places=50_000, links=0)
    drawn = benchmark.pedantic(drawing, (atlas,), rounds=3)
    assert len(drawn["places"]["ids"]) == len(atlas.places)


def test_a_name_the_geocoder_cache_knows(benchmark, tmp_path):
    cache = GeocoderCache(tmp_path / "geocoder.sqlite")
    geocoder = NominatimGeocoder(cache, "http://127.0.0.1:9")  # nobody listens
    place = Place("osm:node/1", "Wonsan", 39.15, 127.44, country_code="KP")
    cache.put(geocoder._key("Wonsan"), (place,) * 5)
    found = benchmark(geocoder.lookup, "Wonsan")
    cache.close()
    assert len(found) == 5


@pytest.mark.parametrize("prefix", ["s", "san", "w"])
def test_suggestions_while_a_name_is_typed(benchmark, gazetteer, prefix):
    """At most 0.02 s is hoped for: each letter asks again."""
    assert benchmark(gazetteer.starting_with, prefix)


def test_a_question_to_an_archive(benchmark, gazetteer, tmp_path):
    articles = [
        {"text": f"On day {n} Lavrov flew from Moscow to Wonsan."} for n in range(10)
    ]
    lines = tmp_path / "news.jsonl"
    lines.write_text("\n".join(map(json.dumps, articles)), "utf-8")
    geo.build_archive(tmp_path / "news", [lines], Tools(gazetteer))
    with geo.Archive(tmp_path / "news") as archive:
        found = benchmark(archive.counts, Question(place="Moscow"), by="country")
    assert [(each.name, each.count) for each in found] == [("RU", 10)]
