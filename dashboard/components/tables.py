"""Everything as tables: places, links, articles, the names that stay unmapped.

Only the open table is built, and its columns once for the atlas they show; of many articles
none is open at first, because the browser takes half a second to lay one out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

import geo
import geo.atlas
import geo.labels
import geo.view
from dashboard import guard, session, state
from dashboard.components import articles
from dashboard.components.fields import detail

Columns = dict[str, list[Any]]
KEY = "tables-tab"
MANY = 20  # articles
MENTION_LIMIT = 300  # characters of a cell
_CHOSEN = "tables-chosen"


@st.fragment
@guard.part
def show(shown: geo.Atlas) -> None:
    """Show the tables; a row chosen in the first two is chosen on the map too."""
    if session.drop(_CHOSEN):
        st.rerun()  # text, map and panel have to follow
    bodies: dict[str, Callable[[geo.Atlas], None]] = {
        "Places": _show_places,
        "Links": _show_links,
        "Articles": articles.show,
        "Not mapped": _show_missing,
    }
    with st.container(key="tables"):
        if len(shown.articles) > MANY:
            asked = "Tables of places, links, articles and names not mapped"
            opened = st.expander(asked, key="tables-open", on_change="rerun")
            if not opened.open:
                return
        tabs = st.tabs(list(bodies), key=KEY, on_change="rerun")
        for tab, body in zip(tabs, bodies.values(), strict=True):
            with tab:
                if tab.open:
                    body(shown)


def _show_places(shown: geo.Atlas) -> None:
    ids = [summary.place.id for summary in geo.summarise(shown)]
    _table(_places(shown), f"places-{geo.view.atlas_stamp(shown)}", "place", ids)


def _show_links(shown: geo.Atlas) -> None:
    ids = [link.id for link in shown.links]
    _table(_links(shown), f"links-{geo.view.atlas_stamp(shown)}", "link", ids)


def _show_missing(shown: geo.Atlas) -> None:
    groups = _missing(shown)
    if not groups:
        st.caption("Every name found has a place on the map.")
    for group, columns in groups.items():
        rows = columns["Named"]
        counted = f"{group}: {len(rows):,} names, {sum(rows):,} mentions"
        with st.expander(counted, expanded=group is geo.view.WhyNot.PLACE):
            st.dataframe(columns, hide_index=True, alt=counted)


def _table(columns: Columns, key: str, kind: str, ids: Sequence[str]) -> None:
    if not ids:
        st.caption(f"There are no {kind}s to show.")
        return
    st.caption(f"{len(ids):,} {kind if len(ids) == 1 else kind + 's'}")

    @session.atomic_callback()
    def chosen() -> None:
        rows = detail(key, "selection").get("rows")
        pick = state.Selection(kind, ids[rows[0]]) if rows else state.Selection()
        state.choose(pick, push=True)
        session.put({_CHOSEN: True})

    st.dataframe(
        columns,
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        hide_index=True,
        column_config={
            "Certainty": st.column_config.ProgressColumn(
                format="%.0f %%", min_value=0, max_value=100, width="small"
            )
        },
        alt=f"{kind.capitalize()}s on the map",
    )


@geo.atlas.memoized
def _places(shown: geo.Atlas) -> Columns:
    summaries = geo.summarise(shown)
    places = [s.place for s in summaries]
    return {
        "Place": [_short(p.name) for p in places],
        "What and where": [_short(geo.where(p)) for p in places],
        "Mentions": [s.count for s in summaries],
        "Certainty": [100 * s.score for s in summaries],
        "Coordinates": [geo.labels.format_coordinates(p.lat, p.lon) for p in places],
        "Coordinates from": [_short(str(p.provenance)) for p in places],
        "GeoNames": [str(p.geonames_id or "") for p in places],
    }


@geo.atlas.memoized
def _links(shown: geo.Atlas) -> Columns:
    links = shown.links
    return {
        "Link": [_short(geo.link_name(link)) for link in links],
        "Kind": [geo.labels.label(link.kind) for link in links],
        "Status": [geo.labels.label(link.status) for link in links],
        "Who or what": [_short(link.actor) for link in links],
        "In the words": [_short(link.predicate) for link in links],
        "Passages": [len(link.evidence) for link in links],
        "First passage": [
            _short(geo.quote(shown, k.evidence[0].passage)) for k in links
        ],
    }


@geo.atlas.memoized
def _missing(shown: geo.Atlas) -> dict[geo.view.WhyNot, Columns]:
    titles = {a.id: geo.view.title_of(a) for a in shown.articles}
    found = groupby(geo.view.unmapped_names(shown), lambda row: row.group)
    return {group: _names(shown, [*rows], titles) for group, rows in found}


def _names(
    shown: geo.Atlas, rows: Sequence[geo.view.Unmapped], titles: Mapping[str, str]
) -> Columns:
    columns: Columns = {
        "Name in the text": [_short(row.name) for row in rows],
        "Named": [row.count for row in rows],
        "Why it is not on the map": [_short(row.why) for row in rows],
        "First sentence": [_short(geo.quote(shown, row.sentence)) for row in rows],
    }
    if len(titles) > 1:
        columns["Articles"] = [[titles[key] for key in row.article_ids] for row in rows]
    return columns


def _short(words: str) -> str:
    return words if len(words) <= MENTION_LIMIT else words[: MENTION_LIMIT - 1] + "…"
