"""How fast the stages are: run with ``pytest tests/benchmarks``."""

from __future__ import annotations

import pytest

import geo
from geo.gazetteer.names import fold
from geo.language import load_language, parse, tokenise
from geo.mentions import find_mentions
from geo.mentions.reading import read_block


@pytest.fixture(scope="module")
def sample():
    return geo.samples()[0].read()


@pytest.fixture(scope="module", autouse=True)
def _tables_are_read(gazetteer, sample):
    """Read the tables first: done once, it is no part of a stage's speed."""
    geo.build_atlas([sample], gazetteer)


def test_exact_name(benchmark, gazetteer):
    # The remembered answer would measure nothing: ask below the cache.
    found = benchmark(gazetteer._look_up, "Wonsan", False)
    assert found[0].place.country_code == "KP"


def test_normalisation(benchmark):
    assert benchmark(fold, "P'yŏngyang") == "pyongyang"


def test_recognition_of_the_sample(benchmark, gazetteer, sample):
    mentions = benchmark(find_mentions, sample, load_language(), gazetteer)
    assert len(mentions) > 20


def test_the_sample_from_text_to_atlas(benchmark, gazetteer, sample):
    atlas = benchmark(geo.build_atlas, [sample], gazetteer)
    assert len(atlas.places) == 9


def test_the_sample_to_geojson(benchmark, gazetteer, sample):
    atlas = geo.build_atlas([sample], gazetteer)
    assert benchmark(geo.to_geojson, atlas)


def test_loading_the_language_pipeline(benchmark):
    language = benchmark.pedantic(load_language.__wrapped__, rounds=3)
    assert language.has_pipe("ner")


def test_the_model_reads_the_sample(benchmark, gazetteer, sample):
    doc, _ = benchmark(read_block, sample.text, load_language(), gazetteer)
    assert len(doc.ents) > 20


def test_trees_of_the_sample(benchmark, sample):
    """As slow as it can get: every sentence is parsed, where few need it."""
    language = load_language()
    doc = tokenise(language, sample.text)
    trees = benchmark(lambda: parse(language, list(doc.sents)))
    assert all(tree.has_annotation("DEP") for tree in trees)
