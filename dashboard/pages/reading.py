"""The one page: an article, its map, and the passages behind each sign."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo
from dashboard import cached, guard, state, warm_up
from dashboard.components import (
    article_text,
    browser_events,
    corrections,
    filters,
    header,
    map_view,
    messages,
    online,
    open_menu,
    passages,
    tables,
    timeline,
)


def show() -> None:
    """Show the open articles."""
    online.begin()
    with st.container(key="waiting"):
        waiting = st.empty()
    machine, atlas = _read(waiting)
    shown = _filtered(atlas)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        header.show(atlas, shown)
    with guard.going_on():
        if open_menu.read_pending(waiting):  # the menu is closed by now
            st.rerun()
    if state.error():
        messages.problem(state.error())
    messages.report(state.report())
    if machine is None or atlas is None or shown is None:
        messages.nothing_shown(len(state.articles()))
        return
    filters.chips(atlas)
    browser_events.receive(
        area=filters.take_area,
        spot=corrections.place.take_spot,
        use_alternative=corrections.take_runner_up,
    )
    corrections.card.show(machine, atlas)
    with st.container(key="reading", gap=None):
        with st.container(key="stage"):
            text, drawing = st.columns([5, 7], gap=None)
            with text:
                article_text.show(atlas, shown)
            with drawing:
                map_view.show(atlas, search=True)
        timeline.show(atlas, shown)
        passages.show(machine, shown)
    tables.show(shown)
    warm_up.page_shown()


def _filtered(atlas: geo.Atlas | None) -> geo.Atlas | None:
    """Return what the filters leave; all of it where they fail unexpectedly."""
    shown = atlas
    if atlas:
        with guard.going_on():
            shown = filters.apply(atlas)
    return shown


def _title(articles: int) -> str:
    return "Reading the article" if articles == 1 else f"Reading {articles:,} articles"


def _read(waiting: DeltaGenerator) -> tuple[geo.Atlas | None, geo.Atlas | None]:
    """Read the open articles; None where there are none or they cannot be read.

    Returns:
        What the machine read, and the same corrected.
    """
    articles = state.articles()
    machine = corrected = None
    if not articles:
        return None, None
    with guard.going_on():
        try:
            with messages.progress_status(waiting, _title(len(articles))) as progress:
                machine = corrected = cached.atlas_of(
                    articles, state.options(), progress, private=state.private()
                )
            corrected = cached.corrected(machine)
        except geo.DatelineError as error:
            state.set_error(str(error))
    return machine, corrected
