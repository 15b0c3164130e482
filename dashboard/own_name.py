"""Answers only to requests that ask for the dashboard by its own name.

A page anywhere on the web can have its own name lead to this machine (DNS rebinding), and then
read what the dashboard shows; a page on another port of this machine could open its WebSocket.
So the name that is asked for (``Host``) must be this machine's, or one that the setting
``allowed_hosts`` names; a page that asks (``Origin``) must be of that name, too. No other site
may show the dashboard in a frame.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
REFUSED = (
    b"This is not a name of this dashboard: open it at the address that dateline serve "
    b"prints, or name its host in DATELINE_ALLOWED_HOSTS."
)
# Of every answer. What the page shows in frames of its own (the map) is of its own site.
HEADERS = (
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


class OwnName:
    """An ASGI application in front of another.

    Args:
        app: The one behind it.
        hosts: Names allowed beside those of this machine.
        run_id: By which whoever started the server knows its answers; "" for nobody.
    """

    def __init__(
        self, app: Application, hosts: Iterable[str] = (), run_id: str = ""
    ) -> None:
        self._app = app
        own = ((b"x-dateline-run", run_id.encode()),) if run_id else ()
        self._headers = (*HEADERS, *own)
        self._hosts = frozenset(map(str.lower, hosts))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            # The server's own beginning and end.
            await self._app(scope, receive, send)
        elif self.is_own(scope["headers"]):
            told = {**scope, "headers": _checked(scope)}
            await self._app(told, receive, _with_headers(send, self._headers))
        elif scope["type"] == "websocket":
            await receive()  # what opens it
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refuse(send, REFUSED)

    def is_own(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """True for headers that ask for the dashboard by its name, from a page of its own."""
        hosts = [value for name, value in headers if name == b"host"]
        origins = [value for name, value in headers if name == b"origin"]
        if len(hosts) != 1 or len(origins) > 1:
            return False
        host = hosts[0].decode("latin-1").lower()
        if _name(f"//{host}") not in THIS_MACHINE | self._hosts:
            return False
        # A page always says where it is from; what says nothing is no page.
        return not origins or self._is_own_page(origins[0].decode("latin-1"), host)

    def _is_own_page(self, origin: str, host: str) -> bool:
        """True for a page of the very host asked for, or of a name that is allowed.

        A proxy may ask under another name than the reader did: his is in the setting.
        """
        page = origin.lower()
        return page in (f"http://{host}", f"https://{host}") or (
            page.startswith(("http://", "https://")) and _name(page) in self._hosts
        )


def _checked(scope: Message) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request whose names are checked, so that nobody checks again.

    At a page of a name that it does not know Streamlit asks a server on the web for this
    machine's address there, once for each request.
    """
    headers: list[tuple[bytes, bytes]] = list(scope["headers"])
    page = b"".join(value for name, value in headers if name == b"origin")
    if not page:
        return headers
    if scope["type"] == "http":
        return [header for header in headers if header[0] != b"origin"]
    rest = [header for header in headers if header[0] != b"host"]
    return [(b"host", page.partition(b"://")[2]), *rest]


def _name(address: str) -> str:
    """Return the host of an address, without its port; "" where it has none."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for what is no number
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return parts.hostname or ""


def _with_headers(send: Send, more: Iterable[tuple[bytes, bytes]]) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *more]
        await send(message)

    return sent


async def refuse(send: Send, why: bytes) -> None:
    """Answer 403, and why."""
    plain = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": 403, "headers": [plain]})
    await send({"type": "http.response.body", "body": why})
