"""The values of one reader's session, and callbacks that Streamlit may not break off.

Session state belongs to one browser tab; what it means is ``dashboard.state``'s affair.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st

import geo.logs
from dashboard.streamlit_inside import ScriptControlException

FAILED = "failed"  # the kind of an error that nobody expected, until it is said
PRIVATE = "private"  # whether nothing of the session is kept

_held = threading.local()  # the stop that waits for the end of something whole


@contextmanager
def atomic_callback() -> Iterator[None]:
    """Do something whole; a callback is decorated with it.

    Every use of the session is a point where Streamlit may stop the script for the next
    click, in a callback as well. In here it stops at the end, and what fails is said.
    """
    if getattr(_held, "within", False):  # part of something whole
        yield
        return
    _held.within, _held.stop = True, None
    try:
        yield
    except Exception as error:
        fail(error)
    finally:
        _held.within = False
    if _held.stop is not None:
        raise _held.stop


def fail(error: Exception) -> None:
    """Log what nobody expected, and have the page say so once it can."""
    geo.logs.log_failure(error, private=bool(get(PRIVATE, False)))
    put({FAILED: type(error).__name__})


def get(name: str, otherwise: Any = None) -> Any:
    """Read a value of the session; None, which lost widgets say, is none."""
    found = retry_on_rerun(lambda: st.session_state.get(name, None))
    return otherwise if found is None else found


def put(values: Mapping[str, object]) -> None:
    """Write values of the session."""
    for name, value in values.items():
        retry_on_rerun(partial(st.session_state.__setitem__, name, value))


def drop(name: str) -> Any:
    """Take a value out of the session; give it, or None where there is none."""
    return retry_on_rerun(lambda: st.session_state.pop(name, None))


def retry_on_rerun(act: Callable[[], Any]) -> Any:
    """Do something with Streamlit's state; within something whole, whatever comes."""
    while True:
        try:
            return act()
        except ScriptControlException as stop:
            if not getattr(_held, "within", False):
                raise
            _held.stop = stop  # said once; the second time the act is done
