"""The tables of geo/data, those of English and the seed articles: that each loads and says its origin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo import data, word_lists

# --- every table loads ------------------------------------------------------------


@pytest.mark.parametrize(
    ("load", "at_least"),
    [
        (data.countries, 250),
        (data.regions, 2800),
        (data.airports, 550),
        (data.admin1_units, 3200),
        (data.exonyms, 100),
        (data.rule_weights, 40),
        (data.abbreviations, 240),
        (data.area_demonyms, 600),
        (data.prominent, 20),
        (data.false_friends, 700),
        (data.given_names, 900),
        (data.titles, 150),
        (data.organisation_words, 150),
        (data.area_words, 100),
        (data.link_words, 1500),
        (data.link_frames, 25),
        (data.status_words, 80),
    ],
)
def test_table_loads(load, at_least):
    assert len(load()) >= at_least


def test_tables_agree_with_one_another():
    data.check_all()


def test_every_table_says_origin_and_licence():
    credits = data.table_credits()
    folder = Path(data.__file__).parent
    english = folder.parent / "tongues" / "en"
    assert [file for file, _, _ in credits] == sorted(
        p.name for tables in (folder, english) for p in tables.glob("*.tsv")
    )
    assert all(origin and licence for _, origin, licence in credits)


def test_no_table_is_left_without_a_reader():
    whole = Path(data.__file__).read_text("utf-8")
    source = whole[whole.index("@cache") : whole.index("def table_credits")]
    source += Path(word_lists.__file__).read_text("utf-8")
    files = {file for file, _, _ in data.table_credits()}
    assert files == set(re.findall(r'"([a-z0-9_]+\.tsv)"', source))


def test_prominent_stays_short():
    assert len(data.prominent()) <= 40


def test_tables_are_read_once():
    assert data.countries() is data.countries()


# --- the seed articles ------------------------------------------------------------

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem)
def test_seed_is_described_and_has_a_title(seed):
    title, empty, *paragraphs = seed.read_text("utf-8").split("\n")
    if seed.stem != "lavrov-wonsan":  # supplied: kept as it came
        assert title
        assert not empty
        assert 120 <= len(" ".join(paragraphs).split()) <= 220
    assert f"`{seed.name}`" in (SEEDS / "README.md").read_text("utf-8")
