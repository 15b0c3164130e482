"""Taking the map away, of everything or of what the filters show."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import geo
from dashboard.components import signal

WHAT = "download-what"
EVERYTHING = "Everything"
FILTERED = "What the filters show"


def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the button and what it offers."""
    with st.popover("Download", icon=":material/download:", width="content"):
        what = st.radio(
            "What to take", [FILTERED, EVERYTHING], key=WHAT, horizontal=True
        )
        everything = what == EVERYTHING
        chosen = atlas if everything else shown
        _file(
            "Web page that works offline",
            "html",
            "text/html",
            lambda: geo.to_html(chosen),
        )
        _file(
            "GeoJSON for other maps",
            "geojson",
            "application/geo+json",
            lambda: geo.to_geojson(chosen, unresolved=everything),
        )
        _file(
            "CSV for spreadsheets",
            "csv",
            "text/csv",
            lambda: geo.export_atlas(chosen, "csv"),
        )
        _file(
            "KML for Google Earth",
            "kml",
            "application/vnd.google-earth.kml+xml",
            lambda: geo.export_atlas(chosen, "kml"),
        )
        _picture(everything, atlas)


def _file(label: str, ending: str, mime: str, write: Callable[[], str | bytes]) -> None:
    """Offer one format; it is written when the button is pressed, not before."""
    st.download_button(
        label,
        data=write,
        file_name=f"dateline.{ending}",
        mime=mime,
        icon=":material/draft:",
        on_click="ignore",
        width="stretch",
    )


def _picture(everything: bool, atlas: geo.Atlas) -> None:
    """Offer the map as the browser shows it; the browser makes the file."""
    if st.button("Picture of the map (PNG)", icon=":material/image:", width="stretch"):
        shown = geo.reader_view(atlas, atlas)["show"] if everything else None
        signal.send("picture", {"show": shown})
