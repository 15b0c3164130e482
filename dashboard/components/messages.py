"""What the reader is told: problems with their remedy, waiting, nothing to show."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

PATIENCE = 0.4  # seconds; work shorter than this shows no progress bar

# Streamlit reads these signs as Markdown, and words may come from outside.
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+-.!|<>$:~"})


def plain(words: str) -> str:
    """Make words safe where Streamlit expects Markdown: they show as they are."""
    return " ".join(words.split()).translate(_MARKDOWN)


def problem(advice: str) -> None:
    """Say what went wrong and what to do; of several problems, a line each."""
    first, *others = (line[:1].upper() + line[1:] for line in advice.splitlines())
    with st.container(key="problem"):
        st.error("\n".join([plain(first), *(f"- {plain(line)}" for line in others)]))


def report(lines: Sequence[str]) -> None:
    """Have at hand what was read of each file; nothing where there is nothing to say."""
    if not lines:
        return
    with st.container(key="report"), st.expander(_what_was_read(lines)):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _what_was_read(lines: Sequence[str]) -> str:
    return f"What was read in {len(lines):,} files" if lines[1:] else "What was read"


def nothing_open() -> None:
    """Say how to begin."""
    st.info("No article is open. Choose **Open** above: a sample, a text, or a file.")


@contextmanager
def patience(place: DeltaGenerator) -> Iterator[Callable[[float, str], None]]:
    """Give a progress function that shows a bar once the work takes long."""
    started = time.monotonic()

    def report(share: float, words: str) -> None:
        if time.monotonic() - started > PATIENCE:
            place.progress(min(1.0, max(0.0, share)), text=words.capitalize())

    try:
        yield report
    finally:
        place.empty()
