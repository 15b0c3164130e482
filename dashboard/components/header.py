"""The line at the top: name, what was found, and what can be done with it."""

from __future__ import annotations

from html import escape

import streamlit as st

import geo
import geo.labels
from dashboard.components import (
    collections,
    downloads,
    filters,
    find,
    navigation,
    online,
    open_menu,
)

WORDMARK = '<p class="dl-wordmark">Dateline<span aria-hidden="true"> —</span></p>'


def show(atlas: geo.Atlas | None, shown: geo.Atlas | None) -> None:
    """Show it.

    Args:
        atlas: What was read, as people have corrected it.
        shown: What the filters leave of it; None where nothing can be shown.
    """
    st.html(WORDMARK, width="content")
    summary = st.empty()
    if atlas and shown:
        find.show(shown)
    st.space("stretch")
    online.show()
    navigation.to_gazetteer()
    collections.show()
    open_menu.show()
    if atlas is None or shown is None:
        return
    filters.show(atlas)
    downloads.show(atlas, shown)
    whole = escape(geo.labels.describe(shown))
    brief = escape(geo.labels.describe_briefly(shown))
    summary.html(
        f'<p class="dl-summary" role="status" title="{whole}">'
        f'<span class="whole">{whole}</span><span class="brief">{brief}</span></p>',
        width="content",
    )
