"""A word from Python to text, map and panel, over the bus they share in the browser."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
import geo.view
import geo.web

_MOUNT = (Path(__file__).parent / "signal.js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "dateline_signal",
    html="<span hidden></span>",
    js=geo.web.read_assets("bus.js") + _MOUNT,
)


def send(name: str, detail: geo.view.View) -> None:
    """Send an event whenever its detail changes, and to a map that loads late.

    Args:
        name: The event, as ``geo/web/bus.js`` lists them.
        detail: What goes with it.
    """
    with st.container(key=f"signal-{name}", width=1):
        _component(key=f"signal:{name}", data={"name": name, "detail": detail})
