"""Tables before they are read: what was taken for what, to be looked at and changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geo.articles
from dashboard import library, session
from dashboard.components import messages

ASKED = "table-columns"  # files and their reports that wait for an answer
FIELD = "table-column"
ADD = "add"
WORDS = {
    "text": "Text",
    "title": "Headline",
    "published": "Day",
    "source": "Newspaper",
    "address": "Web address",
}
NONE = "(none)"
MAX_SHOWN = 5  # tables that are asked about; others are read as they were understood
HELP = (
    "Each row becomes an article. This is what the columns were taken for, by what is in "
    "them; change what is wrong."
)
Given = list[tuple[str, bytes]]


def ask(given: Given, found: Sequence[geo.articles.OpenReport]) -> bool:
    """Have somebody asked about the tables among files; return whether there are any."""
    if not any(one.columns for one in found):
        return False
    session.put({ASKED: (given, list(found))})
    return True


def show() -> None:
    """Show the question, where files wait for its answer."""
    if session.get(ASKED):
        _dialog()


@session.atomic_callback()
def _forget() -> None:
    session.drop(ASKED)


@st.dialog("Which column is what?", width="medium", on_dismiss=_forget)
def _dialog() -> None:
    given, found = session.get(ASKED) or ([], [])
    tables = [one for one in found if one.columns][:MAX_SHOWN]
    st.caption(HELP)
    for number, report in enumerate(tables):
        _table(number, report, several=len(tables) > 1)
    if st.button("Read", type="primary", width="stretch", key="read-tables"):
        said = {
            report.name: _said(number, report) for number, report in enumerate(tables)
        }
        _forget()
        library.open_read(_read(given, found, said), add=bool(session.get(ADD)))
        st.rerun()


def _table(number: int, report: geo.articles.OpenReport, *, several: bool) -> None:
    columns = report.columns
    assert columns is not None  # as `_dialog` chose them
    if several or report.problem:
        st.markdown(messages.plain(report.problem or report.name))
    shown = {
        name: f"{name}: {example}" if example else name
        for name, example in zip(columns.names, columns.examples, strict=True)
    }
    for what, words in WORDS.items():
        options = [NONE, *columns.names]
        taken = columns.taken.get(what, NONE)
        st.selectbox(
            words,
            options,
            index=options.index(taken) if taken in options else 0,
            key=f"{FIELD}-{number}-{what}",
            format_func=lambda name: shown.get(name, name),
        )


def _said(number: int, report: geo.articles.OpenReport) -> dict[str, str]:
    """Return what somebody chose, where it is not what was taken."""
    assert report.columns is not None
    chosen = {what: session.get(f"{FIELD}-{number}-{what}", NONE) for what in WORDS}
    taken = {what: report.columns.taken.get(what, NONE) for what in WORDS}
    if chosen == taken or chosen["text"] == NONE:
        return {}
    return {what: "" if name == NONE else name for what, name in chosen.items()}


def _read(
    given: Given,
    found: Sequence[geo.articles.OpenReport],
    said: dict[str, dict[str, str]],
) -> list[geo.articles.OpenReport]:
    """Return the reports, of tables whose columns were changed as they are read with those."""
    reports: list[geo.articles.OpenReport] = []
    for one in found:
        columns = said.get(one.name)
        files = [each for each in given if one.name in {each[0], f"{each[0]}/{each[0][:-3]}"}]  # fmt: skip
        again = bool(columns) and len(files) == 1
        reports += geo.articles.read_uploads(files, columns=columns) if again else [one]
    return reports
