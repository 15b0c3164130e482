"""The address of the page: what it asks for, and what it is made to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from dashboard import session

# What the address may say; anything else in it belongs to somebody else.
SAMPLE, COLLECTION, LOOK = "sample", "collection", "map"
KINDS_CHOSEN = ("place", "link")
_NAMES = (SAMPLE, COLLECTION, LOOK, *KINDS_CHOSEN)
_STREAMLITS = {"embed", "embed_options"}  # which it lets nobody read or write
_LAST = "written"
_KNOWN = (
    "address-known"  # all that the address says, as far as Python made or was told it
)
_ENABLED = "address-ours"


def requested() -> dict[str, str]:
    """Return what the address asks for."""
    return {name: st.query_params[name] for name in _NAMES if name in st.query_params}


def enable(ours: bool) -> None:
    """Note whether the address of this page is ours to write."""
    session.put({_ENABLED: ours})
    if not ours:
        session.drop(_KNOWN)  # another page has another address


def update(wanted: Mapping[str, str]) -> None:
    """Have the address say what is open and chosen, where it is ours to write."""
    if session.get(_ENABLED):
        write(_NAMES, wanted)
        session.put({_LAST: dict(wanted)})


def write(names: Iterable[str], wanted: Mapping[str, str]) -> None:
    """Have the address say what is wanted of some names, and nothing else of them.

    Only a change of ours is written: after a step back Streamlit runs the script before
    `went_to` is called, and what is still shown must not be written over that step.
    """
    said = session.get(_KNOWN) or session.retry_on_rerun(st.query_params.to_dict)
    ours = set(names)
    kept = {n: v for n, v in said.items() if n not in ours or n in wanted}
    new = kept | {name: wanted[name] for name in wanted if name in ours}
    if new != said:  # at once: each change is a step for those who go back
        session.retry_on_rerun(partial(st.query_params.from_dict, new))
    session.put({_KNOWN: new})


def went_to(asked: Mapping[str, object]) -> dict[str, str]:
    """Note the address that somebody went back or forward to, and return it.

    Args:
        asked: What the address asked for that the browser was at then. Streamlit's may be
            older: of two requests the one that came into a callback is queued again behind
            the other.
    """
    said = {name: str(asked[name]) for name in asked if name not in _STREAMLITS}
    if said != session.retry_on_rerun(st.query_params.to_dict):
        session.retry_on_rerun(partial(st.query_params.from_dict, said))
    last = {name: said[name] for name in _NAMES if name in said}
    session.put({_KNOWN: said, _LAST: last})
    return said


def last() -> Mapping[str, str]:
    """Return what the address was last made to say."""
    found: dict[str, str] = session.get(_LAST, {})
    return found
