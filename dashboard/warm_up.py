"""What is slow, done before somebody waits for it: beside the server, in a thread.

First what the first page shows: the gazetteer is unpacked where it is not, and the modules
load that draw a map. The language pipeline comes last, once the page is there: where the
sample has been read before, its map needs none.
"""

from __future__ import annotations

import contextlib
import time
from importlib import import_module
from threading import Event, Thread

import geo

THREAD = "warm-up"
# In the order in which a page asks for them.
_FIRST = (
    "geo.collections", "geo.corrections", "geo.draw", "folium.plugins", "geo.view", "geo.readings", "geo.archive", "geo.export",
)  # fmt: skip
_NOBODY_CAME = 20.0  # seconds after which the rest is loaded all the same
_TO_DRAW = 1.0  # seconds in which the browser has the machine for itself

_shown = Event()


def start() -> None:
    """Begin, and come back at once."""
    Thread(target=run, name=THREAD, daemon=True).start()


def page_shown() -> None:
    """Note that a page has been made: what it did not need may load now."""
    _shown.set()


def run() -> None:
    """Load what the first article will need; trouble shows when it is really needed."""
    with contextlib.suppress(geo.DatelineError):
        gazetteer = geo.open_gazetteer()
        for module in _FIRST:
            import_module(module)
        _show_a_sample(gazetteer)


def _show_a_sample(gazetteer: geo.Gazetteer) -> None:
    from geo.articles import samples
    from geo.draw import draw_map
    from geo.readings import SampleReadings
    from geo.settings import get_settings
    from geo.view import panel_answers, reader_view

    sample = samples()[0].read()
    store = SampleReadings(get_settings().cache_dir)
    atlas = geo.build_atlas([sample], gazetteer, store=store)
    draw_map(atlas)
    reader_view(atlas, atlas)
    panel_answers(atlas)
    if _shown.wait(_NOBODY_CAME):
        time.sleep(_TO_DRAW)
    geo.read_article(sample, geo.Tools(gazetteer))
