"""Start the server: ``python -m dashboard`` with the options of ``streamlit run``.

While the browser loads the page, the heavy modules load here: the first map is then drawn
seconds sooner.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from threading import Thread

import geo

WARM_UP = "warm-up"  # name of the thread that does it
# In the order in which a page asks for them; each loads its part of the product.
FIRST = (
    "open_collections", "open_corrections", "apply_corrections", "draw_map", "reader_view",
    "panel_answers", "timeline_view", "build_atlas",
)  # fmt: skip


def warm_up() -> None:
    """Load what the first article will need; trouble shows when it is really needed.

    What opens a kept collection comes before what reads an article: it is there sooner.
    """
    with contextlib.suppress(geo.DatelineError):
        for name in FIRST:
            getattr(geo, name)
        if geo.gazetteer_ready():
            atlas = geo.build_atlas([geo.samples()[0].read()], geo.open_gazetteer())
            geo.draw_map(atlas)
            geo.reader_view(atlas, atlas)
            geo.panel_answers(atlas)


def main() -> None:
    """Warm up beside the starting server."""
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.cli import main as streamlit

    geo.keep_log()
    # Or the first visitor would get a file of pages/ for a page, before app.py names ours.
    PagesManager.uses_pages_directory = False
    Thread(target=warm_up, name=WARM_UP, daemon=True).start()
    app = Path(__file__).with_name("app.py")
    sys.argv = ["streamlit", "run", str(app), *sys.argv[1:]]
    streamlit()


if __name__ == "__main__":
    main()
