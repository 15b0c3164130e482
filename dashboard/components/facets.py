"""The lists over the text of several articles: each row filters map, text and lists.

The last of them compares two sides (``dashboard.components.compare``).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo
import geo.view
import geo.web
from dashboard import guard
from dashboard.components import compare, filters
from dashboard.components.fields import heard

KEY = "facets"
_HERE = Path(__file__).parent
_SCRIPTS = ("comparison.js", "narrowed.js", "facets.js")
_component = st.components.v2.component(
    "dateline_facets",
    html='<div class="facets" role="group" aria-label="Lists"></div>',
    css=geo.web.read_assets("tokens.css") + (_HERE / "facets.css").read_text("utf-8"),
    js=geo.web.read_assets("bus.js", "dom.js")
    + "".join((_HERE / name).read_text("utf-8") for name in _SCRIPTS),
)
# Apart from the lists: sent once, not with each press.
_sentences = st.components.v2.component(
    "dateline_sentences",
    html="<span hidden></span>",
    js=(_HERE / "sentences.js").read_text("utf-8"),
)


def place(atlas: geo.Atlas) -> tuple[DeltaGenerator, ...]:
    """Return where the lists are to stand; nowhere for a single article."""
    if len(atlas.articles) == 1:
        return ()
    return st.container(key="event-sentences", width=1), st.container(key="lists")


@guard.part
def show(atlas: geo.Atlas, shown: geo.Atlas, place: tuple[DeltaGenerator, ...]) -> None:
    """Show the lists, of several articles.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it.
        place: Where (`place`).
    """
    if place:
        kept = filters.current(atlas)
        sentences, lists = place
        with sentences:
            _sentences(key="sentences", data=geo.view.sentences_view(atlas, kept))
        with lists:
            _component(
                key=KEY,
                data={
                    **geo.view.facets_view(atlas, shown, kept, compare.current(atlas)),
                    "heard": heard(KEY),
                },
                on_compare_change=partial(compare.take, KEY, atlas),
            )
