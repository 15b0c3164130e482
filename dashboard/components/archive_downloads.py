"""Taking away what answers a question to an archive: every place counted, or articles in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

import geo
import geo.archive
import geo.export
import geo.view
from dashboard import cached, guard, state
from dashboard.components.downloads import (
    FOR_PROGRAMS,
    NEEDS_EXTRA,
    PAGE,
    TABLES,
    WORKBOOK,
    Offer,
    made,
)

MAX_PLACES = 1_000_000
MAX_ARTICLES = 2_000  # that are written in full
COUNTS = (
    Offer("CSV", ".csv", "text/csv", "For a spreadsheet, pandas or R."),
    Offer("GeoPackage", ".gpkg", "application/geopackage+sqlite3", "QGIS, ArcGIS."),
    Offer(
        "Parquet",
        ".parquet",
        "application/vnd.apache.parquet",
        "GeoParquet, which all that reads Parquet opens: DuckDB, pandas, GeoPandas, Spark.",
    ),
)
ROWS = (PAGE, WORKBOOK, *TABLES, *FOR_PROGRAMS)


@guard.part
def show(asked: state.Asked) -> None:
    """Show the button and what it offers; a file is made when its button is pressed."""
    with st.popover("Download", icon=":material/download:", width="content"):
        address, question = asked.archive.address, asked.question
        stem = geo.view.file_stem(asked.archive.name)
        st.markdown("**Every place that answers**")
        st.caption("A row each: how often it is named, where it is.")
        _offer(
            COUNTS,
            f"{stem}-counts",
            lambda o: partial(counts_file, address, question, o),
        )
        st.markdown("**Articles that answer**")
        newest = min(asked.answering, MAX_ARTICLES)
        which = "all" if newest == asked.answering else "the newest"
        st.caption(
            f"Mentions, places and links with their sentences, of {which} {newest:,}."
        )
        _offer(ROWS, stem, lambda o: partial(articles_file, address, question, o))


def _offer(
    offers: Sequence[Offer],
    stem: str,
    write: Callable[[Offer], Callable[[], str | bytes]],
) -> None:
    possible = [offer for offer in offers if geo.export.can_export(offer.ending)]
    with st.container(horizontal=True):
        for offer in possible:
            named = offer.options.get("table", "")
            st.download_button(
                f"{offer.label} (CSV)" if named else offer.label,
                data=made(write(offer)),
                file_name=f"{stem}{named and '-'}{named}{offer.ending}",
                mime=offer.mime,
                icon=":material/draft:",
                help=offer.use or None,
                key=f"archive-{stem}-{named}{offer.ending}",
                on_click="ignore",
                width="content",
            )
    if len(possible) < len(offers):
        st.caption(NEEDS_EXTRA)


def counts_file(
    address: str, question: geo.archive.Question, offer: Offer
) -> str | bytes:
    """Return every place that answers with its mentions, as a file."""
    found = cached.archive(address).places(question, limit=MAX_PLACES)
    return geo.export.export_counts(found, offer.ending)


def articles_file(
    address: str, question: geo.archive.Question, offer: Offer
) -> str | bytes:
    """Return the newest articles that answer, as a file."""
    found = cached.archive(address).atlas(question, limit=MAX_ARTICLES)
    table = offer.options.get("table", "")
    return geo.export_atlas(geo.as_named(found), offer.ending, table=table)
