"""The search of the gazetteer: the field, and what is said when there is nothing to show."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geo
import geo.view
from dashboard import session
from dashboard.components.messages import plain

NAME = "name"  # also what the address calls it: /gazetteer?name=Paris

EMPTY = (
    "Type a name, e.g. **Wonsan**: every place that the gazetteer knows by it shows "
    "here, with all its other names. Capitals and accents do not matter."
)
ELSEWHERE = (
    "The gazetteer on this machine holds towns and villages of 500 people and more, "
    "and few streets, hills and buildings. An online geocoder may know the rest: "
    "switched on at the top, it is asked about such names when an article is read."
)


def show() -> str:
    """Show the field; give what is asked for."""
    with st.container(key="search"):
        return field(
            "Name of a place",
            key=NAME,
            type="search",
            placeholder="Name of a place, e.g. Wonsan",
            bind="query-params",
        )


def field(label: str, *, key: str, **more: Any) -> str:
    """Show a field that is asked by Enter or by the button beside it; give what is asked for."""
    with st.container(
        key=f"asks-{key}", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        asked = st.text_input(label, key=key, label_visibility="collapsed", **more)
        # Who presses it leaves the field, which tells what it says: there is nothing more to do.
        st.button("Search", key=f"ask-{key}", icon=":material/search:")
    return asked or ""


def nothing_asked() -> None:
    """Show how to begin."""
    with st.container(key="nothing"):
        st.markdown(EMPTY)


def nothing_found(view: geo.view.GazetteerView) -> None:
    """Show what could be meant instead, and who else could know."""
    with st.container(key="nothing"):
        st.markdown(f"The gazetteer knows no place called **{plain(view['name'])}**.")
        if view["similar"]:
            st.html('<p class="dl-hint">Names spelt nearly so</p>')
        for number, near in enumerate(view["similar"]):
            st.button(
                f"**{plain(near['name'])}** · {plain(near['where'])}",
                key=f"near-{number}",
                type="tertiary",
                on_click=_ask,
                args=(near["name"],),
            )
        st.html(f'<p class="dl-hint">{ELSEWHERE}</p>')


@session.atomic_callback()
def _ask(name: str) -> None:
    session.put({NAME: name})
