"""The card beside a word, without a browser: what it offers, keeps and takes back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from atlases import SAMPLE_TEXT, sample_atlas
from dashboard_app import hand_reader
from known_places import MOSCOW, MOSCOW_IDAHO
from streamlit.testing.v1 import AppTest

import geo
from dashboard import cached, people
from geo.model import Passage
from geo.view import word_view

read = pytest.fixture(hand_reader)
ATLAS = sample_atlas()
(ARTICLE,) = ATLAS.articles


def script() -> None:
    import streamlit as st
    from atlases import sample_atlas

    import geo
    from dashboard import cached, state
    from dashboard.components import messages
    from dashboard.components.corrections import card

    atlas = sample_atlas()
    if state.error():
        messages.problem(state.error())
    n, told = st.session_state.pop("told", (0, {}))
    st.session_state[card.KEY] = {name: {"n": n, "what": told[name]} for name in told}
    corrected = geo.apply_corrections(atlas, cached.corrections().in_force())
    if "asked" in told:
        card.take_asked(atlas)
    if "said" in told:
        card.take_said(atlas, corrected)
    if "undo" in told:
        card.take_undo()
    st.session_state["done"] = st.session_state.get("card-done")
    card.show(atlas, corrected)


@pytest.fixture
def at(read, monkeypatch):
    nothing = SimpleNamespace(lookup=lambda name: ())
    monkeypatch.setattr(cached, "gazetteer", lambda: nothing)
    yield AppTest.from_function(script, default_timeout=30)
    cached.corrections().close()
    st.cache_resource.clear()


def words(text: str) -> dict[str, int]:
    start = SAMPLE_TEXT.index(text)
    return {"article": 0, "start": start, "end": start + len(text)}


def tell(at, *, again=False, **told):
    """Tell what a card tells, numbered as the browser does it."""
    at.count = getattr(at, "count", 0) + (not again)
    at.session_state["told"] = (at.count, told)
    at.run()
    assert not at.exception
    return at.session_state["done"]


def test_a_runner_up_is_offered_and_what_the_words_mean_now_is_not():
    at = words("Moscow")
    passage = Passage(ARTICLE.id, at["start"], at["end"])
    view = word_view(ATLAS, passage, [MOSCOW, MOSCOW_IDAHO, MOSCOW_IDAHO])
    assert [place["id"] for place in view["places"]] == [MOSCOW_IDAHO.id]
    assert view["known"]
    assert not word_view(ATLAS, Passage(ARTICLE.id, 0, 2), [])["known"]


@pytest.mark.parametrize(
    ("said", "do", "title", "changed"),
    [
        ({"do": "place", "id": MOSCOW_IDAHO.id}, "place", "Moscow, Idaho", "2 mentions"),
        ({"do": "place", "id": MOSCOW_IDAHO.id, "scope": "mention"}, "place", "Idaho", "1 mention"),
        ({"do": "none"}, "not-a-place", "no place", "mention"),
        ({"do": "point", "lat": 1.5, "lon": 2.5}, "place", "a point on the map", "mention"),
    ],
)  # fmt: skip
def test_what_is_said_is_kept_told_and_taken_back(at, said, do, title, changed):
    tell(at, asked={**words("Moscow"), "search": ""})
    done = tell(at, said={**words("Moscow"), "scope": "article", **said})
    (kept,) = cached.corrections().in_force()
    assert (kept.action.do, kept.words.text) == (do, "Moscow")
    assert title in done["title"] or do == "place"
    assert done["said"].startswith("Changed: ")
    assert changed in done["said"]
    tell(at, undo={"id": "another"})
    assert len(cached.corrections().in_force()) == 1
    tell(at, undo={"id": done["id"]})
    assert cached.corrections().in_force() == ()


def test_words_that_were_missed_are_marked(at):
    tell(at, asked={**words("traders"), "search": ""})
    done = tell(at, said={**words("traders"), "do": "unknown"})
    (kept,) = cached.corrections().in_force()
    assert (kept.action.do, kept.words.text) == ("mark", "traders")
    assert "not known which" in done["title"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"do": "place", "id": "none"},
        {"do": "point", "lat": "x", "lon": 1},
        {"do": "none", "article": 7},
        {"do": "none", "end": 10**9},
        {"do": "none", "start": "<"},
    ],
)
def test_what_cannot_be_is_not_kept(at, said):
    tell(at, said={**words("Moscow"), "scope": "article", **said})
    assert cached.corrections().in_force() == ()
    assert geo.apply_corrections(ATLAS, ()).resolutions == ATLAS.resolutions


def test_what_is_told_again_because_no_answer_came_counts_once(at):
    nowhere = {**words("Moscow"), "do": "unknown", "scope": "article"}
    done = tell(at, said=nowhere)
    assert tell(at, again=True, said=nowhere) == done
    assert len(cached.corrections().in_force()) == 1
    assert tell(at, said=nowhere) != done  # said twice by a person


def test_what_cannot_be_kept_is_said_on_the_page(at, monkeypatch):
    def full(made):
        raise geo.DatelineError("the disk is full; free some space")

    monkeypatch.setattr(people, "keep_correction", full)
    tell(at, said={**words("Moscow"), "do": "none", "scope": "article"})
    assert "The disk is full" in at.error[0].value
