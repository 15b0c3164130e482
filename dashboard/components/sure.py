"""What cannot be undone is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import session
from dashboard.components.messages import trying

_SURE = "collection-sure"  # the id of what is about to be deleted


def ask_and_do(name: str, label: str, question: str, do: Callable[[], None]) -> None:
    """Offer to delete something, and ask once more.

    Args:
        name: Its id.
        label: The words of the button.
        question: What is asked then.
        do: Deletes it.
    """
    if session.get(_SURE) != name:
        st.button(
            label,
            key="delete",
            type="tertiary",
            icon=":material/delete:",
            on_click=_ask,
            args=(name,),
        )
        return
    st.warning(question)
    with st.container(horizontal=True):
        st.button(
            "Delete it",
            key="delete-sure",
            type="primary",
            on_click=trying(partial(_done, do)),
        )
        st.button("Leave it", key="delete-not", on_click=_ask, args=("",))


def _done(do: Callable[[], None]) -> None:
    do()
    _ask("")


@session.atomic_callback()
def _ask(name: str) -> None:
    session.put({_SURE: name})
