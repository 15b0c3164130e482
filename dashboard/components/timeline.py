"""The articles on a line of time, under text and map: bars, a range, playback.

Playback is the browser's alone; Python hears of a range that was set, once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

import geo
import geo.atlas
import geo.view
import geo.web
from dashboard import guard, session
from dashboard.components import filters
from dashboard.components.fields import detail

KEY = "timeline"
HERE = Path(__file__).parent

_component = st.components.v2.component(
    "dateline_timeline",
    html='<div class="root" role="group" aria-label="Timeline"></div>',
    css=geo.web.read_assets("tokens.css") + (HERE / "timeline.css").read_text("utf-8"),
    js=geo.web.read_assets("bus.js", "dom.js")
    + (HERE / "timeline.js").read_text("utf-8"),
)


@guard.part
def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the timeline where there are articles of several days.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it.
    """
    chosen = filters.current(atlas)
    undated = replace(chosen, since=None, until=None)
    view = geo.view.timeline_view(geo.select(atlas, undated), shown)
    if not view:
        return
    days = {
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
    }
    with st.container(key="dates"):
        _component(key=KEY, data={**view, **days}, on_range_change=_take)


@session.atomic_callback()
def _take() -> None:
    """Take the range that the browser says was set."""
    told = detail(KEY, "range")
    address = {name: str(told.get(name, "")) for name in ("since", "until")}
    shown = geo.atlas.from_url(address)
    filters.set_days(shown.since, shown.until)
