"""The one door to what Streamlit does not promise to keep where it is."""

from __future__ import annotations

from importlib.metadata import requires, version

from geo.errors import ServeError

try:
    from streamlit.runtime.pages_manager import PagesManager as PagesManager
    from streamlit.runtime.scriptrunner_utils.exceptions import (
        ScriptControlException as ScriptControlException,
    )
    from streamlit.web.cli import main as run_streamlit
except ImportError as error:
    wanted = next(r for r in requires("dateline") or () if r.startswith("streamlit<"))
    raise ServeError(
        f"Streamlit {version('streamlit')} is arranged in another way than Dateline knows"
        f" ({error}); install one that it knows: pip install '{wanted}'"
    ) from error

__all__ = ["PagesManager", "ScriptControlException", "run_streamlit"]
