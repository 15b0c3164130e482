"""What is slow, kept: the gazetteer, the geocoder, and the last atlases that were read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from threading import Lock

import streamlit as st

import geo
from dashboard import state
from dashboard.state import Options

MOST_ARTICLES = 2_000  # in memory, about 100 kB each
_SHELF = "shelf"

Progress = Callable[[float, str], None]
Key = tuple[tuple[geo.Article, ...], Options]


class Shelf:
    """The atlases used last, found again only by the very articles they were read from.

    Args:
        most: How many articles all its atlases may have; the last one stays in any case.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, geo.Atlas] = OrderedDict()
        self._articles = 0
        self._lock = Lock()

    def get(self, key: Key) -> geo.Atlas | None:
        """Give an atlas, or None where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, atlas: geo.Atlas) -> None:
        """Keep an atlas; those not used for longest make room."""
        with self._lock:
            if key not in self._kept:
                self._articles += len(key[0])
            self._kept[key] = atlas
            self._kept.move_to_end(key)
            while self._articles > self._most and len(self._kept) > 1:
                (gone, _), _ = self._kept.popitem(last=False)
                self._articles -= len(gone)


def atlas_of(
    articles: tuple[geo.Article, ...],
    options: Options,
    progress: Progress,
    *,
    private: bool = False,
) -> geo.Atlas:
    """Read articles onto the map, or give what was read before; each is read alone.

    What is read is kept at once where a collection has the article: a long reading that
    is broken off goes on where it was.

    Args:
        articles: What to read.
        options: How.
        progress: Told the share done and what is being done.
        private: Keep nothing beyond this session.

    Raises:
        DatelineError: They cannot be read; the message says what to do.
    """
    shelf = _own_shelf() if private else _shelf()
    whole = shelf.get((articles, options))
    if whole is not None:
        return whole
    # What geocoders answer is kept in a file: of a private reading nobody is asked.
    way = replace(options, online=options.online and not private)
    parts = {}
    for number, article in enumerate(articles):
        _report(progress, number, len(articles))(0.0, "opening")
        parts[number] = _known(shelf, article, way, private)
    unread = [number for number, part in parts.items() if part is None]
    way, asked = _askable(way, len(unread))
    for number in unread:
        report = _report(progress, number, len(articles))
        parts[number] = _part(shelf, articles[number], way, asked, report, private)
    whole = geo.join_atlases(part for part in parts.values() if part)
    shelf.put((articles, options), whole)
    return whole


def _askable(way: Options, unread: int) -> tuple[Options, geo.Geocoder | None]:
    """Give how so many articles are read, and who is asked: a batch is kept from some."""
    if not way.online:
        return way, None
    asked = geo.geocoder_for(geocoder(), unread)
    if notice := geo.batch_notice(geocoder(), unread):
        state.complain(notice)
    return replace(way, online=asked is not None), asked


def _known(
    shelf: Shelf, article: geo.Article, way: Options, private: bool
) -> geo.Atlas | None:
    """Give what was read in an article before, or None."""
    known = shelf.get(((article,), way))
    if known is None and not private:
        known = collections().reading(article, way_of(way))
    if known is not None:
        shelf.put(((article,), way), known)
    return known


def _part(
    shelf: Shelf,
    article: geo.Article,
    way: Options,
    asked: geo.Geocoder | None,
    report: Progress,
    private: bool,
) -> geo.Atlas:
    """Read one article and keep what was read, unless it is known this way."""
    known = _known(shelf, article, way, private)
    if known is not None:
        return known
    atlas = geo.build_atlas(
        [article],
        gazetteer(),
        geocoder=asked,
        model=way.model,
        kinds=way.kinds,
        progress=report,
    )
    shelf.put(((article,), way), atlas)
    if not private:
        collections().keep_reading(article, way_of(way), atlas)
    return atlas


def _report(progress: Progress, at: int, total: int) -> Progress:
    which = f" article {at + 1:,} of {total:,}" if total > 1 else ""
    return lambda share, words: progress((at + share) / total, words + which)


def way_of(options: Options) -> str:
    """Name the way articles are read, for what is kept of them."""
    return geo.reading_key(
        gazetteer().path.name,
        model=options.model,
        kinds=options.kinds,
        online=options.online,
    )


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf(MOST_ARTICLES)


def _own_shelf() -> Shelf:
    """Give the shelf that goes with this session."""
    if _SHELF not in st.session_state:
        st.session_state[_SHELF] = Shelf(MOST_ARTICLES)
    shelf: Shelf = st.session_state[_SHELF]
    return shelf


@st.cache_resource(show_spinner=False)
def collections() -> geo.Collections:
    """Open the collections once for everybody."""
    return geo.open_collections()


def corrected(atlas: geo.Atlas) -> geo.Atlas:
    """Give an atlas as people have corrected it; the same one while nothing changes."""
    return _corrected(atlas, corrections().in_force())


@geo.once_per_atlas
def _corrected(atlas: geo.Atlas, in_force: tuple[geo.Correction, ...]) -> geo.Atlas:
    return geo.apply_corrections(atlas, in_force, gazetteer())


@st.cache_resource(show_spinner=False)
def corrections() -> geo.Corrections:
    """Open the corrections once for everybody."""
    return geo.open_corrections()


def named_on_the_command_line(named: Iterable[str]) -> list[geo.Opened]:
    """Read what `dateline serve` was given; an address is asked for once, not a visit."""
    found: list[geo.Opened] = []
    for online, group in groupby(named, geo.is_url):
        if online:
            found += (one for address in group for one in _at(address))
        else:
            found += geo.read_articles(group)
    return found


def _at(address: str) -> tuple[geo.Opened, ...]:
    known = _asked()
    if address in known:
        return known[address]
    found = geo.read_articles([address])
    if not any(one.problem for one in found):  # what failed may be asked for again
        known[address] = found
    return found


@st.cache_resource(show_spinner=False)
def _asked() -> dict[str, tuple[geo.Opened, ...]]:
    return {}


@st.cache_resource(show_spinner=False)
def gazetteer() -> geo.OfflineGazetteer:
    """Open the offline gazetteer once for everybody: it is only read."""
    return geo.open_gazetteer()


@st.cache_resource(show_spinner=False)
def settings() -> geo.Settings:
    """Read the settings once."""
    return geo.get_settings()


@st.cache_resource(show_spinner=False)
def geocoder() -> geo.Geocoders | None:
    """Give the geocoders that the badge switches on."""
    return geo.online_geocoder(switched_on())


@st.cache_resource(show_spinner=False)
def switched_on() -> geo.Settings:
    """Give the settings with geocoders switched on: Nominatim where none is set."""
    chosen = settings()
    if chosen.geocoders:
        return chosen
    return chosen.model_copy(update={"geocoders": ("nominatim",)})
