"""Saying what a name in the text is: the fields of the menu "Correct" for a mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

import geo
import geo.corrections
import geo.labels
import geo.model
from dashboard import cached, session
from dashboard.components import search
from dashboard.components.browser_events import received, send_event
from dashboard.components.corrections import link
from dashboard.components.fields import one_of, set_open
from dashboard.components.messages import plain

MENU = "correct-menu"
LAT, LON, NAME = "correct-lat", "correct-lon", "correct-name"
PICK = "pick-point"
_NO_FIELD = object()  # stands for a field that is not there
_PICKING = "picking"  # what is in the fields while the menu makes room for the map

WHICH, WHAT = "correct-which", "correct-what"
OTHER, SEARCH = "correct-other", "correct-search"
SAME = "correct-same"
SCOPE, NOTE = "correct-scope", "correct-note"

PLACE, POINT, NO_PLACE, SAME_AS, LINKED = (
    "Another place", "A point", "Not a place", "Same as another name",
    "Linked to another place",
)  # fmt: skip
# What each field is before anything is said.
FIELDS = {
    WHICH: 0, WHAT: PLACE, OTHER: None, SEARCH: "", SAME: None,
    SCOPE: geo.corrections.Scope.MENTION, NOTE: "", link.TO: None,
    LAT: None, LON: None, NAME: "",
}  # fmt: skip
NO_OTHER = "The gazetteer has no other place of this name: search by another name, or set a point."
NONE_FOUND = (
    "The gazetteer has no place of this name: search by another, or set a point."
)
_MAX_FOUND = 20

# What is said, of which words, in which passage.
Said = tuple[geo.corrections.Action, geo.corrections.TextSpan, geo.model.Passage]


def of_mention(
    shown: geo.Atlas, mentions: Sequence[geo.Resolution], wanted: str = ""
) -> Said | None:
    """Ask what a name is; None while something is missing.

    Args:
        shown: The atlas.
        mentions: Those of the chosen place.
        wanted: The id of a runner-up to fill in, or "".
    """
    if wanted:
        _fill_in(mentions, wanted)
    numbers = range(len(mentions))
    picked = st.selectbox(
        "Passage",
        numbers,
        format_func=lambda n: (
            f"{n + 1}: {geo.quote(shown, mentions[n].mention.sentence)}"
        ),
        key=WHICH,
    )
    chosen = mentions[one_of(numbers, picked)]
    what = st.radio(
        f"**{plain(chosen.mention.text)}** is",
        (PLACE, POINT, NO_PLACE, SAME_AS, LINKED),
        key=WHAT,
        horizontal=True,
    )
    if what == LINKED:
        return link.added(shown, chosen)
    action = _action(shown, chosen, what)
    passage = chosen.mention.passage
    words = geo.corrections.TextSpan(chosen.mention.text, passage.start, passage.end)
    return (action, words, passage) if action else None


def _fill_in(mentions: Sequence[geo.Resolution], wanted: str) -> None:
    """Fill in a runner-up, at the first mention that has it."""
    for number, resolution in enumerate(mentions):
        if any(s.candidate.place.id == wanted for s in resolution.runners_up):
            session.put({WHICH: number, WHAT: PLACE, SEARCH: "", OTHER: wanted})
            return


def _action(
    shown: geo.Atlas, chosen: geo.Resolution, what: str
) -> (
    geo.corrections.MeansPlace
    | geo.corrections.NotAPlace
    | geo.corrections.SameAs
    | None
):
    if what == NO_PLACE:
        return geo.corrections.NotAPlace()
    if what == SAME_AS:
        return _same_as(shown, chosen)
    if what == POINT:
        place = _point(chosen.mention.text)
    else:
        place = _searched(s.candidate.place for s in chosen.runners_up)
    return geo.corrections.MeansPlace(place) if place else None


def _searched(offered: Iterable[geo.Place]) -> geo.Place | None:
    """Offer these places, or those that the gazetteer knows by another name."""
    asked = search.field(
        "Search the gazetteer", key=SEARCH, placeholder="Search by another name"
    )
    if asked:
        offered = [c.place for c in cached.gazetteer().lookup(asked)[:_MAX_FOUND]]
    known = {place.id: place for place in offered}
    if not known:
        st.caption(NONE_FOUND if asked else NO_OTHER)
        return None
    picked = st.radio(
        "Which place",
        list(known),
        index=None,
        format_func=lambda ref: (
            f"{plain(known[ref].name)} · {plain(geo.where(known[ref]))}"
        ),
        key=OTHER,
    )
    return known.get(picked or "")


def in_words(place: geo.Place | None) -> str:
    """Return a place so that no other of its name is taken for it."""
    if place is None:
        return "no place"
    if place.id.startswith("point:"):
        spot = geo.labels.format_coordinates(place.lat, place.lon)
        return f"{place.name}, a point at {spot}"
    return ", ".join(filter(None, [place.name, geo.where(place)]))


def _same_as(shown: geo.Atlas, chosen: geo.Resolution) -> geo.corrections.SameAs | None:
    article = chosen.mention.passage.article_id
    names = {
        r.mention.text: r.place
        for r in shown.resolutions
        if r.mention.passage.article_id == article and r.place != chosen.place
    }
    name = st.selectbox("Which name", list(names), index=None, key=SAME)
    return geo.corrections.SameAs(name, names[name]) if name in names else None


def _point(words: str) -> geo.Place | None:
    """Ask for a point.

    Args:
        words: What it is called unless another name is given.
    """
    st.button(
        "Use the next click on the map", icon=":material/my_location:", key=PICK,
        on_click=_begin_picking,
    )  # fmt: skip
    south_north, west_east = st.columns(2)
    lat = south_north.number_input(
        "Latitude", -90.0, 90.0, None, format="%.5f", key=LAT
    )
    lon = west_east.number_input(
        "Longitude", -180.0, 180.0, None, format="%.5f", key=LON
    )
    name = st.text_input("Name", placeholder=words, key=NAME)
    if lat is None or lon is None:
        return None
    return geo.corrections.point_by_hand(lat, lon, name or words)


def send_pick() -> None:
    """Have the map say where it is pressed next, while that is wanted."""
    send_event("pick", {"on": session.get(_PICKING) is not None})


@session.atomic_callback()
def take_spot() -> None:
    """Take the spot that was pressed, or that it was given up; go on as before."""
    told = received("spot")
    fields = session.drop(_PICKING)
    if fields is None:
        return
    lat, lon = told.get("lat"), told.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        fields |= {LAT: float(lat), LON: float(lon)}
    session.put(fields)
    set_open(MENU, True)


@session.atomic_callback()
def _begin_picking() -> None:
    """Close the menu, which hides part of the map."""
    filled = {name: session.get(name, _NO_FIELD) for name in FIELDS}
    kept = {name: value for name, value in filled.items() if value is not _NO_FIELD}
    session.put({_PICKING: kept})
    set_open(MENU, False)
