"""Events between Python and the scripts of text, map and panel, over the browser's bus.

``geo/web/bus.js`` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import guard, session
from dashboard.components.fields import detail
from geo.web import read_assets

KEY = "browser-events"
Callback = Callable[[], None]
_RUN = "events-run"


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
def receive(**heard: Callback) -> None:
    """Receive events; nothing is seen of it. What came with one is `received`.

    The browser is told with each run of the whole page that there was one: where events
    come at the same moment as one of a fragment, Streamlit calls back for them but runs the
    fragment alone, and the browser asks for the page once more.

    Args:
        heard: What is called at an event, by its name on the bus; "went" when somebody went
            back or forward (`url.went_to`).
    """
    run = session.get(_RUN, 0) + 1
    session.put({_RUN: run})
    with st.container(key="event-receiver", width=1):
        _receiver(
            key=KEY,
            data={"run": run},
            **{f"on_{name}_change": act for name, act in heard.items()},
        )


def received(name: str) -> Mapping[str, Any]:
    """Return what came with an event."""
    return detail(KEY, name)
