"""The map, from Folium by way of streamlit-folium, with Leaflet from this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium

import geo
import geo.atlas
import geo.draw
import geo.view
import geo.web
from dashboard import guard, session, state, url
from dashboard.components.browser_events import received, send_event
from dashboard.components.fields import detail, told as told_by

HEIGHT = 520  # before style.css knows the window
HEARTBEAT = "map-heartbeat"
COUNTED = "map-counted"
# True once the map was not heard: streamlit-folium's insides changed.
MAP_SILENT = "map-silent"
PRESSED = "last_active_drawing"  # what streamlit-folium itself tells of a click

# Streamlit serves a component's folder, beside that of streamlit-folium.
_served = geo.web.served_map()
_web = declare_component("web", path=str(_served.folder))
_pressed = st.components.v2.component(
    "dateline_map_pressed",
    html="<span hidden></span>",
    js=geo.web.read_assets("bus.js")
    + Path(__file__).with_name("map_pressed.js").read_text("utf-8"),
)
_heartbeat = st.components.v2.component(
    "dateline_map_heartbeat",
    html="<span hidden></span>",
    js=geo.web.read_assets("bus.js")
    + Path(__file__).with_name("map_heartbeat.js").read_text("utf-8"),
)


def assets(*more: str) -> geo.draw.Assets:
    """Return where the frame of the map finds its scripts, seen from streamlit-folium's.

    Args:
        more: Addresses of scripts to load after ours.
    """
    ours = f"../{_web.name}"
    return geo.draw.Assets(
        scripts=(f"{ours}/{_served.script}", *more),
        styles=(f"{ours}/{_served.style}",),
        tiles=geo.web.TILES,
    )


@guard.part
def show(atlas: geo.Atlas, *more: str, search: bool = False) -> None:
    """Show everything an atlas has; the page hides what the filters leave out.

    Drawn whole, the map stays as it is when a filter changes: no flash, no lost view.

    Args:
        atlas: What to draw.
        more: Addresses of scripts to load after ours.
        search: Offer "Search this area" once the map was moved.
    """
    silent = bool(session.get(MAP_SILENT))
    key = f"map-{geo.view.atlas_stamp(atlas)}{'-silent' if silent else ''}"
    with st.container(key="map"):
        st_folium(
            geo.draw.draw_map(atlas, assets(*more), search=search),
            key=key,
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[PRESSED] if silent else [],
            on_change=partial(_take, key),
        )
    if search:
        _send_look()
    with st.container(key="event-heartbeat", width=1):
        _heartbeat(
            key=f"{HEARTBEAT}:{key}",
            on_silent_change=partial(_note_heartbeat, f"{HEARTBEAT}:{key}"),
        )


def show_counted(
    places: Sequence[tuple[geo.Place, int]],
    regions: dict[geo.atlas.RegionLevel, Sequence[geo.atlas.RegionCount]],
    about: str,
    take: Callable[[str, Mapping[str, Any]], None],
) -> None:
    """Show places that were only counted: another answer needs no other map.

    Args:
        places: Each with its mentions, the most named first.
        regions: All countries and provinces; one without a code is what lies in none.
        about: What the answer is about: while it stays, so does what is seen of the world;
            "" changes nothing of it.
        take: Told what is pressed: "place", "keep" a region or "area", and what came with it.
    """

    def told(name: str) -> Callable[[], None]:
        @session.atomic_callback()
        def heard() -> None:
            take(name, detail(COUNTED + "-pressed", name))

        return heard

    counted = [geo.draw.Counted(place, count) for place, count in places]
    countries = [r.code for r in regions.get(geo.atlas.RegionLevel.COUNTRY, ())]
    with st.container(key="map"):
        st_folium(
            geo.draw.draw_counts(assets()),
            key=COUNTED,
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
        )
    with st.container(key="event-pressed", width=1):
        _pressed(
            key=COUNTED + "-pressed",
            on_place_change=told("place"),
            on_keep_change=told("keep"),
            on_area_change=told("area"),
            on_look_change=_take_counted_look,
        )
    _send_look()
    send_event(
        "counted",
        {
            "drawing": geo.draw.counted_drawing(counted, countries),
            "show": geo.view.counted_view(places, regions),
            "about": about,
        },
    )


@session.atomic_callback()
def _note_heartbeat(key: str) -> None:
    """Take down whether the map says "ready" on the page's bus."""
    session.put({MAP_SILENT: bool(told_by(key, "silent"))})


def _send_look() -> None:
    look = state.look()
    send_event("look", {"look": look.name, "n": look.n, "from": "python"})


@session.atomic_callback()
def take_look() -> None:
    """Note how the map shows the places since somebody chose another way."""
    _note_look(received("look"))


@session.atomic_callback()
def _take_counted_look() -> None:
    _note_look(detail(COUNTED + "-pressed", "look"))


def _note_look(told: Mapping[str, Any]) -> None:
    n = told.get("n")
    state.set_look(str(told.get("look", "")), n if isinstance(n, int) else None)


@session.atomic_callback()
def _take(key: str) -> None:
    """Choose what was pressed on a map that can tell nobody but streamlit-folium."""
    pressed = detail(key, PRESSED).get("properties") or {}
    kind, name = str(pressed.get("type", "")), str(pressed.get("id", ""))
    if name and kind in url.KINDS_CHOSEN:
        state.choose(state.Selection(kind, name), push=True)
