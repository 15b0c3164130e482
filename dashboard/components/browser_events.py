"""Events between Python and the scripts of text, map and panel, over the browser's bus.

``geo/web/bus.js`` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import guard
from dashboard.components.fields import detail
from geo.web import read_assets

KEY = "browser-events"
Callback = Callable[[], None]


def _component(name: str, script: str) -> Any:
    return st.components.v2.component(
        name,
        html="<span hidden></span>",
        js=read_assets("bus.js")
        + Path(__file__).with_name(script).read_text(encoding="utf-8"),
    )


_receiver = _component("dateline_browser_events", "browser_events.js")
_sender = _component("dateline_send_event", "send_event.js")


def send_event(name: str, detail: dict[str, Any]) -> None:
    """Send an event whenever its detail changes, and to a map that loads late.

    Args:
        name: The event.
        detail: What goes with it.
    """
    with st.container(key=f"event-{name}", width=1):
        _sender(key=f"event:{name}", data={"name": name, "detail": detail})


@guard.part
def receive(*, area: Callback, spot: Callback, use_alternative: Callback) -> None:
    """Receive events; nothing is seen of it. What came with one is `received`.

    Args:
        area: Called when the area that the map shows is to be searched.
        spot: Called when a point was set on the map, or given up.
        use_alternative: Called when a runner-up is right for a place.
    """
    with st.container(key="event-receiver", width=1):
        _receiver(
            key=KEY,
            data={},
            on_area_change=area,
            on_spot_change=spot,
            on_use_alternative_change=use_alternative,
        )


def received(name: str) -> Mapping[str, Any]:
    """Return what came with an event."""
    return detail(KEY, name)
