"""The panel below: what is known of the chosen place or link, with its passages.

Text and map answer a choice at once, without Python; this fragment alone runs again.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
import geo.view
import geo.web
from dashboard import guard, session, state
from dashboard.components import corrections
from dashboard.components.fields import heard, news

KEY = "panel"
AT_ONCE = 60  # passages of one place or link, before somebody asks for all
_ALL = "all-passages"  # of which choice all are wanted
_MOUNT = (Path(__file__).parent / "passages.js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "dateline_panel",
    html='<div class="root"></div>',
    css=geo.web.read_assets(*geo.web.PANEL_STYLES),
    js=geo.web.read_assets(*geo.web.PANEL_SCRIPTS) + _MOUNT,
)


@st.fragment
@guard.part
def show(machine: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the panel for what is chosen, and the way to correct it.

    Args:
        machine: What was read.
        shown: The same, corrected and filtered.

    Of a small atlas the browser is given every answer beforehand, and shows them itself;
    it tells what was chosen in either case.
    """
    chosen = state.selection()
    wants_all = session.get(_ALL) == chosen
    view = geo.view.panel_view(
        shown, chosen.kind, chosen.id, None if wants_all else AT_ONCE
    )
    with st.container(key="passages"):
        _component(
            key=KEY,
            data={
                "of": geo.view.atlas_stamp(shown),
                "view": view,
                "views": geo.view.panel_answers(shown, machine),
                # A link goes by its bundle on the map.
                "chosen": {"kind": chosen.kind, "id": view["id"] or chosen.id},
                "all": wants_all,
                "pushed": state.pushed(),
                "heard": heard(KEY),
            },
            on_chosen_change=_take,
            on_all_change=_take_all,
        )
        corrections.show(machine, shown)


@session.atomic_callback()
def _take() -> None:
    """Take what the browser says was chosen."""
    if told := news(KEY, "chosen"):
        kind, name = str(told.get("kind", "")), str(told.get("id", ""))
        state.choose(state.Selection(kind, name) if kind else state.Selection())


@session.atomic_callback()
def _take_all() -> None:
    if news(KEY, "all"):
        session.put({_ALL: state.selection()})
