"""The one door to what Streamlit does not promise to keep where it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import requires, version

from geo.errors import ServeError

try:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.runtime import exists as is_serving, get_instance
    from streamlit.runtime.pages_manager import PagesManager as PagesManager
    from streamlit.runtime.scriptrunner_utils.exceptions import (
        ScriptControlException as ScriptControlException,
    )
    from streamlit.web.cli import main as run_streamlit
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
    from streamlit.web.server.starlette.starlette_websocket import (
        _get_signed_cookie_with_chunks as signed_cookie,
    )
except ImportError as error:
    wanted = next(r for r in requires("dateline") or () if r.startswith("streamlit<"))
    raise ServeError(
        f"Streamlit {version('streamlit')} is arranged in another way than Dateline knows"
        f" ({error}); install one that it knows: pip install '{wanted}'"
    ) from error

__all__ = ["PagesManager", "ScriptControlException", "is_serving", "run_streamlit"]


def clears_what_all_share(said: bytes) -> bool:
    """True for a message of a page that would empty the caches of every session."""
    with suppress(Exception):  # of protobuf; Streamlit closes the connection
        return bool(BackMsg.FromString(said).WhichOneof("type") == "clear_cache")
    return False


def signed_in(cookies: Mapping[str, str]) -> bool:
    """True for the cookies of a browser in which somebody has signed in."""
    return bool(_person(_said(cookies)))


def is_session_of(session: str, cookies: Mapping[str, str]) -> bool:
    """True for a session that the person of these cookies opened."""
    held = get_instance()._session_mgr.get_active_session_info(session)  # noqa: SLF001
    opened = _person(held.session._user_info) if held else ()  # noqa: SLF001
    return bool(opened) and opened == _person(_said(cookies))


def _said(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """Return what Streamlit's own cookie says of a person; nothing of one that it did not sign."""
    with suppress(ValueError, LookupError, TypeError):
        said = json.loads(signed_cookie(dict(cookies), USER_COOKIE_NAME) or "{}")
        return said if isinstance(said, dict) else {}
    return {}


def _person(said: Mapping[str, object]) -> tuple[object, ...]:
    """Return who that is: the issuer of the name and the name; () for nobody."""
    return (
        (said.get("iss"), said.get("sub")) if said.get("is_logged_in") is True else ()
    )
