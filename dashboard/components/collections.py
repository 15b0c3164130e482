"""The collections: which are kept, the open one, and what can be done with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import geo
import geo.articles
import geo.collections
from dashboard import cached, guard, library, people, session, sign_in, state
from dashboard.components import navigation, sure
from dashboard.components.fields import name_of, set_open
from dashboard.components.messages import plain, trying

MENU = "collections-menu"
FIND = "collections-find"
NAME = "collection-name"
INTO = "collection-into"
SHARED = "collection-shared"
READERS = "collection-readers"
PRIVATE = "private-mode"
FEW = 8  # shown without searching
FEW_OF_OTHERS = 30
WIDE = 40  # characters of a name in the list

NOTHING = "What you open is kept here: paste a text or choose a file under **Open**."
KEPT_NOWHERE = (
    "Nothing you open is kept, and no geocoder is asked. It is gone when this page is "
    "closed or reloaded."
)
KEPT_HERE = "What you open is kept on this machine, for this browser alone."
MADE_OF_IT = (
    "An archive counts over any number of articles. It keeps the sentences that name a "
    "place; the collection stays as it is."
)
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
        key=name_of(MENU),
        on_change="rerun",  # so that it can be closed, and costs nothing while it is
    )
    if not menu.open:
        return
    from dashboard.components import archive  # loads what asks one

    with menu:
        _notice()
        _open_now()
        _list()
        _list_others()
        archive.list_them(_close)
        st.divider()
        navigation.to_how_right()
        st.toggle(
            "Private: keep nothing",
            value=private,
            key=PRIVATE,
            on_change=_switch_private,
        )
        st.caption(KEPT_NOWHERE if private else _kept_for_whom())
        sign_in.show_way_out()


@guard.part
def remember() -> None:
    """Have the browser remember who it is and what is open."""
    with st.container(key="remember"):
        _remember(key="remembered", data=library.cookies())


def _kept_for_whom() -> str:
    if not sign_in.required():
        return KEPT_HERE
    return (
        f"What you open is kept on the server, for {plain(people.person().name)} alone."
    )


def _notice() -> None:
    stores = [cached.collections(), *([cached.team()] if sign_in.required() else [])]
    for notice in (store.notice for store in stores if store.notice):
        st.warning(plain(notice))


def _open_now() -> None:
    """Show what is open, and what can be done with it."""
    now = state.opened()
    own = library.own_collection()
    if own:
        _change(own)
    elif now.asked:
        from dashboard.components import archive

        archive.change(now.asked)
    elif now.articles and not now.sample and not state.private():
        st.caption("What is open is not kept.")
        st.button("Keep it as a collection", key="keep", on_click=trying(library.keep))


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
    _share_by_name(own)
    _merge(own)
    if people.may_keep_archives():
        st.button(
            "Make an archive of it",
            key="make-archive",
            type="tertiary",
            icon=":material/database:",
            help=MADE_OF_IT,
            on_click=trying(partial(_archived, own)),
        )
    _delete(own)


def _share_by_name(own: geo.collections.Collection) -> None:
    """Offer to share with people who have signed in; each finds it in the list."""
    if not sign_in.required():
        return
    named = cached.team().people()
    others = [who for who in named if who != own.owner]
    readers = cached.team().readers(own.id)
    st.multiselect(
        "Shared with",
        others,
        default=[who for who in others if who in readers],
        key=f"{READERS}-{own.id}",
        placeholder="People who have signed in here",
        format_func=lambda who: named.get(who, "somebody"),
        on_change=_share_with,
        args=(own,),
    )


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
            on_click=trying(partial(_merged, own, into)),
        )


def _delete(own: geo.collections.Collection) -> None:
    sure.ask_and_do(
        own.id,
        "Delete this collection",
        f"Delete “{plain(own.name)}” with {_count(own)}? This cannot be undone.",
        partial(_deleted, own),
    )


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
            on_click=trying(partial(_open, one)),
        )


def _list_others() -> None:
    """Show what others share by name; who administers sees what is kept of everybody."""
    for title, found in people.others_collections().items():
        if found:
            st.caption(f"{title} ({len(found):,})")
        for one, whose in found[:FEW_OF_OTHERS]:
            st.button(
                f"**{plain(_short(one.name))}** · {plain(whose)} · {_count(one)}",
                key=f"of-others-{one.id}",
                type="tertiary",
                icon=":material/folder_shared:",
                on_click=trying(partial(_open, one)),
            )


def _own(words: str = "") -> tuple[geo.collections.Collection, ...]:
    return cached.collections().list(people.owner(), words=words, limit=1_000)


def _said(one: geo.collections.Collection) -> str:
    return f"{one.name} · {_count(one)}"


def _short(name: str) -> str:
    return name if len(name) <= WIDE else name[: WIDE - 1].rstrip() + "…"


def _day(one: geo.collections.Collection) -> str:
    return f"{one.opened.day} {one.opened:%b %Y}"


def _count(one: geo.collections.Collection) -> str:
    return f"{one.articles:,} article{'' if one.articles == 1 else 's'}"


def _open(one: geo.collections.Collection) -> None:
    library.open_kept(one)
    _close()


def _close() -> None:
    set_open(MENU, False)


def _merged(own: geo.collections.Collection, into: geo.collections.Collection) -> None:
    _open(cached.collections().merge(into.id, own.id))


def _archived(own: geo.collections.Collection) -> None:
    library.make_archive(own)
    _close()


def _deleted(own: geo.collections.Collection) -> None:
    cached.collections().delete(own.id)
    library.open_sample(geo.articles.samples()[0])


@session.atomic_callback()
def _rename(own: geo.collections.Collection) -> None:
    words = session.get(f"{NAME}-{own.id}", own.name)
    trying(partial(cached.collections().rename, own.id, words))()
    state.set_collection(cached.collections().get(own.id))


@session.atomic_callback()
def _share(own: geo.collections.Collection) -> None:
    shared = session.get(f"{SHARED}-{own.id}", own.shared)
    trying(partial(cached.collections().share, own.id, shared))()
    state.set_collection(cached.collections().get(own.id))


@session.atomic_callback()
def _share_with(own: geo.collections.Collection) -> None:
    trying(partial(people.share_with, own, session.get(f"{READERS}-{own.id}", [])))()


@session.atomic_callback()
def _switch_private() -> None:
    library.switch_private(session.get(PRIVATE, state.private()))
