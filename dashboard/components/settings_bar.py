"""The sidebar: what may leave the machine, and whom the data is owed to."""

from __future__ import annotations

import streamlit as st

import geo
from dashboard import cached, state
from dashboard.components.messages import plain

OFFLINE = "Nothing leaves this machine."
ONLINE = (
    "Names without an offline answer are sent to the geocoder, each once: the name "
    "alone, never the article."
)


def show() -> None:
    """Show the sidebar."""
    with st.sidebar:
        st.subheader("Online")
        on = st.toggle(
            "Online geocoders",
            value=bool(cached.settings().geocoders),
            key=state.ONLINE,
            persist_state="session",
            help="Ask Nominatim (OpenStreetMap) about names that the offline "
            "gazetteer does not know. Answers are kept on this machine.",
        )
        st.caption(ONLINE if on else OFFLINE)
        if on:
            st.caption(plain(f"Asked: {cached.settings().nominatim_url}"))
        st.subheader("Data")
        for line in geo.credits():
            st.caption(plain(line))
        st.caption("Map drawn with Leaflet (BSD-2) and Folium (MIT)")
        st.subheader("Dateline")
        st.caption(
            plain(f"Version {geo.version}. Every sign on the map can be quoted.")
        )
