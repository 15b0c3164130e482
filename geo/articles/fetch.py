"""Read what stands at an address that the user gave: this package's only way to the network.

The name is resolved once, every address it has must be public, and the connection goes to
the very address that was checked; each redirect is checked anew. Time and size are bounded.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from geo.articles.addresses import is_near, is_public
from geo.errors import ArticleError

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
        host.encode("idna")
    except (ValueError, UnicodeError) as error:
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


class _Visit:
    """One request to one server."""

    def __init__(self, parts: SplitResult, private: bool, deadline: float) -> None:
        self._parts, self._private, self._deadline = parts, private, deadline
        self._host = (parts.hostname or "").encode("idna").decode("ascii")
        self._shown = _shown(parts)

    def run(self) -> Fetched | str:
        """Give what is there, or where it leads.

        Raises:
            ArticleError: Nothing can be had; the message says why.
        """
        port = self._parts.port or PORTS[self._parts.scheme]
        address = self._address(port)
        try:
            with (
                socket.create_connection(
                    (address, port), timeout=self._left()
                ) as plain,
                self._secured(plain) as connected,
            ):
                return self._ask(connected, port)
        except TimeoutError as error:
            raise ArticleError(f"{self._shown} did not answer in time") from error
        except ssl.SSLCertVerificationError as error:
            raise ArticleError(
                f"{self._shown} cannot prove who it is ({error.verify_message})"
            ) from error
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

    def _address(self, port: int) -> str:
        """Resolve the name once; all that it means must be allowed."""
        found = _resolve(self._host, port, self._left())
        if not found:
            raise ArticleError(
                f"there is no server {self._host}, or this machine is offline"
            )
        if self._private:
            refused = any(map(is_near, found))
        else:
            refused = not all(map(is_public, found))
        if refused:
            raise ArticleError(
                f"{self._host} is inside a private network, which is not read "
                "(DATELINE_PRIVATE_URLS allows it)"
            )
        return found[0]

    def _secured(self, plain: socket.socket) -> socket.socket:
        if self._parts.scheme == "http":
            return plain
        context = ssl.create_default_context()
        return context.wrap_socket(plain, server_hostname=self._host)

    def _ask(self, connected: socket.socket, port: int) -> Fetched | str:
        https = self._parts.scheme == "https"
        kind = HTTPSConnection if https else HTTPConnection
        client = kind(self._host, port)
        client.sock = connected  # the address that was checked, and no other
        client.response_class = self._answer_class()
        path = self._parts.path or "/"
        query = f"?{self._parts.query}" if self._parts.query else ""
        client.request(
            "GET", _ascii(path + query), headers={**_HEADERS, "Connection": "close"}
        )
        with client.getresponse() as answer:
            if answer.status in _REDIRECTS and (target := answer.getheader("Location")):
                return target
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

    def _answer_class(self) -> Any:
        """Give an HTTP answer each of whose reads ends at the deadline."""
        left = self._left

        class Answer(HTTPResponse):
            def __init__(self, sock: socket.socket, **rest: Any) -> None:
                super().__init__(sock, **rest)
                self.fp = BufferedReader(_Timed(sock, left))

        return Answer

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


class _Timed(RawIOBase):
    """A socket's bytes, with less and less patience."""

    def __init__(self, sock: socket.socket, left: Any) -> None:
        super().__init__()
        # The connection is closed as soon as it is answered; its file keeps it open.
        self._file = sock.makefile("rb", buffering=0)
        self._sock, self._left = sock, left

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what comes before the deadline."""
        self._sock.settimeout(self._left())
        return self._file.readinto(buffer)

    def close(self) -> None:
        """Close the connection as well."""
        self._file.close()
        super().close()


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


def _shown(parts: SplitResult) -> str:
    """Give an address without what may be secret in it."""
    return f"{parts.scheme}://{parts.hostname}{parts.path}"[:200]


def _ascii(path: str) -> str:
    """Write what is not ASCII as the web does; the rest stays as it was given."""
    return "".join(
        c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode())
        for c in path
    )
