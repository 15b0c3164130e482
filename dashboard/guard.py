"""The last resort: what fails in a part of a page fails alone, is logged, and is said.

What Streamlit stops a script with is no failure and passes. Callbacks are guarded by
``state.unbroken``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import streamlit as st

from dashboard import state

P = ParamSpec("P")

_run = threading.local()  # whether this run shows all of a page, or a fragment alone


@contextmanager
def going_on() -> Iterator[None]:
    """Go on behind this where something in it fails that nobody expected."""
    try:
        yield
    except Exception as error:
        with state.unbroken():
            state.fail(error)


@contextmanager
def page() -> Iterator[None]:
    """Show all of a page, as far as it goes."""
    _run.whole = True
    try:
        with going_on():
            yield
    finally:
        _run.whole = False


def part(show: Callable[P, None]) -> Callable[P, None]:
    """Decorate what shows a part of a page: where it fails, the others are shown."""

    @wraps(show)
    def shown(*args: P.args, **named: P.kwargs) -> None:
        with going_on():
            show(*args, **named)
        if not getattr(_run, "whole", False) and state.get(state.FAILED):
            st.rerun()  # a fragment alone cannot say it at the top

    return shown


def failure() -> str:
    """Return the kind of what failed since this was asked last, or ""."""
    return state.drop(state.FAILED) or ""
