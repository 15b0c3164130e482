"""What the gazetteer knows of a name: its places as a list and on a map, and all of one.

The name stands in the address, so that a search can be sent to somebody.
"""

from __future__ import annotations

from html import escape

import streamlit as st

import geo
import geo.gazetteer
import geo.view
from dashboard import cached
from dashboard.components import (
    gazetteer_place,
    header,
    map_view,
    navigation,
    online,
    places,
    search,
)


def show() -> None:
    """Show the search and what it found."""
    online.begin()
    gazetteer = cached.gazetteer()
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(header.WORDMARK, width="content")
        summary = st.empty()
        st.space("stretch")
        online.show()
        navigation.to_reading()
    name = search.show()
    view = geo.view.gazetteer_view(gazetteer, name)
    said = escape(view["said"] if view["name"] else "Gazetteer")
    summary.html(f'<p class="dl-summary" role="status">{said}</p>', width="content")
    if not view["name"]:
        search.nothing_asked()
    elif not view["places"]:
        search.nothing_found(view)
    else:
        _found(gazetteer, view)


def _found(
    gazetteer: geo.gazetteer.OfflineGazetteer, view: geo.view.GazetteerView
) -> None:
    atlas, markers = geo.view.gazetteer_atlas(gazetteer, view["name"])
    chosen = places.chosen(view)
    with st.container(key="found", gap=None):
        with st.container(key="stage"):
            listed, drawing = st.columns([5, 6], gap=None)
            with listed:
                places.show(view, markers, chosen)
            with drawing:
                map_view.show(atlas, places.MAP_SCRIPT)
        gazetteer_place.show(gazetteer, chosen)
