"""An atlas asked by its ids, once; a place's dossier; the list of articles; the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atlases import Tie, atlas_from, changed, join, sample_atlas
from big_atlas import big_atlas
from known_places import HONOLULU, MOSCOW, PYONGYANG, SUVA, WONSAN

from geo.atlas import (
    article_number,
    article_of,
    memoized,
    summarise,
    summary_of,
)
from geo.model import Atlas, Focus, FocusLevel, Passage
from geo.view import article_lines, unmapped_names
from geo.view.place import place_details


@pytest.fixture(scope="module")
def sample():
    return sample_atlas()


def on(day: date | None, text: str, *ties: Tie) -> Atlas:
    """Give the atlas of a text of a day."""
    known = {"Suva": SUVA, "Moscow": MOSCOW, "Moskva": MOSCOW, "Atlantis": None}
    found = atlas_from(text, {n: p for n, p in known.items() if n in text}, ties)
    return changed(found, article=replace(found.articles[0], published=day))


def test_places_and_articles_are_found_by_their_ids(sample):
    assert summary_of(sample, SUVA.id).place == SUVA
    assert summary_of(sample, "geonames:0") is None
    assert article_number(sample, sample.articles[0].id) == 0
    assert (
        article_of(sample, sample.resolutions[0].mention.passage) is sample.articles[0]
    )
    with pytest.raises(KeyError):
        article_of(sample, Passage("another", 0, 1))


def test_an_atlas_is_worked_on_once_and_told_apart_by_identity():
    asked = []

    @memoized
    def count(atlas, word=""):
        asked.append(word)
        return len(atlas.resolutions)

    one, same = sample_atlas(), sample_atlas()
    assert count(one) == count(one) == count(same)
    assert count(one, "x") == count(one, "x")
    assert asked == ["", "", "x"]


def test_an_answer_of_two_atlases_is_kept_by_both():
    @memoized
    def pair(atlas, other):
        return object()

    one, other = sample_atlas(), sample_atlas()
    assert pair(one, other) is pair(one, other)
    assert pair(one, other) is not pair(one, one)


def test_few_answers_are_kept():
    asked = []

    @memoized
    def count(atlas, number):
        asked.append(number)

    atlas = sample_atlas()
    for number in [*range(40), 39, 0]:
        count(atlas, number)
    assert asked == [*range(40), 0]


def test_a_large_atlas_has_what_was_asked_for():
    atlas = big_atlas(10, 100, 50)
    assert (len(atlas.articles), len(summarise(atlas)), len(atlas.links)) == (
        10,
        100,
        50,
    )
    for resolution in atlas.resolutions:
        of = resolution.mention.passage
        text = article_of(atlas, of).text
        assert text[of.start : of.end] == resolution.mention.text


def test_a_dossier_is_in_order_of_date_and_the_undated_come_last():
    atlas = join(
        [
            on(None, "Rain in Suva."),
            on(date(2026, 3, 5), "Suva again. Then Suva and Suva."),
            on(date(2026, 3, 1), "First of all Suva."),
        ]
    )
    found = place_details(atlas, SUVA.id)
    assert [said.number for said in found.passages] == [2, 1, 1, 0]
    assert [len(said.mentions) for said in found.passages] == [1, 1, 2, 1]
    assert found.passages[0].article.published == date(2026, 3, 1)
    assert found.summary.count == 5
    assert place_details(atlas, MOSCOW.id) is None


def test_a_dossier_has_links_by_direction_and_spellings_with_counts(sample):
    found = place_details(sample, PYONGYANG.id)
    assert [link.destination for link in found.links_out] == [WONSAN]
    assert [link.origin for link in found.links_in] == [MOSCOW]
    assert len(found.links_beside) == 2
    atlas = on(None, "Moscow, which is Moskva. Moscow.")
    assert place_details(atlas, MOSCOW.id).spellings == (("Moscow", 2), ("Moskva", 1))


def test_the_ledger_has_each_unmapped_name_once_the_most_frequent_first(sample):
    (row,) = unmapped_names(sample)
    assert (row.name, row.count) == ("Northwind Harbour", 1)
    assert row.why == "no place called Northwind Harbour is known"
    assert (
        article_of(sample, row.sentence)
        .text[row.sentence.start :]
        .startswith("A cable")
    )
    both = join([sample, on(None, "Atlantis."), on(None, "Atlantis sank.")])
    rows = unmapped_names(both)
    assert [(r.name, r.count, len(r.article_ids)) for r in rows] == [
        ("Atlantis", 2, 2),
        ("Northwind Harbour", 1, 1),
    ]


def test_the_list_of_articles_says_what_each_is_about(sample):
    focus = Focus(sample.articles[0].id, FocusLevel.SPOT, HONOLULU, 0.5, 2)
    untitled = on(None, "\n Moscow is quiet.\nSo they say.")
    first, second = article_lines(join([changed(sample, focus=(focus,)), untitled]))
    assert (first.places, first.links, first.unmapped) == (7, 5, 1)
    assert first.about == ("Honolulu",)
    assert (second.title, second.places) == ("Moscow is quiet.", 1)
    (long,) = article_lines(on(None, "Moscow " + "is quiet " * 20))
    assert len(long.title) <= 80
    assert long.title.endswith("…")
