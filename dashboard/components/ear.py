"""What map, text and panel say to Python: a filter, or something for the menu "Correct"."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import geo
import geo.atlas
import geo.model
import geo.web
from dashboard import guard, state
from dashboard.components import correct_point, corrections, filters
from dashboard.components.fields import detail

KEY = "ear"
_MOUNT = (Path(__file__).parent / "ear.js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "dateline_ear",
    html="<span hidden></span>",
    js=geo.web.read_assets("bus.js") + _MOUNT,
)


@guard.part
def show(atlas: geo.Atlas) -> None:
    """Listen; nothing is seen of it.

    Args:
        atlas: What is open: the text names its articles by their number in it.
    """
    with st.container(key="signal-ear", width=1):
        _component(
            key=KEY,
            data={},
            on_area_change=_take_area,
            on_spot_change=_take_spot,
            on_missed_change=partial(_take_missed, atlas),
            on_mean_change=_take_mean,
        )


@state.unbroken()
def _take_area() -> None:
    """Take the area that the browser says the map shows."""
    told = detail(KEY, "area")
    sides = (told.get(side) for side in ("south", "west", "north", "east"))
    shown = geo.atlas.from_address({"area": ",".join(map(str, sides))})
    if shown.area:
        filters.set_area(shown.area)


@state.unbroken()
def _take_spot() -> None:
    """Take the point that was set on the map, or that none was."""
    told = detail(KEY, "spot")
    lat, lon = told.get("lat"), told.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        correct_point.take(float(lat), float(lon))
    else:
        correct_point.take()


@state.unbroken()
def _take_missed(atlas: geo.Atlas) -> None:
    """Take the words of the text that are a missed mention."""
    told = detail(KEY, "missed")
    number, start, end = (told.get(name) for name in ("article", "start", "end"))
    if not (
        isinstance(number, int) and isinstance(start, int) and isinstance(end, int)
    ):
        return
    if 0 <= number < len(atlas.articles):
        article = atlas.articles[number]
        if 0 <= start < end <= len(article.text):
            corrections.take_missed(geo.model.Passage(article.id, start, end))


@state.unbroken()
def _take_mean() -> None:
    """Take the runner-up that is right for a place."""
    told = detail(KEY, "mean")
    corrections.take_runner_up(str(told.get("place", "")), str(told.get("id", "")))
