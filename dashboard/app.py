"""Dateline's dashboard. Start it with ``dateline``, which passes what it must know."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import streamlit as st

import geo
from dashboard import state
from dashboard.components import messages
from dashboard.pages import first_run, reading

HERE = Path(__file__).parent


def main() -> None:
    """Show the page."""
    # A broken registry on Windows would have scripts served as plain text.
    mimetypes.add_type("text/javascript", ".js")
    st.set_page_config(
        page_title="Dateline",
        page_icon=str(HERE / "favicon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(HERE / "style.css")
    # Named pages keep Streamlit from making one of each file in pages/.
    st.navigation([st.Page(_page, title="Dateline")], position="hidden").run()


def _page() -> None:
    try:
        ready = geo.gazetteer_ready()
        state.begin()
        if ready:
            reading.show()
        else:
            first_run.show()
    except geo.DatelineError as error:
        messages.problem(str(error))


main()
