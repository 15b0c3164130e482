"""Start the server: ``python -m dashboard`` with the options of ``streamlit run``."""

from __future__ import annotations

import sys
from pathlib import Path

import geo
import geo.logs
from dashboard import pauses, warm_up


def main() -> None:
    """Serve, and warm up beside the starting server."""
    try:
        from dashboard.streamlit_inside import PagesManager, run_streamlit
    except geo.DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        sys.exit(error.exit_code)
    geo.logs.keep_log()
    # Or the first visitor would get a file of pages/ for a page, before app.py names ours.
    PagesManager.uses_pages_directory = False
    pauses.shorten()
    warm_up.start()
    served = Path(__file__).with_name("server.py")
    sys.argv = ["streamlit", "run", str(served), *sys.argv[1:]]
    run_streamlit()


if __name__ == "__main__":
    main()
