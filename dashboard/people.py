"""Who is at the page, and what they may: asked of `geo.team`, which decides.

A browser is known by a random cookie where nobody signs in; otherwise a person by what the
identity provider says.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

import geo.collections
import geo.corrections
import geo.team
from dashboard import cached, session, sign_in

OWNER_COOKIE = "dateline_owner"
READS_ONLY = "You may read here, not correct; ask whoever runs this server."
_OWNER = "owner"
_MET = "met"
MAX_LISTED = 1_000
_SHORT = 0.01  # seconds of work that are not worth a note


def person() -> geo.team.Person:
    """Return who is at the page."""
    if sign_in.required():
        return sign_in.person()
    name: str = session.get(_OWNER, "")
    if not name:
        name = sent_cookies().get(OWNER_COOKIE, "") or secrets.token_urlsafe(16)
        session.put({_OWNER: name})
    return geo.team.of_browser(name)


def owner() -> str:
    """Return the random name of this browser, or the lasting one of who signed in."""
    return person().id


def sent_cookies() -> Mapping[str, str]:
    """Return the cookies that the browser sent when it loaded the page."""
    return st.context.cookies


def meet() -> None:
    """Note who signed in, once a session, so that others can share with them."""
    if sign_in.required() and not session.get(_MET):
        cached.team().meet(person())
        session.put({_MET: True})


def may_read(collection: geo.collections.Collection) -> bool:
    """Return whether who is at the page may read a collection."""
    known = sign_in.required()
    readers = cached.team().readers(collection.id) if known else ()
    return geo.team.may_read(person(), collection, readers)


def may_change(collection: geo.collections.Collection) -> bool:
    """Return whether who is at the page may change a collection."""
    return geo.team.may_change(person(), collection)


def share_with(collection: geo.collections.Collection, readers: Iterable[str]) -> None:
    """Share a collection with these people, by their ids, and nobody else.

    Raises:
        DatelineError: Who is at the page may not, or it cannot be kept.
    """
    geo.team.require_may_change(person(), collection)
    cached.team().share(collection.id, readers)


def readable() -> list[geo.collections.Collection]:
    """Return the collections that may be read here."""
    own = cached.collections().list(owner(), limit=MAX_LISTED)
    return [*own, *(c for found in others_collections().values() for c, _ in found)]


def others_collections() -> dict[str, list[tuple[geo.collections.Collection, str]]]:
    """Return others' collections that may be read here, each with whose it is."""
    if not sign_in.required():
        return {}
    who, named = person(), cached.team().people()
    ids = cached.team().shared_with(who.id)
    others = [
        c for c in cached.collections().list(limit=MAX_LISTED) if c.owner != who.id
    ]
    named_to = [c for c in others if c.id in ids]
    rest = [c for c in others if c.id not in ids and geo.team.may_change(who, c)]
    titles = {"Shared with you": named_to, "Of everybody": rest}
    return {
        title: [(c, named.get(c.owner, "nobody who signed in")) for c in found]
        for title, found in titles.items()
    }


def may_correct() -> bool:
    """Return whether who is at the page may correct."""
    return geo.team.may_correct(person())


def may_keep_archives() -> bool:
    """Return whether who is at the page may make, rename and delete archives."""
    return geo.team.may_keep_archives(person())


def keep_correction(made: geo.corrections.Correction) -> None:
    """Keep a correction, signed by who is at the page.

    Raises:
        DatelineError: They may not correct, or it cannot be kept.
    """
    who = person()
    geo.team.require_may_correct(who)
    cached.corrections().add(geo.team.signed(made, who))


def take_back(correction_id: str) -> None:
    """Take a correction back.

    Raises:
        DatelineError: Who is at the page may not, or it cannot be done.
    """
    who, kept = person(), cached.corrections()
    for correction in kept.in_force():
        if correction.id == correction_id:
            geo.team.require_may_take_back(who, correction)
    kept.undo(correction_id, who.name)


def open_some(articles: int) -> None:
    """Note that somebody opens articles, or refuse where it is too much for a day.

    Raises:
        InputError: It is.
    """
    if sign_in.required():
        who, team = owner(), cached.team()
        geo.team.require_left(_limits(), team.spent(who), articles)
        team.spend(who, articles=articles)


@contextmanager
def reading() -> Iterator[None]:
    """Note the seconds of work that something takes, where people sign in."""
    start = time.thread_time()
    try:
        yield
    finally:
        took = time.thread_time() - start
        if sign_in.required() and took > _SHORT:
            cached.team().spend(owner(), seconds=took)


def _limits() -> geo.team.Limits:
    told = cached.settings()
    return geo.team.Limits(told.person_articles, told.person_seconds)
