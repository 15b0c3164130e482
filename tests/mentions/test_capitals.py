"""Texts all in small letters or all in capitals: what is read, and what the reader is told."""

from __future__ import annotations

import pytest

import geo
from geo.mentions.capitals import casing_note, is_small


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("heavy floods in tashkent and london, says the red cross", {"tashkent": "UZ", "london": "GB"}),
        ("police in nairobi met french officers", {"nairobi": "KE", "french": "FR"}),
        ("uk troops left rio de janeiro and south sudan", {"uk": "GB", "rio de janeiro": "BR", "south sudan": "SS"}),
        # What is a word stays one.
        ("a nice reading lamp, said the man of the house", {}),
        ("we march to split the bill of the turkey, said tom", {}),
        ("TREMORS FELT IN CORINTH AND PATRAS ON SUNDAY", {"CORINTH": "GR", "PATRAS": "GR"}),
        ("TURKEY BOMBS TARGETS IN SYRIA ON SUNDAY", {"TURKEY": "TR", "SYRIA": "SY"}),
    ],
)  # fmt: skip
def test_names_of_a_text_that_prints_all_words_alike(text, found, gazetteer):
    reading = geo.build_atlas([geo.read_text(text)], gazetteer).readings[0]
    placed = [r for r in reading.resolutions if r.place]
    assert {r.mention.text: r.place.country_code for r in placed} == found
    assert all(
        p.text == text[p.passage.start : p.passage.end]
        for p in (r.mention for r in placed)
    )
    assert any(note.startswith("all in") for note in reading.article.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("heavy rain fell on the hills", "all in small letters"),
        ("HEAVY RAIN FELL ON THE HILLS", "all in capitals"),
        ("Heavy rain fell on the hills", ""),
        ("heavy rain fell on Oslo", ""),
        ("1.2.3, 4", ""),
        ("", ""),
        ("so it was " * 60 + "Tom", "all in small letters"),
    ],
)
def test_what_the_reader_is_told(text, note):
    assert casing_note(text)[: len(note) or None] == note
    assert is_small(text) == (note == "all in small letters")
