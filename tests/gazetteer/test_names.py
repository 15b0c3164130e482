"""The one normalisation of names, at build and at look-up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from geo.gazetteer import normalise
from geo.gazetteer.builder.names import is_latin, looks_like_code
from geo.gazetteer.names import fold

many = settings(max_examples=500, deadline=None, database=None, derandomize=True)


@pytest.mark.parametrize(
    ("name", "norm"),
    [
        ("Wonsan", "wonsan"),
        ("Wŏnsan", "wonsan"),
        ("P'yŏngyang", "pyongyang"),
        ("P’yŏngyang", "pyongyang"),
        ("Saint-Denis", "saint denis"),
        ("St. Denis", "saint denis"),
        ("St Denis", "saint denis"),
        ("Ste. Foy", "sainte foy"),
        ("Main St", "main st"),
        ("St", "st"),
        ("Mt. Vernon", "mount vernon"),
        ("Ft. Worth", "fort worth"),
        ("The Hague", "hague"),
        ("The", "the"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Đà Nẵng", "da nang"),
        ("Þórshöfn", "thorshofn"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("ıstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("U.S.", "us"),
        ("US", "us"),
        ("Nuku‘alofa", "nukualofa"),
        ("Nuku'alofa", "nukualofa"),
        ("Nukuʻalofa", "nukualofa"),
        ("Xi’an", "xian"),
        ("Xi´an", "xian"),
        ("The The", "the"),
        ("The The Hague", "hague"),
        ("𝕬𝖙𝖍𝖊𝖓𝖘", "athens"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("Bosnia and Herzegovina", "bosnia and herzegovina"),
        ("Asia–Pacific", "asia pacific"),
        ("Winston-Salem", "winston salem"),
        ("New\u00a0York", "new york"),
        ("  New \t York\n", "new york"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Zu\u0308rich", "zurich"),
        ("Москва", "москва"),
        ("", ""),
        (" ", ""),
        ("...", ""),
        ("’-–", ""),
    ],
)
def test_normalise(name, norm):
    assert normalise(name) == norm


@given(st.text())
@many
def test_normalising_twice_is_normalising_once(text):
    once = fold(text)
    assert fold(once) == once


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@many
def test_any_text_can_be_normalised(text):
    norm = fold(text)
    assert norm == norm.strip()
    assert "  " not in norm


@given(st.text("StMthe .-’saintABC", max_size=20))
@many
def test_short_forms_are_spelt_out_once_for_all(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("norm", "latin"),
    [("oslo", True), ("ɐ", False), ("москва", False), ("", False), ("ǃkung", True)],
)
def test_latin_names(norm, latin):
    assert is_latin(norm) is latin


@pytest.mark.parametrize(
    ("name", "code"),
    [("LON", True), ("EGLL", True), ("Lon", False), ("LONDO", False), ("ŁÓD", False)],
)
def test_codes_are_no_names(name, code):
    assert looks_like_code(name) is code
