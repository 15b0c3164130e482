"""Two articles or two groups side by side; while this is open the map is coloured by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

import geo
import geo.atlas
import geo.view
import geo.web
from dashboard.components.fields import one_of

HERE = Path(__file__).parent
ARTICLES, SOURCES, TIMES = "Two articles", "Two sources", "Before and after a day"

_component = st.components.v2.component(
    "dateline_compare",
    html='<div class="root"></div>',
    css=geo.web.read_assets("tokens.css") + (HERE / "compare.css").read_text("utf-8"),
    js=geo.web.read_assets("bus.js", "dom.js")
    + (HERE / "compare.js").read_text("utf-8"),
)


def show(shown: geo.Atlas) -> None:
    """Show what to compare and the comparison."""
    ways = [ARTICLES]
    if len(geo.atlas.groups_by_source(shown)) > 1:
        ways.append(SOURCES)
    days = geo.atlas.facets(shown).days
    if days and days[0] < days[1]:
        ways.append(TIMES)
    way = ARTICLES
    if len(ways) > 1:
        said = st.segmented_control(
            "Compare", ways, default=ARTICLES, required=True, key="compare-by"
        )
        way = one_of(ways, said)
    a, b = _by_day(shown) if way == TIMES else _two(_groups(shown, way), way)
    with st.container(key="comparison"):
        _component(key="compare", data=geo.view.compare_view(shown, a, b))


def _groups(shown: geo.Atlas, way: str) -> Sequence[geo.atlas.Group]:
    by = geo.atlas.groups_by_source if way == SOURCES else geo.view.groups_by_article
    return by(shown)


def _two(
    groups: Sequence[geo.atlas.Group], way: str
) -> tuple[geo.atlas.Group, geo.atlas.Group]:
    columns, numbers = st.columns(2), range(len(groups))
    chosen = [
        column.selectbox(
            title,
            numbers,
            index=i,
            format_func=lambda n: groups[n].name,
            key=f"compare-{i}-{way}",
        )
        for i, (column, title) in enumerate(
            zip(columns, ("First", "Second"), strict=True)
        )
    ]
    a, b = (groups[one_of(numbers, number)] for number in chosen)
    return a, b


def _by_day(shown: geo.Atlas) -> tuple[geo.atlas.Group, geo.atlas.Group]:
    first, last = geo.atlas.facets(shown).days or (None, None)
    assert first
    assert last
    middle = first + max(timedelta(days=1), (last - first) / 2)
    day = st.date_input(
        "The day that parts them",
        value=middle,
        min_value=first + timedelta(days=1),
        max_value=last,
        required=True,
        format="YYYY-MM-DD",
        key="compare-day",
    )
    parting: date | None = day  # None where the widget was closed meanwhile
    return geo.atlas.groups_by_day(shown, parting or middle)
