"""About an article: its title, source and date, to be put right by whoever opened it."""

from __future__ import annotations

import streamlit as st

import geo
import geo.articles
from dashboard import keeping, state
from dashboard.components import opener

TITLE, SOURCE, DAY, PRECISION = (
    "about-title",
    "about-source",
    "about-day",
    "about-known",
)
NOT_YOURS = (
    "A sample, and what somebody else shares, stays as it is. Title, source and date "
    "of what you open yourself can be changed here."
)


def show(article_id: str) -> None:
    """Show what is known about an open article, as a form where it may be changed."""
    with st.expander("About this article", icon=":material/edit_note:"):
        if not keeping.can_redescribe():
            st.caption(NOT_YOURS)
            return
        # As it was opened, not as it was read: reading adds to it.
        for article in state.articles():
            if article.id == article_id and _form(article):
                st.rerun()  # text, map and panel have to follow


def _form(article: geo.Article) -> bool:
    # What is in the fields belongs to this article as it is now.
    own = str(hash(article))
    with st.form(f"about-{own}", border=False):
        st.text_input("Title", article.title, key=f"{TITLE}-{own}")
        source, day, precision = st.columns([2, 1, 1])
        source.text_input("Source", article.source, key=f"{SOURCE}-{own}")
        opener.published_fields(
            day, precision, f"{DAY}-{own}", f"{PRECISION}-{own}", article
        )
        return st.form_submit_button(
            "Change", key=f"about-change-{own}", on_click=_change, args=(article, own)
        )


@state.unbroken()
def _change(article: geo.Article, own: str) -> None:
    try:
        keeping.redescribe(
            geo.articles.redescribe(
                article,
                title=state.get(f"{TITLE}-{own}", article.title),
                source=state.get(f"{SOURCE}-{own}", article.source),
                published=state.get(f"{DAY}-{own}"),
                precision=state.get(f"{PRECISION}-{own}", article.published_precision),
            )
        )
    except geo.DatelineError as error:
        state.complain(str(error))
