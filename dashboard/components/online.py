"""What may leave the machine: a badge that always says it, and the switches behind it."""

from __future__ import annotations

import streamlit as st

import geo
from dashboard import cached, state
from dashboard.components import signal
from dashboard.components.messages import plain

TILES = "tiles"  # the key of the switch for the street map
OFFLINE = "Offline"
NOTHING = "Nothing leaves this machine: gazetteer, language model and map lie on it."
GEOCODERS_HELP = (
    "Names without an offline answer are sent to the geocoder, each once: the name "
    "alone, never the article. Answers are kept on this machine."
)
TILES_HELP = (
    "The part of the world you look at is asked for from openstreetmap.org, as "
    "pictures. Your browser's address and that part of the world are known there."
)


def begin() -> None:
    """Set the switches as the settings have them, before anything is read."""
    asked = bool(cached.settings().geocoders)
    st.session_state.setdefault(state.ONLINE, asked)


def show() -> None:
    """Show the badge; behind it the switches, the credits and the version."""
    on = _switched_on()
    label = f"Online: {', '.join(on)}" if on else OFFLINE
    icon = ":material/cloud_upload:" if on else ":material/cloud_off:"
    badge = st.container(key="badge-on" if on else "badge-off", width="content")
    with badge.popover(label, icon=icon, width="content", key="online-menu"):
        _switches()
        _about()
    signal.send("tiles", {"on": bool(st.session_state.get(TILES))})


def _switched_on() -> list[str]:
    switches = {state.ONLINE: "geocoder", TILES: "street map"}
    return [words for key, words in switches.items() if st.session_state.get(key)]


def _switches() -> None:
    st.markdown("**What leaves this machine**")
    if not _switched_on():
        st.caption(NOTHING)
    st.toggle(
        "Street map of OpenStreetMap behind the signs",
        key=TILES,
        persist_state="session",
    )
    st.caption(TILES_HELP)
    st.toggle(
        "Ask an online geocoder about unknown names",
        key=state.ONLINE,
        persist_state="session",
    )
    st.caption(GEOCODERS_HELP)
    if st.session_state.get(state.ONLINE):
        st.caption(plain(f"Asked: {cached.settings().nominatim_url}"))


def _about() -> None:
    with st.expander(plain(f"About Dateline {geo.version}")):
        st.caption("Every sign on the map can be quoted.")
        for line in geo.credits():
            st.caption(plain(line))
        st.caption("Map drawn with Leaflet (BSD-2) and Folium (MIT)")
