"""A name costs the same in a sentence of any length: twice the text takes twice the steps.

Steps are counted, not timed: what Python calls while a text is read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from hand_fed import WORLD, HandFed, town
from plain_english import ENGLISH
from resolving import answers_of

from geo.articles import read_text
from geo.language import sentences, tokenise
from geo.mentions.block import Block
from geo.mentions.model_features import mark_names
from geo.mentions.names import find_names, find_runs
from geo.mentions.proposals import propose
from geo.resolve import resolve

FEW = 400
# Twice the work; a step more for each name would already make it four times.
MOST = 2.5


def steps(work: Callable[[], Any]) -> int:
    """Count what Python calls while it does some work."""
    count = 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def grows(work: Callable[[int], Callable[[], Any]]) -> float:
    """Say how many times the steps of some work are those of half of it."""
    for size in (FEW, 2 * FEW):
        work(size)()  # what is remembered is no part of it
    return steps(work(2 * FEW)) / steps(work(FEW))


@pytest.mark.parametrize(
    "piece",
    [
        '"Oslo" said "Norway" and ',
        "Oslo, ",
        "OSLO, NORWAY AND ",
        "Oslo and Bergen and Paris visited ",
        "Oslo Oslo ",
        "Oslo of the ",
        "Oslo-",
        "Norwegian soldiers in Oslo and ",
        "the North and ",
        "of Xyzzyq, 34, ",
    ],
)
def test_one_long_sentence(piece, monkeypatch):
    # A sentence of so many words is cut; what is worked out of one is linear all the same.
    monkeypatch.setattr(sentences, "MAX_WORDS_TO_PAUSE", 10**9)
    monkeypatch.setattr(sentences, "MAX_WORDS", 10**9)

    def propose_all(size: int) -> Callable[[], Any]:
        text = piece * size
        block = Block(tokenise(ENGLISH, text))
        assert len(block.sentences) == 1
        article = read_text(text)

        def work() -> None:
            found = find_names(block, WORLD)
            mark_names(block, found)
            propose(article, Block(block.doc), found, 0, ENGLISH)

        return work

    assert grows(propose_all) < MOST


# --- many names of one article ------------------------------------------------------


def near_one_another(size: int) -> HandFed:
    """Give towns of one county, each with a name of its own."""
    return HandFed(
        {
            f"Vik{i}": [town(f"Vik{i}", "NO/46", 900, lat=60 + i / 1e4, lon=10.0)]
            for i in range(size)
        }
    )


def far_apart(size: int) -> HandFed:
    """Give each name a town in every second country of the world."""
    return HandFed(
        {
            f"Vik{i}": [
                town(f"Vik{i}", f"{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}/{j}", 900,
                     lat=-60 + i % 120, lon=j * 40.0)
                for j in range(3)
            ]
            for i in range(size)
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("world", "most"),
    [
        (near_one_another, MOST),
        # As many shares a name as there are countries in the article: 26 * 26 at most.
        (far_apart, 3.0),
    ],
)
def test_one_article_of_many_names(world, most):
    def resolve_all(size: int) -> Callable[[], Any]:
        names = [f"Vik{i}" for i in range(size)]
        text = ". ".join(names)
        answers = answers_of(text, names, world(size))
        article = read_text(text)
        return lambda: resolve(article, answers)

    assert grows(resolve_all) < most


# --- the words of a block -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She saw Oslo and Bergen.", ["She", "Oslo and Bergen"]),
        ("She saw Oslo but Bergen too.", ["She", "Oslo", "Bergen"]),
        ("Snow in Rio de Janeiro fell.", ["Snow", "Rio de Janeiro"]),
        ("It was Port-au-Prince then.", ["It", "Port-au-Prince"]),
        ("It was Stoke-on-Trent then.", ["It", "Stoke-on-Trent"]),
        # A small word is joined by the hyphens on both its sides, not by one.
        ("It was Stoke-on Trent then.", ["It", "Stoke", "Trent"]),
        ("Some Oslo-made - Bergen lies far.", ["Some Oslo", "Bergen"]),
        ("It is Oslo - Bergen.", ["It", "Oslo", "Bergen"]),
        ("“L'Aquila” fell.", ["L'Aquila"]),
        ("nothing at all", []),
    ],
)
def test_runs_of_capitals(text, found):
    block = Block(tokenise(ENGLISH, text))
    assert [
        block.phrase(run.start, run.end)
        for sentence in block.sentences
        for run in find_runs(block, sentence)
    ] == found


@pytest.mark.parametrize(
    ("text", "headline", "shouted"),
    [
        ("Snow Falls in Old Oslo", True, False),
        ("SNOW FALLS IN OSLO", True, True),
        ("Snow falls in Oslo again.", False, False),
        ("OSLO", False, False),
        ("Oslo", False, False),
        ("of the and", False, False),
    ],
)
def test_how_a_sentence_is_printed(text, headline, shouted):
    (sentence,) = Block(tokenise(ENGLISH, text)).sentences
    assert (sentence.is_headline, sentence.is_shouted) == (headline, shouted)


def test_each_word_knows_its_sentence():
    block = Block(tokenise(ENGLISH, "Snow fell.  \n Rain fell in Oslo. \n\n"))
    for sentence in block.sentences:
        for at in range(sentence.start, sentence.end):
            assert block.sentence(at) is sentence
        start, end = sentence.chars
        assert block.doc.text[start:end] == sentence.text.strip()
    assert block.word(-1) == block.word(len(block.words)) == ""
