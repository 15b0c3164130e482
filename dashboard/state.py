"""What one reader's session holds: what is open, the choice, the options.

Session state belongs to one browser tab; what is kept is ``dashboard.keeping``'s affair.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException

import geo
import geo.articles
import geo.collections
import geo.logs

FILES = "DATELINE_SERVE_FILES"  # set by `dateline serve`
MODEL = "DATELINE_SERVE_MODEL"
KINDS = "DATELINE_SERVE_KINDS"

ONLINE = "online"  # the key of the badge's switch
FAILED = "failed"  # the kind of an error that nobody expected, until it is said
_OPEN = "open"
_PRIVATE = "private"
_SELECTION = "selection"
_PUSHED = "pushed"
_PROBLEM = "problem"
_REPORT = "report"
_WRITTEN = "written"
_OURS = "address-ours"

# What the address may say; anything else in it belongs to somebody else.
SAMPLE, COLLECTION = "sample", "collection"
KINDS_CHOSEN = ("place", "link")
_ADDRESS = (SAMPLE, COLLECTION, *KINDS_CHOSEN)

_held = threading.local()  # the stop that waits for the end of something whole


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


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open.

    Attributes:
        articles: The articles.
        sample: The name of the sample, where it is one.
        collection: The collection it is kept in, where it is.
    """

    articles: tuple[geo.Article, ...] = ()
    sample: str = ""
    collection: geo.collections.Collection | None = None


@contextmanager
def unbroken() -> Iterator[None]:
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
    geo.logs.log_failure(error, private=private())
    put({FAILED: type(error).__name__})


def get(name: str, otherwise: Any = None) -> Any:
    """Read a value of the session; None, which lost widgets say, is none."""
    found = _steadily(lambda: st.session_state.get(name, None))
    return otherwise if found is None else found


def put(values: Mapping[str, object]) -> None:
    """Write values of the session."""
    for name, value in values.items():
        _steadily(partial(st.session_state.__setitem__, name, value))


def drop(name: str) -> Any:
    """Take a value out of the session; give it, or None where there is none."""
    return _steadily(lambda: st.session_state.pop(name, None))


def _steadily(act: Callable[[], Any]) -> Any:
    while True:
        try:
            return act()
        except ScriptControlException as stop:
            if not getattr(_held, "within", False):
                raise
            _held.stop = stop  # said once; the second time the act is done


def begun() -> bool:
    """Return whether this session has opened anything yet."""
    return get(_OPEN) is not None


def opened() -> Opened:
    """Return what is open."""
    found: Opened = get(_OPEN, Opened())
    return found


def articles() -> tuple[geo.Article, ...]:
    """Return the open articles."""
    return opened().articles


def open_articles(new: Opened, advice: str = "") -> None:
    """Open something instead of what was; nothing is chosen in it yet.

    Args:
        new: What.
        advice: A message to show with it.
    """
    put({_OPEN: new, _SELECTION: Selection(), _PROBLEM: advice, _REPORT: ()})


def know_collection(collection: geo.collections.Collection | None) -> None:
    """Note how the open articles are kept now."""
    put({_OPEN: replace(opened(), collection=collection)})


def know_articles(new: tuple[geo.Article, ...]) -> None:
    """Note that the open articles are described in another way; the choice stays."""
    put({_OPEN: replace(opened(), articles=new)})


def private() -> bool:
    """Return whether nothing of this session is kept."""
    return bool(get(_PRIVATE, False))


def be_private(on: bool) -> None:
    """Keep nothing of this session from now on, or keep what is opened again."""
    put({_PRIVATE: on})


def addressable() -> bool:
    """Return whether filters and selection may stand in the address.

    Only what others can open too may: a sample, a collection its owner shares.
    """
    now = opened()
    return bool(now.sample or (now.collection and now.collection.shared))


def asked() -> dict[str, str]:
    """Return what the address asks for."""
    return {name: st.query_params[name] for name in _ADDRESS if name in st.query_params}


def mind_address(ours: bool) -> None:
    """Note whether the address of this page is ours to write."""
    put({_OURS: ours})


def say_where() -> None:
    """Have the address say what is open and chosen, where it may."""
    if not get(_OURS):
        return
    wanted = _address()
    write_address(_ADDRESS, wanted)
    put({_WRITTEN: wanted})


def write_address(names: Iterable[str], wanted: Mapping[str, str]) -> None:
    """Have the address say what is wanted of some names, and nothing else of them."""
    for name in names:
        said = _steadily(partial(st.query_params.get, name))
        if name not in wanted:
            if said is not None:
                _steadily(partial(st.query_params.pop, name, None))
        elif said != wanted[name]:
            _steadily(partial(st.query_params.__setitem__, name, wanted[name]))


def written() -> Mapping[str, str]:
    """Return what the address was last made to say."""
    found: dict[str, str] = get(_WRITTEN, {})
    return found


def _address() -> dict[str, str]:
    if not addressable():
        return {}
    now, chosen = opened(), selection()
    address = {chosen.kind: chosen.id} if chosen.kind in KINDS_CHOSEN else {}
    if now.collection:
        return {COLLECTION: now.collection.id, **address}
    # The first sample needs no name: the bare address opens it.
    if address or now.sample != geo.articles.samples()[0].name:
        return {SAMPLE: now.sample, **address}
    return address


def options() -> Options:
    """Return how articles are to be read."""
    return Options(
        model=os.environ.get(MODEL) or None,
        kinds=_kinds(os.environ.get(KINDS)),
        online=bool(get(ONLINE, False)),
    )


def _kinds(named: str | None) -> frozenset[geo.MentionKind]:
    """Read the kinds that `dateline serve` names; every kind where it names none."""
    if named is None:
        return frozenset(geo.MentionKind)
    return frozenset(kind for kind in geo.MentionKind if kind in named.split(","))


def selection() -> Selection:
    """Return what is chosen."""
    chosen: Selection = get(_SELECTION, Selection())
    return chosen


def choose(chosen: Selection, *, push: bool = False) -> None:
    """Choose a place or link.

    Args:
        chosen: What.
        push: True where text and map do not know of it yet: a row of a table.
    """
    put({_SELECTION: chosen})
    if push:
        put({_PUSHED: pushed() + 1})
    say_where()


def pushed() -> int:
    """Count the choices that text and map have to be told of."""
    count: int = get(_PUSHED, 0)
    return count


def complain(advice: str) -> None:
    """Keep a message to show at the top until something is opened; a line a problem."""
    put({_PROBLEM: advice})


def problem() -> str:
    """Return the message to show, or ""."""
    advice: str = get(_PROBLEM, "")
    return advice


def report(lines: Sequence[str]) -> None:
    """Keep what is to be said of the files that were read, until others are opened."""
    put({_REPORT: tuple(lines)})


def reported() -> tuple[str, ...]:
    """Return what is to be said of the files that were read; a line each."""
    lines: tuple[str, ...] = get(_REPORT, ())
    return lines
