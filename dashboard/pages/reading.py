"""The one page: an article, its map, and the passages behind each sign."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo
from dashboard import cached, guard, state, warm_up
from dashboard.components import (
    article_text,
    ear,
    filters,
    map_view,
    masthead,
    messages,
    online,
    opener,
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
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        shown = masthead.show(atlas)
    with guard.going_on():
        if opener.take(waiting):  # the menu it was asked for in is closed by now
            st.rerun()
    if state.problem():
        messages.problem(state.problem())
    messages.report(state.reported())
    if machine is None or atlas is None or shown is None:
        messages.nothing_shown(len(state.articles()))
        return
    filters.chips(atlas)
    ear.show(atlas)
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
            with messages.patience(waiting, _title(len(articles))) as progress:
                machine = corrected = cached.atlas_of(
                    articles, state.options(), progress, private=state.private()
                )
            corrected = cached.corrected(machine)
        except geo.DatelineError as error:
            state.complain(str(error))
    return machine, corrected
