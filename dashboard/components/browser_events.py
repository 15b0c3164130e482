"""Events between Python and the scripts of text, map and panel, over the browser's bus.

``geo/web/bus.js`` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import guard, session
from dashboard.components.fields import detail
from geo.view import View
from geo.web import read_assets

KEY = "ear"
Handler = Callable[[Mapping[str, Any]], None]


def _component(name: str, script: str) -> Any:
    return st.components.v2.component(
        name,
        html="<span hidden></span>",
        js=read_assets("bus.js")
        + Path(__file__).with_name(script).read_text(encoding="utf-8"),
    )


_receiver = _component("dateline_ear", "ear.js")
_sender = _component("dateline_signal", "signal.js")


def send_event(name: str, detail: View) -> None:
    """Send an event whenever its detail changes, and to a map that loads late.

    Args:
        name: The event.
        detail: What goes with it.
    """
    with st.container(key=f"signal-{name}", width=1):
        _sender(key=f"signal:{name}", data={"name": name, "detail": detail})


@guard.part
def receive(*, area: Handler, spot: Handler, missed: Handler, mean: Handler) -> None:
    """Receive events; nothing is seen of it.

    Args:
        area: Handles the area that the map shows, where it is searched.
        spot: Handles the point that was set on the map, or that none was.
        missed: Handles the words of the text that are a missed mention.
        mean: Handles the runner-up that is right for a place.
    """
    with st.container(key="signal-ear", width=1):
        _receiver(
            key=KEY,
            data={},
            on_area_change=partial(_handle, "area", area),
            on_spot_change=partial(_handle, "spot", spot),
            on_missed_change=partial(_handle, "missed", missed),
            on_mean_change=partial(_handle, "mean", mean),
        )


@session.atomic_callback()
def _handle(name: str, handler: Handler) -> None:
    handler(detail(KEY, name))
