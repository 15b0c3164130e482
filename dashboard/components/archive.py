"""An archive: asked by its fields, counted over all of it, read a page of articles at a time.

Every answer is the store's: no page loads the archive. What answers is shown as a collection is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

import geo
import geo.archive
import geo.labels
import geo.view
from dashboard import cached, guard, library, people, session, state
from dashboard.components import map_view, sure, timeline
from dashboard.components.messages import plain, trying

NAME = "archive-name"
FIELD = "archive-asked"
_MOST = 60  # that a list offers
_DAYS = 100_000  # more than there are days in any archive
ELSEWHERE = "An archive is made with `dateline archive build` and listed here."
MAP_OF_ALL = "archive-map-of-all"
OF_ALL = (
    "The places named most in all articles that answer; one pressed is asked about."
)
_DOSSIER = 8  # rows of a list
_OF_LINKS_ALONE = frozenset({"linked", "actor", "status", "journey"})
# What is counted, what that is called, and which field a row of it fills.
_OF_ANYTHING = (
    ("place", "Places", "place"),
    ("country", "Countries", "country"),
    ("source", "Newspapers", "source"),
    ("actor", "Who acts", ""),
)
_OF_PLACE = (
    ("linked", "Linked with", "other"),
    ("together", "In the same sentences", "other"),
    ("source", "Newspapers", "source"),
    ("journey", "Who went", ""),
)
_OF_PAIR = (
    ("kind", "Kind of link", ""),
    ("status", "As", ""),
    ("source", "Newspapers", "source"),
    ("actor", "Who acts", ""),
)
SENTENCES = "Of each article the sentences that name a place are kept."
NOT_COUNTED = (
    "This page shows them; counts, lists and the map of all that answer do not yet. "
    "What the machine read stays, and all can be taken back."
)
MADE_OF_IT = (
    "An archive counts over any number of articles. It keeps the sentences that name a "
    "place; the collection stays as it is."
)
STAYS = "Its files stay in {where}; `dateline archive list {where}` lists it again."


def list_them(close: Callable[[], None]) -> None:
    """Show the archives in the menu of collections.

    Args:
        close: Closes the menu.
    """
    listed = cached.shelf().list()
    st.caption(f"Archives ({len(listed):,})" if listed else ELSEWHERE)
    now = state.opened().asked
    for one in listed:
        here = bool(now and now.archive.id == one.id)
        st.button(
            f"**{plain(one.name)}**",
            key=f"archive-{one.id}",
            type="tertiary",
            icon=":material/check:" if here else ":material/database:",
            help=plain(one.address),
            on_click=trying(partial(_open, one, close)),
        )


def _open(one: geo.archive.Listed, close: Callable[[], None]) -> None:
    library.open_archive(one)
    close()


def change(asked: state.Asked) -> None:
    """Show in the menu what can be done with the open archive."""
    one = asked.archive
    if not people.may_keep_archives():
        return
    st.text_input(
        "Name of the open archive",
        value=one.name,
        key=f"{NAME}-{one.id}",
        on_change=trying(partial(_rename, asked)),
    )
    st.button(
        "Take it off this list",
        key="archive-off",
        type="tertiary",
        icon=":material/playlist_remove:",
        help=plain(STAYS.format(where=one.address)),
        on_click=trying(partial(_take_off, one)),
    )
    sure.ask_and_do(
        one.id,
        "Delete this archive",
        f"Delete “{plain(one.name)}” with all its files in {plain(one.address)}? This cannot be undone.",
        partial(library.delete_archive, one),
    )


def _rename(asked: state.Asked) -> None:
    name = session.get(f"{NAME}-{asked.archive.id}", "")
    new = replace(asked, archive=cached.shelf().rename(asked.archive, name))
    state.set_asked(new)


def _take_off(one: geo.archive.Listed) -> None:
    cached.shelf().take_off(one)
    library.open_sample(geo.articles.samples()[0])


@guard.part
def show() -> None:
    """Show what is asked of the open archive, and how much of it answers."""
    asked = state.opened().asked
    if not asked:
        return
    with st.container(key="archive"):
        _fields(asked)
        _timeline(asked)
        _dossier(asked)
        _pages(asked)


def _fields(asked: state.Asked) -> None:
    question = asked.question
    with st.container(
        key="archive-fields", horizontal=True, vertical_alignment="bottom"
    ):
        _text(asked, "place", "Place, with all in it", "Syria")
        _text(asked, "other", "And linked with", "Turkey")
        _text(asked, "words", "Words", "peace talks")
        _choice(asked, "country", "Country", geo.labels.country_name)
        _choice(asked, "source", "Newspaper", str)
        st.button(
            "Ask everything",
            key="archive-all",
            type="tertiary",
            disabled=question == geo.archive.Question(),
            on_click=trying(partial(library.open_archive, asked.archive)),
        )


def _key(asked: state.Asked, field: str) -> str:
    """Name a field anew with each question: Streamlit shows what a known one held."""
    words = repr((asked.archive.id, asked.question))
    return f"{FIELD}-{field}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def _text(asked: state.Asked, field: str, label: str, example: str) -> None:
    key = _key(asked, field)
    st.text_input(
        label,
        value=getattr(asked.question, field),
        key=key,
        placeholder=example,
        on_change=trying(partial(_take, field, key)),
    )


def _choice(
    asked: state.Asked, field: str, label: str, called: Callable[[str], str]
) -> None:
    """Offer what the articles that answer hold of something, with the counts."""
    now, key = getattr(asked.question, field), _key(asked, field)
    without = _with(asked.question, field, "")
    found = {c.name: c.articles for c in _counts(asked, without, field)}
    names = [name for name in found if name != geo.archive.NONE]
    if now and now not in names:
        names.insert(0, now)
    st.selectbox(
        label,
        names,
        index=names.index(now) if now else None,
        key=key,
        placeholder="All",
        format_func=lambda name: f"{called(name)} · {found.get(name, 0):,}",
        on_change=trying(partial(_take, field, key)),
    )


def _counts(
    asked: state.Asked, question: geo.archive.Question, by: str, limit: int = _MOST
) -> tuple[geo.archive.Count, ...]:
    # Of links countries go in pairs: the mentions of the same question tell them one by one.
    single = replace(question, other="", status="", links=False)
    return cached.archive_counts(asked.archive.address, single, by, limit)


def _timeline(asked: state.Asked) -> None:
    undated = replace(asked.question, since=None, until=None)
    counted = _counts(asked, undated, "day", _DAYS)
    days: Mapping[date, tuple[int, int]] = {
        date.fromisoformat(c.name): (c.count, c.articles)
        for c in counted
        if c.name != geo.archive.NONE
    }
    without = sum(c.articles for c in counted if c.name == geo.archive.NONE)
    view = geo.view.days_view(days, without)
    if view:
        timeline.show_counted(
            view, asked.question.since, asked.question.until, _take_days
        )


def _dossier(asked: state.Asked) -> None:
    """Show what all articles that answer hold, as lists: each row asks more closely.

    Of a place: what it is linked with, what stands beside it, who writes of it; of a pair: what
    links it, and who acts; of anything else the places and countries.
    """
    question = asked.question
    of_place = question.place and not question.other
    lists = _OF_PAIR if question.other else _OF_PLACE if of_place else _OF_ANYTHING
    with st.expander(_dossier_title(asked), icon=":material/lists:", key="dossier"):
        for column, (by, title, field) in zip(
            st.columns(len(lists)), lists, strict=True
        ):
            with column:
                st.caption(title)
                _rows(asked, by, field)


def _dossier_title(asked: state.Asked) -> str:
    question = asked.question
    store = cached.archive(asked.archive.address)
    named = [store.name_of(name) for name in (question.place, question.other) if name]
    about = " and ".join(named) or asked.archive.name
    return f"{plain(about)} in {asked.answering:,} article{'' if asked.answering == 1 else 's'}"


def _rows(asked: state.Asked, by: str, field: str) -> None:
    links = by in _OF_LINKS_ALONE or bool(asked.question.other)
    question = replace(asked.question, links=links)
    found = cached.archive_counts(asked.archive.address, question, by, _DOSSIER)
    for count in sorted(found, key=lambda c: -c.articles):  # by the number that is read
        words = f"{plain(_label(by, count.name))} · {count.articles:,}"
        if field and count.name != geo.archive.NONE:
            value = _id_of(count.name) if field in ("place", "other") else count.name
            ask = _with(asked.question, field, value)
            st.button(
                words,
                key=f"dossier-{by}-{count.name}",
                type="tertiary",
                on_click=trying(partial(library.ask_archive, asked.archive, ask)),
            )
        else:
            st.markdown(words)
    if not found:
        st.markdown("none")


def _label(by: str, name: str) -> str:
    if by == "country" and name != geo.archive.NONE:
        return geo.labels.country_name(name)
    return _called(name)


def _called(name: str) -> str:
    """Return the name of a place without its id."""
    words, bracket, rest = name.rpartition(" (")
    return words if bracket and ":" in rest else name


def _id_of(name: str) -> str:
    return name.rpartition(" (")[2].removesuffix(")")


def _pages(asked: state.Asked) -> None:
    first, last = asked.skip + 1, asked.skip + len(asked.atlas.articles)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(asked.archive.name)}**: {_said(asked, first, last)}",
            help=SENTENCES,
        )
        st.toggle("Map of all that answer", key=MAP_OF_ALL, help=OF_ALL)
        for label, key, skip, there in (
            ("Newer", "newer", max(0, asked.skip - library.PAGE), asked.skip > 0),
            ("Older", "older", asked.skip + library.PAGE, last < asked.answering),
        ):
            if there:
                ask = partial(library.ask_archive, asked.archive, asked.question, skip)
                st.button(label, key=f"archive-{key}", on_click=trying(ask))
        _count_corrections(asked)


def _count_corrections(asked: state.Asked) -> None:
    """Offer to have the whole archive count with what people said since."""
    if people.may_correct() and (
        lacking := cached.archive_lacks(asked.archive.address)
    ):
        st.button(
            f"Count {lacking:,} correction{'' if lacking == 1 else 's'}",
            key="archive-correct",
            icon=":material/edit:",
            help=NOT_COUNTED,
            on_click=trying(library.correct_archive),
        )


def wants_map_of_all() -> bool:
    """Return whether the map of all that answers is shown, not the articles of a page."""
    return bool(state.opened().asked and session.get(MAP_OF_ALL, False))


@guard.part
def map_of_all() -> None:
    """Show the map of all that answers."""
    asked = state.opened().asked
    if not asked:
        return

    def ask(name: str) -> None:
        new = _with(asked.question, "place", name)
        trying(partial(library.ask_archive, asked.archive, new))()

    found = cached.archive_places(asked.archive.address, asked.question)
    map_view.show_counted(found, ask)


def _said(asked: state.Asked, first: int, last: int) -> str:
    if not asked.answering:
        return "no article answers this"
    if last - first + 1 == asked.answering:
        return f"{asked.answering:,} article{'' if last == 1 else 's'}"
    return f"articles {first:,} to {last:,} of {asked.answering:,}, the newest first"


def _take(field: str, key: str) -> None:
    """Ask anew with what a field holds."""
    asked = state.opened().asked
    if asked:
        value = str(session.get(key, "") or "").strip()
        library.ask_archive(asked.archive, _with(asked.question, field, value))


def _with(
    question: geo.archive.Question, field: str, value: str
) -> geo.archive.Question:
    new: dict[str, Any] = {field: value}
    return replace(question, **new)


def _take_days(since: date | None, until: date | None) -> None:
    asked = state.opened().asked
    if asked:
        question = replace(asked.question, since=since, until=until)
        trying(partial(library.ask_archive, asked.archive, question))()
