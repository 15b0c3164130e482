"""Start the server: ``python -m dashboard`` with the options of ``streamlit run``."""

from __future__ import annotations

import sys
from pathlib import Path

import geo
import geo.logs
from dashboard import pauses, warm_up

# What the first page consists of, but for what declares a component in the old way: that is
# heard by Streamlit only while a page runs.
PARTS = (
    "dashboard.components.header", "dashboard.components.facets", "dashboard.components.article_text",
    "dashboard.components.timeline", "dashboard.components.passages", "dashboard.components.tables",
)  # fmt: skip


def main() -> None:
    """Serve, and warm up beside the starting server."""
    pauses.shorten()
    try:
        from dashboard.streamlit_inside import PagesManager, run_streamlit
    except geo.DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        sys.exit(error.exit_code)
    geo.logs.keep_log()
    # Or the first visitor would get a file of pages/ for a page, before app.py names ours.
    PagesManager.uses_pages_directory = False
    warm_up.start(PARTS, pauses.loaded)
    served = Path(__file__).with_name("server.py")
    sys.argv = ["streamlit", "run", str(served), *sys.argv[1:]]
    run_streamlit()


if __name__ == "__main__":
    main()
