"""All that is known of one place of the gazetteer: facts, and every name with its kind."""

from __future__ import annotations

from html import escape

import streamlit as st

import geo
import geo.gazetteer
import geo.view

HINT = "Choose a place, in the list or on the map, to see every name it is known by."
SPELLING = "Names stand as they are compared: without capitals and accents."


def show(gazetteer: geo.gazetteer.OfflineGazetteer, place_id: str) -> None:
    """Show what is known of a place, or how to choose one."""
    view = geo.view.gazetteer_place_view(gazetteer, place_id) if place_id else None
    with st.container(key="known"):
        st.html(_page(view) if view else f'<p class="dl-hint">{escape(HINT)}</p>')


def _page(view: geo.view.GazetteerPlaceView) -> str:
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in view["facts"]
    )
    names = "".join(_group(group) for group in view["names"])
    return (
        '<div class="dl-known"><section>'
        f'<h2>{escape(view["name"])}</h2><p class="dl-where">{escape(view["where"])}</p>'
        f"<dl>{facts}</dl></section>"
        f'<section class="dl-names">{names}'
        f'<p class="dl-note">{escape(SPELLING)}</p></section></div>'
    )


def _group(group: geo.view.NamesView) -> str:
    names = "".join(f"<li>{escape(name)}</li>" for name in group["names"])
    count = f" ({len(group['names'])})" if len(group["names"]) > 1 else ""
    return f"<h3>{escape(group['matched'].capitalize())}{count}</h3><ul>{names}</ul>"
