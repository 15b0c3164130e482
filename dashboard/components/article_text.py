"""The article, its mentions marked: our own component, so that nothing in it can run."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import geo

_MOUNT = (Path(__file__).parent / "article_text.js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "dateline_article",
    html='<div class="reader" tabindex="0" role="region" aria-label="Article"></div>',
    css=geo.read_assets(*geo.READER_STYLES),
    js=geo.read_assets(*geo.READER_SCRIPTS) + _MOUNT,
)
_mount = partial(_component, key="article")


def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the articles with the marks that the filters leave."""
    with st.container(key="text"):
        _mount(data=geo.reader_view(atlas, shown))
