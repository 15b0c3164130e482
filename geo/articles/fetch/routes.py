"""How a server is reached: straight, at the address that was checked, or through a proxy.

A proxy asks the name service itself, so what it connects to is its own business. Refused
are all the same: addresses inside a network, names that mean one here, and names that by
their look could mean nothing else.
"""

from __future__ import annotations

import re
import socket
from base64 import b64encode
from contextlib import closing
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from geo.articles.addresses import is_near, is_public
from geo.articles.fetch.timed import Left, answers_within
from geo.errors import ArticleError
from geo.hosts import netloc

PATIENCE = 3.0  # seconds for a name behind a proxy, where often none is known
PROXY_PORT = 80  # where the setting names none, as for all who read it
NO_ENTRY = 407
_GOOD = range(200, 300)
_NUMBER = re.compile(
    r"\d+|0x[0-9a-f]*"
)  # ends an address, in whatever way it is written
_OWN = "localhost"
_INSIDE = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "private"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A server that is asked for, its name in ASCII."""

    scheme: str
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """The name and port as web addresses have them."""
        return netloc(self.host, self.port)


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy of this machine's settings."""

    host: str
    port: int
    authorization: str = field(default="", repr=False)  # holds a password

    def __str__(self) -> str:
        return f"the proxy {self.host}:{self.port} of this machine's settings"

    @property
    def headers(self) -> dict[str, str]:
        """What is said to the proxy alone."""
        known = self.authorization
        return {"Proxy-Authorization": known} if known else {}


def find_way(target: Target, private: bool, left: Left) -> tuple[str, Proxy | None]:
    """Find out how a server is reached.

    Args:
        target: The server.
        private: True to allow addresses of one's own network.
        left: Says how much time there is.

    Returns:
        The IP address to connect to, and the proxy where it is a proxy's.

    Raises:
        ArticleError: The server is not to be reached, or nobody knows it.
    """
    proxy = _proxy_for(target)
    found = _resolve(
        target.host, target.port, min(PATIENCE, left()) if proxy else left()
    )
    _refuse_inside(target.host, found, private)
    if proxy and all(map(is_public, found)):
        if not found:
            _refuse_look(target.host, private)
        return _first(proxy.host, proxy.port, left), proxy
    return _first_of(found, target.host), None


def open_tunnel(
    connected: socket.socket, target: Target, proxy: Proxy, left: Left
) -> None:
    """Have a proxy connect us to a server.

    Raises:
        ArticleError: It does not.
    """
    headers = {"Host": target.netloc, **proxy.headers}
    lines = [f"CONNECT {target.netloc} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connected.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
    with closing(answers_within(left)(connected, method="CONNECT")) as answer:
        answer.begin()
        if answer.status == NO_ENTRY:
            raise no_entry(proxy)
        if answer.status not in _GOOD:
            raise ArticleError(
                f"{proxy} does not let us to {target.host} (it answers {answer.status})"
            )


def no_entry(proxy: Proxy) -> ArticleError:
    """Return that a proxy wants to know who asks."""
    return ArticleError(
        f"{proxy} wants a user name and password; set HTTPS_PROXY and HTTP_PROXY to "
        "http://name:password@..."
    )


def _proxy_for(target: Target) -> Proxy | None:
    """Read the settings that geocoders and downloads go by."""
    setting = getproxies().get(target.scheme, "")
    if not setting or proxy_bypass(target.host):
        return None
    try:
        parts = urlsplit(setting if "://" in setting else f"http://{setting}")
        host, port = parts.hostname or "", parts.port or PROXY_PORT
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"}:
        raise ArticleError(
            f"the proxy setting for {target.scheme} cannot be used; give one such as "
            "http://proxy.example:3128, or name the server in NO_PROXY"
        )
    if parts.username is None:
        return Proxy(host, port)
    known = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Proxy(host, port, f"Basic {b64encode(known.encode()).decode('ascii')}")


def _refuse_inside(host: str, found: list[str], private: bool) -> None:
    """Refuse a name unless all that it means is allowed."""
    allowed = not any(map(is_near, found)) if private else all(map(is_public, found))
    if not allowed:
        raise _inside(host)


def _refuse_look(host: str, private: bool) -> None:
    """Refuse what nobody here knows and a proxy could take for its own network."""
    *rest, last = host.removesuffix(".").split(".")
    of_proxy = ":" in host or last == _OWN or _NUMBER.fullmatch(last)
    if of_proxy or (not private and (not rest or last in _INSIDE)):
        raise _inside(host)


def _inside(host: str) -> ArticleError:
    return ArticleError(
        f"{host} is inside a private network, which is not read "
        "(DATELINE_PRIVATE_URLS allows it)"
    )


def _first(host: str, port: int, left: Left) -> str:
    return _first_of(_resolve(host, port, left()), host)


def _first_of(found: list[str], host: str) -> str:
    if not found:
        raise ArticleError(f"there is no server {host}, or this machine is offline")
    return found[0]


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system for a name's addresses; it may never answer, so not for ever."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(answer[4][0]) for answer in answers)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    return found[:]
