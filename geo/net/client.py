"""Every request that leaves this machine, by one rule.

Only http and https are spoken. A request goes straight, or through the proxy of this
machine's settings (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). An address that a person or a page
gave leads only to what ``Reach`` allows, and to the very IP address that was checked.
Redirects are checked like the first address, and never lead down from https. Everything
ends in the given time; an answer that breaks off or is too large is an error.

httpx speaks HTTP. The connections are ours (httpcore lets one make them): httpx gives each
read its own time, where all have to end at one moment, and asks for a name's address again
when that has been checked.

Import this where a request is made: httpx takes a third of a second.
"""

from __future__ import annotations

import logging
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

import httpcore
import httpx

from geo.net.errors import (
    BrokenOffError as BrokenOffError,
    CertificateError as CertificateError,
    DeadlineError as DeadlineError,
    NetworkError as NetworkError,
    RouteError as RouteError,
    SizeError as SizeError,
    without_query as without_query,
)
from geo.net.routes import (
    WANTS_PASSWORD,
    Left,
    Reach as Reach,
    Route,
    find_route,
    read_target,
)

Response = httpx.Response

MAX_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_FAULTS = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error)
_GZIP = ("gzip", "x-gzip")
_NOT_ASKED_FOR = ("br", "compress", "deflate", "zstd")
_MAX_MEMBERS = 1_000  # of a zipped answer; each costs a copy of what is behind it
_HEADERS = {
    "User-Agent": "Dateline", "Accept-Encoding": "identity", "Connection": "close",
}  # fmt: skip

# It logs headers, and an address in one of them may hold a key.
logging.getLogger("httpcore").setLevel(logging.WARNING)


def deadline(seconds: float) -> Left:
    """Return what says how much of this time is left; TimeoutError where none is."""
    end = time.monotonic() + seconds

    def left() -> float:
        rest = end - time.monotonic()
        if rest <= 0:
            raise TimeoutError
        return rest

    return left


@contextmanager
def get(
    url: str,
    headers: Mapping[str, str],
    left: Left,
    reach: Reach = Reach.PUBLIC,
    redirects: int = MAX_REDIRECTS,
) -> Iterator[Response]:
    """Ask for what stands at an address; its body is read by ``read`` or ``pieces``.

    Args:
        url: The address.
        headers: What is sent besides what always is.
        left: Says how many seconds the next step may take.
        reach: Where the address, and every redirect, may lead.
        redirects: How many are followed; with 0 a redirect is an answer like others.

    Yields:
        The answer, whatever its status; ``address_of`` says where it was found.

    Raises:
        NetworkError: There is none.
    """
    for _ in range(redirects + 1):
        with _asked(url, headers, left, reach) as answer:
            target = answer.headers.get("Location", "")
            if not (redirects and target and answer.status_code in _REDIRECTS):
                yield answer
                return
        url = _led(url, target)
    raise RouteError("the address leads on and on; give the one the browser ends at")


def pieces(answer: Response) -> Iterator[bytes]:
    """Return the body of an answer as it comes.

    Raises:
        NetworkError: It does not come whole.
    """
    url = address_of(answer)
    with _told(url):
        try:
            yield from answer.iter_raw()
        except httpx.RemoteProtocolError as error:
            raise BrokenOffError("the connection was lost half-way", url) from error


def read(answer: Response, max_bytes: int) -> bytes:
    """Return the whole body of an answer, unzipped where the server zipped it.

    Raises:
        SizeError: It has more than ``max_bytes``.
        NetworkError: It does not come whole.
    """
    url = address_of(answer)
    coding = answer.headers.get("Content-Encoding", "").strip().lower()
    if coding in _NOT_ASKED_FOR:
        raise NetworkError(f"it is packed as {coding[:20]!r}, not as asked for", url)
    body, parts = bytearray(), pieces(answer)
    with _told(url):
        for piece in _unzipped(parts, max_bytes + 1) if coding in _GZIP else parts:
            body += piece
            if len(body) > max_bytes:
                raise SizeError("it is too large", url)
    return bytes(body)


def _unzipped(zipped: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Unzip a file that comes in pieces, of one member or of several.

    Args:
        zipped: The pieces.
        most: Bytes that one piece is unzipped to; what is left over is lost, so the caller
            stops there.

    Raises:
        zlib.error: It is no such file, or ends before its end.
    """
    member, members = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    for piece in zipped:
        left = piece
        while left:
            if member.eof:
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
                members += 1
                if members > _MAX_MEMBERS:
                    raise zlib.error("the packed file has too many parts")
            yield member.decompress(left, most)
            left = member.unused_data.lstrip(b"\0") if member.eof else b""
    if not member.eof:
        raise zlib.error("the packed file is cut off")


def address_of(answer: Response) -> str:
    """Return where an answer was found, as it was asked for."""
    return str(answer.extensions["address"])


def _led(url: str, target: str) -> str:
    """Return where a redirect leads, or refuse it."""
    shown = without_query(url)
    try:
        led = urljoin(url, target)
    except ValueError as error:
        raise RouteError(f"{shown} leads to no address") from error
    if url.lower().startswith("https:") and not led.lower().startswith("https:"):
        raise RouteError(f"{shown} leads from https to {led[:200]!r}")
    return led


@contextmanager
def _asked(
    url: str, headers: Mapping[str, str], left: Left, reach: Reach
) -> Iterator[Response]:
    """Send one request to one server."""
    target = read_target(url, reach)
    with _told(url):
        route = find_route(target, reach, left)
        # Said here, since httpx knows no symbols in the names of servers.
        whole = {"Host": target.netloc, **_HEADERS, **headers}
        ascii_url = f"{target.scheme}://{target.netloc}{target.path}"
        request = httpx.Request("GET", ascii_url, headers=whole)
    proxy, secure = route.proxy, target.scheme == "https"
    with _Transport(route, left, secure=secure) as transport:
        with _told(url):
            try:
                answer = transport.handle_request(request)
            except httpx.ProxyError as error:  # "403 Forbidden": there is no tunnel
                if proxy:
                    raise proxy.refusal(target.host, int(str(error)[:3])) from error
                raise
        answer.extensions["address"] = url
        try:
            if proxy and not secure and answer.status_code == WANTS_PASSWORD:
                raise proxy.refusal(target.host, WANTS_PASSWORD)
            yield answer
        finally:
            answer.close()


class _Transport(httpx.HTTPTransport):
    """httpx's own, over connections that go where they are told and end in time."""

    def __init__(self, route: Route, left: Left, *, secure: bool) -> None:
        options: dict[str, Any] = {
            "ssl_context": ssl.create_default_context() if secure else None,
            "network_backend": _Connections(route, left),
        }
        if proxy := route.proxy:
            url = httpcore.URL(
                scheme="http", host=proxy.host, port=proxy.port, target="/"
            )
            options |= {"proxy_url": url, "proxy_headers": proxy.headers}
        kind = httpcore.HTTPProxy if proxy else httpcore.ConnectionPool
        self._pool = kind(**options)


class _Connections(httpcore.SyncBackend):
    """Connections along a route; the timeouts they are given, for one step, are not heeded."""

    def __init__(self, route: Route, left: Left) -> None:
        self._route, self._left = route, left

    def connect_tcp(
        self, host: str, port: int, *_: Any, **__: Any
    ) -> httpcore.NetworkStream:
        """Connect to the address that was checked."""
        address = self._route.address or host
        try:
            plain = super().connect_tcp(address, port, self._left())
        except httpcore.ConnectError as error:
            if proxy := self._route.proxy:
                raise RouteError(f"{proxy} cannot be reached: {error}") from error
            raise
        return _Connection(plain, self._left)


class _Connection(httpcore.NetworkStream):
    """A connection with less and less patience."""

    def __init__(self, stream: httpcore.NetworkStream, left: Left) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, *_: Any, **__: Any) -> bytes:
        """Read what comes before the deadline."""
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, *_: Any, **__: Any) -> None:
        """Write it before the deadline."""
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        *_: Any,
        **__: Any,
    ) -> httpcore.NetworkStream:
        """Have the server prove who it is."""
        secure = self._stream.start_tls(ssl_context, server_hostname, self._left())
        return _Connection(secure, self._left)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of it."""
        return self._stream.get_extra_info(info)


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Raise what goes wrong in here as a NetworkError."""
    try:
        yield
    except (TimeoutError, httpx.TimeoutException) as error:
        raise DeadlineError("it did not answer in time", url) from error
    except _FAULTS as error:
        cause: BaseException | None = error
        while cause:
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise CertificateError(cause.verify_message, url) from error
            cause = cause.__cause__ or cause.__context__
        raise NetworkError(str(error) or type(error).__name__, url) from error
