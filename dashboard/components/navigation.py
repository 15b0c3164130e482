"""The way between the two pages: links that keep the session, so that nothing is lost."""

from __future__ import annotations

import streamlit as st

from dashboard import session

_PAGES = "pages"
READING = "reading"
GAZETTEER = "gazetteer"
HOW_RIGHT = "how-right"


def remember(pages: dict[str, st.Page]) -> None:
    """Note the pages of this run: a link has to name one of them."""
    session.put({_PAGES: pages})


def to_gazetteer() -> None:
    """Show the way to the gazetteer."""
    with st.container(key="way", width="content"):
        st.page_link(
            session.get(_PAGES)[GAZETTEER],
            label="Gazetteer",
            icon=":material/travel_explore:",
        )


def to_how_right() -> None:
    """Show the way to the figures on one's own articles."""
    st.page_link(
        session.get(_PAGES)[HOW_RIGHT],
        label="How right is it on ours?",
        icon=":material/fact_check:",
    )


def to_reading() -> None:
    """Show the way back to the article."""
    with st.container(key="way", width="content"):
        st.page_link(
            session.get(_PAGES)[READING],
            label="Back to the article",
            icon=":material/arrow_back:",
        )
