"""Dateline's dashboard. Start it with ``dateline``, which passes what it must know."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

import geo
import geo.gazetteer
import geo.web
from dashboard import guard, keeping, state
from dashboard.components import collections, messages, way
from dashboard.pages import first_run, gazetteer, reading

HERE = Path(__file__).parent


def main() -> None:
    """Show the page that the address names."""
    with messages.last_resort():
        _main()


def _main() -> None:
    # A broken registry on Windows would have scripts served as plain text.
    mimetypes.add_type("text/javascript", ".js")
    st.set_page_config(
        page_icon=str(HERE / "favicon.svg"),
        layout="wide",
    )
    with guard.going_on():
        style = (HERE / "style.css").read_text("utf-8")
        st.html(f"<style>{geo.web.read_assets('tokens.css')}{style}</style>")
    # Named pages keep Streamlit from making one of each file in pages/.
    pages = {
        way.READING: st.Page(_reading, title="Dateline", default=True),
        way.GAZETTEER: st.Page(
            _gazetteer, title="Gazetteer · Dateline", url_path="gazetteer"
        ),
    }
    way.remember(pages)
    st.navigation(list(pages.values()), position="hidden").run()


def _reading() -> None:
    _show(reading.show, state.asked())


def _gazetteer() -> None:
    _show(gazetteer.show, None)


def _show(page: Callable[[], None], asked: Mapping[str, str] | None) -> None:
    """Show a page, or build the gazetteer first: no page can do without.

    Args:
        page: What shows it.
        asked: What the address asks to open; None where it means something else.
    """
    ready = True
    try:
        with guard.going_on():
            ready = geo.gazetteer.gazetteer_ready()
            state.mind_address(asked is not None)
            keeping.begin(asked or {})
            state.say_where()
        collections.remember()
        if ready:
            page()
        else:
            first_run.show()
    except geo.DatelineError as error:
        messages.problem(str(error))


main()
