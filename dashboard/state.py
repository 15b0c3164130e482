"""What one reader's session holds: the open articles, the choice, the options.

Session state belongs to one browser tab: nobody else sees it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import streamlit as st

import geo

FILES = "DATELINE_SERVE_FILES"  # set by `dateline serve`
MODEL = "DATELINE_SERVE_MODEL"
KINDS = "DATELINE_SERVE_KINDS"

ONLINE = "online"  # the key of the sidebar's switch
_ARTICLES = "articles"
_SELECTION = "selection"
_PUSHED = "pushed"
_PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen: a place, a link, or nothing ("")."""

    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read.

    Attributes:
        model: An installed spaCy pipeline instead of Dateline's own, or None.
        kinds: Kinds of mention kept.
        online: Ask geocoders about names the gazetteer lacks.
    """

    model: str | None = None
    kinds: frozenset[geo.MentionKind] = frozenset(geo.MentionKind)
    online: bool = False


def begin() -> None:
    """Open what the command line named, or the sample, on the first run."""
    if _ARTICLES in st.session_state:
        return
    st.session_state[_ARTICLES] = ()
    try:
        st.session_state[_ARTICLES] = tuple(_first())
    except geo.DatelineError as error:
        complain(str(error))


def _first() -> Iterator[geo.Article]:
    named = [name for name in os.environ.get(FILES, "").split("\n") if name]
    for opened in geo.read_articles(named):
        if opened.problem:
            complain(opened.problem)
        yield from opened.articles
    if not named:
        yield geo.samples()[0].read()


def articles() -> tuple[geo.Article, ...]:
    """Give the open articles."""
    found: tuple[geo.Article, ...] = st.session_state[_ARTICLES]
    return found


def open_articles(opened: Iterable[geo.Article]) -> None:
    """Open articles instead of those before; nothing is chosen in them yet."""
    st.session_state[_ARTICLES] = tuple(opened)
    st.session_state[_SELECTION] = Selection()
    st.session_state[_PROBLEM] = ""


def options() -> Options:
    """Give how articles are to be read."""
    return Options(
        model=os.environ.get(MODEL) or None,
        kinds=_kinds(os.environ.get(KINDS)),
        online=bool(st.session_state.get(ONLINE, False)),
    )


def _kinds(named: str | None) -> frozenset[geo.MentionKind]:
    """Read the kinds that `dateline serve` names; every kind where it names none."""
    if named is None:
        return frozenset(geo.MentionKind)
    return frozenset(kind for kind in geo.MentionKind if kind in named.split(","))


def selection() -> Selection:
    """Give what is chosen."""
    chosen: Selection = st.session_state.get(_SELECTION, Selection())
    return chosen


def choose(chosen: Selection, *, push: bool = False) -> None:
    """Choose a place or link.

    Args:
        chosen: What.
        push: True where text and map do not know of it yet: a row of a table.
    """
    st.session_state[_SELECTION] = chosen
    if push:
        st.session_state[_PUSHED] = pushed() + 1


def pushed() -> int:
    """Count the choices that text and map have to be told of."""
    count: int = st.session_state.get(_PUSHED, 0)
    return count


def complain(advice: str) -> None:
    """Keep a message to show at the top until something is opened."""
    st.session_state[_PROBLEM] = advice


def problem() -> str:
    """Give the message to show, or ""."""
    advice: str = st.session_state.get(_PROBLEM, "")
    return advice
