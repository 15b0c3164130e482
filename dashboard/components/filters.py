"""What of an atlas is shown: kinds of mention, kinds of link, least certainty."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

import streamlit as st

import geo

K = TypeVar("K", geo.MentionKind, geo.LinkKind)

LEAST = {
    "Everything": 0.0,
    "Likely and sure": geo.UNSURE_BELOW,
    "Sure only": geo.SURE_FROM,
}


def show(atlas: geo.Atlas) -> geo.Atlas:
    """Show the filters; give what they leave."""
    stamp = stamp_of(atlas)
    with st.popover("Filter", icon=":material/tune:", width="content"):
        mentions = _kinds(
            "Names", _in_order(r.mention.kind for r in atlas.resolutions), f"m-{stamp}"
        )
        links = _kinds(
            "Links",
            _in_order(link.kind for link in atlas.links),
            f"l-{stamp}",
            chosen=geo.default_link_kinds(atlas),
        )
        least = st.segmented_control(
            "Certainty",
            list(LEAST),
            default="Everything",
            key=f"c-{stamp}",
            persist_state="session",
        )
    return geo.select(
        atlas,
        geo.Shown(
            mention_kinds=frozenset(mentions),
            link_kinds=frozenset(links),
            min_score=LEAST[least or "Everything"],
        ),
    )


def stamp_of(atlas: geo.Atlas) -> str:
    """Give a short name for the data shown: widgets and map begin anew with other data."""
    parts = [a.id for a in atlas.articles] + [k.id for k in atlas.links]
    parts += [
        f"{r.place.id if r.place else ''}{r.score:.3f}" for r in atlas.resolutions
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def _in_order(kinds: Iterable[K]) -> list[K]:
    """Give each kind once, in the order it is declared in."""
    met = set(kinds)
    return [kind for of in {type(kind) for kind in met} for kind in of if kind in met]


def _kinds(
    title: str, kinds: list[K], key: str, chosen: frozenset[K] | None = None
) -> list[K]:
    if not kinds:
        return []
    return st.pills(
        title,
        kinds,
        selection_mode="multi",
        default=[kind for kind in kinds if chosen is None or kind in chosen],
        format_func=geo.label,
        key=key,
        persist_state="session",
    )
