"""What is slow, done before somebody waits for it: beside the server, in a thread.

First what the first page shows: the gazetteer is unpacked where it is not, and the modules
load that draw a map. The language pipeline comes last, once the page is there: where the
sample has been read before, its map needs none.
"""

from __future__ import annotations

import contextlib
import time
from threading import Event, Thread

import geo
import geo.articles
import geo.draw
import geo.gazetteer
import geo.readings
import geo.settings
import geo.view

THREAD = "warm-up"
# In the order in which a page asks for them; each loads its part of the product.
_FIRST = (
    "open_collections", "open_corrections", "apply_corrections", "draw_map", "reader_view",
    "panel_answers", "timeline_view", "build_atlas",
)  # fmt: skip
_NOBODY_CAME = 20.0  # seconds after which the rest is loaded all the same
_TO_DRAW = 1.0  # seconds in which the browser has the machine for itself

_shown = Event()


def start() -> None:
    """Begin, and come back at once."""
    Thread(target=_run, name=THREAD, daemon=True).start()


def page_shown() -> None:
    """Note that a page has been made: what it did not need may load now."""
    _shown.set()


def _run() -> None:
    """Load what the first article will need; trouble shows when it is really needed."""
    with contextlib.suppress(geo.DatelineError):
        geo.gazetteer.ensure_gazetteer()
        for name in _FIRST:
            getattr(geo, name)
        gazetteer = geo.open_gazetteer()
        sample = geo.articles.samples()[0].read()
        store = geo.readings.SampleReadings(geo.settings.get_settings().cache_dir)
        atlas = geo.build_atlas([sample], gazetteer, store=store)
        geo.draw.draw_map(atlas)
        geo.view.reader_view(atlas, atlas)
        geo.view.panel_answers(atlas)
        if _shown.wait(_NOBODY_CAME):
            time.sleep(_TO_DRAW)
        geo.read_article(sample, geo.Tools(gazetteer))
