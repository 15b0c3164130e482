"""Opening an article: a sample, a pasted text, a file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import geo
from dashboard import state
from dashboard.components.messages import plain

MENU = "open-menu"
PASTED = "pasted"
TITLE = "pasted-title"
UPLOAD = "upload"


def show() -> None:
    """Show the button and what it opens."""
    with st.popover(
        "Open",
        icon=":material/article:",
        width="content",
        key=MENU,
        on_change="rerun",  # so that it can be closed when an article was opened
    ):
        st.caption("A text of your own")
        st.text_area(
            "Text of the article",
            key=PASTED,
            height=160,
            label_visibility="collapsed",
            placeholder="Paste an article here",
        )
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        left.text_input(
            "Title",
            key=TITLE,
            label_visibility="collapsed",
            placeholder="Title, if it has one",
        )
        right.button(
            "Read this text",
            key="read-pasted",
            type="primary",
            on_click=_open_pasted,
            width="stretch",
        )
        st.file_uploader(
            "A text file (.txt)", type=["txt"], key=UPLOAD, on_change=_open_upload
        )
        st.caption("Or one of the samples")
        for sample in geo.samples():
            st.button(
                plain(sample.title),
                key=f"sample-{sample.name}",
                type="tertiary",
                on_click=_open_sample,
                args=(sample,),
            )


def _open_pasted() -> None:
    text = st.session_state.get(PASTED, "")
    title = st.session_state.get(TITLE, "").strip()
    _open(lambda: geo.read_text(text, title=title))


def _open_upload() -> None:
    uploaded = st.session_state.get(UPLOAD)
    if uploaded is not None:
        _open(lambda: geo.read_bytes(uploaded.getvalue(), uploaded.name))


def _open_sample(sample: geo.Sample) -> None:
    _open(sample.read)


def _open(read: Callable[[], geo.Article]) -> None:
    """Open what is read and close the menu; or keep what is open and say why."""
    try:
        state.open_articles([read()])
    except geo.DatelineError as error:
        state.complain(str(error))
    st.session_state[MENU] = False
