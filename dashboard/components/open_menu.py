"""Opening articles: a pasted text, files, a web address, a sample."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo
import geo.articles
import geo.model
from dashboard import cached, guard, library, session, state
from dashboard.components import table_columns
from dashboard.components.fields import empty, name_of, set_open
from dashboard.components.messages import plain, progress_status

MENU = "open-menu"
PASTED = "pasted"
TITLE = "pasted-title"
SOURCE = "pasted-source"
PUBLISHED = "pasted-day"
PRECISION = "pasted-precision"
UPLOAD = "upload"
ADDRESS = "web-address"
ADD = "add"
WAY = "open-way"  # the tab: text, files or address
EARLIEST = date(1600, 1, 1)  # the first newspapers
EXACT_TO = {
    geo.model.DatePrecision.DAY: "To the day",
    geo.model.DatePrecision.MONTH: "To the month",
    geo.model.DatePrecision.YEAR: "To the year",
}
KINDS_OF_FILE = (
    "Text, web page, PDF, Word, RTF, mail, e-book, table, JSON, subtitles, an export of "
    "Nexis, Factiva or ProQuest, zip; several at once if you like. They are read on this "
    "machine."
)
ADDRESS_HELP = (
    "Asked for now, when you press the button: the server at this address then knows "
    "that you read it. Links in the page are not followed."
)
NO_ADDRESSES = (
    "Web addresses are not read: the setting read_urls is off on this machine. Save the "
    "page in your browser and open the file."
)
_ASKED = "open-asked"  # what to read before the page is drawn: files or an address


@guard.part
def show() -> None:
    """Show the button and what it opens."""
    with st.popover(
        "Open",
        icon=":material/article:",
        width="content",
        key=name_of(MENU),
        on_change="rerun",  # so that it can be closed when an article was opened
    ):
        if library.can_add():
            st.checkbox("Add to the open collection", key=ADD)
        text, files, address = st.tabs(["Text", "Files", "Web address"], key=WAY)
        with text:
            _pasting()
        with files:
            _uploading()
        with address:
            _asking()
        st.caption("Or one of the samples")
        for sample in geo.articles.samples():
            st.button(
                plain(sample.title),
                key=f"sample-{sample.name}",
                type="tertiary",
                on_click=_open_sample,
                args=(sample,),
            )
    table_columns.show()


def read_pending(waiting: DeltaGenerator) -> bool:
    """Read the files or the address that somebody asked for; return whether there were any.

    Of tables somebody is asked first which column holds what.

    Args:
        waiting: Where to say how far it is.
    """
    key, address = session.get(_ASKED) or ("", "")
    session.put({_ASKED: None})
    files = session.get(key) or [] if key else []
    if not files and not address:
        return False
    title = f"Reading {address}" if address else f"Reading {len(files):,} files"
    with progress_status(
        waiting, title, "asking for the page" if address else "", cancel="cancel-files"
    ) as progress:
        if address:
            found: Sequence[geo.articles.OpenReport] = (geo.read_url(address),)
        else:
            given = [(file.name, file.getvalue()) for file in files]
            found = geo.articles.read_uploads(given, progress)
            if table_columns.ask(given, found):
                return True
    library.open_read(found, add=bool(session.get(ADD)))
    return True


def _pasting() -> None:
    st.text_area(
        "Text of the article",
        key=name_of(PASTED),
        height=160,
        label_visibility="collapsed",
        placeholder="Paste an article here",
    )
    left, right = st.columns(2)
    left.text_input("Title", key=name_of(TITLE), placeholder="If it has one")
    right.text_input("Source", key=name_of(SOURCE), placeholder="Newspaper or site")
    left, right = st.columns(2)
    published_fields(left, right, name_of(PUBLISHED), name_of(PRECISION))
    st.button(
        "Read this text",
        key="read-pasted",
        type="primary",
        on_click=_open_pasted,
        width="stretch",
    )


def published_fields(
    left: DeltaGenerator,
    right: DeltaGenerator,
    day: str,
    precision: str,
    article: geo.Article | None = None,
) -> None:
    """Show the two fields of a date: the day, and how much of it is known.

    Args:
        left: Where the day goes.
        right: Where the precision goes.
        day: Key of the one.
        precision: Key of the other.
        article: Whose date stands in them at first.
    """
    left.date_input(
        "Published",
        value=article.published if article else None,
        key=day,
        min_value=EARLIEST,
        format="YYYY-MM-DD",
    )
    known = list(EXACT_TO)
    right.selectbox(
        "How exact",
        known,
        index=known.index(article.published_precision) if article else 0,
        key=precision,
        format_func=EXACT_TO.__getitem__,
    )


def _uploading() -> None:
    key = name_of(UPLOAD)
    st.file_uploader(
        "Files",
        type=list(geo.articles.FORMATS_IN),
        accept_multiple_files=True,
        key=key,
        label_visibility="collapsed",
        max_upload_size=cached.settings().max_megabytes,
        on_change=_ask_for_uploads,
        args=(key,),
    )
    st.caption(KINDS_OF_FILE)


def _asking() -> None:
    if not cached.settings().read_urls:
        st.caption(NO_ADDRESSES)
        return
    st.text_input(
        "Address of a page, a feed or a file",
        key=name_of(ADDRESS),
        placeholder="https://example.org/news/1",
    )
    st.button(
        "Read this page",
        key="read-address",
        type="primary",
        on_click=_ask_for_address,
        width="stretch",
    )
    st.caption(ADDRESS_HELP)


@session.atomic_callback()
def _open_pasted() -> None:
    try:
        article = geo.read_text(
            session.get(name_of(PASTED), ""),
            title=session.get(name_of(TITLE), "").strip(),
            source=session.get(name_of(SOURCE), "").strip(),
            published=session.get(name_of(PUBLISHED)),
            precision=session.get(name_of(PRECISION), geo.model.DatePrecision.DAY),
        )
    except geo.DatelineError as error:
        state.set_error(str(error))
    else:
        library.open_new([article], add=bool(session.get(ADD)))
        empty(PASTED, TITLE, SOURCE, PUBLISHED, PRECISION)
    set_open(MENU, False)


@session.atomic_callback()
def _ask_for_uploads(key: str) -> None:
    session.put({_ASKED: (key, "")})
    set_open(MENU, False)
    empty(UPLOAD)


@session.atomic_callback()
def _ask_for_address() -> None:
    address = session.get(name_of(ADDRESS), "").strip()
    if not address:
        state.set_error("the address is empty; give that of a page, a feed or a file")
        return
    session.put({_ASKED: ("", address)})
    set_open(MENU, False)
    empty(ADDRESS)


@session.atomic_callback()
def _open_sample(sample: geo.articles.Sample) -> None:
    try:
        library.open_sample(sample)
    except geo.DatelineError as error:
        state.set_error(str(error))
    set_open(MENU, False)
