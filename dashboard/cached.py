"""What is slow, kept: the gazetteer, the geocoder, and the last atlases that were read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import streamlit as st

import geo
from dashboard.state import Options

MOST_ATLASES = 16

Progress = Callable[[float, str], None]
Key = tuple[tuple[geo.Article, ...], Options]


class Shelf:
    """The atlases used last, found again only by the very articles they were read from."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, geo.Atlas] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> geo.Atlas | None:
        """Give an atlas, or None where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, atlas: geo.Atlas) -> None:
        """Keep an atlas; the one not used for longest makes room."""
        with self._lock:
            self._kept[key] = atlas
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def atlas_of(
    articles: tuple[geo.Article, ...], options: Options, progress: Progress
) -> geo.Atlas:
    """Read articles onto the map, or give what was read before.

    Raises:
        DatelineError: They cannot be read; the message says what to do.
    """
    key = (articles, options)
    known = _shelf().get(key)
    if known is not None:
        return known
    atlas = geo.build_atlas(
        articles,
        gazetteer(),
        geocoder=geocoder() if options.online else None,
        model=options.model,
        kinds=options.kinds,
        progress=progress,
    )
    _shelf().put(key, atlas)
    return atlas


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf(MOST_ATLASES)


@st.cache_resource(show_spinner=False)
def gazetteer() -> geo.OfflineGazetteer:
    """Open the offline gazetteer once for everybody: it is only read."""
    return geo.open_gazetteer()


@st.cache_resource(show_spinner=False)
def settings() -> geo.Settings:
    """Read the settings once."""
    return geo.get_settings()


@st.cache_resource(show_spinner=False)
def geocoder() -> geo.Geocoder | None:
    """Give the geocoders of the settings; Nominatim where none is set."""
    chosen = settings()
    if not chosen.geocoders:
        chosen = chosen.model_copy(update={"geocoders": ("nominatim",)})
    return geo.online_geocoder(chosen)
