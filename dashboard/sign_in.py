"""Who is at the page, where people sign in: Streamlit's OpenID Connect, and nobody else's word.

Where the setting ``sign_in`` is, whoever has not signed in sees a button and no more, and
what people open is theirs by who they are and not by a cookie of Dateline's.
"""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

import geo.team
from geo.settings import get_settings

NO_ROLE = "You are signed in, and have no role here; ask whoever runs this server."


def required() -> bool:
    """Return whether people must sign in."""
    return get_settings().sign_in is not None


def person() -> geo.team.Person:
    """Return who signed in; nobody, where nobody did."""
    return geo.team.person_of(dict(st.user), _rules())


@lru_cache
def _rules() -> geo.team.Rules:
    file = get_settings().sign_in
    return geo.team.read_rules(file) if file else geo.team.Rules()


def show() -> None:
    """Show the way in, or why there is none."""
    st.title("Dateline")
    if person().id:
        st.write(NO_ROLE)
        show_way_out()
        return
    st.write("What people open here is theirs: sign in first.")
    st.button("Sign in", key="sign-in", type="primary", on_click=st.login)


def show_way_out() -> None:
    """Show the way out, where somebody came in."""
    if required():
        st.button("Sign out", key="sign-out", on_click=st.logout)
