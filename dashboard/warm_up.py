"""What is slow, done before somebody waits for it: beside the server, in a thread.

First what the first page shows: the gazetteer is unpacked where it is not, and the modules
load that draw a map. What answers of archives, and the language pipeline, come last, once the
page is there: where the sample has been read before, its map needs none.
"""

from __future__ import annotations

import contextlib
import inspect
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from threading import Event, Thread

import geo

THREAD = "warm-up"
# In the order in which a page asks for them.
_FIRST = (
    "geo.collections", "geo.corrections", "geo.draw", "folium.plugins", "geo.view", "geo.readings", "geo.export", "PIL.Image",
)  # fmt: skip
_LATER = ("geo.archive",)
_NOBODY_CAME = 20.0  # seconds after which the rest is loaded all the same
_TO_DRAW = 1.0  # seconds in which the browser has the machine for itself

_shown = Event()


def start(parts: Sequence[str], loaded: Callable[[], None]) -> None:
    """Begin, and come back at once; arguments as for `run`."""
    Thread(target=run, args=(parts, loaded), name=THREAD, daemon=True).start()


def page_shown() -> None:
    """Note that a page has been made: what it did not need may load now."""
    _shown.set()


def run(parts: Sequence[str] = (), loaded: Callable[[], None] = lambda: None) -> None:
    """Load what the first article will need; trouble shows when it is really needed.

    Args:
        parts: Modules of the page to load, too.
        loaded: Called once the first page needs nothing more.
    """
    with contextlib.suppress(geo.DatelineError):
        try:
            gazetteer = geo.open_gazetteer()
            for module in _FIRST:
                import_module(module)
            sample = _show_a_sample(gazetteer)
            _load_parts(parts)
        finally:
            loaded()
        if _shown.wait(_NOBODY_CAME):
            time.sleep(_TO_DRAW)
        for module in _LATER:
            import_module(module)
        geo.read_article(sample, geo.Tools(gazetteer))


def _load_parts(parts: Sequence[str]) -> None:
    """Load parts of the page; before Streamlit serves, each would warn of what it lacks."""
    if parts:
        from dashboard.streamlit_inside import is_serving

        for module in parts if is_serving() else ():
            import_module(module)
        # Streamlit asks which module calls it; the first time Python looks at the files of all.
        inspect.stack()


def _show_a_sample(gazetteer: geo.Gazetteer) -> geo.Article:
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
    return sample
