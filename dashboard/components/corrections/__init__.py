"""Correcting what is chosen: what is right, how far it reaches, what it would change."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geo
import geo.atlas
import geo.corrections
import geo.model
import geo.view
from dashboard import cached, session, state
from dashboard.components.browser_events import received
from dashboard.components.corrections import card, link, place, undo
from dashboard.components.corrections.place import FIELDS, MENU, NOTE, SCOPE
from dashboard.components.fields import one_of
from dashboard.components.messages import plain

SAVE, CHECK, ARTICLE = "save-correction", "check-article", "checked-article"
NOTHING_CHOSEN = (
    "Choose a place or a link on the map or in the text to correct it; "
    "select words in the text to mark a place that was missed."
)
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
        key=MENU,
        on_change="rerun",  # what is in it is worked out only once it is open
    )
    if not menu.open:
        return
    with menu:
        if state.private():
            st.caption(card.PRIVATE)
            return
        in_force = cached.corrections().in_force()
        _notice()
        made = _made(shown)
        if made:
            _keep(atlas, made, in_force)
        st.divider()
        undo.show(atlas, in_force)
        _check(atlas, in_force)


@session.atomic_callback()
def take_runner_up() -> None:
    """Open the menu on a place, with one of its runners-up filled in."""
    told = received("use_alternative")
    session.put({_WANTED: str(told.get("id", "")), MENU: True})
    state.choose(state.Selection("place", str(told.get("place", ""))))


def _notice() -> None:
    if notice := cached.corrections().notice:
        st.warning(plain(notice))


def _made(shown: geo.Atlas) -> geo.corrections.Correction | None:
    """Ask what is right; None while something is missing."""
    chosen = state.selection()
    _begin_anew(chosen)
    wanted = session.drop(_WANTED) or ""
    mentions = [r for r in shown.resolutions if r.place and r.place.id == chosen.id]
    bundle = geo.atlas.bundle_of(shown, chosen.id)
    if chosen.kind == "place" and mentions:
        said = place.of_mention(shown, mentions, wanted)
    elif chosen.kind == "link" and bundle:
        said = link.of_bundle(shown, bundle, chosen.id)
    else:
        st.caption(NOTHING_CHOSEN)
        return None
    try:
        return _stamped(shown, *said) if said else None
    except geo.InputError as error:
        st.caption(plain(str(error)))
        return None


def _begin_anew(subject: state.Selection) -> None:
    """Empty the fields once they are about something else."""
    if session.get(_SUBJECT, subject) != subject:
        session.put(FIELDS)
    session.put({_SUBJECT: subject})


def _stamped(
    shown: geo.Atlas,
    action: geo.corrections.Action,
    words: geo.corrections.TextSpan,
    passage: geo.model.Passage,
) -> geo.corrections.Correction:
    """Ask how far it reaches and why.

    Raises:
        InputError: The scope needs something that is not given.
    """
    scope = geo.corrections.Scope.MENTION
    if not isinstance(
        action, geo.corrections.AddLink
    ):  # a link is added to one passage
        reach = st.radio(
            "Where to correct it",
            list(SCOPES),
            format_func=SCOPES.__getitem__,
            key=SCOPE,
            horizontal=True,
        )
        scope = one_of(SCOPES, reach)
    st.text_input("Why (optional)", key=NOTE)
    article = next(a for a in shown.articles if a.id == passage.article_id)
    return geo.make_correction(
        action, words, article, scope, note=session.get(NOTE, "")
    )


def _keep(
    atlas: geo.Atlas,
    made: geo.corrections.Correction,
    in_force: Sequence[geo.corrections.Correction],
) -> None:
    """Show what it would change, and offer to keep it."""
    preview = geo.corrections.preview_correction([atlas], made, in_force)
    words = str(preview)
    st.caption(words[:1].upper() + words[1:] + " of what is open.")
    for example in preview.examples:
        before, after = (name or "no place" for name in (example.before, example.after))
        st.caption(f"{plain(example.text)}: {plain(before)} → {plain(after)}")
    st.button(
        "Save", type="primary", key=SAVE, disabled=not preview.articles,
        on_click=_save, args=(made,),
    )  # fmt: skip


@session.atomic_callback()
def _save(made: geo.corrections.Correction) -> None:
    try:
        cached.corrections().add(made)
        session.put({undo.CHANGED: True})
        place = getattr(made.action, "place", None)
        if place:  # go where the words went
            state.choose(state.Selection("place", place.id), push=True)
    except geo.DatelineError as error:
        state.set_error(str(error))


def _check(atlas: geo.Atlas, in_force: Sequence[geo.corrections.Correction]) -> None:
    """Offer to say that an article is right now as a whole: it becomes gold."""
    checked = geo.corrections.checked_articles(in_force)
    articles = [a for a in atlas.articles if a.id not in checked]
    words = f"{len(checked):,} checked {'article' if len(checked) == 1 else 'articles'}"
    st.caption(f"{words}, to measure Dateline on.")
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
