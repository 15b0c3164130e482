"""The one page: an article, its map, and the passages behind each sign."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo
from dashboard import cached, guard, people, session, state, url, warm_up
from dashboard.components import (
    article_text,
    browser_events,
    compare,
    corrections,
    downloads,
    facets,
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
    if state.notice():
        messages.notice(state.notice())
    messages.report(state.report())
    _show_archive()
    if machine is None or atlas is None or shown is None:
        if not state.opened().asked:
            messages.nothing_shown(len(state.articles()))
        return
    compare.write_address(atlas)
    filters.chips(atlas, partial(compare.chip, atlas, shown))
    browser_events.receive(
        area=filters.take_area,
        keep=filters.take_kept,
        look=map_view.take_look,
        sheet_asked=downloads.ask_for_sheet,
        spot=corrections.place.take_spot,
        use_alternative=corrections.take_runner_up,
        went=partial(_go, atlas),
    )
    corrections.card.show(machine, atlas)
    with st.container(key="reading", gap=None):
        _stage(atlas, shown)
        timeline.show(atlas, shown)
        passages.show(machine, shown)
    tables.show(shown)
    warm_up.page_shown()


def _show_archive() -> None:
    """Show what is asked of an archive, where one is open: others need not load what asks."""
    if state.opened().asked:
        from dashboard.components import archive

        archive.show()


@session.atomic_callback()
def _go(atlas: geo.Atlas) -> None:
    """Show what the address says that somebody went back or forward to."""
    said = url.went_to(browser_events.received("went"))
    if state.addressable():
        filters.set_from_address(atlas, said)
        compare.set_from_address(atlas, said)
        chosen = [kind for kind in url.KINDS_CHOSEN if kind in said]
        state.choose(
            state.Selection(*((chosen[0], said[chosen[0]]) if chosen else ())),
            push=True,
        )
        state.set_look(said.get(url.LOOK, state.Look().name))


def _stage(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show lists and text on the left, the map on the right, which takes longest to draw."""
    with st.container(key="stage"):
        text, drawing = st.columns([5, 7], gap=None)
        with drawing:
            map_view.show(atlas, search=True)
        with text:
            lists = facets.place(atlas)
            article_text.show(atlas, shown)  # first: it tells the map all names
            facets.show(atlas, shown, lists)


def _filtered(atlas: geo.Atlas | None) -> geo.Atlas | None:
    """Return what the filters leave; all of it where they fail unexpectedly.

    What is chosen and not there any more is let go.
    """
    shown = atlas
    if atlas:
        state.keep_to(atlas)
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
            title = _title(len(articles))
            status = messages.progress_status(
                waiting,
                title,
                cancel="cancel-reading",
                on_cancel=messages.trying(state.break_off),
            )
            with status as progress, people.reading():
                asked = state.opened().asked
                machine = corrected = (
                    asked.atlas
                    if asked
                    else cached.atlas_of(
                        articles, state.options(), progress, private=state.private()
                    )
                )
                address = asked.archive.address if asked else ""
            corrected = cached.corrected(machine, address)
            state.note_read()
        except geo.DatelineError as error:
            state.set_error(str(error))
    return machine, corrected
