"""The filters: what of an atlas is shown. A group with nothing chosen shows all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

import geo
from dashboard import state
from dashboard.components.messages import plain

K = TypeVar("K", bound=StrEnum)

WORDS = "filter-words"
NAMES = "filter-names"
KINDS = "filter-kinds"
COUNTRIES = "filter-countries"
LINKS = "filter-links"
CERTAINTY = "filter-certainty"
ARTICLES = "filter-articles"
SINCE = "filter-since"
UNTIL = "filter-until"
AREA = "filter-area"
_OF = "filters-of"  # the data that the filters stand for

EVERYTHING = "Everything"
LEAST = {
    EVERYTHING: 0.0,
    "Likely and sure": geo.UNSURE_BELOW,
    "Sure only": geo.SURE_FROM,
}
_EMPTY: dict[str, Any] = {
    WORDS: "",
    NAMES: [],
    KINDS: [],
    COUNTRIES: [],
    LINKS: [],
    CERTAINTY: EVERYTHING,
    ARTICLES: [],
    SINCE: None,
    UNTIL: None,
    AREA: None,
}
_KEYS = {
    geo.Filter.WORDS: (WORDS,),
    geo.Filter.MENTION_KINDS: (NAMES,),
    geo.Filter.PLACE_KINDS: (KINDS,),
    geo.Filter.COUNTRIES: (COUNTRIES,),
    geo.Filter.LINK_KINDS: (LINKS,),
    geo.Filter.CERTAINTY: (CERTAINTY,),
    geo.Filter.ARTICLES: (ARTICLES,),
    geo.Filter.DATES: (SINCE, UNTIL),
    geo.Filter.AREA: (AREA,),
}


def show(atlas: geo.Atlas) -> geo.Atlas:
    """Show the menu of filters; give what they leave."""
    _begin(atlas)
    active = len(geo.active_filters(atlas, current()))
    label = f"Filter ({active})" if active else "Filter"
    with st.popover(label, icon=":material/tune:", width="content", key="filter-menu"):
        _menu(geo.facets(atlas))
        st.button(
            "Clear filters", on_click=clear, disabled=not active, key="clear-filters"
        )
    _write_address()
    return geo.select(atlas, current())


def current() -> geo.Shown:
    """Give the filters as they are set."""
    held = {key: st.session_state.get(key, empty) for key, empty in _EMPTY.items()}
    return geo.Shown(
        mention_kinds=frozenset(held[NAMES] or geo.MentionKind),
        link_kinds=frozenset(held[LINKS]) or None,
        min_score=LEAST[held[CERTAINTY] or EVERYTHING],
        place_kinds=frozenset(held[KINDS] or geo.PlaceKind),
        countries=frozenset(held[COUNTRIES]),
        article_ids=frozenset(held[ARTICLES]),
        since=held[SINCE],
        until=held[UNTIL],
        words=held[WORDS],
        area=held[AREA],
    )


def clear(only: geo.Filter | None = None) -> None:
    """Take one filter off, or all of them."""
    for each in geo.Filter if only is None else [only]:
        for key in _KEYS[each]:
            st.session_state[key] = _EMPTY[key]


def set_area(area: geo.Extent) -> None:
    """Show only what lies in a part of the world."""
    st.session_state[AREA] = area


def set_article(article_id: str) -> None:
    """Show only one article."""
    st.session_state[ARTICLES] = [article_id]


def set_days(since: date | None, until: date | None) -> None:
    """Show only articles of these days; None leaves an end open."""
    st.session_state[SINCE] = since
    st.session_state[UNTIL] = until


def chips(atlas: geo.Atlas) -> None:
    """Show each filter that is set with a way to take it off, and what follows from it."""
    shown = current()
    active = geo.active_filters(atlas, shown)
    if not active:
        return
    with st.container(key="chips", horizontal=True, vertical_alignment="center"):
        for each in active:
            st.button(
                plain(geo.filter_words(atlas, shown, each)),
                key=f"chip-{each.name}",
                help=f"Take off the {each.value} filter",
                icon=":material/close:",
                icon_position="right",
                on_click=clear,
                args=(each,),
            )
        for note in _notes(atlas, shown):
            st.caption(plain(note), width="content")


def _notes(atlas: geo.Atlas, shown: geo.Shown) -> list[str]:
    """Say what to loosen where nothing is left, and what the dates leave out."""
    undated = geo.left_out_undated(atlas, shown)
    left_out = f"{undated:,} without a date left out." if undated else ""
    return [note for note in (geo.advise(atlas, shown), left_out) if note]


def _menu(has: geo.Facets) -> None:
    st.text_input(
        "Find in names, sentences and links",
        key=WORDS,
        type="search",
        placeholder="Wonsan, Lavrov, drills",
        persist_state="session",
    )
    _pills("Kinds of place", has.place_kinds, KINDS)
    counts = dict(has.countries)
    _many("Countries", list(counts), COUNTRIES, counts, geo.country_name)
    _pills("Names", has.mention_kinds, NAMES)
    _pills("Links", has.link_kinds, LINKS)
    st.segmented_control(
        "Certainty", list(LEAST), key=CERTAINTY, required=True, persist_state="session"
    )
    if len(has.articles) > 1:
        titles = {a.id: geo.title_of(a) for a, _ in has.articles}
        named = {a.id: count for a, count in has.articles}
        _many("Articles", list(titles), ARTICLES, named, titles.__getitem__)
    if has.days and has.days[0] < has.days[1]:
        _days(*has.days)


def _pills(title: str, counts: Iterable[tuple[K, int]], key: str) -> None:
    """Offer kinds with their counts; a choice of one alone is none."""
    many = dict(counts)
    if len(many) <= 1:
        return
    st.pills(
        title,
        list(many),
        selection_mode="multi",
        format_func=lambda kind: f"{geo.label(kind)} {many[kind]:,}",
        key=key,
        persist_state="session",
    )


def _many(
    title: str, options: list[str], key: str, counts: dict[str, int], name: Any
) -> None:
    if not options:
        return
    st.multiselect(
        title,
        options,
        format_func=lambda option: f"{name(option)} ({counts[option]:,})",
        key=key,
        placeholder="All",
        persist_state="session",
    )


def _days(first: date, last: date) -> None:
    since, until = st.columns(2)
    for column, title, key in ((since, "From", SINCE), (until, "Until", UNTIL)):
        column.date_input(
            f"Published {title.lower()}",
            value=None,
            min_value=first,
            max_value=last,
            key=key,
            format="YYYY-MM-DD",
            persist_state="session",
        )


def _begin(atlas: geo.Atlas) -> None:
    """Begin anew with other data: with the filters of the address on the first run."""
    stamp = stamp_of(atlas)
    if st.session_state.get(_OF) == stamp:
        return
    first = _OF not in st.session_state
    st.session_state[_OF] = stamp
    clear()
    if first and addressable():
        _put(geo.from_address(dict(st.query_params)), geo.facets(atlas))


def _put(shown: geo.Shown, has: geo.Facets) -> None:
    """Set the filters, as far as the data have what they name."""

    def some(options: Iterable[tuple[Any, int]], chosen: Iterable[Any]) -> list[Any]:
        kept = [option for option, _ in options if option in set(chosen)]
        return [] if len(kept) == len(list(options)) else kept

    articles = [(a.id, count) for a, count in has.articles]
    first, last = has.days or (date.max, date.min)
    names = {least: name for name, least in LEAST.items()}
    st.session_state.update(
        {
            WORDS: shown.words,
            NAMES: some(has.mention_kinds, shown.mention_kinds),
            KINDS: some(has.place_kinds, shown.place_kinds),
            COUNTRIES: some(has.countries, shown.countries),
            LINKS: some(has.link_kinds, shown.link_kinds or ()),
            CERTAINTY: names.get(shown.min_score, EVERYTHING),
            ARTICLES: some(articles, shown.article_ids),
            SINCE: shown.since if shown.since and first < shown.since <= last else None,
            UNTIL: shown.until if shown.until and first <= shown.until < last else None,
            AREA: shown.area,
        }
    )


def _write_address() -> None:
    """Write the filters into the address where it may say what is open."""
    written = geo.to_address(current()) if addressable() else {}
    for name in geo.ADDRESS_NAMES:
        if name in written:
            st.query_params[name] = written[name]
        elif name in st.query_params:
            del st.query_params[name]


def addressable() -> bool:
    """Say whether the address may tell what is open, and how it is filtered."""
    return bool(getattr(state, "addressable", lambda: False)())


@geo.once_per_atlas
def stamp_of(atlas: geo.Atlas) -> str:
    """Give a short name for the data shown: widgets and map begin anew with other data."""
    parts = [a.id for a in atlas.articles] + [k.id for k in atlas.links]
    parts += [
        f"{r.place.id if r.place else ''}{r.score:.3f}" for r in atlas.resolutions
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
