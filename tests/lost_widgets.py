"""Widgets that lose what they say, as they do in a menu that was closed meanwhile.

at = lossy_app(); at.run(); lose(at, NONE)
"""

from __future__ import annotations

import runpy
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SessionState
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.components import collections, online, open_menu, tables
from dashboard.components.corrections import place

LOSE, SAY = "lose", "say"
NONE, MISSING, CLOSED = "none", "missing", "closed"
# What has other widgets in it.
MENUS = {
    collections.MENU, place.MENU, online.LOG, open_menu.MENU, open_menu.WAY, tables.KEY,
}  # fmt: skip


def lossy_app() -> AppTest:
    """Give the dashboard, whose widgets can lose what they say."""
    return AppTest.from_function(_script, default_timeout=30)


def _script() -> None:
    import lost_widgets

    lost_widgets.run()


def run() -> None:
    """Run the app, once its widgets are as they were wished."""
    session = inside(get_script_run_ctx().session_state)
    _say(session)
    for how, calling in st.session_state.get(LOSE, ()):
        _lose(session, how, calling)
    st.session_state[LOSE] = ()
    runpy.run_path(str(Path(dashboard.__file__).with_name("app.py")))


def _say(session) -> None:
    """Have widgets say what is wished, by the beginnings of their keys."""
    for begin, value in st.session_state.get(SAY, {}).items():
        for widget in _known(session):
            if key_of(widget).startswith(begin):
                session._new_widget_state.set_from_value(widget.id, value)


def lose(at: AppTest, how: str, *, calling: bool = False) -> None:
    """Run the app anew with widgets that lost what they say.

    Args:
        at: The app.
        how: NONE, MISSING, or CLOSED: the menus alone.
        calling: Call first whatever they call when they change.
    """
    blank = lossy_app()._tree  # a browser that says nothing
    blank._runner = at
    at._tree = blank
    at.session_state[LOSE] = ((how, calling),)
    at.run()


def _lose(session, how: str, calling: bool) -> None:
    known = [w for w in _known(session) if (menu_of(w) in MENUS) == (how == CLOSED)]
    for widget in known:
        _take_away(session, widget, how)
    for call, of in [(c, w) for w in known for c in calls(w) if calling]:
        call(*(of.callback_args or ()), **(of.callback_kwargs or {}))


def _take_away(session, widget, how: str) -> None:
    session._old_state.pop(widget.id, None)
    session._new_widget_state.states.pop(widget.id, None)
    if how == NONE:
        # None, but where Streamlit itself never has it: False, an empty list, a table.
        said = widget.deserializer(None)
        nothing = {bool: False, list: []}.get(type(said))
        value = said if isinstance(said, dict) else nothing
        session._new_widget_state.set_from_value(widget.id, value)


def inside(session) -> SessionState:
    """Give the session state itself, out of what keeps threads from it."""
    while not isinstance(session, SessionState):
        session = session._state
    return session


def _known(session):
    known = session._new_widget_state.widget_metadata.values()
    # What a component of ours sends is Streamlit's own affair.
    return [widget for widget in known if not widget.id.endswith("__events")]


def key_of(widget) -> str:
    return widget.id.split("-", 2)[2]


def menu_of(widget) -> str:
    """Give its key without the number that goes up (`fields.name_of`)."""
    return key_of(widget).split(".")[0]


def calls(widget):
    """Give everything that a widget may call back."""
    every = (widget.callback, *(widget.callbacks or {}).values())
    return [call for call in every if call]


def callbacks(at) -> set[str]:
    """Name every callback of the dashboard that a page has."""
    every = (
        call for widget in _known(inside(at.session_state)) for call in calls(widget)
    )
    bare = (call.func if isinstance(call, partial) else call for call in every)
    ours = (call for call in bare if call.__module__.startswith("dashboard"))
    return {f"{call.__module__}.{call.__qualname__}" for call in ours}
