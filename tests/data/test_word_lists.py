"""Tables that parsers read without the checks of other tables."""

from __future__ import annotations

from importlib.resources import files

import pytest

from geo.articles.columns import WHATS
from geo.word_lists import column_names, keeps_hyphen, month_names


def test_names_of_columns_say_what_they_hold_once():
    names = column_names()
    assert set(names) == set(WHATS)
    for each in names.values():
        assert len(set(each)) == len(each)
        assert all(name == name.lower() and name.isalpha() for name in each)


def test_names_of_months_are_those_of_one():
    cells = (files("geo") / "data" / "month_names.tsv").read_text("utf-8")
    named = [n for line in cells.split("\n")[4:] for n in line.partition("\t")[2].split("|") if n]  # fmt: skip
    assert len(set(named)) == len(named) == len(month_names())
    assert set(month_names().values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("head", "tail", "kept"),
    [
        ("well", "known", True), ("min", "istry", False), ("nego", "tiations", False),
        ("Min", "istry", False), ("Wind", "hoek", None), ("all", "time", True), ("xq", "zz", None),
    ],
)  # fmt: skip
def test_a_list_of_words_tells_what_a_hyphen_was(head, tail, kept):
    assert keeps_hyphen(head, tail) is kept
