"""Correcting what is chosen: what is right, how far it reaches, what it would change."""

from __future__ import annotations

import streamlit as st

import geo
from dashboard import cached, state
from dashboard.components.messages import plain

MENU = "correct-menu"
WHICH, WHAT, SCOPE, NOTE = (
    "correct-which",
    "correct-what",
    "correct-scope",
    "correct-note",
)
OTHER, SEARCH = "correct-other", "correct-search"
LAT, LON, NAME, SAME = "correct-lat", "correct-lon", "correct-name", "correct-same"
KIND, STATUS, SWAP = "correct-kind", "correct-status", "correct-swap"
SAVE = "correct-save"

PLACE, POINT, NO_PLACE, SAME_AS = (
    "Another place", "A point", "Not a place", "Same as another name"
)  # fmt: skip
CHANGE, REMOVE = "Another kind of link", "No link"
NOTHING_CHOSEN = "Choose a place or a link on the map or in the text to correct it."
PRIVATE = "Private: corrections are kept in a file, so none can be made now."
SCOPES = {
    geo.Scope.MENTION: "Here",
    geo.Scope.ARTICLE: "In this article",
    geo.Scope.SOURCE: "In this source",
    geo.Scope.ALWAYS: "Always",
}
_MOST_FOUND = 20
_CHANGED = "correct-changed"  # True until the page has been shown anew


def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the button and what opens under it.

    Args:
        atlas: What the machine read.
        shown: The same, corrected and filtered.
    """
    if st.session_state.pop(_CHANGED, False):
        st.rerun()  # all of the page, not the panel alone
    menu = st.popover(
        "Correct",
        icon=":material/edit:",
        width="content",
        key=MENU,
        on_change="rerun",  # what is in it is worked out only once it is open
    )
    if not menu.open:
        return
    with menu:
        if state.private():
            st.caption(PRIVATE)
            return
        _notice()
        made = _made(shown)
        if made:
            _keep(atlas, made)
        st.divider()
        _undo(atlas)


def _notice() -> None:
    if notice := cached.corrections().notice:
        st.warning(plain(notice))


def _made(shown: geo.Atlas) -> geo.Correction | None:
    """Ask what is right; None while something is missing."""
    chosen = state.selection()
    mentions = [r for r in shown.resolutions if r.place and r.place.id == chosen.id]
    links = [link for link in shown.links if link.id == chosen.id]
    try:
        if chosen.kind == "place" and mentions:
            return _of_mention(shown, mentions)
        if chosen.kind == "link" and links:
            return _of_link(shown, links[0])
    except geo.InputError as error:
        st.caption(plain(str(error)))
        return None
    st.caption(NOTHING_CHOSEN)
    return None


def _of_mention(
    shown: geo.Atlas, mentions: list[geo.Resolution]
) -> geo.Correction | None:
    at = st.selectbox(
        "Passage",
        range(len(mentions)),
        format_func=lambda n: (
            f"{n + 1}: {geo.quote(shown, mentions[n].mention.sentence)}"
        ),
        key=WHICH,
    )
    chosen = mentions[at]
    what = st.radio(
        f"**{plain(chosen.mention.text)}** is",
        (PLACE, POINT, NO_PLACE, SAME_AS),
        key=WHAT,
    )
    action = _action(shown, chosen, what)
    passage = chosen.mention.passage
    words = geo.Words(chosen.mention.text, passage.start, passage.end)
    return _stamped(shown, action, words, passage) if action else None


def _action(
    shown: geo.Atlas, chosen: geo.Resolution, what: str
) -> geo.MeansPlace | geo.NotAPlace | geo.SameAs | None:
    if what == NO_PLACE:
        return geo.NotAPlace()
    if what == POINT:
        return _point(chosen.mention.text)
    if what == SAME_AS:
        return _same_as(shown, chosen)
    return _other_place(chosen)


def _other_place(chosen: geo.Resolution) -> geo.MeansPlace | None:
    """Offer the runners-up, then what the gazetteer knows by another name."""
    asked = st.text_input("Search the gazetteer", key=SEARCH, placeholder="Wonsan")
    places = [scored.candidate.place for scored in chosen.runners_up]
    if asked:
        places = [c.place for c in cached.gazetteer().lookup(asked)[:_MOST_FOUND]]
    known = {place.id: place for place in places}
    picked = st.radio(
        "Which place",
        list(known),
        index=None,
        format_func=lambda ref: (
            f"{plain(known[ref].name)} · {plain(geo.where(known[ref]))}"
        ),
        key=OTHER,
    )
    return geo.MeansPlace(known[picked]) if picked in known else None


def _point(words: str) -> geo.MeansPlace | None:
    name = st.text_input("Name", value=words, key=NAME)
    south_north, west_east = st.columns(2)
    lat = south_north.number_input(
        "Latitude", -90.0, 90.0, None, format="%.5f", key=LAT
    )
    lon = west_east.number_input(
        "Longitude", -180.0, 180.0, None, format="%.5f", key=LON
    )
    if lat is None or lon is None:
        return None
    return geo.MeansPlace(geo.point_by_hand(lat, lon, name))


def _same_as(shown: geo.Atlas, chosen: geo.Resolution) -> geo.SameAs | None:
    article = chosen.mention.passage.article_id
    names = {
        r.mention.text: r.place
        for r in shown.resolutions
        if r.mention.passage.article_id == article and r.place != chosen.place
    }
    name = st.selectbox("Which name", list(names), index=None, key=SAME)
    return geo.SameAs(name, names[name]) if name in names else None


def _of_link(shown: geo.Atlas, link: geo.Link) -> geo.Correction | None:
    said = link.evidence
    at = st.selectbox(
        "Passage",
        range(len(said)),
        format_func=lambda n: f"{n + 1}: {geo.quote(shown, said[n].passage)}",
        key=WHICH,
    )
    what = st.radio("The passage states", (CHANGE, REMOVE), key=WHAT)
    passage = said[at].passage
    origin, destination = (
        _words(end) for end in (said[at].origin, said[at].destination)
    )
    action: geo.ChangeLink | geo.RemoveLink
    if what == REMOVE:
        action = geo.RemoveLink(origin, destination, link.kind)
    else:
        action = _changed(link, origin, destination)
    words = geo.Words(geo.quote(shown, passage), passage.start, passage.end)
    return _stamped(shown, action, words, passage)


def _changed(
    link: geo.Link, origin: geo.Words, destination: geo.Words
) -> geo.ChangeLink:
    kinds, statuses = list(geo.LinkKind), list(geo.LinkStatus)
    kind = st.selectbox(
        "Kind", kinds, kinds.index(link.kind), format_func=geo.label, key=KIND
    )
    status = st.selectbox(
        "Status",
        statuses,
        statuses.index(link.status),
        format_func=geo.label,
        key=STATUS,
    )
    swapped = st.checkbox("It leads the other way", key=SWAP)
    directed = link.directed or swapped
    return geo.ChangeLink(
        origin, destination, link.kind, kind, status, directed, swapped=swapped
    )


def _words(mention: geo.Mention) -> geo.Words:
    return geo.Words(mention.text, mention.passage.start, mention.passage.end)


def _stamped(
    shown: geo.Atlas, action: geo.Action, words: geo.Words, passage: geo.Passage
) -> geo.Correction:
    """Ask how far it reaches and why.

    Raises:
        InputError: The scope needs something that is not given.
    """
    scope = st.radio(
        "How far",
        list(SCOPES),
        format_func=SCOPES.__getitem__,
        key=SCOPE,
        horizontal=True,
    )
    note = st.text_input("Why (optional)", key=NOTE)
    article = next(a for a in shown.articles if a.id == passage.article_id)
    return geo.correct(action, words, article, scope, note=note)


def _keep(atlas: geo.Atlas, made: geo.Correction) -> None:
    """Say what it would change, and offer to keep it."""
    preview = geo.preview_correction([atlas], made, cached.corrections().in_force())
    words = str(preview)
    st.caption(words[:1].upper() + words[1:] + " of what is open.")
    for example in preview.examples:
        before, after = (name or "no place" for name in (example.before, example.after))
        st.caption(f"{plain(example.text)}: {plain(before)} → {plain(after)}")
    st.button(
        "Save", type="primary", key=SAVE, disabled=not preview.articles,
        on_click=_save, args=(made,),
    )  # fmt: skip


def _save(made: geo.Correction) -> None:
    try:
        cached.corrections().add(made)
        st.session_state[_CHANGED] = True
    except geo.DatelineError as error:
        state.complain(str(error))


def _undo(atlas: geo.Atlas) -> None:
    """List what holds in what is open, the latest first."""
    in_force = cached.corrections().in_force()
    for made in reversed(geo.corrections_reaching(atlas, in_force)):
        said, button = st.columns([5, 1], vertical_alignment="center")
        said.caption(plain(geo.say_correction(made)))
        button.button(
            "Undo", key=f"undo-{made.id}", type="tertiary",
            on_click=_take_back, args=(made.id,),
        )  # fmt: skip


def _take_back(correction_id: str) -> None:
    try:
        cached.corrections().undo(correction_id)
        st.session_state[_CHANGED] = True
    except geo.DatelineError as error:
        state.complain(str(error))
