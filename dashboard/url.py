"""The address of the page: what it asks for, and what it is made to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from dashboard import session

# What the address may say; anything else in it belongs to somebody else.
SAMPLE, COLLECTION = "sample", "collection"
KINDS_CHOSEN = ("place", "link")
_NAMES = (SAMPLE, COLLECTION, *KINDS_CHOSEN)
_LAST = "written"
_ENABLED = "address-ours"


def requested() -> dict[str, str]:
    """Return what the address asks for."""
    return {name: st.query_params[name] for name in _NAMES if name in st.query_params}


def enable(ours: bool) -> None:
    """Note whether the address of this page is ours to write."""
    session.put({_ENABLED: ours})


def update(wanted: Mapping[str, str]) -> None:
    """Have the address say what is open and chosen, where it is ours to write."""
    if session.get(_ENABLED):
        write(_NAMES, wanted)
        session.put({_LAST: dict(wanted)})


def write(names: Iterable[str], wanted: Mapping[str, str]) -> None:
    """Have the address say what is wanted of some names, and nothing else of them."""
    for name in names:
        said = session.retry_on_rerun(partial(st.query_params.get, name))
        if name not in wanted:
            if said is not None:
                session.retry_on_rerun(partial(st.query_params.pop, name, None))
        elif said != wanted[name]:
            session.retry_on_rerun(
                partial(st.query_params.__setitem__, name, wanted[name])
            )


def last() -> Mapping[str, str]:
    """Return what the address was last made to say."""
    found: dict[str, str] = session.get(_LAST, {})
    return found
