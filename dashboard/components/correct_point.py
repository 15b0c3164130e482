"""A point set by hand: by its degrees, or by the next click on the map."""

from __future__ import annotations

import streamlit as st

import geo
import geo.corrections
from dashboard import state
from dashboard.components import signal

MENU = "correct-menu"
LAT, LON, NAME = "correct-lat", "correct-lon", "correct-name"
PICK = "pick-point"
_EMPTY = object()  # stands for a field that is not there
_PICKING = "picking"  # what is in the fields while the menu makes room for the map


def point(words: str, fields: tuple[str, ...]) -> geo.Place | None:
    """Ask for a point.

    Args:
        words: What it is called unless another name is given.
        fields: Keys of the fields to find again once a spot of the map was pressed.
    """
    st.button(
        "Use the next click on the map", icon=":material/my_location:", key=PICK,
        on_click=_begin, args=(fields,),
    )  # fmt: skip
    south_north, west_east = st.columns(2)
    lat = south_north.number_input(
        "Latitude", -90.0, 90.0, None, format="%.5f", key=LAT
    )
    lon = west_east.number_input(
        "Longitude", -180.0, 180.0, None, format="%.5f", key=LON
    )
    name = st.text_input("Name", placeholder=words, key=NAME)
    if lat is None or lon is None:
        return None
    return geo.corrections.point_by_hand(lat, lon, name or words)


def show() -> None:
    """Have the map say where it is pressed next, while that is wanted."""
    signal.send("pick", {"on": state.get(_PICKING) is not None})


def take(lat: float | None = None, lon: float | None = None) -> None:
    """Take the spot that was pressed, or None where it was given up; go on as before."""
    fields = state.drop(_PICKING)
    if fields is None:
        return
    if lat is not None and lon is not None:
        fields |= {LAT: lat, LON: lon}
    state.put({**fields, MENU: True})


@state.unbroken()
def _begin(fields: tuple[str, ...]) -> None:
    """Close the menu, which hides part of the map."""
    filled = {name: state.get(name, _EMPTY) for name in fields}
    kept = {name: value for name, value in filled.items() if value is not _EMPTY}
    state.put({_PICKING: kept, MENU: False})
