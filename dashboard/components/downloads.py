"""Taking the map away, of everything or of what the filters show."""

from __future__ import annotations

import streamlit as st

import geo

WHAT = "download-what"
EVERYTHING = "Everything"
FILTERED = "What the filters show"


def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the button and what it offers."""
    with st.popover("Download", icon=":material/download:", width="content"):
        what = st.radio("What to take", [FILTERED, EVERYTHING], key=WHAT)
        chosen = atlas if what == EVERYTHING else shown
        st.download_button(
            "GeoJSON for other maps",
            data=lambda: geo.to_geojson(chosen, unresolved=what == EVERYTHING),
            file_name="dateline.geojson",
            mime="application/geo+json",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "Web page that works offline",
            data=lambda: geo.to_html(chosen),
            file_name="dateline.html",
            mime="text/html",
            on_click="ignore",
            width="stretch",
        )
