"""The panel below: what is known of the chosen place or link, with its passages.

Text and map answer a choice at once, without Python; this fragment alone runs again.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
from dashboard import state

KEY = "panel"
_MOUNT = (Path(__file__).parent / "passages.js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "dateline_panel",
    html='<div class="root" aria-live="polite"></div>',
    css=geo.read_assets(*geo.PANEL_STYLES),
    js=geo.read_assets(*geo.PANEL_SCRIPTS) + _MOUNT,
)


@st.fragment
def show(shown: geo.Atlas) -> None:
    """Show the panel for what is chosen."""
    chosen = state.selection()
    with st.container(key="passages"):
        _component(
            key=KEY,
            data={
                "view": geo.panel_view(shown, chosen.kind, chosen.id),
                "chosen": {"kind": chosen.kind, "id": chosen.id},
                "pushed": state.pushed(),
            },
            on_chosen_change=_take,
        )


def _take() -> None:
    """Take what the browser says was chosen."""
    told = st.session_state[KEY].get("chosen") or {}
    kind, name = str(told.get("kind", "")), str(told.get("id", ""))
    state.choose(state.Selection(kind, name) if kind else state.Selection())
