"""Correcting what is chosen: what is right, how far it reaches, what it would change."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geo
import geo.atlas
import geo.corrections
import geo.model
import geo.view
from dashboard import cached, people, session, state
from dashboard.components.browser_events import received
from dashboard.components.corrections import card, link, place, undo
from dashboard.components.corrections.place import FIELDS, MENU, NOTE, SCOPE
from dashboard.components.fields import name_of, one_of, set_open
from dashboard.components.messages import plain

SAVE, CHECK, ARTICLE = "save-correction", "check-article", "checked-article"
NOTHING_CHOSEN = (
    "Choose a place or a link on the map or in the text to correct it; "
    "select words in the text to mark a place that was missed."
)
CHECKED = "each read whole by a person: on these Dateline counts how often it is right."
SCOPES = {
    geo.corrections.Scope.MENTION: "Only here",
    geo.corrections.Scope.ARTICLE: "In this article",
    geo.corrections.Scope.SOURCE: "In this source",
    geo.corrections.Scope.ALWAYS: "Everywhere",
}
_WANTED = "wanted-runner-up"
_SUBJECT = "corrected-subject"  # what the fields are about


def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the button and what opens under it.

    Args:
        atlas: What the machine read.
        shown: The same, corrected and filtered.
    """
    if session.drop(undo.CHANGED):
        st.rerun()  # all of the page, not the panel alone
    place.send_pick()
    menu = st.popover(
        "Correct",
        icon=":material/edit:",
        width="content",
        key=name_of(MENU),
        on_change="rerun",  # what is in it is worked out only once it is open
    )
    if not menu.open:
        undo.forget()
        return
    with menu:
        if state.private():
            st.caption(card.PRIVATE)
            return
        if not people.may_correct():
            st.caption(people.READS_ONLY)
            return
        in_force = cached.corrections().in_force()
        _notice()
        last = undo.show_last(atlas)
        if said := _said(shown):
            _keep(atlas, shown, said, in_force)
        st.divider()
        undo.show(atlas, in_force, last)
        if not state.opened().asked:  # of an archive nobody sees the whole text
            _check(atlas, in_force)


@session.atomic_callback()
def take_runner_up() -> None:
    """Open the menu on a place, with one of its runners-up filled in."""
    told = received("use_alternative")
    session.put({_WANTED: str(told.get("id", ""))})
    set_open(MENU, True)
    state.choose(state.Selection("place", str(told.get("place", ""))))


def _notice() -> None:
    if notice := cached.corrections().notice:
        st.warning(plain(notice))


def _said(shown: geo.Atlas) -> place.Said | None:
    """Ask what is right; None while something is missing."""
    chosen = state.selection()
    _begin_anew(chosen)
    wanted = session.drop(_WANTED) or ""
    mentions = [r for r in shown.resolutions if r.place and r.place.id == chosen.id]
    bundle = geo.atlas.bundle_of(shown, chosen.id)
    try:
        if chosen.kind == "place" and mentions:
            return place.of_mention(shown, mentions, wanted)
        if chosen.kind == "link" and bundle:
            return link.of_bundle(shown, bundle, chosen.id)
    except geo.InputError as error:
        st.caption(plain(str(error)))
        return None
    st.caption(NOTHING_CHOSEN)
    return None


def _begin_anew(subject: state.Selection) -> None:
    """Empty the fields once they are about something else."""
    if session.get(_SUBJECT, subject) != subject:
        session.put(FIELDS)
    session.put({_SUBJECT: subject})


def _keep(
    atlas: geo.Atlas,
    shown: geo.Atlas,
    said: place.Said,
    in_force: Sequence[geo.corrections.Correction],
) -> None:
    """Ask how far it reaches and why, show what it would change, and offer to keep it."""
    action, words, passage = said
    st.text_input(
        "Why", key=NOTE, placeholder="Why (optional)", label_visibility="collapsed"
    )
    article = next(a for a in shown.articles if a.id == passage.article_id)
    with st.container(key="save-bar"):
        try:
            made = geo.make_correction(
                action, words, article, _scope(action), note=session.get(NOTE, "")
            )
        except geo.InputError as error:  # the scope needs what is not given
            st.caption(plain(str(error)))
            return
        asked = state.opened().asked
        preview = (
            cached.archive_preview(asked.archive.address, made)
            if asked
            else geo.corrections.preview_correction([atlas], made, in_force)
        )
        changes, where = str(preview), "the archive" if asked else "what is open"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Save", type="primary", key=SAVE, disabled=not (preview.articles or preview.reached),
                on_click=_save, args=(made,),
            )  # fmt: skip
            st.caption(
                f"{changes[:1].upper()}{changes[1:]} of {where}.", width="stretch"
            )
        for line in dict.fromkeys(map(_example, preview.examples)):
            st.caption(line)


def _scope(action: geo.corrections.Action) -> geo.corrections.Scope:
    """Ask how far it reaches; a link is added to one passage."""
    if isinstance(action, geo.corrections.AddLink):
        return geo.corrections.Scope.MENTION
    reach = st.radio(
        "Where to correct it",
        list(SCOPES),
        format_func=SCOPES.__getitem__,
        key=SCOPE,
        horizontal=True,
    )
    return one_of(SCOPES, reach)


def _example(example: geo.corrections.Example) -> str:
    before, after = map(place.in_words, (example.before, example.after))
    return f"{plain(example.text)}: {plain(before)} → {plain(after)}"


@session.atomic_callback()
def _save(made: geo.corrections.Correction) -> None:
    try:
        people.keep_correction(made)
        place = getattr(made.action, "place", None)
        if place:  # go where the words went
            state.choose(state.Selection("place", place.id), push=True)
        undo.note(made, kept=True)
    except geo.DatelineError as error:
        state.set_error(str(error))


def _check(atlas: geo.Atlas, in_force: Sequence[geo.corrections.Correction]) -> None:
    """Offer to say that an article is right now as a whole: it becomes gold."""
    checked = geo.corrections.checked_articles(in_force)
    articles = [a for a in atlas.articles if a.id not in checked]
    words = f"{len(checked):,} checked {'article' if len(checked) == 1 else 'articles'}"
    st.caption(f"{words}, {CHECKED}")
    if not articles:
        return
    article = articles[0]
    if len(atlas.articles) > 1:
        numbers = range(len(articles))
        picked = st.selectbox(
            "Article", numbers,
            format_func=lambda n: geo.view.title_of(articles[n]), key=ARTICLE,
        )  # fmt: skip
        article = articles[one_of(numbers, picked)]
    st.button(
        "This article is checked", icon=":material/check:", key=CHECK,
        help="You have read it all, and no answer in it is wrong.",
        on_click=_save,
        args=(geo.make_correction(geo.corrections.Checked(), geo.corrections.TextSpan(""), article, geo.corrections.Scope.ARTICLE),),
    )  # fmt: skip
