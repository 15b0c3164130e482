"""What the reader is told: problems with their remedy, waiting, nothing to show."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo
import geo.labels
import geo.model
from dashboard import guard, session, state

FAILED = (
    "Something failed here that should not have ({kind}). What is kept is safe; go on, or "
    "reload the page if something is missing. The log says more: “dateline doctor” on "
    "this machine names it."
)
SECONDS_BEFORE_STATUS = (
    0.4  # seconds; work shorter than this shows nothing of how far it is
)

# Streamlit reads these signs as Markdown, and words may come from outside.
_JOINER = "\u2060"  # shows nothing; no link goes over it
_ADDRESS = re.compile(r"(?i:https?|ftp|mailto|xmpp)(?=:)|(?i:www)(?=\.)|@")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEFTWARD = {"R", "AL", "AN"}
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+-.!|<>$:~"})


def plain(words: str) -> str:
    """Make words safe where Streamlit expects Markdown: they show as they are.

    An address in them stays words: a link would lead where a stranger wants. What is
    written from right to left turns round nothing beside it.
    """
    line = " ".join(_TURNING.sub("", words).split())
    shown = _ADDRESS.sub(rf"\g<0>{_JOINER}", line).translate(_MARKDOWN)
    leftward = any(unicodedata.bidirectional(sign) in _LEFTWARD for sign in line)
    return f"\u2068{shown}\u2069" if leftward else shown  # an isolate of its own


def problem(advice: str) -> None:
    """Show what went wrong and what to do; of several problems, a line each."""
    first, *others = (line[:1].upper() + line[1:] for line in advice.splitlines())
    with st.container(key="problem"):
        st.error("\n".join([plain(first), *(f"- {plain(line)}" for line in others)]))


def notice(words: str) -> None:
    """Show what is so though nothing went wrong: somebody asked for it."""
    with st.container(key="notice"):
        st.info(plain(words))


@contextmanager
def last_resort() -> Iterator[None]:
    """Show a page: what fails unexpectedly costs a line at the top, not the page."""
    top = st.empty()

    def say(kind: str) -> None:
        with top.container(key="failure"):
            st.error(plain(FAILED.format(kind=kind)), icon=":material/error:")

    with guard.page(say):
        yield


def report(lines: Sequence[str]) -> None:
    """Have at hand what was read of each file; nothing where there is nothing to say."""
    if not lines:
        return
    with st.container(key="report"), st.expander(_what_was_read(lines)):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _what_was_read(lines: Sequence[str]) -> str:
    return f"What was read in {len(lines):,} files" if lines[1:] else "What was read"


def nothing_shown(articles: int) -> None:
    """Show how to begin, or to go on where articles are open that cannot be shown."""
    why = "What is open cannot be shown." if articles else "No article is open."
    st.info(f"{why} Choose **Open** above: a sample, a text, or a file.")


def trying(do: Callable[[], None]) -> Callable[[], None]:
    """Make a callback that says what went wrong instead of failing."""

    @session.atomic_callback()
    def done() -> None:
        try:
            do()
        except geo.DatelineError as error:
            state.set_error(str(error))

    return done


class _Status:
    """What is being done, and how far it is: nothing until it is first shown."""

    def __init__(
        self,
        place: DeltaGenerator,
        title: str,
        cancel: str = "",
        on_cancel: Callable[[], None] | None = None,
    ) -> None:
        self._place = place
        self._title = title
        self._cancel, self._on_cancel = cancel, on_cancel
        self._bar: DeltaGenerator | None = None

    def show(self, share: float, words: str) -> None:
        """Show the share done, from 0 to 1, and the step."""
        if self._bar is None:
            status = self._place.status(plain(self._title), expanded=True)
            self._bar = status.empty()
            if self._cancel:
                status.button("Cancel", key=self._cancel, on_click=self._on_cancel)
        self._bar.progress(min(1.0, max(0.0, share)), text=plain(words.capitalize()))


@contextmanager
def progress_status(
    place: DeltaGenerator,
    title: str,
    first: str = "",
    *,
    cancel: str = "",
    on_cancel: Callable[[], None] | None = None,
) -> Iterator[geo.model.Progress]:
    """Return a progress function that shows how far work is once it takes long.

    Args:
        place: Where to show it.
        title: What is being done.
        first: The first step, shown at once where it cannot tell how far it is.
        cancel: The key of a button that breaks it off: Streamlit ends a run at its next step
            once one is pressed.
        on_cancel: Done then, so that the next run of the page does not begin it again.
    """
    started = time.monotonic()
    # When a share was first told, and which: the rate is from there on.
    begun: list[tuple[float, float]] = []
    waiting = _Status(place, title, cancel, on_cancel)
    if first:
        waiting.show(0.0, first)

    def report(share: float, words: str) -> None:
        now = time.monotonic()
        begun[:] = begun or [(now, share)]
        (since, done), whole = begun[0], 1 - begun[0][1]
        if now - started > SECONDS_BEFORE_STATUS:
            left = geo.labels.time_left((share - done) / (whole or 1), now - since)
            waiting.show(share, " · ".join(filter(None, (words, left))))

    try:
        yield report
    finally:
        place.empty()
