"""The last resort: what fails in a part of a page fails alone, is logged, and is said.

What Streamlit stops a script with is no failure and passes. Callbacks are guarded by
``session.atomic_callback``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import streamlit as st

import geo
import geo.logs
from dashboard import session, state

P = ParamSpec("P")

# Of a run that shows all of a page, not a fragment alone: what failed in it, by its kind.
_run = threading.local()


@contextmanager
def going_on() -> Iterator[None]:
    """Go on behind this where something in it fails that nobody expected."""
    try:
        yield
    except Exception as error:
        with session.atomic_callback():
            if _whole():
                geo.logs.log_failure(error, private=state.private())
                _run.failed = type(error).__name__
            else:
                session.fail(error)


@contextmanager
def page(say: Callable[[str], None]) -> Iterator[None]:
    """Show all of a page, as far as it goes.

    Args:
        say: Told the kind of what failed, in this run or in a callback before it. What
            failed in a run that the next click broke off is no matter any more.
    """
    _run.failed = ""
    try:
        with going_on():
            yield
        if kind := session.drop(session.FAILED) or _run.failed:
            say(kind)
    finally:
        del _run.failed


def part(show: Callable[P, None]) -> Callable[P, None]:
    """Decorate what shows a part of a page: where it fails, the others are shown."""

    @wraps(show)
    def shown(*args: P.args, **named: P.kwargs) -> None:
        with going_on():
            show(*args, **named)
        if not _whole() and session.get(session.FAILED):
            st.rerun()  # a fragment alone cannot say it at the top

    return shown


def _whole() -> bool:
    return hasattr(_run, "failed")
