"""The articles on a line of time, under text and map: bars, a range, playback.

Playback is the browser's alone; Python hears of a range that was set, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

import geo
import geo.atlas
import geo.view
import geo.web
from dashboard import guard, session
from dashboard.components import filters
from dashboard.components.fields import heard, news
from dashboard.components.messages import plain

KEY = "timeline"
COUNTED = "counted-timeline"
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
    """Show the timeline of articles of several days; of others why there is none.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it.
    """
    chosen = filters.current(atlas)
    undated = replace(chosen, since=None, until=None)
    view = geo.view.timeline_view(geo.select(atlas, undated), shown)
    if not view:
        note = geo.view.timeline_note(atlas)
        if note:
            with st.container(key="no-dates"):
                st.caption(plain(note))
        return
    days = {
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
    }
    with st.container(key="dates"):
        _component(
            key=KEY,
            data={**view, **days, "heard": heard(KEY)},
            on_range_change=_take,
        )


@guard.part
def show_counted(
    view: geo.view.TimelineView,
    since: date | None,
    until: date | None,
    take: Callable[[date | None, date | None], None],
) -> None:
    """Show the timeline of what was only counted.

    Args:
        view: Its steps.
        since: First day of the range that is set.
        until: Last day of it.
        take: Told the range that somebody sets.
    """
    days = {
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
    }

    @session.atomic_callback()
    def taken() -> None:
        if told := news(COUNTED, "range"):
            take(*_days(told))

    with st.container(key="counted-dates"):
        _component(
            key=COUNTED,
            data={**view, **days, "heard": heard(COUNTED)},
            on_range_change=taken,
        )


@session.atomic_callback()
def _take() -> None:
    """Take the range that the browser says was set."""
    if told := news(KEY, "range"):
        filters.set_days(*_days(told))


def _days(told: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Return the ends of a range that the browser tells of; None where one is open."""
    address = {name: str(told.get(name, "")) for name in ("since", "until")}
    shown = geo.atlas.from_url(address)
    return shown.since, shown.until
