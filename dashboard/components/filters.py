"""The filters: what of an atlas is shown.

Kinds are switches, all on at first; of countries and articles those chosen are shown, and
all while none is.

The session holds the filters; the menu only changes them (``dashboard.components.fields``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

import geo
import geo.atlas
import geo.labels
import geo.model
import geo.view
from dashboard import guard, session, state, url
from dashboard.components.browser_events import received
from dashboard.components.fields import field, one_of, put
from dashboard.components.messages import plain

K = TypeVar("K", bound=StrEnum)

WORDS = "filter-words"
NAMES = "filter-names"
KINDS = "filter-kinds"
COUNTRIES = "filter-countries"
PROVINCES = "filter-provinces"
PLACES = "filter-places"
BUNDLES = "filter-bundles"
ACTORS = "filter-actors"
LINKS = "filter-links"
CERTAINTY = "filter-certainty"
ARTICLES = "filter-articles"
SINCE = "filter-since"
UNTIL = "filter-until"
AREA = "filter-area"
_OF = "filters-of"  # the data that the filters stand for

EVERYTHING = "Everything"
MIN_SCORES = {
    EVERYTHING: 0.0,
    "Likely and sure": geo.atlas.UNSURE_BELOW,
    "Sure only": geo.labels.SURE_FROM,
}
_KEYS = {
    geo.atlas.FilterName.WORDS: (WORDS,),
    geo.atlas.FilterName.MENTION_KINDS: (NAMES,),
    geo.atlas.FilterName.PLACE_KINDS: (KINDS,),
    geo.atlas.FilterName.COUNTRIES: (COUNTRIES,),
    geo.atlas.FilterName.PROVINCES: (PROVINCES,),
    geo.atlas.FilterName.PLACES: (PLACES,),
    geo.atlas.FilterName.BUNDLES: (BUNDLES,),
    geo.atlas.FilterName.ACTORS: (ACTORS,),
    geo.atlas.FilterName.LINK_KINDS: (LINKS,),
    geo.atlas.FilterName.CERTAINTY: (CERTAINTY,),
    geo.atlas.FilterName.ARTICLES: (ARTICLES,),
    geo.atlas.FilterName.DATES: (SINCE, UNTIL),
    geo.atlas.FilterName.AREA: (AREA,),
}
# What the event keep calls the lists (geo/view/facets.py) and the regions of the map.
_KEPT_BY = {
    "countries": COUNTRIES,
    "provinces": PROVINCES,
    "places": PLACES,
    "bundles": BUNDLES,
    "actors": ACTORS,
    "articles": ARTICLES,
}


def apply(atlas: geo.Atlas) -> geo.Atlas:
    """Return what the filters leave of an atlas; the address says which they are."""
    _begin(atlas)
    shown = current(atlas)
    _write_address(shown)
    return geo.select(atlas, shown)


@guard.part
def show(atlas: geo.Atlas) -> None:
    """Show the menu of filters."""
    shown = current(atlas)
    active = len(geo.atlas.active_filters(atlas, shown))
    label = f"Filter ({active})" if active else "Filter"
    with st.popover(label, icon=":material/tune:", width="content", key="filter-menu"):
        _menu(geo.atlas.facets(atlas))
        st.button(
            "Clear filters",
            on_click=clear,
            args=(atlas,),
            disabled=not active,
            key="clear-filters",
        )


def current(atlas: geo.Atlas) -> geo.Filters:
    """Return the filters as they are set; a kind that the atlas lacks is not left out."""
    has = geo.atlas.facets(atlas)
    held = {key: session.get(key, value) for key, value in _unset(atlas).items()}
    links = frozenset(held[LINKS])
    return geo.Filters(
        mention_kinds=_kept(geo.MentionKind, has.mention_kinds, held[NAMES]),
        link_kinds=None if links == frozenset(_default_links(atlas)) else links,
        min_score=MIN_SCORES[one_of(MIN_SCORES, held[CERTAINTY])],
        place_kinds=_kept(geo.model.PlaceKind, has.place_kinds, held[KINDS]),
        countries=frozenset(held[COUNTRIES]),
        provinces=frozenset(held[PROVINCES]),
        place_ids=frozenset(held[PLACES]),
        bundle_ids=frozenset(held[BUNDLES]),
        actors=frozenset(held[ACTORS]),
        article_ids=frozenset(held[ARTICLES]),
        since=held[SINCE],
        until=held[UNTIL],
        words=held[WORDS],
        area=held[AREA],
    )


def _kept(
    every: type[K], present: Iterable[tuple[K, int]], on: list[K]
) -> frozenset[K]:
    return frozenset(on) | (frozenset(every) - {kind for kind, _ in present})


def _default_links(atlas: geo.Atlas) -> list[geo.LinkKind]:
    default = geo.atlas.default_link_kinds(atlas)
    return [kind for kind, _ in geo.atlas.facets(atlas).link_kinds if kind in default]


@session.atomic_callback()
def clear(atlas: geo.Atlas, only: geo.atlas.FilterName | None = None) -> None:
    """Take one filter off, or all of them; with the rows kept goes what is chosen.

    A row is kept and chosen in one, and so let go: another press on it does the same.
    """
    values = _unset(atlas)
    off = geo.atlas.FilterName if only is None else [only]
    rows = {key for each in off for key in _KEYS[each]} & {PLACES, BUNDLES}
    if any(session.get(key) for key in rows) and state.selection().kind:
        state.choose(state.Selection(), push=True)
    put({key: values[key] for each in off for key in _KEYS[each]})


def area_told(told: Mapping[str, Any]) -> geo.model.Extent | None:
    """Return the area that the browser says the map shows; None where it is none."""
    sides = (told.get(side) for side in ("south", "west", "north", "east"))
    return geo.atlas.from_url({"area": ",".join(map(str, sides))}).area


@session.atomic_callback()
def take_area() -> None:
    """Show only what lies in the area that the browser says the map shows."""
    area = area_told(received("area"))
    if area:
        put({AREA: area})


@session.atomic_callback()
def set_article(article_id: str) -> None:
    """Show only one article."""
    put({ARTICLES: [article_id]})


@session.atomic_callback()
def take_kept() -> None:
    """Keep only what has to do with a row of a list, or a country; or let it go again.

    A place or link that is kept is chosen too.
    """
    told = received("keep")
    key, value = _KEPT_BY.get(str(told.get("facet", ""))), str(told.get("id", ""))
    if key and value:
        held = [each for each in session.get(key, ()) if each != value]
        put({key: held if len(held) < len(session.get(key, ())) else [*held, value]})
    choice = told.get("choice")
    if isinstance(choice, Mapping):
        kind, name = str(choice.get("kind", "")), str(choice.get("id", ""))
        state.choose(state.Selection(kind, name) if kind else state.Selection())


def set_days(since: date | None, until: date | None) -> None:
    """Show only articles of these days; None leaves an end open."""
    put({SINCE: since, UNTIL: until})


@guard.part
def chips(atlas: geo.Atlas, *more: Callable[[], None]) -> None:
    """Show each filter that is set with a way to take it off, and what follows from it.

    Args:
        atlas: Everything that was read.
        more: What shows other chips before them.
    """
    shown = current(atlas)
    active = geo.atlas.active_filters(atlas, shown)
    # There even while it is empty, so that what follows keeps its place on the page.
    with st.container(key="chips", horizontal=True, vertical_alignment="center"):
        for show_others in more:
            show_others()
        for each in active:
            st.button(
                plain(geo.view.describe_filter(atlas, shown, each)),
                key=f"chip-{each.name}",
                help=f"Take off the {each.value} filter",
                icon=":material/close:",
                icon_position="right",
                on_click=clear,
                args=(atlas, each),
            )
        for note in _notes(atlas, shown):
            st.caption(plain(note), width="content")


def _notes(atlas: geo.Atlas, shown: geo.Filters) -> list[str]:
    """Return what to loosen where nothing is left, and what the dates leave out."""
    undated = geo.atlas.left_out_undated(atlas, shown)
    left_out = f"{undated:,} without a date left out." if undated else ""
    return [note for note in (geo.labels.advise(atlas, shown), left_out) if note]


def _menu(has: geo.atlas.Facets) -> None:
    st.text_input(
        "Find in names, sentences and links",
        type="search",
        placeholder="Wonsan, Lavrov, drills",
        **field(WORDS, value=session.get(WORDS, "")),
    )
    if has.days and has.days[0] < has.days[1]:
        _days(*has.days)
    _pills("Kinds of place", has.place_kinds, KINDS)
    counts = dict(has.countries)
    _many("Countries", list(counts), COUNTRIES, counts, geo.labels.country_name)
    regions = {p.code: p for p in has.provinces}
    counts = {code: p.places for code, p in regions.items()}
    _many(
        "Provinces",
        list(counts),
        PROVINCES,
        counts,
        lambda code: geo.labels.region_name(regions[code]),
    )
    _pills("Names", has.mention_kinds, NAMES)
    _pills("Links", has.link_kinds, LINKS)
    certainty = one_of(MIN_SCORES, session.get(CERTAINTY))
    st.segmented_control(
        "Certainty",
        list(MIN_SCORES),
        required=True,
        **field(CERTAINTY, default=certainty),
    )
    if len(has.articles) > 1:
        titles = {a.id: geo.view.title_of(a) for a, _ in has.articles}
        named = {a.id: count for a, count in has.articles}
        _many("Articles", list(titles), ARTICLES, named, titles.__getitem__)


def _pills(title: str, counts: Iterable[tuple[K, int]], key: str) -> None:
    """Offer the switches of kinds with their counts; of one alone there is no choice."""
    many = dict(counts)
    if len(many) <= 1:
        return
    st.pills(
        title,
        list(many),
        selection_mode="multi",
        format_func=lambda kind: f"{geo.labels.label(kind)} {many[kind]:,}",
        **field(key, default=[kind for kind in many if kind in session.get(key, ())]),
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
        placeholder="All",
        **field(key, default=[one for one in options if one in session.get(key, ())]),
    )


def _days(first: date, last: date) -> None:
    since, until = st.columns(2)
    for column, title, key in ((since, "From", SINCE), (until, "Until", UNTIL)):
        day = session.get(key)
        column.date_input(
            f"Published {title.lower()}",
            min_value=first,
            max_value=last,
            format="YYYY-MM-DD",
            **field(
                key, clearable=True, value=day if day and first <= day <= last else None
            ),
        )


def _begin(atlas: geo.Atlas) -> None:
    """Begin anew with other data: with the filters of the address on the first run."""
    stamp, before = geo.view.atlas_stamp(atlas), session.get(_OF)
    if before == stamp:
        return
    session.put({_OF: stamp})
    said = dict(st.query_params) if before is None and state.addressable() else {}
    set_from_address(atlas, said)


def set_from_address(atlas: geo.Atlas, said: Mapping[str, str]) -> None:
    """Set the filters that an address names, and take all others off."""
    put(_values(geo.atlas.from_url(said), atlas))


def _unset(atlas: geo.Atlas) -> dict[str, Any]:
    """Return what the widgets hold while no filter is set."""
    return _values(geo.Filters(), atlas)


def _values(shown: geo.Filters, atlas: geo.Atlas) -> dict[str, Any]:
    """Return what the widgets hold for filters, as far as the data have what they name."""
    has = geo.atlas.facets(atlas)
    links = shown.link_kinds
    first, last = has.days or (date.max, date.min)
    since, until = shown.since, shown.until
    names = {score: name for name, score in MIN_SCORES.items()}
    return {
        WORDS: shown.words,
        NAMES: [kind for kind, _ in has.mention_kinds if kind in shown.mention_kinds],
        KINDS: [kind for kind, _ in has.place_kinds if kind in shown.place_kinds],
        COUNTRIES: [code for code, _ in has.countries if code in shown.countries],
        PROVINCES: [p.code for p in has.provinces if p.code in shown.provinces],
        PLACES: [p.id for p in atlas.places if p.id in shown.place_ids],
        BUNDLES: [
            b.id for b in geo.atlas.bundles_of(atlas) if b.id in shown.bundle_ids
        ],
        ACTORS: [a.id for a in geo.atlas.actors(atlas) if a.id in shown.actors],
        LINKS: _default_links(atlas)
        if links is None
        else [kind for kind, _ in has.link_kinds if kind in links],
        CERTAINTY: names.get(shown.min_score, EVERYTHING),
        ARTICLES: [a.id for a, _ in has.articles if a.id in shown.article_ids],
        SINCE: since if since and first < since <= last else None,
        UNTIL: until if until and first <= until < last else None,
        AREA: shown.area,
    }


def _write_address(shown: geo.Filters) -> None:
    """Write the filters into the address where it may say what is open."""
    written = geo.atlas.to_url(shown) if state.addressable() else {}
    url.write(geo.atlas.URL_NAMES, written)
