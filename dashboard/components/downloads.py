"""Taking the map away, of everything or of what the filters show."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import streamlit as st

import geo
import geo.atlas
import geo.collections
import geo.export
import geo.logs
import geo.view
from dashboard import guard, session, state
from dashboard.components import filters
from dashboard.components.browser_events import send_event

WHAT = "download-what"
AREAS = "download-areas"
_PICTURES = "pictures-asked"  # how many
_SHEETS = "sheets-asked"
_WANTED = "sheet-wanted"  # which of them, and since when
_SHEET = "sheet"
_GIVEN_FOR = 30.0  # seconds
EVERYTHING = "Everything"
FILTERED = "What the filters show"
Width = Literal["stretch", "content"]
NOT_MADE = (
    "the file could not be made: choose another format; the log says why (`dateline "
    "doctor` names it)"
)
NEEDS_EXTRA = "GeoPackage and GeoParquet: with `pip install 'dateline[geo]'`."


@dataclass(frozen=True, slots=True)
class Offer:
    """One file that can be had.

    Attributes:
        label: What stands on its button.
        ending: Ending of its format.
        mime: What a browser calls the format.
        use: What it is for.
        holds: What its name says that it holds.
        unresolved: True where names without a place can be kept.
        options: What the format is asked for besides.
    """

    label: str
    ending: str
    mime: str
    use: str = ""
    holds: str = "map"
    unresolved: bool = False
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken: all that is open or what the filters leave, and how it is written."""

    atlas: geo.Atlas
    everything: bool
    stem: str
    areas: bool


PAGE = Offer("Web page that works offline", ".html", "text/html")
SHEET = Offer(
    "Map for print (SVG)",
    ".svg",
    "image/svg+xml",
    use="A4 with key and credits, sharp at any size: a page, a slide, Illustrator, Inkscape.",
)
EARTH = Offer(
    "Google Earth (KMZ)",
    ".kmz",
    "application/vnd.google-earth.kmz",
    use="Places and links with their sentences; its time slider plays the days.",
)
WORKBOOK = Offer(
    "Excel workbook",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    use="Places, links and mentions, a sheet each, with article, day and paper: to count "
    "and pivot.",
)


def _tables(ending: str, mime: str, use: str) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            table.capitalize(),
            ending,
            mime,
            use,
            holds=table,
            options={"table": table},
        )
        for table in ("places", "links", "mentions")
    )


TABLES = _tables(".csv", "text/csv", "A row each, for a spreadsheet, pandas or R.")
AREA_LAYER = Offer(
    "Areas",
    ".geojson",
    "application/geo+json",
    "Countries and provinces with their outlines, a flat layer.",
    holds="areas",
    options={"table": "areas"},
)
LAYERS = _tables(
    ".geojson",
    "application/geo+json",
    "One flat layer with days and colours: kepler.gl, Felt, geojson.io, Datawrapper.",
)
FOR_PROGRAMS = (
    Offer(
        "GeoPackage",
        ".gpkg",
        "application/geopackage+sqlite3",
        use="QGIS, ArcGIS: three layers, drawn in the colours of this map, with their days "
        "for the temporal controller.",
    ),
    Offer(
        "GeoJSON",
        ".geojson",
        "application/geo+json",
        use="Everything in one file, with every passage: your own program.",
        unresolved=True,
    ),
    Offer("KML", ".kml", "application/vnd.google-earth.kml+xml", "Other map programs."),
    Offer(
        "GeoParquet",
        ".parquet",
        "application/vnd.apache.parquet",
        use="Mentions as a table: GeoPandas, DuckDB, Spark.",
    ),
    Offer(
        "Linked Places",
        ".lpf.json",
        "application/geo+json",
        use="World Historical Gazetteer, Peripleo.",
        unresolved=True,
    ),
    Offer(
        "Web Annotations",
        ".jsonld",
        "application/ld+json",
        use="Recogito and annotation stores: each mention in its text.",
    ),
)


@guard.part
def show(atlas: geo.Atlas, shown: geo.Atlas) -> None:
    """Show the button and what it offers."""
    with st.popover("Download", icon=":material/download:", width="content"):
        taken = _taken(atlas, shown)
        st.markdown("**For people**")
        _file(PAGE, taken)
        _picture(taken)
        _file(SHEET, taken)
        _file(WORKBOOK, taken)
        _file(EARTH, taken)
        st.caption("Tables as CSV")
        _side_by_side(TABLES, taken)
        st.markdown("**For programs**")
        st.caption("Layers as GeoJSON: kepler.gl, Felt, geojson.io")
        _side_by_side((*LAYERS, AREA_LAYER) if taken.areas else LAYERS, taken)
        st.caption("QGIS, archives, your own code; each button says what it is for")
        offers = [
            offer for offer in FOR_PROGRAMS if geo.export.can_export(offer.ending)
        ]
        _side_by_side(offers, taken)
        if len(offers) < len(FOR_PROGRAMS):
            st.caption(NEEDS_EXTRA)
    _give_sheet(shown)


def _taken(atlas: geo.Atlas, shown: geo.Atlas) -> Taken:
    what = st.radio("What to take", [FILTERED, EVERYTHING], key=WHAT, horizontal=True)
    everything = what == EVERYTHING
    own = state.opened().collection
    name = own.name if own else geo.collections.collection_name(atlas.articles)
    stem = geo.view.file_stem(name)
    if not everything and geo.atlas.active_filters(atlas, filters.current(atlas)):
        stem += "-filtered"
    areas = st.checkbox(
        "Countries and provinces as areas",
        key=AREAS,
        help="In GeoJSON, GeoPackage and Google Earth they have their outlines, not a point.",
    )
    return Taken(atlas if everything else shown, everything, stem, areas)


def _side_by_side(offers: Sequence[Offer], taken: Taken) -> None:
    with st.container(horizontal=True):
        for offer in offers:
            _file(offer, taken, width="content")


def _file(offer: Offer, taken: Taken, width: Width = "stretch") -> None:
    """Offer one file; it is written when the button is pressed, not before."""
    asked = {"unresolved": True} if offer.unresolved and taken.everything else {}
    if taken.areas and offer.ending in geo.export.WITH_AREAS and not offer.options:
        asked["areas"] = True
    st.download_button(
        offer.label,
        data=made(
            partial(
                geo.export_atlas,
                taken.atlas,
                offer.ending,
                **offer.options,
                **asked,
            )
        ),
        file_name=f"{taken.stem}-{offer.holds}{offer.ending}",
        mime=offer.mime,
        icon=":material/draft:",
        help=offer.use or None,
        key=f"download-{offer.holds}{offer.ending}",
        on_click="ignore",
        width=width,
    )


def made(write: Callable[[], str | bytes]) -> Callable[[], str | bytes]:
    """Have a file say what to do where making it fails; no page is shown at that time."""
    private = state.private()

    def written() -> str | bytes:
        try:
            return write()
        except geo.DatelineError:
            raise
        except Exception as error:
            geo.logs.log_failure(error, private=private)
            raise geo.OutputError(NOT_MADE) from error

    return written


def _picture(taken: Taken) -> None:
    """Offer the map as the browser shows it; the browser makes the file."""
    if st.button("Picture of the map (PNG)", icon=":material/image:", width="stretch"):
        shown = (
            geo.view.reader_view(taken.atlas, taken.atlas)["show"]
            if taken.everything
            else None
        )
        number = session.get(_PICTURES, 0) + 1
        session.put({_PICTURES: number})
        # The number makes each press something new to say.
        send_event("picture", {"show": shown, "n": number})


@session.atomic_callback()
def ask_for_sheet() -> None:
    """Note that somebody pressed for the map as a sheet, on the map itself."""
    number = session.get(_SHEETS, 0) + 1
    session.put({_SHEETS: number, _WANTED: (number, time.monotonic())})


def _give_sheet(shown: geo.Atlas) -> None:
    """Give the map for print, of what the filters show, to the browser that asked for it.

    It stays for a while: what is there in one run of the page alone, a slow browser may not
    have heard of when the next takes it away.
    """
    number, since = session.get(_WANTED, (0, 0.0))
    if not number or time.monotonic() - since > _GIVEN_FOR:
        session.put({_WANTED: None, _SHEET: None})
        return
    sheet = session.get(_SHEET, {})
    if sheet.get("n") != number:
        stem = geo.view.file_stem(geo.collections.collection_name(shown.articles))
        svg = made(partial(geo.export_atlas, shown, SHEET.ending))()
        name = f"{stem}-{SHEET.holds}{SHEET.ending}"
        sheet = {"name": name, "svg": svg, "n": number}
        session.put({_SHEET: sheet})
    send_event("sheet_made", sheet)
