"""Reading takes a time that grows as the text does, whatever the text."""

from __future__ import annotations

import time
from itertools import chain, repeat

import pytest

from geo import data, watch
from geo.articles import read_text
from geo.gazetteer import open_gazetteer
from geo.language import MAX_RUN_LENGTH, load_language, tokenise, without_long_runs
from geo.language.sentences import MAX_WORDS
from geo.mentions import BLOCK
from geo.pipeline import read_article
from geo.readings import read_each
from geo.tools import Tools

SHORT, LONG = 5_000, 20_000
MOST = 2.0  # times what linear growth would need; quadratic growth needs 4 times
# Seconds of the processor for a short text below which growth says nothing.
WORTH_A_LOOK = 0.3
UNITS = (
    '"', "'", "“”", "(", "[", "()", '"Moscow" said "Paris" and ', "(Moscow) ", "San ", "U.S. ",
    "Moscow-", "Moscow/", "Moscow,", "Moscow, ", "Moscow and ", "Moscow; ", "Moscow ", "Moscow\n",
    "the talks went on and Moscow waited ", "MOSCOW SAID PARIS AND LONDON ", "a", "A", ".", "-",
    "7", "39.15, 127.44 ", "39°09'N ", "of the ", "the North ", "St. ", "Mr. Paris ", "a@b.",
    "flew from Moscow to Paris ", "on 5 May 2014 in Paris ", "They left Paris. ", "Paris's ",
    "http://a.example/Paris/", "PARIS (Reuters) - ", "😀 ", "a\u0301", "\u202eMoscow\u202c ",
)  # fmt: skip


@pytest.fixture(scope="module")
def tools():
    return Tools(open_gazetteer())


def _seconds(text: str, tools: Tools) -> float:
    article = read_text(f"Reports say so. {text}")
    start = time.process_time()
    read_article(article, tools)
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_reading_is_linear(unit, tools):
    long = _seconds((unit * LONG)[:LONG], tools)
    if long > WORTH_A_LOOK:
        short = _seconds((unit * SHORT)[:SHORT], tools)
        if long / short / (LONG / SHORT) >= MOST:  # the first may have loaded something
            long = min(long, _seconds((unit * LONG)[:LONG], tools))
            short = min(short, _seconds((unit * SHORT)[:SHORT], tools))
        assert long / short / (LONG / SHORT) < MOST


@pytest.mark.parametrize(
    "unit", [*UNITS, "x" * 500 + " ", "ab-" * 99, "x" * 199 + "\n"]
)
def test_a_cut_text_is_the_same_text(unit):
    text = (unit * 3_000)[:3_000]
    doc = tokenise(load_language(), text)
    assert doc.text == text
    parts = without_long_runs(text)
    assert "".join(parts) == text
    assert (
        max(len(run) for part in parts for run in part.split() or [""])
        <= MAX_RUN_LENGTH
    )
    assert max(len(sentence) for sentence in doc.sents) <= MAX_WORDS


def test_runs_are_cut_at_signs_and_nothing_else_is():
    run = "Moscow-" * 60
    first, *_ = without_long_runs(run)
    assert first.endswith("-")
    assert without_long_runs("Lavrov flew to Wonsan.") == ["Lavrov flew to Wonsan."]
    assert not [
        row for row in data.abbreviations() if len(row.surface) > MAX_RUN_LENGTH
    ]


def test_what_takes_too_long_is_shown_as_far_as_it_was_read(tools, monkeypatch):
    text = "Lavrov flew from Moscow to Wonsan on Friday. " * 1_500
    monkeypatch.setattr(watch, "monotonic", chain([0.0], repeat(1e9)).__next__)
    told, kept = [], []

    class Keeps:
        def reading(self, article, key):
            return None

        def keep_reading(self, article, key, reading):
            kept.append(reading)

    (reading,) = read_each([read_text(text)], tools, store=Keeps(), notice=told.append)
    read_to = max(r.mention.passage.end for r in reading.resolutions)
    assert 0 < read_to <= BLOCK < len(text)
    assert reading.links
    assert "only the first 30% of it was read" in reading.article.notes[-1]
    assert "DATELINE_ARTICLE_SECONDS" in told[0]
    assert kept == []
