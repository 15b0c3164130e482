"""An archive: asked by its fields, counted over all of it, read a page of articles at a time.

Every answer is the store's: no page loads the archive. What answers is shown as a collection is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

import geo
import geo.archive
import geo.labels
from dashboard import cached, guard, library, people, session, state
from dashboard.components import archive_downloads, archive_sheet, sure
from dashboard.components.messages import plain, trying

NAME = "archive-name"
SHOWN = "archive-shown"
ALL, ARTICLES = "Overview", "Articles"
FIELD = "archive-asked"
_MOST = 60  # that a list offers
ELSEWHERE = "An archive is made with `dateline archive build` and listed here."
SENTENCES = "Of each article the sentences that name a place are kept."
NOT_COUNTED = (
    "This page shows them; counts, lists and the map of all that answer do not yet. "
    "What the machine read stays, and all can be taken back."
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
        _bar(asked)
    if not (asked.alone or state.reads_archive()):
        archive_sheet.show(asked)


def _fields(asked: state.Asked) -> None:
    question = asked.question
    with st.container(
        key="archive-fields", horizontal=True, vertical_alignment="bottom"
    ):
        _text(asked, "place", "Place and all in it", "Syria")
        _text(asked, "other", "Linked with", "Turkey")
        _text(asked, "words", "Words in a sentence", "peace talks")
        _choice(asked, "country", "Country", partial(archive_sheet.region, asked))
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
        format_func=lambda name: (
            f"{called(name)} · {geo.labels.count(found.get(name, 0), 'article', 'articles')}"
        ),
        on_change=trying(partial(_take, field, key)),
    )


def _counts(
    asked: state.Asked, question: geo.archive.Question, by: str, limit: int = _MOST
) -> tuple[geo.archive.Count, ...]:
    # Of links countries go in pairs: the mentions of the same question tell them one by one.
    single = replace(question, other="", status="", links=False)
    return cached.archive_counts(asked.archive.address, single, by, limit)


def _bar(asked: state.Asked) -> None:
    """Show how much answers, in which way it is shown, and what can be done with it."""
    with st.container(key="archive-bar", horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "What to see of it",
            [ALL, ARTICLES],
            key=f"{SHOWN}-{asked.alone}",
            default=ARTICLES if asked.alone or state.reads_archive() else ALL,
            required=True,
            label_visibility="collapsed",
            on_change=trying(partial(_choose, asked.alone)),
        )
        st.markdown(f"**{plain(asked.archive.name)}**: {_said(asked)}", help=SENTENCES)
        if asked.question.box:
            st.button(
                "Only the part of the map that was searched",
                key="archive-box",
                icon=":material/close:",
                icon_position="right",
                help="Search all of the map again",
                on_click=trying(
                    partial(_ask, asked, replace(asked.question, box=None))
                ),
            )
        last = asked.skip + len(asked.atlas.articles)
        for label, key, skip, there in (
            ("Newer", "newer", max(0, asked.skip - library.PAGE), asked.skip > 0),
            ("Older", "older", asked.skip + library.PAGE, last < asked.answering),
        ):
            if there and state.reads_archive() and not asked.alone:
                ask = partial(library.ask_archive, asked.archive, asked.question, skip)
                st.button(label, key=f"archive-{key}", on_click=trying(ask))
        _count_corrections(asked)
        if not (asked.alone or state.reads_archive()):
            archive_downloads.show(asked)


def _choose(alone: str) -> None:
    library.read_archive(session.get(f"{SHOWN}-{alone}") == ARTICLES)


def _ask(asked: state.Asked, question: geo.archive.Question) -> None:
    library.ask_archive(asked.archive, question)


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


def _said(asked: state.Asked) -> str:
    first, last = asked.skip + 1, asked.skip + len(asked.atlas.articles)
    if not asked.answering:
        return "no article answers this"
    articles = geo.labels.count(asked.answering, "article", "articles")
    if asked.alone:
        return f"one article of {articles}"
    if not state.reads_archive() or last - first + 1 == asked.answering:
        return articles
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
