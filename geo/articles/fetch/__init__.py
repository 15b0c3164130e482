"""Read what stands at an address that the user gave: this package's only way to the network.

The name is resolved once, every address it has must be public, and the connection goes to
the very address that was checked, or to the proxy of this machine's settings; each redirect
is checked anew. Time and size are bounded.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from geo.articles.fetch.routes import (
    NO_ENTRY,
    Proxy,
    Target,
    find_way,
    no_entry,
    open_tunnel,
)
from geo.articles.fetch.timed import answers_within
from geo.errors import ArticleError, InputError
from geo.hosts import ascii_host

SECONDS = 20.0  # for everything: names, redirects, the page
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 3
LONGEST = 2_000  # characters of an address
PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Dateline",
    "Accept": "text/html,application/xhtml+xml,application/xml,application/pdf,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
}
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds.

    Attributes:
        url: Where it was found in the end.
        content: Its bytes.
        media_type: What the server calls it: "text/html", or "".
        charset: The encoding that the server names, or "".
    """

    url: str
    content: bytes
    media_type: str
    charset: str


def is_url(text: str) -> bool:
    """True for what is meant as an address of the web."""
    return text.lower().startswith(("http://", "https://"))


def fetch(url: str, *, private: bool = False, seconds: float = SECONDS) -> Fetched:
    """Fetch a page, a feed or a file.

    Args:
        url: Its address.
        private: True to allow addresses of one's own network, and every port.
        seconds: How long it may take.

    Raises:
        ArticleError: The address is not to be read, or what is there cannot be had.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url, private)
        answer = _Visit(parts, private, deadline).run()
        if isinstance(answer, Fetched):
            return answer
        try:
            target = urljoin(url, answer)
        except ValueError as error:
            raise ArticleError(f"{_shown(parts)} leads to no address") from error
        if parts.scheme == "https" and not target.lower().startswith("https:"):
            raise ArticleError(f"{_shown(parts)} leads from https to {target[:200]!r}")
        url = target
    raise ArticleError("the address leads on and on; give the one the browser ends at")


def _checked(url: str, private: bool) -> SplitResult:
    """Take an address apart, or refuse it."""
    if len(url) > LONGEST or any(c <= " " or c in {"\\", "\x7f"} for c in url):
        raise ArticleError("this is no address of the web; copy it from the browser")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise ArticleError(f"this is no address of the web ({error})"[:200]) from error
    if parts.scheme not in PORTS or not host:
        raise ArticleError(
            "only addresses that begin with https:// or http:// are read"
        )
    if parts.username is not None or parts.password is not None:
        raise ArticleError(
            "an address with a user name in it is not read; leave that out"
        )
    if not private and port not in (None, *PORTS.values()):
        raise ArticleError(
            f"port {port} is not read; web pages have none in the address"
        )
    return parts


def _target(parts: SplitResult) -> Target:
    try:
        host = ascii_host(unquote(parts.hostname or ""))
    except InputError as error:
        raise ArticleError(str(error)) from error
    return Target(parts.scheme, host, parts.port or PORTS[parts.scheme])


class _Visit:
    """One request to one server."""

    def __init__(self, parts: SplitResult, private: bool, deadline: float) -> None:
        self._parts, self._private, self._deadline = parts, private, deadline
        self._target = _target(parts)
        self._shown = _shown(parts)

    def run(self) -> Fetched | str:
        """Return what is there, or where it leads.

        Raises:
            ArticleError: Nothing can be had; the message says why.
        """
        try:
            address, proxy = find_way(self._target, self._private, self._left)
            with (
                self._connected(address, proxy) as plain,
                self._secured(plain, proxy) as connected,
            ):
                return self._ask(connected, proxy)
        except TimeoutError as error:
            raise ArticleError(f"{self._shown} did not answer in time") from error
        except ssl.SSLCertVerificationError as error:
            raise ArticleError(
                f"{self._shown} cannot prove who it is ({error.verify_message})"
            ) from error
        except ArticleError:
            raise
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            reason = str(error) or type(error).__name__
            raise ArticleError(
                f"{self._shown} could not be read: {reason[:200]}"
            ) from error

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _connected(self, address: str, proxy: Proxy | None) -> socket.socket:
        port = proxy.port if proxy else self._target.port
        try:
            return socket.create_connection((address, port), timeout=self._left())
        except TimeoutError:
            raise
        except OSError as error:
            if proxy:
                raise ArticleError(f"{proxy} cannot be reached: {error}") from error
            raise

    def _secured(self, plain: socket.socket, proxy: Proxy | None) -> socket.socket:
        if self._target.scheme == "http":
            return plain
        if proxy:
            open_tunnel(plain, self._target, proxy, self._left)
        context = ssl.create_default_context()
        return context.wrap_socket(plain, server_hostname=self._target.host)

    def _ask(self, connected: socket.socket, proxy: Proxy | None) -> Fetched | str:
        https = self._target.scheme == "https"
        kind = HTTPSConnection if https else HTTPConnection
        client = kind(self._target.host, self._target.port)
        client.sock = connected  # the address that was checked, and no other
        client.response_class = answers_within(self._left)
        asked = None if https else proxy  # who is asked, where that is not the server
        headers = {**_HEADERS, "Connection": "close"} | (asked.headers if asked else {})
        client.request("GET", self._wanted(whole=bool(asked)), headers=headers)
        with client.getresponse() as answer:
            if answer.status in _REDIRECTS and (target := answer.getheader("Location")):
                return _as_meant(target)
            if asked and answer.status == NO_ENTRY:
                raise no_entry(asked)
            if answer.status != 200:  # noqa: PLR2004 - "here it is"
                raise ArticleError(
                    f"{self._shown} answers {answer.status}; open it in a browser, and "
                    "copy the text from there"
                )
            content = b"".join(self._bounded(answer))
            charset = answer.headers.get_content_charset() or ""
            media_type = answer.headers.get_content_type()
            given = media_type if answer.getheader("Content-Type") else ""
            return Fetched(self._parts.geturl(), content, given, charset)

    def _wanted(self, *, whole: bool) -> str:
        """Return what is asked for: the path and query, or the whole address."""
        path = self._parts.path or "/"
        query = f"?{self._parts.query}" if self._parts.query else ""
        server = f"http://{self._target.netloc}".removesuffix(":80") if whole else ""
        return server + _ascii(path + query)

    def _bounded(self, answer: HTTPResponse) -> Iterator[bytes]:
        unzip = (
            zlib.decompressobj(zlib.MAX_WBITS | 16)
            if answer.getheader("Content-Encoding", "").lower() in {"gzip", "x-gzip"}
            else None
        )
        total = 0
        while piece := answer.read(_PIECE):
            if unzip:
                piece = unzip.decompress(piece, MOST_BYTES + 1)
            total += len(piece)
            if total > MOST_BYTES:
                raise ArticleError(
                    f"{self._shown} holds more than 5 MB; save the file first"
                )
            yield piece


def _shown(parts: SplitResult) -> str:
    """Return an address without what may be secret in it."""
    return f"{parts.scheme}://{parts.hostname}{parts.path}"[:200]


def _as_meant(header: str) -> str:
    """Read a header as UTF-8, which servers write although none may, where it is that."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _ascii(path: str) -> str:
    """Write what is not ASCII as the web does; the rest stays as it was given."""
    return "".join(
        c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode())
        for c in path
    )
