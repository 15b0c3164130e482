"""What is compared, a mode of the whole page: the lists hold it, the map shows its colours."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

import geo
import geo.atlas
import geo.view
from dashboard import guard, session, state, url
from dashboard.components.fields import news
from dashboard.components.messages import plain

PARAMETER = "compare"
_COMPARING = "comparing"
_OF = "comparing-of"  # the data that it is of
_SIDES = """
<p class="dl-sides"><span class="a"></span>only in {a} <span class="b"></span>only in {b}
<span class="both"></span>in both</p>
"""


def current(atlas: geo.Atlas) -> geo.atlas.Comparing | None:
    """Return what is compared in these data; None while nothing is."""
    stamp = geo.view.atlas_stamp(atlas)
    before = session.get(_OF)
    if before != stamp:
        first = before is None and state.addressable()
        set_from_address(atlas, dict(st.query_params) if first else {})
        session.put({_OF: stamp})
    found: geo.atlas.Comparing | None = session.get(_COMPARING)
    return found


def set_from_address(atlas: geo.Atlas, said: Mapping[str, str]) -> None:
    """Compare what an address names, or nothing."""
    _put(geo.atlas.comparison_from_url(atlas, said.get(PARAMETER, "")))


def write_address(atlas: geo.Atlas) -> None:
    """Have the address say what is compared, where it may."""
    said = geo.atlas.comparison_to_url(current(atlas)) if state.addressable() else ""
    url.write([PARAMETER], {PARAMETER: said} if said else {})


@guard.part
def chip(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show that something is compared, the way out, and what the colours say."""
    comparing = current(atlas)
    if comparing is None:
        return
    a, b = (side.name for side in geo.view.sides_of(shown, comparing))
    st.button(
        plain(f"Comparing {a} with {b}"),
        key="chip-compare",
        help="End the comparison",
        icon=":material/close:",
        icon_position="right",
        on_click=_put,
        args=(None,),
    )
    st.html(_SIDES.format(a=escape(a), b=escape(b)), width="content")


@session.atomic_callback()
def take(key: str, atlas: geo.Atlas) -> None:
    """Take what the lists say is to be compared.

    Args:
        key: The key of the component that told it.
        atlas: Everything that was read.
    """
    told = news(key, "compare")
    if told is not None:
        sides = (str(told.get(name, "")) for name in ("by", "a", "b"))
        _put(geo.atlas.asked_comparison(atlas, *sides))


@session.atomic_callback()
def _put(comparing: geo.atlas.Comparing | None) -> None:
    session.put({_COMPARING: comparing})
