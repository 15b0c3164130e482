"""What nobody expected: one line at the top, the rest of the page, a callback's as well."""

from __future__ import annotations

import sys
from functools import partial

import pytest
from big_atlas import big_atlas
from dashboard_app import hand_reader, open_menu, opened_app, page, panel
from streamlit.runtime.scriptrunner import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

import geo
from dashboard import guard, session
from dashboard.__main__ import main
from dashboard.components import downloads
from dashboard.components.corrections import place

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)


class Broken:
    """Fails with a word of the article, as a part nobody expected to fail would."""

    def __init__(self, kind=KeyError):
        self.kind = kind

    def __call__(self, *args, **named):
        raise self.kind("Moscow")


# What a part of the page stands on, and what is still there without it.
PARTS = {
    "the article": ("view.reader_view", ["masthead", "map", "panel"]),
    "the map": ("draw.draw_map", ["masthead", "panel"]),
    "the panel": ("view.panel_view", ["masthead", "map"]),
    "the tables": ("summarise", ["masthead", "map", "panel"]),
    "the filters": ("atlas.active_filters", ["masthead", "map", "panel"]),
    "the downloads": ("export.can_export", ["masthead", "map", "panel"]),
    "the credits": ("gazetteer.credits", ["masthead", "map", "panel"]),
    "the reading": ("Tools", ["masthead"]),
    "the corrections": ("apply_corrections", ["masthead", "map", "panel"]),
    "the corrections of this article": (
        "corrections.corrections_reaching",
        ["masthead", "map", "panel"],
    ),
    "the lists": ("view.facets_view", ["masthead", "map", "panel"]),
    "the timeline": ("view.timeline_view", ["masthead", "map", "panel"]),
    "what is open": ("gazetteer.gazetteer_ready", ["masthead"]),
    "the style": ("web.read_assets", ["masthead", "map", "panel"]),
}


def lines(at):
    """Give the lines that say of a failure."""
    said = [e.value.replace("\\", "") for e in at.error]
    return [line for line in said if "should not have" in line]


def whole(at):
    """Name what is on the page."""
    found = {
        "masthead": 'class="dl-wordmark"' in page(at),
        "map": bool(at.get("component_instance")),
        "panel": any(
            "panel" in e.proto.component_name for e in at.get("bidi_component")
        ),
    }
    return [name for name, there in found.items() if there]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_fails_costs_a_line(app, read, monkeypatch, part):
    name, left = PARTS[part]
    if part == "the lists":  # of several articles alone
        read.atlas = big_atlas(3, 6, 4)
    open_menu(app, place.MENU)
    with monkeypatch.context() as patch:
        patch.setattr(f"geo.{name}", Broken())
        at = app.run()
        assert not at.exception
        assert len(lines(at)) == 1
        assert "KeyError" in lines(at)[0]
        assert "Moscow" not in lines(at)[0]
        assert whole(at) == left
        assert {type(error) for error, _ in read.take_failures()} == {KeyError}
    at.run()
    assert lines(at) == []
    assert whole(at) == ["masthead", "map", "panel"]


def test_what_is_said_of_itself_is_still_advice(app, read, monkeypatch):
    monkeypatch.setattr(geo, "Tools", Broken(geo.ModelError), raising=False)
    at = app.run()
    assert lines(at) == []
    assert at.error[0].value == "Moscow"


def test_a_callback_that_fails_leaves_the_page_as_it_was(app, read, monkeypatch):
    at = app.run()
    before = panel(at)
    with monkeypatch.context() as patch:
        patch.setattr(geo, "read_text", Broken())
        at.button(key="read-pasted").click().run()
    assert not at.exception
    assert len(lines(at)) == 1
    assert len(read.take_failures()) == 1
    assert panel(at) == before
    assert lines(at.run()) == []


def test_a_failure_of_a_private_session_is_logged_as_such(app, read, monkeypatch):
    at = app.run()
    at.session_state["private"] = True
    monkeypatch.setattr(geo, "read_text", Broken())
    at.button(key="read-pasted").click().run()
    ((_, private),) = read.take_failures()
    assert private


@pytest.mark.parametrize("stop", [RerunException(RerunData()), StopException()])
@pytest.mark.parametrize(
    "guard", [session.atomic_callback, guard.going_on, partial(guard.page, print)]
)
def test_what_streamlit_stops_a_script_with_is_not_held_up(guard, stop):
    with pytest.raises(type(stop)), guard():
        raise stop


def test_a_file_that_cannot_be_made_says_what_to_do(read, monkeypatch):
    made = downloads._made(Broken())
    with pytest.raises(geo.OutputError, match="another format"):
        made()
    ((error, private),) = read.take_failures()
    assert (type(error), private) == (KeyError, False)


def test_a_file_that_cannot_be_made_for_a_reason_says_it():
    with pytest.raises(geo.InputError, match="Moscow"):
        downloads._made(Broken(geo.InputError))()


def test_what_failed_in_a_run_that_was_broken_off_is_no_matter(read):
    said = []

    def broken_off():
        with guard.page(said.append):
            guard.part(Broken())()
            raise StopException

    with pytest.raises(StopException):
        broken_off()
    with guard.page(said.append):
        pass
    assert len(read.take_failures()) == 1
    assert said == []


def test_several_failures_are_one_line(read):
    said = []
    with guard.page(said.append):
        for _ in range(3):
            guard.part(Broken())()
    assert len(read.take_failures()) == 3
    assert said == ["KeyError"]


def test_what_fails_in_a_fragment_is_said_by_the_whole_page(read, monkeypatch):
    monkeypatch.setattr(guard.st, "rerun", Broken(RerunException))
    with pytest.raises(RerunException):
        guard.part(Broken())()
    assert len(read.take_failures()) == 1
    said = []
    with guard.page(said.append):
        pass
    assert said == ["KeyError"]


def test_a_streamlit_that_is_arranged_otherwise_is_told(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "streamlit.runtime.pages_manager", None)
    monkeypatch.delitem(sys.modules, "dashboard.streamlit_inside")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "pip install 'streamlit<" in capsys.readouterr().err
