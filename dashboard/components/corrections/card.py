"""The card beside a word: what the word could be, what a person says it is, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

import geo
import geo.corrections
import geo.model
import geo.view
import geo.web
from dashboard import cached, guard, people, session, state
from dashboard.components.corrections.place import in_words
from dashboard.components.fields import heard, news

KEY = "card"
_WORDS = "card-words"  # the passage, and what is searched instead of it
_DONE = "card-done"
_CHANGED = "card-changed"  # True until the page has been shown anew
PRIVATE = "Private: corrections are kept in a file, so none can be made now."
_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "dateline_card",
    html="<span hidden></span>",
    js=geo.web.read_assets("bus.js") + (_HERE / "card.js").read_text("utf-8"),
)


@st.fragment
@guard.part
def show(machine: geo.Atlas, corrected: geo.Atlas) -> None:
    """Answer the card of the text; nothing is seen of it here.

    Args:
        machine: What was read.
        corrected: The same, corrected: what the words are now.
    """
    if session.drop(_CHANGED):
        st.rerun()  # all of the page follows

    with st.container(key="event-card", width=1):
        _component(
            key=KEY,
            data={**_answer(corrected), "heard": heard(KEY)},
            on_asked_change=partial(take_asked, machine),
            on_said_change=partial(take_said, machine, corrected),
            on_undo_change=take_undo,
        )


@session.atomic_callback()
def take_asked(machine: geo.Atlas) -> None:
    """Note which words a card was opened on, and what is searched in it."""
    told = news(KEY, "asked") or {}
    if passage := _passage(machine, told):
        words = (passage, str(told.get("search", "")))
        session.put({_WORDS: words, _DONE: None})


@session.atomic_callback()
def take_said(machine: geo.Atlas, corrected: geo.Atlas) -> None:
    """Keep what the words are said to be."""
    told = news(KEY, "said") or {}
    if passage := _passage(machine, told):
        _say(machine, corrected, passage, told)


def _answer(corrected: geo.Atlas) -> dict[str, Any]:
    passage, search = session.get(_WORDS, (None, ""))
    if not passage or all(a.id != passage.article_id for a in corrected.articles):
        return {}
    view = geo.view.word_view(
        corrected, passage, _offered(corrected, passage, search).values()
    )
    closed = PRIVATE if state.private() else ""
    if not people.may_correct():
        closed = people.READS_ONLY
    return {
        "view": view,
        "done": session.get(_DONE),
        "closed": closed,
    }


def _passage(atlas: geo.Atlas, told: Mapping[str, Any]) -> geo.model.Passage | None:
    """Return the words that the browser tells of; None where there are none such."""
    number, start, end = (told.get(name) for name in ("article", "start", "end"))
    if not (
        isinstance(number, int) and isinstance(start, int) and isinstance(end, int)
    ):
        return None
    if not 0 <= number < len(atlas.articles):
        return None
    article = atlas.articles[number]
    if not 0 <= start < end <= len(article.text):
        return None
    return geo.model.Passage(article.id, start, end)


def _offered(
    corrected: geo.Atlas, passage: geo.model.Passage, search: str
) -> dict[str, geo.Place]:
    """Return what words could mean: runners-up, then all that the gazetteer has of the name."""
    mention = geo.view.mention_at(corrected, passage)
    others = (
        [] if search or not mention else [s.candidate.place for s in mention.runners_up]
    )
    named = cached.gazetteer().lookup(search or geo.quote(corrected, passage))
    return {place.id: place for place in (*others, *(c.place for c in named))}


def _say(
    machine: geo.Atlas,
    corrected: geo.Atlas,
    passage: geo.model.Passage,
    told: Mapping[str, Any],
) -> None:
    """Keep what the words are; what cannot be is left out in silence."""
    action, place = _action(corrected, passage, told)
    if action is None or state.private():
        return
    text = geo.quote(corrected, passage)
    words = geo.corrections.TextSpan(text, passage.start, passage.end)
    article = next(a for a in corrected.articles if a.id == passage.article_id)
    scopes = {scope.value: scope for scope in geo.corrections.Scope}
    scope = scopes.get(str(told.get("scope")), geo.corrections.Scope.ARTICLE)
    try:
        made = geo.corrections.make_correction(action, words, article, scope)
        change = geo.corrections.preview_correction(
            [machine], made, cached.corrections().in_force()
        )
        people.keep_correction(made)
    except geo.DatelineError as error:
        state.set_error(str(error))
        session.put({_CHANGED: True})
        return
    here = " on this page" if state.opened().asked else ""
    done = {
        "id": made.id,
        "title": f"“{text}” is now {_said_to_be(action, place)}",
        "said": f"Changed: {str(change).removeprefix('changes ')}{here}.",
    }
    session.put({_DONE: done, _CHANGED: True})
    if place:  # go where the words went
        state.choose(state.Selection("place", place.id), push=True)


def _said_to_be(action: geo.corrections.Action, place: geo.Place | None) -> str:
    if isinstance(action, geo.corrections.NotAPlace):
        return "no place"
    if place is None:
        return "a place, not known which"
    is_set = place.id.startswith("point:")
    return "a point on the map" if is_set else in_words(place)


def _action(
    corrected: geo.Atlas, passage: geo.model.Passage, told: Mapping[str, Any]
) -> tuple[geo.corrections.Action | None, geo.Place | None]:
    """Return what is said of the words, and the place they mean then."""
    what, lat, lon = (told.get(name) for name in ("do", "lat", "lon"))
    known = geo.view.mention_at(corrected, passage)
    if what == "none":
        return geo.corrections.NotAPlace(), None
    if what == "unknown":
        return geo.corrections.MarkMention(None), None
    place = None
    if (
        what == "point"
        and isinstance(lat, int | float)
        and isinstance(lon, int | float)
    ):
        words = geo.quote(corrected, passage)
        place = geo.corrections.point_by_hand(float(lat), float(lon), words)
    elif what == "place":
        _, search = session.get(_WORDS, (None, ""))
        place = _offered(corrected, passage, search).get(str(told.get("id")))
    if place is None:
        return None, None
    means = geo.corrections.MeansPlace if known else geo.corrections.MarkMention
    return means(place), place


@session.atomic_callback()
def take_undo() -> None:
    """Take the correction of the card back."""
    done = session.get(_DONE)
    told = news(KEY, "undo") or {}
    if not done or told.get("id") != done["id"]:
        return
    try:
        people.take_back(done["id"])
    except geo.DatelineError as error:
        state.set_error(str(error))
    words = {
        "id": "",
        "title": "As it was before",
        "said": "The correction is taken back.",
    }
    session.put({_DONE: words, _CHANGED: True})
    state.choose(state.Selection(), push=True)
