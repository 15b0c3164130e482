"""What the map says to Python: "search this area" becomes a filter."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
from dashboard.components import filters

KEY = "ear"
_MOUNT = (Path(__file__).parent / "ear.js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "dateline_ear",
    html="<span hidden></span>",
    js=geo.read_assets("bus.js") + _MOUNT,
)


def show() -> None:
    """Listen; nothing is seen of it."""
    with st.container(key="signal-ear", width=1):
        _component(key=KEY, data={}, on_area_change=_take)


def _take() -> None:
    """Take the area that the browser says the map shows."""
    told = st.session_state[KEY].get("area") or {}
    sides = (told.get(side) for side in ("south", "west", "north", "east"))
    shown = geo.from_address({"area": ",".join(map(str, sides))})
    if shown.area:
        filters.set_area(shown.area)
