"""What is somebody's says its language: names, titles, spellings, passages; English says none."""

from __future__ import annotations

import pytest

import geo
from geo.atlas import Filters
from geo.collections.codec import decode, encode
from geo.model import Reading
from geo.view import facets_view, find_view, panel_view, reader_view

ARABIC = "غادر الوفد بيروت متوجها إلى دمشق."
FRENCH = "Le ministre a quitté Alep pour Damas, puis a regagné Alep."
ENGLISH = "The minister left Aleppo for Oslo."


@pytest.fixture(scope="module")
def atlas(gazetteer):
    articles = [geo.read_text(text) for text in (ARABIC, FRENCH, ENGLISH)]
    return geo.as_named(geo.build_atlas(articles, gazetteer))


def place(atlas, name: str):
    return next(p for p in atlas.places if p.listed_as == name)


@pytest.mark.parametrize(
    ("listed", "name", "language"),
    [
        ("Beirut", "بيروت · Beirut", "ar"),
        ("Damascus", "دمشق · Damascus", "ar"),
        ("Aleppo", "Aleppo", ""),
        ("Oslo", "Oslo", ""),
    ],
)
def test_a_place_says_what_its_name_is_in(atlas, listed, name, language):
    found = place(atlas, listed)
    assert (found.name, found.name_language) == (name, language)


def test_a_kept_place_says_it_too(atlas):
    first, _, last = atlas.readings
    assert decode(encode(first), Reading) == first
    assert decode(encode(last), Reading) == last


def test_rows_of_the_lists_say_it(atlas):
    lists = facets_view(atlas, atlas, Filters())["lists"]
    told = {row["name"]: row.get("languages") for each in lists for row in each["rows"]}
    said = {
        "بيروت · Beirut": ["ar"],
        "Aleppo": None,
        "Aleppo → دمشق · Damascus": ["", "ar"],
        ARABIC: ["ar"],
        FRENCH: ["fr"],
        ENGLISH: None,
    }
    assert said.items() <= told.items()


def test_what_is_found_says_it(atlas):
    found = find_view(atlas, "بيروت")
    rows = (*found["places"], *found["articles"], *found["passages"])
    assert [row.get("languages") for row in rows] == [["ar"]] * 3


def test_a_panel_says_it(atlas):
    view = panel_view(atlas, "place", place(atlas, "Aleppo").id)
    assert "languages" not in view
    assert view["spellings"] == [["Alep", 2, "fr"], ["Aleppo", 1]]
    assert {p["language"] for p in view["passages"]} == {"fr", "en"}


def test_the_text_and_the_map_say_it(atlas):
    view = reader_view(atlas, atlas)
    assert view["titles"] == [[ARABIC, "", "ar"], [FRENCH, "", "fr"], [ENGLISH, ""]]
    rows = {row[1]: row[3:] for row in view["show"]["places"]}
    assert rows["بيروت · Beirut"] == [1, 0, "ar"]
    assert rows["Oslo"] == []
