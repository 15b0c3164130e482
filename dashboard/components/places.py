"""The places of a name as a list, one with the map beside it.

The list is our own component, so that nothing in a name can run; a row pressed in it is
chosen on the map too, and the other way round.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.components.v1 import declare_component

import geo
import geo.view
import geo.web
from dashboard import session
from dashboard.components.fields import detail

KEY = "places"
PLACE = "place"  # what the address calls the chosen one
HERE = Path(__file__).parent

# Streamlit serves this folder as it is: only what the map's frame loads lies in it.
_served = declare_component("search_map", path=str(HERE / "search_map"))
_script = HERE / "search_map" / "search_map.js"
_mark = hashlib.sha256(_script.read_bytes()).hexdigest()[:10]
MAP_SCRIPT = f"../{_served.name}/{_script.name}?v={_mark}"

_component = st.components.v2.component(
    "dateline_places",
    html='<div class="root"></div>',
    css=geo.web.read_assets("tokens.css") + (HERE / "places.css").read_text("utf-8"),
    js=geo.web.read_assets("bus.js", "dom.js")
    + (HERE / "places.js").read_text("utf-8"),
)


def chosen(view: geo.view.GazetteerView) -> str:
    """Return the id of the chosen place: the only one of its name, or the address's."""
    ids = [row["id"] for row in view["places"]]
    asked = st.query_params.get(PLACE, "")
    return asked if asked in ids else ids[0] if len(ids) == 1 else ""


def show(
    view: geo.view.GazetteerView, markers: geo.view.ShownView, chosen: str
) -> None:
    """Show the list, and tell the map what its markers are called."""
    with st.container(key="places-list"):
        _component(
            key=KEY,
            data={"places": view["places"], "show": markers, "chosen": chosen},
            on_chosen_change=_take,
        )


@session.atomic_callback()
def _take() -> None:
    """Take what the browser says was chosen."""
    place = str(detail(KEY, "chosen").get("id", ""))
    said = st.query_params  # its name is bound to the field: no writing all at once
    session.retry_on_rerun(
        partial(said.__setitem__, PLACE, place)
        if place
        else partial(said.pop, PLACE, None)
    )
