"""The line at the top: name, what was found, and what can be done with it."""

from __future__ import annotations

from html import escape

import streamlit as st

import geo
import geo.words
from dashboard import guard
from dashboard.components import (
    collections,
    downloads,
    filters,
    online,
    opener,
    way,
)

WORDMARK = '<p class="dl-wordmark">Dateline<span aria-hidden="true"> —</span></p>'


def show(atlas: geo.Atlas | None) -> geo.Atlas | None:
    """Show it; give what the filters leave of the atlas."""
    st.html(WORDMARK, width="content")
    summary = st.empty()
    st.space("stretch")
    online.show()
    way.to_gazetteer()
    collections.show()
    opener.show()
    if atlas is None:
        return None
    shown = atlas
    with guard.going_on():
        shown = filters.show(atlas)
    downloads.show(atlas, shown)
    words = escape(geo.words.describe(shown))
    summary.html(f'<p class="dl-summary" role="status">{words}</p>', width="content")
    return shown
