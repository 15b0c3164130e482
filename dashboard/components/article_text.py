"""The article, its mentions marked: our own component, so that nothing in it can run."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
import geo.view
import geo.web
from dashboard import guard, session
from dashboard.components import filters
from dashboard.components.fields import heard, news

KEY = "article"
_AROUND = "around"  # the article being read, and the collection it is of
_HERE = Path(__file__).parent
_MOUNT = "\n".join(
    (_HERE / name).read_text(encoding="utf-8")
    for name in ("missed.js", "article_text.js")
)
_component = st.components.v2.component(
    "dateline_article",
    html='<div class="reader" tabindex="0" role="region" aria-label="Article"></div>',
    css=geo.web.read_assets(*geo.web.READER_STYLES)
    + (_HERE / "missed.css").read_text(encoding="utf-8"),
    js=geo.web.read_assets(*geo.web.READER_SCRIPTS) + _MOUNT,
)


@st.fragment
@guard.part
def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the articles with the marks that the filters leave.

    Of a large collection the browser has some articles at a time; when it needs others,
    this fragment alone runs again.
    """
    ids = tuple(article.id for article in atlas.articles)
    opened, around = session.get(_AROUND, (ids, 0))

    @session.atomic_callback()
    def take() -> None:
        number = news(KEY, "opened")
        if isinstance(number, int):
            session.put({_AROUND: (ids, number)})

    with st.container(key="text"):
        _component(
            key=KEY,
            data={
                **geo.view.reader_view(
                    atlas,
                    shown,
                    around if opened == ids else 0,
                    filters.current(atlas).words.strip(),
                ),
                "heard": heard(KEY),
            },
            on_opened_change=take,
        )
