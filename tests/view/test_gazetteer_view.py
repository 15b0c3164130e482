"""What the gazetteer knows of a name, as the page and the command show it: the view."""

from __future__ import annotations

import json

import pytest
from asked_names import BLACK_SEA, HOSTILE, PARIS

import geo
import geo.view
from geo.gazetteer.lookup import MAX_CANDIDATES


def test_the_places_of_a_name_the_most_prominent_first(gazetteer):
    view = geo.view.gazetteer_view(gazetteer, "  pArís ")
    first = view["places"][0]
    assert (first["id"], first["what"], first["country"]) == (
        PARIS,
        "capital",
        "France",
    )
    assert first["matched"] == "main name"
    assert first["coordinates"] == "48.85° N, 2.35° E"
    assert view["said"] == f"{len(view['places'])} places called pArís"
    assert view["similar"] == []


@pytest.mark.parametrize(
    ("name", "matched"),
    [
        ("Russian", "word for its people"),
        ("Parigi", "another name"),
        ("UAE", "short form"),
        ("TX", "short form, only after a comma"),
        ("Kursk", "main name without its type"),
    ],
)
def test_how_a_name_matched(gazetteer, name, matched):
    assert geo.view.gazetteer_view(gazetteer, name)["places"][0]["matched"] == matched


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wonsann", "Wonsan"),
        ("Pyongyamg", "Pyongyang"),
        ("Lodnon", "London"),
        ("Vladivostock", "Vladivostok"),
    ],
)
def test_a_misspelt_name_has_its_like(gazetteer, typed, meant):
    view = geo.view.gazetteer_view(gazetteer, typed)
    assert view["places"] == []
    near = [place["name"] for place in view["similar"]]
    assert near[0] == meant
    for name in near:
        assert gazetteer.lookup(name)


def test_nothing_is_like_nonsense(gazetteer):
    assert geo.view.gazetteer_view(gazetteer, "Xyzzyqqx")["similar"] == []


@pytest.mark.parametrize("name", ["", "  \n", "\udc80", *HOSTILE])
def test_any_words_can_be_asked_for(gazetteer, name):
    view = geo.view.gazetteer_view(gazetteer, name)
    assert view["places"] == []
    assert len(view["name"]) <= 200
    json.dumps(view).encode()
    atlas, signs = geo.view.gazetteer_atlas(gazetteer, name)
    assert (atlas.places, signs["places"]) == ((), {})


def test_a_name_of_hundreds_shows_the_largest(gazetteer):
    view = geo.view.gazetteer_view(gazetteer, "San Antonio")
    assert len(view["places"]) <= MAX_CANDIDATES


def test_all_of_one_place(gazetteer):
    view = geo.view.gazetteer_place_view(gazetteer, BLACK_SEA)
    facts = dict(view["facts"])
    assert facts["Box"].count("° N") == 2
    assert "km from this point" in facts["Reaches"]
    assert facts["Source"]
    assert "Inhabitants" not in facts  # nobody lives there
    assert view["names"][0] == {"matched": "main name", "names": ["black sea"]}
    assert geo.view.gazetteer_place_view(gazetteer, "geonames:0") is None


def test_the_map_tells_namesakes_apart(gazetteer):
    atlas, signs = geo.view.gazetteer_atlas(gazetteer, "Paris")
    found = geo.view.gazetteer_view(gazetteer, "Paris")["places"]
    assert (
        {p.id for p in atlas.places} == set(signs["places"]) == {p["id"] for p in found}
    )
    assert "Paris, Texas" in {sign["name"] for sign in signs["places"].values()}
    assert signs["places"][PARIS]["n"] == max(s["n"] for s in signs["places"].values())
