"""How right Dateline is on the articles that people here checked, and who corrected what."""

from __future__ import annotations

import streamlit as st

import geo
import geo.corrections
import geo.evaluation
import geo.team
from dashboard import cached, people, state
from dashboard.components import header, messages, navigation
from dashboard.components.messages import plain

FEW = 30  # checked articles from which an interval is narrow enough to be read
NONE_CHECKED = (
    "No article is checked yet. Draw some by lot, correct what is wrong in each, and press "
    "**Correct**, *This article is checked*."
)
HELP = (
    "Draw articles by lot, 30 or more: those that looked wrong are no fair sample. Whoever "
    "checks sees the machine's answer first, and tends to agree with it."
)
AUDIT_LINES = 200  # of the list; the file has all


def show() -> None:
    """Show the figures, the faults, and the list of corrections to who may see it."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(header.WORDMARK, width="content")
        st.space("stretch")
        navigation.to_reading()
    with st.container(key="how-right"):
        st.subheader("How right is it on our articles?")
        _figures()
        if geo.team.may_audit(people.person()):
            _audit()


def _figures() -> None:
    in_force = cached.corrections().in_force()
    checked = geo.corrections.checked_articles(in_force)
    where = [collection.id for collection in people.readable()]
    articles = cached.collections().find(checked, where)
    if not articles:
        st.markdown(NONE_CHECKED)
        return
    waiting = st.empty()
    with messages.progress_status(waiting, "Reading the checked articles") as progress:
        atlas = cached.atlas_of(
            articles, state.options(), progress, private=state.private()
        )
    figures = geo.evaluation.measure_checked(atlas, in_force).figures()
    few = "" if len(articles) >= FEW else " Few: the intervals are wide."
    words = "article" if len(articles) == 1 else "articles"
    st.caption(f"{len(articles):,} checked {words} of collections you may read.{few}")
    st.table(geo.evaluation.shares(figures))
    st.markdown("**What is wrong**, most often first")
    # Cells are Markdown to Streamlit, and these have words of articles.
    rows = geo.evaluation.fault_rows(figures)
    st.table([{name: plain(cell) for name, cell in row.items()} for row in rows])
    st.caption(HELP)


def _audit() -> None:
    history = cached.corrections().history()
    st.subheader("Who corrected what")
    if not history:
        st.caption("Nobody has corrected anything yet.")
        return
    rows = geo.corrections.audit_rows(history)[:AUDIT_LINES]
    st.dataframe(rows, hide_index=True, key="audit")
    st.caption(f"In all {len(history):,}, the last first.")
    st.download_button(
        "Download all as CSV",
        lambda: geo.corrections.audit_table(history).encode("utf-8"),
        file_name="corrections-audit.csv",
        mime="text/csv",
        key="download-audit",
    )
