"""Nothing in silence: a name that could be a place's is a mention, or is listed with its reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from silent_names import silent_names

from geo.articles import read_text
from geo.mentions.evidence import EVIDENCE, against
from geo.model import Atlas
from geo.pipeline import read_article
from geo.tools import Tools
from geo.view import WhyNot, unmapped_names
from geo.view.unmapped import group_of

HERE = Path(__file__).parents[1]

# Text, and the names of it that are not mapped, each with what it is.
SENTENCES = [
    ("Rubio flew from Washington to Moscow.", {"Rubio": "PERSON"}),
    (
        "The frigate Languedoc met Lloyd's of London on Monday.",
        {"Languedoc": "OTHER", "Lloyd": "OTHER"},
    ),
    ("They sailed from Attuka to Zyxx.", {"Attuka": "PLACE", "Zyxx": "PLACE"}),
    ("The Qwertz-based firm left.", {"Qwertz": "PLACE"}),
    ("Buyers came from Brazil, Wakandu and India.", {"Wakandu": "PERHAPS"}),
    ("In May, Police in Oslo rested.", {"May": "WORD", "Police": "WORD"}),
    ("El Niño dried the fields of Peru.", {"El Niño": "WORD"}),
    ("Anna Kingston won in Oslo.", {"Anna": "PERSON", "Kingston": "PERSON"}),
    ("She lives on Bergen Street in Oslo.", {"Bergen": "OTHER", "Street": "WORD"}),
    ("But he wept. And then I left Oslo. “The end,” I said.", {}),
]


@pytest.mark.parametrize(("text", "names"), SENTENCES)
def test_what_is_not_mapped_says_what_it_is(text, names, gazetteer):
    reading = read_article(read_text(text), Tools(gazetteer))
    rows = unmapped_names(Atlas((reading,)))
    assert {row.name: row.group.name for row in rows} == names
    assert all(row.why and row.count == 1 for row in rows)
    order = list(WhyNot)
    assert [*rows] == sorted(rows, key=lambda row: order.index(row.group))


@pytest.mark.parametrize("file", ["recognition", "readings"])
def test_every_known_name_is_told_of(file, gazetteer):
    """Asked of every text written for these tests; no name may be in no list."""
    tools = Tools(gazetteer)
    tables = tomllib.loads((HERE / f"{file}.toml").read_text("utf-8"))
    for text in (row["text"] for rows in tables.values() for row in rows):
        reading = read_article(read_text(text), tools)
        assert silent_names(reading, gazetteer) == [], text
        spans = [(m.passage.start, m.passage.end) for m in reading.passed_over]
        assert spans == sorted(set(spans))
        for mention in reading.passed_over:
            (reason,) = mention.reasons
            assert reason.note
            start, end = mention.passage.start, mention.passage.end
            assert reading.article.text[start:end] == mention.text


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("They live in Pruszkow. The Pruszkow skater won.", "Pruszkow", 2),
        ("It rained in Xyzzyq. The Xyzzyq bridge fell. Xyzzyq waited.", "Xyzzyq", 3),
    ],
)
def test_a_name_marked_once_is_marked_again(text, name, times, gazetteer):
    reading = read_article(read_text(text), Tools(gazetteer))
    assert [r.mention.text for r in reading.resolutions] == [name] * times


def test_a_number_makes_a_name_one_of_several(gazetteer):
    text = "They live in Pack. Pack 170 of Oslo sang, and in Pack 40 people danced."
    reading = read_article(read_text(text), Tools(gazetteer))
    assert [r.mention.text for r in reading.resolutions] == ["Pack", "Oslo", "Pack"]


def test_every_piece_of_evidence_against_a_name_says_what_it_is():
    rules = {rule.__name__ for rule in EVIDENCE if rule.__module__ == against.__name__}
    assert {r for r in rules if group_of(r) is WhyNot.PERHAPS} == set()
