"""What was corrected in what is open: said once done, then listed, each with the way back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geo
import geo.atlas
import geo.corrections
import geo.team
from dashboard import cached, people, session, state
from dashboard.components.messages import plain

CHANGED = "corrected-anew"  # True until the page has been shown anew
AT_ONCE = 20  # a button each: thousands would take the browser minutes
NEWER, OLDER = "newer-corrections", "older-corrections"
BACK = "undo-last"
_FIRST = "undo-first"  # how many newer ones there are than those that are shown
_DONE = "correction-done"  # what was done last, and what was chosen with it


def note(made: geo.corrections.Correction, *, kept: bool) -> None:
    """Note that a correction was kept or taken back, to be said while what it led to is chosen."""
    session.put({CHANGED: True, _DONE: (made, kept, state.selection())})


def forget() -> None:
    """Say no longer what was done last."""
    session.drop(_DONE)


def show_last(atlas: geo.Atlas) -> str:
    """Say what was done last, with the way back, until something else is chosen.

    Returns:
        The id of the correction that is said, "" for none.
    """
    made, kept, chosen = session.get(_DONE, (None, False, None))
    if made is None or chosen != state.selection():
        return ""
    said = plain(geo.corrections.say_correction(made))
    with st.container(key="correction-done", horizontal=True, vertical_alignment="center"):  # fmt: skip
        st.caption(f"{'Saved' if kept else 'Taken back'}: {said}", width="stretch")
        if kept:
            st.button(
                "Undo", key=BACK, icon=":material/undo:",
                on_click=_take_back, args=(atlas, made),
            )  # fmt: skip
    return str(made.id)


def show(
    atlas: geo.Atlas, in_force: Sequence[geo.corrections.Correction], said: str = ""
) -> None:
    """List some of what holds in what is open, with buttons to the rest.

    Args:
        atlas: What the machine read.
        in_force: The corrections that hold.
        said: The id of one that stands above already, with its way back.
    """
    reaching = geo.corrections.corrections_reaching(atlas, in_force)[::-1]
    made = [correction for correction in reaching if correction.id != said]
    last = (max(0, len(made) - 1) // AT_ONCE) * AT_ONCE
    first = min(session.get(_FIRST, 0), last)
    shown = made[first : first + AT_ONCE]
    for correction in shown:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                plain(geo.corrections.say_correction(correction)), width="stretch"
            )
            st.button(
                "Undo", key=f"undo-{correction.id}",
                on_click=_take_back, args=(atlas, correction),
                disabled=not geo.team.may_take_back(people.person(), correction),
            )  # fmt: skip
    if len(made) > AT_ONCE:
        _pages(first, len(shown), len(made))


def _pages(first: int, shown: int, every: int) -> None:
    """Show which of how many are shown; offer those before and behind them."""
    with st.container(key="undo-pages", horizontal=True, vertical_alignment="center"):
        st.button(
            "Newer", key=NEWER, icon=":material/chevron_left:", type="tertiary",
            disabled=not first, on_click=_turn, args=(first - AT_ONCE,),
        )  # fmt: skip
        st.caption(
            f"{first + 1:,} to {first + shown:,} of {every:,} corrections",
            width="content",
        )
        st.button(
            "Older", key=OLDER, icon=":material/chevron_right:", type="tertiary",
            icon_position="right", disabled=first + shown >= every,
            on_click=_turn, args=(first + AT_ONCE,),
        )  # fmt: skip


@session.atomic_callback()
def _turn(first: int) -> None:
    session.put({_FIRST: first})


@session.atomic_callback()
def _take_back(atlas: geo.Atlas, made: geo.corrections.Correction) -> None:
    try:
        people.take_back(made.id)
        _follow(atlas, made)
        note(made, kept=False)
    except geo.DatelineError as error:
        state.set_error(str(error))


def _follow(atlas: geo.Atlas, made: geo.corrections.Correction) -> None:
    """Choose what the words mean now, where what was chosen is gone with the correction."""
    if not state.selection().kind:
        return
    corrected = cached.corrected(atlas)
    if state.is_in(corrected):
        return
    where = made.article_id, made.words.text
    now = [
        r.place
        for r in corrected.resolutions
        if r.place and (r.mention.passage.article_id, r.mention.text) == where
    ]
    state.choose(
        state.Selection("place", now[0].id) if now else state.Selection(), push=True
    )
