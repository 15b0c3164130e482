"""Beside the map of an archive: what all that answers holds, as counts, passages, or compared.

Each row asks more closely.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from html import escape
from typing import Any

import streamlit as st

import geo.archive
import geo.labels
from dashboard import cached, guard, library, session, state
from dashboard.components.messages import plain, trying
from geo.model import LinkKind, LinkStatus

SHOWN = "archive-panel-shows"
COUNTS, PASSAGES, COMPARED = "Counts", "Passages", "Compare"
_ROWS = 8  # of a list
_PAGE = 20  # passages
_COMPARED = 12  # rows
_SIDES = 2_000  # places that are coloured by side
_PAPERS = 200  # that can be compared with
_SKIP = "archive-passages"
_SOURCE, _SINCE, _UNTIL = (
    "archive-other-source",
    "archive-other-since",
    "archive-other-until",
)
_COMPARED_BY = {"Places": "place", "Countries": "country", "Newspapers": "source"}
_BY = "archive-compared-by"
_OF_LINKS_ALONE = frozenset({"linked", "actor", "status", "journey"})
# What is counted, what that is called, and which field a row of it fills.
_OF_ANYTHING = (
    ("place", "Places", "place"),
    ("country", "Countries", "country"),
    ("source", "Newspapers", "source"),
    ("actor", "Who acts", ""),
)
_OF_PLACE = (
    ("linked", "Linked with it", "other"),
    ("together", "In the same sentences", "other"),
    ("source", "Newspapers that name it", "source"),
    ("journey", "Who went, and where", ""),
)
_OF_PAIR = (
    ("kind", "Kind of link", ""),
    ("status", "Told as", ""),
    ("source", "Newspapers that say so", "source"),
    ("actor", "Who acts", ""),
)
_NONE = {
    "source": "no newspaper given",
    "country": "in no country",
    "place": "names without a place",
}
_ON_MAP = frozenset({"place", "country"})  # whose mentions the map counts
_KINDS: dict[str, type[LinkKind] | type[LinkStatus]] = {
    "kind": LinkKind,
    "status": LinkStatus,
}
NOTHING = (
    "Nothing in the archive answers this. Take a field off above, or ask everything."
)
COMPARE_WITH = (
    "Compare what you asked with another newspaper, with other days, or both."
)


@guard.part
def show(asked: state.Asked) -> None:
    """Show it."""
    st.html(f'<h2 class="dl-about">{escape(_title(asked))}</h2>')
    if not asked.answering:
        st.caption(NOTHING)
        return
    shown = st.segmented_control(
        "What to see of all that answer",
        [COUNTS, PASSAGES, COMPARED],
        key=SHOWN,
        default=COUNTS,
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    if shown == PASSAGES:
        _passages(asked)
    elif shown == COMPARED:
        _compare(asked)
    else:
        _counts(asked)


def _title(asked: state.Asked) -> str:
    question = asked.question
    store = cached.archive(asked.archive.address)
    named = [store.name_of(name) for name in (question.place, question.other) if name]
    about = " and ".join(named) or asked.archive.name
    return f"{about} in {_articles(asked.answering)}"


def _articles(count: int) -> str:
    return geo.labels.count(count, "article", "articles")


def _counts(asked: state.Asked) -> None:
    """Show lists of a place, of a pair, or of anything."""
    question = asked.question
    of_place = question.place and not question.other
    lists = _OF_PAIR if question.other else _OF_PLACE if of_place else _OF_ANYTHING
    for by, title, field in lists:
        with st.container(key=f"dossier-list-{by}", gap=None):
            st.html(f'<h3 class="dl-list">{title}</h3>')
            _rows(asked, by, field)


def _rows(asked: state.Asked, by: str, field: str) -> None:
    links = by in _OF_LINKS_ALONE or bool(asked.question.other)
    question = replace(asked.question, links=links)
    found = cached.archive_counts(asked.archive.address, question, by, _ROWS)
    on_map = by in _ON_MAP
    # By the number that is read first.
    for count in sorted(found, key=lambda c: -(c.count if on_map else c.articles)):
        said = _articles(count.articles)
        if on_map:
            said = f"{geo.labels.count(count.count, 'mention', 'mentions')} in {said}"
        words = f"{plain(_label(by, count.name))} · {said}"
        if field and count.name != geo.archive.NONE:
            value = _id_of(count.name) if field in ("place", "other") else count.name
            changed: dict[str, Any] = {field: value}
            ask = replace(asked.question, **changed)
            st.button(
                words,
                key=f"dossier-{by}-{count.name}",
                type="tertiary",
                on_click=trying(partial(library.ask_archive, asked.archive, ask)),
            )
        else:
            st.markdown(words)
    if not found:
        st.caption("none")


def _label(by: str, name: str) -> str:
    if by in _KINDS:
        return geo.labels.label(_KINDS[by](name))
    if name == geo.archive.NONE:
        return _NONE.get(by, name)
    return geo.labels.country_name(name) if by == "country" else _called(name)


def _called(name: str) -> str:
    """Return the name of a place without its id."""
    words, bracket, rest = name.rpartition(" (")
    return words if bracket and ":" in rest else name


def _id_of(name: str) -> str:
    return name.rpartition(" (")[2].removesuffix(")")


def _passages(asked: state.Asked) -> None:
    """Show the sentences that answer, a page at a time, the newest first."""
    of, skip = session.get(_SKIP, (None, 0))
    skip = skip if of == asked.question else 0
    found = cached.archive_passages(
        asked.archive.address, asked.question, _PAGE + 1, skip
    )
    for number, passage in enumerate(found[:_PAGE]):
        _passage(passage, skip + number)
    with st.container(horizontal=True):
        for label, key, to, there in (
            ("Newer", "newer", max(0, skip - _PAGE), skip > 0),
            ("Older", "older", skip + _PAGE, len(found) > _PAGE),
        ):
            if there:
                go = partial(_go, asked.question, to)
                st.button(label, key=f"passages-{key}", on_click=trying(go))


def _go(question: geo.archive.Question, skip: int) -> None:
    session.put({_SKIP: (question, skip)})


def _passage(passage: geo.archive.Found, number: int) -> None:
    day = passage.published
    said = [
        f"{day.day} {day:%b %Y}" if day else "undated",
        passage.source,
        passage.place,
    ]
    with st.container(key=f"dossier-passage-{number}", gap=None):
        st.html(
            f'<p class="dl-source">{escape(" · ".join(filter(None, said)))}</p>'
            f'<p class="dl-quote" dir="auto">{_marked(passage.sentence, passage.mention)}</p>'
        )
        st.button(
            plain(passage.title) or "Read this article",
            key=f"read-{number}",
            type="tertiary",
            icon=":material/article:",
            help="Read this article",
            on_click=trying(partial(library.read_archive, False, passage.article)),
        )


def _marked(sentence: str, words: str) -> str:
    """Return a sentence as HTML, the words marked where they stand in it."""
    before, found, after = sentence.partition(words) if words else (sentence, "", "")
    mark = f"<mark>{escape(found)}</mark>" if found else ""
    return f"{escape(before)}{mark}{escape(after)}"


def compared(
    asked: state.Asked,
) -> tuple[dict[str, Any], geo.archive.Question | None]:
    """Return the sides of the places that are compared, as the map is told, and what with."""
    other = _other(asked)
    if not other or not asked.answering:
        return {}, None
    found = cached.archive_compared(
        asked.archive.address, asked.question, other, "place", _SIDES
    )
    a, b = _names(asked, other, beside=True)
    sides = {
        _id_of(c.name): "both" if c.one and c.other else "a" if c.one else "b"
        for c in found
        if c.name != geo.archive.NONE
    }
    return {"sides": sides, "a": a, "b": b}, other


def _other(asked: state.Asked) -> geo.archive.Question | None:
    """Return the question that is compared with; None while there is none."""
    if session.get(SHOWN) != COMPARED:
        return None
    source, since, until = (session.get(key) for key in (_SOURCE, _SINCE, _UNTIL))
    new = asked.question
    if source:
        new = replace(new, source=source)
    if since or until:
        new = replace(new, since=since, until=until)
    return None if new == asked.question else new


def _compare(asked: state.Asked) -> None:
    """Show in which share of both answers a thing stands, what differs most first."""
    address, question = asked.archive.address, asked.question
    st.caption(COMPARE_WITH)
    anywhere = replace(question, source="", other="", status="", links=False)
    papers = cached.archive_counts(address, anywhere, "source", _PAPERS)
    st.selectbox(
        "With the newspaper",
        [c.name for c in papers if c.name not in (geo.archive.NONE, question.source)],
        index=None,
        key=_SOURCE,
        placeholder="the same",
    )
    with st.container(horizontal=True):
        for label, key in (("With days from", _SINCE), ("until", _UNTIL)):
            st.date_input(
                label, value=None, key=key, min_value=date.min, max_value=date.max
            )
    other = _other(asked)
    if not other:
        return
    by = st.segmented_control(
        "Compare by",
        list(_COMPARED_BY),
        key=_BY,
        default="Places",
        required=True,
        label_visibility="collapsed",
    )
    named = _COMPARED_BY.get(by or "Places", "place")
    rows = cached.archive_compared(address, question, other, named, _COMPARED)
    totals = asked.answering, cached.archive_count(address, other)
    st.html(
        _table(
            _names(asked, other),
            totals,
            [(_label(named, c.name), c.one, c.other) for c in rows],
        )
    )


def _names(
    asked: state.Asked, other: geo.archive.Question, *, beside: bool = False
) -> tuple[str, str]:
    """Return what both sides are called, by what differs in them.

    Args:
        asked: What is asked.
        other: What it is compared with.
        beside: Whether what holds both is called by what else there is in it.
    """
    one = asked.question
    by_source = one.source != other.source
    by_days = (one.since, one.until) != (other.since, other.until)
    every = "other" if beside else "all"

    def name(of: geo.archive.Question) -> str:
        said = [of.source or f"{every} newspapers"] if by_source else []
        return ", ".join([*said, *([_days(of) or f"{every} days"] if by_days else [])])

    return name(one), name(other)


def _days(of: geo.archive.Question) -> str:
    first, last = (f"{d.day} {d:%b %Y}" if d else "" for d in (of.since, of.until))
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""


def _table(
    names: tuple[str, str],
    totals: tuple[int, int],
    rows: list[tuple[str, int, int]],
) -> str:
    """Return both sides as bars of their shares."""
    heads = "".join(
        f'<p class="dl-side {side}">{escape(name)}: {_articles(total)}</p>'
        for side, name, total in zip("ab", names, totals, strict=True)
    )
    most = max(
        (n / max(1, t) for _, *both in rows for n, t in zip(both, totals, strict=True)),
        default=1,
    )
    said = "".join(
        f"<dt>{escape(label)}</dt>"
        + "".join(
            f'<dd class="{side}" style="--share:{n / max(1, t) / (most or 1):.3f}">'
            f"{n / max(1, t):.1%} <span>{_articles(n)}</span></dd>"
            for side, n, t in zip("ab", both, totals, strict=True)
        )
        for label, *both in rows
    )
    return f'<div class="dl-compared">{heads}<dl>{said}</dl></div>'
