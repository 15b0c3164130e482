"""The find box at the top: places, links, articles and words of everything that is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

import geo
import geo.view
import geo.web
from dashboard import guard, session
from dashboard.components import filters
from dashboard.components.fields import heard, news, put

KEY = "find"
_ASKED = "find-asked"
_KEPT = "find-kept"  # a filter was set here
_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "dateline_find",
    html='<div class="find"></div>',
    css=geo.web.read_assets("tokens.css") + (_HERE / "find.css").read_text("utf-8"),
    js=geo.web.read_assets("bus.js", "dom.js") + (_HERE / "find.js").read_text("utf-8"),
)


@st.fragment
@guard.part
def show(shown: geo.Atlas) -> None:
    """Show the box, and what it finds; this fragment alone runs again while one types.

    Args:
        shown: What the filters show.
    """
    if session.drop(_KEPT):
        st.rerun()  # the filter changes all of the page
    with st.container(key="find-box"):
        _component(
            key=KEY,
            data={
                **geo.view.find_view(shown, str(session.get(_ASKED, ""))),
                "heard": heard(KEY),
            },
            on_asked_change=_take,
            on_kept_change=_keep,
            on_days_change=_keep_days,
        )


@session.atomic_callback()
def _take() -> None:
    if (asked := news(KEY, "asked")) is not None:
        session.put({_ASKED: str(asked)})


@session.atomic_callback()
def _keep() -> None:
    """Keep only what says the words."""
    if kept := news(KEY, "kept"):
        put({filters.WORDS: str(kept)})
        session.put({_KEPT: True, _ASKED: ""})


@session.atomic_callback()
def _keep_days() -> None:
    """Keep only the articles of some days; what else was asked is looked for in them."""
    if days := news(KEY, "days"):
        *ends, rest = days
        filters.set_days(*map(date.fromisoformat, ends))
        session.put({_KEPT: True, _ASKED: rest})
