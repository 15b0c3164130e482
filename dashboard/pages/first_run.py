"""The first start: the gazetteer is unpacked once, and the reader sees how far it is."""

from __future__ import annotations

import streamlit as st

import geo
import geo.gazetteer
from dashboard.components import messages

WELCOME = """
<div class="dl-welcome">
  <p class="dl-wordmark">Dateline<span aria-hidden="true"> —</span></p>
  <h1>Reads the news onto a map.</h1>
  <p>Before the first article, Dateline unpacks its list of places: cities, provinces,
  countries and seas, by all the names they are known by. This happens once, takes a
  few seconds, and nothing leaves this machine.</p>
</div>
"""


def show() -> None:
    """Build the gazetteer, then start again with it."""
    with st.container(key="first-run"):
        st.html(WELCOME)
        bar = st.progress(0.0, text="Starting")

        def report(share: float, words: str) -> None:
            bar.progress(min(1.0, max(0.0, share)), text=words.capitalize())

        try:
            geo.gazetteer.ensure_gazetteer(report)
        except geo.DatelineError as error:
            bar.empty()
            messages.problem(str(error))
            st.button("Try again")
            return
    st.rerun()
