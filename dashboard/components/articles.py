"""The list of articles: what each is about; a chosen one is opened, or shown alone."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geo
import geo.atlas
import geo.view
from dashboard import state
from dashboard.components import about_article, filters, signal

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
        about_article.show(lines[number].article.id)


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
    count = state.get(_COUNT, 0) + 1
    state.put({_COUNT: count})
    start = len(article.text) - len(article.text.lstrip())
    place = {"article": number, "start": start, "end": start + 1}
    signal.send("quote", {**place, "n": count})


@geo.atlas.once_per_atlas
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
