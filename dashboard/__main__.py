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


def warm_up() -> None:
    """Load what the first article will need; trouble shows when it is really needed."""
    with contextlib.suppress(geo.DatelineError):
        draw, build = geo.draw_map, geo.build_atlas
        if geo.gazetteer_ready():
            draw(build([geo.samples()[0].read()], geo.open_gazetteer()))


def main() -> None:
    """Warm up beside the starting server."""
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.cli import main as streamlit

    # Or the first visitor would get a file of pages/ for a page, before app.py names ours.
    PagesManager.uses_pages_directory = False
    Thread(target=warm_up, name="warm-up", daemon=True).start()
    app = Path(__file__).with_name("app.py")
    sys.argv = ["streamlit", "run", str(app), *sys.argv[1:]]
    streamlit()


if __name__ == "__main__":
    main()
