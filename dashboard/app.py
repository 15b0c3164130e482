"""Dateline's dashboard. Start it with ``dateline``, which passes what it must know."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

import geo
import geo.gazetteer
import geo.team
import geo.web
from dashboard import guard, library, people, sign_in, state, url
from dashboard.components import collections, messages, navigation
from dashboard.pages import reading

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
        navigation.READING: st.Page(_reading, title="Dateline", default=True),
        navigation.HOW_RIGHT: st.Page(
            _how_right, title="How right · Dateline", url_path="how-right"
        ),
        navigation.GAZETTEER: st.Page(
            _gazetteer, title="Gazetteer · Dateline", url_path="gazetteer"
        ),
    }
    navigation.remember(pages)
    st.navigation(list(pages.values()), position="hidden").run()


def _reading() -> None:
    _show(reading.show, url.requested())


def _gazetteer() -> None:
    from dashboard.pages import gazetteer  # as all but the first page

    _show(gazetteer.show, None)


def _how_right() -> None:
    from dashboard.pages import how_right

    _show(how_right.show, None)


def _show(page: Callable[[], None], asked: Mapping[str, str] | None) -> None:
    """Show a page, or build the gazetteer first: no page can do without.

    Args:
        page: What shows it.
        asked: What the address asks to open; None where it means something else.
    """
    ready = True
    if not geo.team.may_enter(people.person()):
        sign_in.show()
        return
    try:
        with guard.going_on():
            people.meet()
            ready = geo.gazetteer.gazetteer_ready()
            url.enable(asked is not None)
            library.begin(asked or {})
            state.update_url()
        collections.remember()
        if ready:
            page()
        else:
            from dashboard.pages import first_run

            first_run.show()
    except geo.DatelineError as error:
        messages.problem(str(error))


main()
