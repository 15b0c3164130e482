"""Stands between Streamlit and who asks: for what is no page, and says nothing of who may.

Streamlit takes files from whoever has opened the page, gives them to whoever knows their
address, and has any page forget what all share. Where people sign in, files go only to and
from those who have, into sessions that they opened; and what all share is forgotten for nobody.
"""

from __future__ import annotations

from starlette.requests import HTTPConnection

from dashboard.own_name import Application, Message, Receive, Send, refuse
from dashboard.streamlit_inside import clears_what_all_share, is_session_of, signed_in

_UPLOADS = "_stcore/upload_file/"
_OF_PEOPLE = ("media/", _UPLOADS, "_stcore/metrics")
REFUSED = b"Sign in first: open the dashboard's page."


class Doorkeeper:
    """An ASGI application in front of another.

    Args:
        app: The one behind it.
        sign_in: Whether people must sign in.
        base_path: The path that all is served under, or "".
    """

    def __init__(self, app: Application, *, sign_in: bool, base_path: str = "") -> None:
        self._app, self._sign_in = app, sign_in
        root = f"/{base_path.strip('/')}/".replace("//", "/")
        self._of_people = tuple(root + path for path in _OF_PEOPLE)
        self._uploads = root + _UPLOADS

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "websocket":
            await self._app(scope, _without_orders(receive), send)
        elif scope["type"] == "http" and self._refuses(scope):
            await refuse(send, REFUSED)
        else:
            await self._app(scope, receive, send)

    def _refuses(self, scope: Message) -> bool:
        path = scope["path"]
        if not (self._sign_in and path.startswith(self._of_people)):
            return False
        cookies = HTTPConnection(scope).cookies
        if path.startswith(self._uploads):
            session = path.removeprefix(self._uploads).partition("/")[0]
            return not is_session_of(session, cookies)
        return not signed_in(cookies)


def _without_orders(receive: Receive) -> Receive:
    """Leave out of what a page says what no page of ours says."""

    async def heard() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            # The page speaks in bytes; at text Streamlit would stumble.
            said = message.get("bytes")
            if said is not None and not clears_what_all_share(said):
                return message

    return heard
