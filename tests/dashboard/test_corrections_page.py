"""The correcting menu without a browser, on an atlas made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
import streamlit as st
from atlases import sample_atlas
from correcting import told
from dashboard_app import hand_reader, open_menu
from known_places import SUVA
from streamlit.testing.v1 import AppTest

import geo
import geo.corrections
import geo.model
from dashboard import cached
from dashboard.components import corrections as menu
from dashboard.components.corrections import link, place, undo

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
    for problem in filter(None, [state.error()]):
        st.error(problem)


@pytest.fixture
def at(read):
    opened = AppTest.from_function(script, default_timeout=30)
    open_menu(opened, menu.MENU)
    yield opened
    cached.corrections().close()
    st.cache_resource.clear()


def choose(at, kind: str, name: str):
    at.session_state["choose"] = (kind, name)
    return at.run()


def said(at) -> str:
    return "\n".join(c.value for c in at.caption)


def chosen(at) -> str:
    return at.session_state["selection"].id


MOSCOW = "geonames:524901"
LINK = next(k.id for k in sample_atlas().links if k.predicate == "flew from ... to")


def test_nothing_chosen_says_what_to_do(at):
    assert menu.NOTHING_CHOSEN in said(at.run())


def test_a_runner_up_is_chosen_kept_and_taken_back(at):
    choose(at, "place", MOSCOW)
    assert menu.SAVE not in [button.key for button in at.button]
    at.radio(key=place.OTHER).set_value("geonames:5601538").run()
    assert "Changes 1 mention and" in said(at)
    assert "Moscow: Moscow, capital, Russia → Moscow, chief town" in said(at)
    at.text_input(key=place.NOTE).set_value("the paper is from there").run()
    del at.session_state["choose"]  # from here on the menu chooses
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert kept.action.place.admin1_name == "Idaho"
    assert kept.note == "the paper is from there"
    assert chosen(at) == kept.action.place.id
    assert "Saved: Moscow means Moscow, Idaho, US, here" in said(at)
    at.button(key=undo.BACK).click().run()
    assert cached.corrections().in_force() == ()
    assert chosen(at) == MOSCOW  # what the words mean again
    assert "Taken back: Moscow means Moscow, Idaho, US, here" in said(at)
    assert undo.BACK not in [button.key for button in at.button]
    assert not at.exception


@pytest.mark.parametrize(
    ("what", "fill", "action"),
    [
        (place.NO_PLACE, {}, "not-a-place"),
        (place.SAME_AS, {place.SAME: "Suva"}, "same-as"),
        (
            place.POINT,
            {place.LAT: 46.7, place.LON: -117.0},
            "place",
        ),
    ],
)
def test_what_is_right_is_kept_as_far_as_it_reaches(at, what, fill, action):
    choose(at, "place", MOSCOW)
    at.radio(key=place.WHAT).set_value(what).run()
    for key, value in fill.items():
        field = (
            at.selectbox(key=key)
            if isinstance(value, str)
            else at.number_input(key=key)
        )
        field.set_value(value).run()
    at.radio(key=place.SCOPE).set_value("always").run()
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert (kept.action.do, kept.scope) == (action, "always")
    assert not at.exception


def test_a_link_is_removed(at):
    choose(at, "link", LINK)
    at.radio(key=link.WHAT).set_value(link.REMOVE).run()
    assert "Changes 1 link in 1 article" in said(at)
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert kept.action.do == "remove-link"


def test_a_link_is_added_in_a_sentence_that_has_both(at):
    choose(at, "place", MOSCOW)
    at.radio(key=place.WHAT).set_value(place.LINKED).run()
    places = at.radio(key=link.TO)
    assert places.options[0] == "Pyongyang"
    assert places.options[-1] == f"Northeast Asia ({link.APART})"
    at.radio(key=link.WAY).set_value(link.BACK).run()
    at.radio(key=link.TO).set_value(0).run()
    assert "Changes 1 link in 1 article" in said(at)
    at.button(key=menu.SAVE).click().run()
    (kept,) = cached.corrections().in_force()
    assert kept.words.text.startswith("🛳 Envoy Vera Ivanova flew")
    ends = kept.action.origin.text, kept.action.destination.text
    assert ends == ("Pyongyang", "Moscow")
    assert not at.exception


def test_an_article_is_checked(at):
    at.run()
    assert "0 checked articles" in said(at)
    at.button(key=menu.CHECK).click().run()
    assert "1 checked article," in said(at)
    (kept,) = cached.corrections().in_force()
    assert kept.action.do == "checked"
    assert menu.CHECK not in [button.key for button in at.button]


def test_private_keeps_nothing(at):
    at.session_state["private"] = True
    choose(at, "place", MOSCOW)
    assert said(at) == menu.card.PRIVATE


def test_a_hostile_note_shows_as_it_is(at):
    choose(at, "place", MOSCOW)
    at.radio(key=place.WHAT).set_value(place.NO_PLACE).run()
    at.text_input(key=place.NOTE).set_value("![x](http://evil.example/x)").run()
    at.button(key=menu.SAVE).click().run()
    assert "![" not in said(at)


def keep_many(count: int) -> list[str]:
    """Keep so many corrections of the sample; give their ids, the latest first."""
    first = told(sample_atlas(), "Moscow", geo.corrections.NotAPlace())
    made = [replace(first, id=f"correction {n}") for n in range(count)]
    cached.corrections().add(*made)
    return [each.id for each in reversed(made)]


def undoable(at) -> list[str]:
    keys = [button.key for button in at.button]
    return [key.removeprefix("undo-") for key in keys if key.startswith("undo-")]


def test_what_was_just_saved_has_one_way_back(at):
    (before,) = keep_many(1)
    choose(at, "place", SUVA.id)
    at.radio(key=place.WHAT).set_value(place.NO_PLACE).run()
    at.button(key=menu.SAVE).click().run()
    assert undo.BACK in [button.key for button in at.button]
    assert undoable(at) == ["last", before]
    choose(at, "link", LINK)  # nothing is said of it any more: it is in the list
    kept = cached.corrections().in_force()
    assert set(undoable(at)) == {each.id for each in kept}


@pytest.mark.parametrize("count", [0, 1, undo.AT_ONCE])
def test_a_few_corrections_need_no_pages(at, count):
    ids = keep_many(count)
    at.run()
    assert undoable(at) == ids
    assert undo.OLDER not in [button.key for button in at.button]


def test_thousands_of_corrections_are_turned_like_pages(at):
    ids = keep_many(5_000)
    at.run()
    assert undoable(at) == ids[:20]
    assert "1 to 20 of 5,000 corrections" in said(at)
    assert at.button(key=undo.NEWER).disabled
    at.button(key=undo.OLDER).click().run()
    assert undoable(at) == ids[20:40]
    assert "21 to 40 of 5,000 corrections" in said(at)
    at.button(key=undo.NEWER).click().run()
    assert undoable(at) == ids[:20]
    assert not at.exception


def test_the_last_page_ends_with_the_oldest(at):
    ids = keep_many(2 * undo.AT_ONCE + 1)
    at.run()
    at.button(key=undo.OLDER).click().run()
    at.button(key=undo.OLDER).click().run()
    assert undoable(at) == ids[-1:]
    assert at.button(key=undo.OLDER).disabled
    at.button(key=f"undo-{ids[-1]}").click().run()
    assert undoable(at) == ids[undo.AT_ONCE : -1]  # the page before is the last one now
    assert len(cached.corrections().in_force()) == 2 * undo.AT_ONCE
