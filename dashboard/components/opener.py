"""Opening articles: a pasted text, files, a sample."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

import geo
from dashboard import keeping, state
from dashboard.components.messages import plain

MENU = "open-menu"
PASTED = "pasted"
TITLE = "pasted-title"
SOURCE = "pasted-source"
PUBLISHED = "pasted-day"
UPLOAD = "upload"
ADD = "add"
EARLIEST = date(1600, 1, 1)  # the first newspapers
_TAKEN = "uploads-taken"


def show() -> None:
    """Show the button and what it opens."""
    with st.popover(
        "Open",
        icon=":material/article:",
        width="content",
        key=MENU,
        on_change="rerun",  # so that it can be closed when an article was opened
    ):
        if keeping.can_add():
            st.checkbox("Add to the open collection", key=ADD)
        _pasting()
        # A new key empties the field once its files are taken.
        key = f"{UPLOAD}-{state.get(_TAKEN, 0)}"
        st.file_uploader(
            "Text files (.txt), several at once if you like",
            type=["txt"],
            accept_multiple_files=True,
            key=key,
            on_change=_open_uploads,
            args=(key,),
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


def _pasting() -> None:
    st.caption("A text of your own")
    st.text_area(
        "Text of the article",
        key=PASTED,
        height=160,
        label_visibility="collapsed",
        placeholder="Paste an article here",
    )
    left, right = st.columns(2)
    left.text_input("Title", key=TITLE, placeholder="If it has one")
    right.text_input("Source", key=SOURCE, placeholder="Newspaper or site")
    left, right = st.columns(2, vertical_alignment="bottom")
    left.date_input(
        "Published", value=None, key=PUBLISHED, min_value=EARLIEST, format="YYYY-MM-DD"
    )
    right.button(
        "Read this text",
        key="read-pasted",
        type="primary",
        on_click=_open_pasted,
        width="stretch",
    )


@state.unbroken()
def _open_pasted() -> None:
    try:
        article = geo.read_text(
            state.get(PASTED, ""),
            title=state.get(TITLE, "").strip(),
            source=state.get(SOURCE, "").strip(),
            published=state.get(PUBLISHED),
        )
    except geo.DatelineError as error:
        state.complain(str(error))
    else:
        _open([article])
        state.put({PASTED: "", TITLE: "", SOURCE: "", PUBLISHED: None})
    state.put({MENU: False})


@state.unbroken()
def _open_uploads(key: str) -> None:
    """Open the files that can be read, and say of each other one why not."""
    files = state.get(key) or []
    articles, problems = [], []
    for file in files:
        try:
            articles.append(geo.read_bytes(file.getvalue(), file.name))
        except geo.DatelineError as error:
            problems.append(str(error))
    if articles:
        _open(articles)
    if problems:
        opened = f"{len(articles):,} of {len(files):,} files opened"
        state.complain("\n".join([opened, *problems] if len(files) > 1 else problems))
    state.put({_TAKEN: state.get(_TAKEN, 0) + 1})
    state.put({MENU: False})


def _open(articles: Sequence[geo.Article]) -> None:
    keeping.open_new(articles, add=bool(state.get(ADD)))


@state.unbroken()
def _open_sample(sample: geo.Sample) -> None:
    try:
        keeping.open_sample(sample)
    except geo.DatelineError as error:
        state.complain(str(error))
    state.put({MENU: False})
