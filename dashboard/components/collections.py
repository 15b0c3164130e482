"""The collections: which are kept, the open one, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

import geo
import geo.collections
from dashboard import cached, guard, library, session, state
from dashboard.components.messages import plain

MENU = "collections-menu"
FIND = "collections-find"
NAME = "collection-name"
INTO = "collection-into"
SHARED = "collection-shared"
PRIVATE = "private-mode"
_SURE = "collection-sure"  # the id of the one about to be deleted
FEW = 8  # shown without searching
WIDE = 40  # characters of a name in the list

NOTHING = "What you open is kept here: paste a text or choose a file under **Open**."
KEPT_NOWHERE = (
    "Nothing you open is kept, and no geocoder is asked. It is gone when this page is "
    "closed or reloaded."
)
KEPT_HERE = "What you open is kept on this machine, for this browser alone."
SHARED_HELP = "Whoever can reach this dashboard and has the address can read it."

_remember = st.components.v2.component(
    "dateline_remember",
    js=(Path(__file__).parent / "collections.js").read_text("utf-8"),
)


@guard.part
def show() -> None:
    """Show the button and its menu."""
    private = state.private()
    menu = st.popover(
        "Private" if private else "Collections",
        icon=":material/visibility_off:" if private else ":material/folder:",
        width="content",
        key=MENU,
        on_change="rerun",  # so that it can be closed, and costs nothing while it is
    )
    if not menu.open:
        return
    with menu:
        _notice()
        _open_now()
        _list()
        st.divider()
        st.toggle(
            "Private: keep nothing",
            value=private,
            key=PRIVATE,
            on_change=_switch_private,
        )
        st.caption(KEPT_NOWHERE if private else KEPT_HERE)


@guard.part
def remember() -> None:
    """Have the browser remember who it is and what is open."""
    with st.container(key="remember"):
        _remember(key="remembered", data=library.cookies())


def _notice() -> None:
    notice = cached.collections().notice
    if notice:
        st.warning(plain(notice))


def _open_now() -> None:
    """Show what is open, and what can be done with it."""
    now = state.opened()
    own = library.own_collection()
    if own:
        _change(own)
    elif now.articles and not now.sample and not state.private():
        st.caption("What is open is not kept.")
        st.button("Keep it as a collection", key="keep", on_click=_try(library.keep))


def _change(own: geo.collections.Collection) -> None:
    st.text_input(
        "Name of the open collection",
        value=own.name,
        key=f"{NAME}-{own.id}",
        on_change=_rename,
        args=(own,),
    )
    st.toggle(
        "May be shared by its address",
        value=own.shared,
        key=f"{SHARED}-{own.id}",
        help=SHARED_HELP,
        on_change=_share,
        args=(own,),
    )
    _merge(own)
    _delete(own)


def _merge(own: geo.collections.Collection) -> None:
    others = [c for c in _own() if c.id != own.id]
    if not others:
        return
    named = {c.id: c for c in others}
    st.selectbox(
        "Merge it into another",
        list(named),
        index=None,
        key=f"{INTO}-{own.id}",
        placeholder="Choose the one that stays",
        format_func=lambda name: _said(named[name]),
    )
    into = named.get(session.get(f"{INTO}-{own.id}") or "")
    if into:
        st.button(
            f"Move {_count(own)} to “{plain(into.name)}”",
            key="merge",
            on_click=_try(partial(_merged, own, into)),
        )


def _delete(own: geo.collections.Collection) -> None:
    if session.get(_SURE) != own.id:
        st.button(
            "Delete this collection",
            key="delete",
            type="tertiary",
            icon=":material/delete:",
            on_click=_ask,
            args=(own.id,),
        )
        return
    st.warning(f"Delete “{plain(own.name)}” with {_count(own)}? This cannot be undone.")
    with st.container(horizontal=True):
        st.button(
            "Delete it",
            key="delete-sure",
            type="primary",
            on_click=_try(partial(_deleted, own)),
        )
        st.button("Leave it", key="delete-not", on_click=_ask, args=("",))


def _list() -> None:
    """Show the kept collections, the last opened first."""
    kept = _own()
    st.caption(f"Kept collections ({len(kept):,})" if kept else NOTHING)
    if len(kept) > FEW:
        words = st.text_input(
            "Find a collection",
            key=FIND,
            label_visibility="collapsed",
            placeholder="Find by name",
        )
        kept = _own(words or "")[:FEW]
    now = state.opened().collection
    for one in kept:
        here = bool(now and now.id == one.id)
        st.button(
            f"**{plain(_short(one.name))}** · {_count(one)} · {_day(one)}",
            key=f"kept-{one.id}",
            type="tertiary",
            icon=":material/check:" if here else ":material/folder:",
            on_click=_try(partial(_open, one)),
        )


def _own(words: str = "") -> tuple[geo.collections.Collection, ...]:
    return cached.collections().list(library.owner(), words=words, limit=1_000)


def _said(one: geo.collections.Collection) -> str:
    return f"{one.name} · {_count(one)}"


def _short(name: str) -> str:
    return name if len(name) <= WIDE else name[: WIDE - 1].rstrip() + "…"


def _day(one: geo.collections.Collection) -> str:
    return f"{one.opened.day} {one.opened:%b %Y}"


def _count(one: geo.collections.Collection) -> str:
    return f"{one.articles:,} article{'' if one.articles == 1 else 's'}"


def _try(do: Callable[[], None]) -> Callable[[], None]:
    """Make a callback that says what went wrong instead of failing."""

    @session.atomic_callback()
    def done() -> None:
        try:
            do()
        except geo.DatelineError as error:
            state.set_error(str(error))

    return done


def _open(one: geo.collections.Collection) -> None:
    library.open_kept(one)
    session.put({MENU: False})


def _merged(own: geo.collections.Collection, into: geo.collections.Collection) -> None:
    _open(cached.collections().merge(into.id, own.id))


def _deleted(own: geo.collections.Collection) -> None:
    cached.collections().delete(own.id)
    library.leave(own)
    _ask("")


@session.atomic_callback()
def _ask(name: str) -> None:
    session.put({_SURE: name})


@session.atomic_callback()
def _rename(own: geo.collections.Collection) -> None:
    words = session.get(f"{NAME}-{own.id}", own.name)
    _try(partial(cached.collections().rename, own.id, words))()
    state.set_collection(cached.collections().get(own.id))


@session.atomic_callback()
def _share(own: geo.collections.Collection) -> None:
    shared = session.get(f"{SHARED}-{own.id}", own.shared)
    _try(partial(cached.collections().share, own.id, shared))()
    state.set_collection(cached.collections().get(own.id))


@session.atomic_callback()
def _switch_private() -> None:
    library.switch_private(session.get(PRIVATE, state.private()))
