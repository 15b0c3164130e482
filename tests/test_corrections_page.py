"""The correcting menu without a browser, on an atlas made by hand."""

from __future__ import annotations

import pytest
import streamlit as st
from atlases import sample_atlas
from dashboard_app import hand_reader
from streamlit.testing.v1 import AppTest

from dashboard import cached
from dashboard.components import corrections as menu

read = pytest.fixture(hand_reader)


def script() -> None:
    import streamlit as st
    from atlases import sample_atlas

    import geo
    from dashboard import cached, state
    from dashboard.components import corrections

    atlas = sample_atlas()
    said = cached.corrections().in_force()
    if "choose" in st.session_state:
        state.choose(state.Selection(*st.session_state["choose"]))
    corrections.show(atlas, geo.apply_corrections(atlas, said))
    for problem in filter(None, [state.problem()]):
        st.error(problem)


@pytest.fixture
def at(read):
    opened = AppTest.from_function(script, default_timeout=30)
    opened.session_state[menu.MENU] = True
    yield opened
    cached.corrections().close()
    st.cache_resource.clear()


def choose(at, kind: str, name: str):
    at.session_state["choose"] = (kind, name)
    return at.run()


def said(at) -> str:
    return "\n".join(c.value for c in at.caption)


MOSCOW = "geonames:524901"
LINK = next(k.id for k in sample_atlas().links if k.predicate == "flew from ... to")


def test_nothing_chosen_says_what_to_do(at):
    assert menu.NOTHING_CHOSEN in said(at.run())


def test_a_runner_up_is_chosen_kept_and_taken_back(at):
    choose(at, "place", MOSCOW)
    assert not at.button
    at.radio(key=menu.OTHER).set_value("geonames:5601538").run()
    assert "Changes 1 mention and" in said(at)
    at.text_input(key=menu.NOTE).set_value("the paper is from there").run()
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert kept.action.place.admin1_name == "Idaho"
    assert kept.note == "the paper is from there"
    at.button(key=f"undo-{kept.id}").click().run()
    assert cached.corrections().in_force() == ()
    assert not at.exception


@pytest.mark.parametrize(
    ("what", "fill", "action"),
    [
        (menu.NO_PLACE, {}, "not-a-place"),
        (menu.SAME_AS, {menu.SAME: "Suva"}, "same-as"),
        (menu.POINT, {menu.LAT: 46.7, menu.LON: -117.0}, "place"),
    ],
)
def test_what_is_right_is_kept_as_far_as_it_reaches(at, what, fill, action):
    choose(at, "place", MOSCOW)
    at.radio(key=menu.WHAT).set_value(what).run()
    for key, value in fill.items():
        field = (
            at.selectbox(key=key)
            if isinstance(value, str)
            else at.number_input(key=key)
        )
        field.set_value(value).run()
    at.radio(key=menu.SCOPE).set_value("always").run()
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert (kept.action.do, kept.scope) == (action, "always")
    assert not at.exception


def test_a_link_is_removed(at):
    choose(at, "link", LINK)
    at.radio(key=menu.WHAT).set_value(menu.REMOVE).run()
    assert "Changes 1 link in 1 article" in said(at)
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert kept.action.do == "remove-link"


def test_private_keeps_nothing(at):
    at.session_state["private"] = True
    choose(at, "place", MOSCOW)
    assert said(at) == menu.PRIVATE


def test_a_hostile_note_shows_as_it_is(at):
    choose(at, "place", MOSCOW)
    at.radio(key=menu.WHAT).set_value(menu.NO_PLACE).run()
    at.text_input(key=menu.NOTE).set_value("![x](http://evil.example/x)").run()
    at.button(key=menu.SAVE).click().run()
    assert "![" not in said(at)
