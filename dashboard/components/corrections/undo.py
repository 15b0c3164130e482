"""What was corrected in what is open, the latest first, each with the way back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geo
import geo.corrections
from dashboard import cached, session, state
from dashboard.components.messages import plain

CHANGED = "corrected-anew"  # True until the page has been shown anew
AT_ONCE = 20  # a button each: thousands would take the browser minutes
NEWER, OLDER = "newer-corrections", "older-corrections"
_FIRST = "undo-first"  # how many newer ones there are than those that are shown


def show(atlas: geo.Atlas, in_force: Sequence[geo.corrections.Correction]) -> None:
    """List some of what holds in what is open, with buttons to the rest."""
    made = geo.corrections.corrections_reaching(atlas, in_force)[::-1]
    last = (max(0, len(made) - 1) // AT_ONCE) * AT_ONCE
    first = min(session.get(_FIRST, 0), last)
    shown = made[first : first + AT_ONCE]
    for correction in shown:
        said, button = st.columns([5, 1], vertical_alignment="center")
        said.caption(plain(geo.corrections.say_correction(correction)))
        button.button(
            "Undo", key=f"undo-{correction.id}", type="tertiary",
            on_click=_take_back, args=(correction.id,),
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
def _take_back(correction_id: str) -> None:
    try:
        cached.corrections().undo(correction_id)
        session.put({CHANGED: True})
    except geo.DatelineError as error:
        state.set_error(str(error))
