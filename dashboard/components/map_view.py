"""The map, from Folium by way of streamlit-folium, with Leaflet from this machine."""

from __future__ import annotations

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium

import geo
from dashboard.components.filters import stamp_of

HEIGHT = 520  # before style.css knows the window

# Streamlit serves a component's folder: so Leaflet comes from its package, uncopied.
_leaflet = declare_component("leaflet", path=str(geo.leaflet_folder()))
_web = declare_component("web", path=str(geo.web_folder()))


def assets(*more: str) -> geo.Assets:
    """Say where the frame of the map finds its scripts, seen from streamlit-folium's.

    Args:
        more: Addresses of scripts to load after ours.
    """
    ours = f"../{_web.name}"
    return geo.Assets(
        scripts=(
            f"../{_leaflet.name}/leaflet.js",
            *(f"{ours}/{n}?v={geo.asset_version(n)}" for n in geo.MAP_SCRIPTS),
            *more,
        ),
        styles=(
            f"../{_leaflet.name}/leaflet.css",
            *(f"{ours}/{n}?v={geo.asset_version(n)}" for n in geo.MAP_STYLES),
        ),
    )


def show(atlas: geo.Atlas, *more: str) -> None:
    """Show everything an atlas has; the page hides what the filters leave out.

    Drawn whole, the map stays as it is when a filter changes: no flash, no lost view.

    Args:
        atlas: What to draw.
        more: Addresses of scripts to load after ours.
    """
    with st.container(key="map"):
        st_folium(
            geo.draw_map(atlas, assets(*more)),
            key=f"map-{stamp_of(atlas)}",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
        )
