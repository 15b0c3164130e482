"""The list of articles: what each is about; a chosen one is opened, shown alone, described."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geo
import geo.atlas
import geo.view
from dashboard import library, session, state
from dashboard.components import filters, open_menu
from dashboard.components.browser_events import send_event

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
_COUNT = "articles-opened"


def show(shown: geo.Atlas) -> None:
    """Show the list; under it what can be done with the chosen article."""
    lines = geo.view.article_lines(shown)
    st.caption("Choose a row to read the article or to show it alone.")
    key = f"articles-{geo.view.atlas_stamp(shown)}"
    table = st.dataframe(
        _columns(shown),
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        alt="Articles with what each is about",
    )
    rows = table.selection.rows
    if rows:
        _chosen(rows[0], lines[rows[0]].article)
    # The only article need not be chosen first.
    for number in rows or range(len(lines) == 1):
        _show_about(lines[number].article.id)


def _chosen(number: int, article: geo.Article) -> None:
    with st.container(horizontal=True):
        if st.button("Show in the text", key="article-open"):
            _quote(number, article)
        if st.button(
            "Show only this article",
            key="article-alone",
            on_click=filters.set_article,
            args=(article.id,),
        ):
            st.rerun()


def _quote(number: int, article: geo.Article) -> None:
    """Bring an article into sight; the count makes each press something new to say."""
    count = session.get(_COUNT, 0) + 1
    session.put({_COUNT: count})
    start = len(article.text) - len(article.text.lstrip())
    place = {"article": number, "start": start, "end": start + 1}
    send_event("quote", {**place, "n": count})


@geo.atlas.memoized
def _columns(shown: geo.Atlas) -> dict[str, list[Any]]:
    lines = geo.view.article_lines(shown)
    return {
        "Title": [line.title for line in lines],
        "Source": [line.article.source for line in lines],
        "Published": [line.article.published for line in lines],
        "Places": [line.places for line in lines],
        "Links": [line.links for line in lines],
        "Not mapped": [line.unmapped for line in lines],
        "Mainly about": [", ".join(line.about) for line in lines],
    }


def _show_about(article_id: str) -> None:
    """Show what is known about an open article, as a form where it may be changed."""
    with st.expander("About this article", icon=":material/edit_note:"):
        if not library.can_redescribe():
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
        open_menu.published_fields(
            day, precision, f"{DAY}-{own}", f"{PRECISION}-{own}", article
        )
        return st.form_submit_button(
            "Change", key=f"about-change-{own}", on_click=_change, args=(article, own)
        )


@session.atomic_callback()
def _change(article: geo.Article, own: str) -> None:
    try:
        library.redescribe(
            geo.articles.redescribe(
                article,
                title=session.get(f"{TITLE}-{own}", article.title),
                source=session.get(f"{SOURCE}-{own}", article.source),
                published=session.get(f"{DAY}-{own}"),
                precision=session.get(
                    f"{PRECISION}-{own}", article.published_precision
                ),
            )
        )
    except geo.DatelineError as error:
        state.set_error(str(error))
