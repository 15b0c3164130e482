"""Everything as tables: places, links, and the names that stay unmapped."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geo
from dashboard import state
from dashboard.components.filters import stamp_of

Columns = dict[str, list[Any]]
MENTION_LIMIT = 300  # characters of a cell


def show(shown: geo.Atlas) -> None:
    """Show the tables; a row chosen in the first two is chosen on the map too."""
    stamp = stamp_of(shown)
    summaries = geo.summarise(shown)
    with st.container(key="tables"):
        places, links, missing = st.tabs(
            [
                f"Places ({len(summaries):,})",
                f"Links ({len(shown.links):,})",
                f"Not mapped ({len(shown.unresolved):,})",
            ]
        )
        with places:
            ids = [s.place.id for s in summaries]
            _table(_places(summaries), f"places-{stamp}", "place", ids)
        with links:
            ids = [link.id for link in shown.links]
            _table(_links(shown), f"links-{stamp}", "link", ids)
        with missing:
            _plain_table(_missing(shown))


def _table(columns: Columns, key: str, kind: str, ids: list[str]) -> None:
    if not ids:
        st.caption("There are none to show.")
        return

    def chosen() -> None:
        rows = st.session_state[key].selection.rows
        pick = state.Selection(kind, ids[rows[0]]) if rows else state.Selection()
        state.choose(pick, push=True)

    st.dataframe(
        columns,
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        hide_index=True,
        column_config={
            "Certainty": st.column_config.ProgressColumn(
                format="percent", min_value=0, max_value=1, width="small"
            )
        },
    )


def _plain_table(columns: Columns) -> None:
    if not columns["Name in the text"]:
        st.caption("Every name found has a place on the map.")
        return
    st.dataframe(columns, hide_index=True)


def _places(summaries: tuple[geo.PlaceSummary, ...]) -> Columns:
    places = [s.place for s in summaries]
    return {
        "Place": [_short(p.name) for p in places],
        "What and where": [_short(geo.where(p)) for p in places],
        "Mentions": [s.count for s in summaries],
        "Certainty": [s.score for s in summaries],
        "Coordinates": [geo.coordinates(p.lat, p.lon) for p in places],
        "Coordinates from": [_short(str(p.provenance)) for p in places],
        "GeoNames": [str(p.geonames_id or "") for p in places],
    }


def _links(shown: geo.Atlas) -> Columns:
    links = shown.links
    return {
        "Link": [_short(geo.link_name(link)) for link in links],
        "Kind": [geo.label(link.kind) for link in links],
        "Status": [geo.label(link.status) for link in links],
        "Who or what": [_short(link.actor) for link in links],
        "In the words": [_short(link.predicate) for link in links],
        "Passages": [len(link.evidence) for link in links],
        "First passage": [
            _short(geo.quote(shown, k.evidence[0].passage)) for k in links
        ],
    }


def _missing(shown: geo.Atlas) -> Columns:
    missing = shown.unresolved
    return {
        "Name in the text": [_short(r.mention.text) for r in missing],
        "Why it is not on the map": [
            _short("; ".join(reason.note for reason in r.reasons)) for r in missing
        ],
        "Sentence": [_short(geo.quote(shown, r.mention.sentence)) for r in missing],
    }


def _short(words: str) -> str:
    return words if len(words) <= MENTION_LIMIT else words[: MENTION_LIMIT - 1] + "…"
