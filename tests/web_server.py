"""A web server on this machine, and a name service that says what the test wants."""

from __future__ import annotations

import _socket
import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import made_files as made

PUBLIC = "93.184.215.14"
Handler = Callable[[BaseHTTPRequestHandler], None]


def redirect(target: str) -> Handler:
    """Lead elsewhere."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", target)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def body(content: bytes, kind: str = "text/html", *, encoding: str = "") -> Handler:
    """Give this."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        if encoding:
            request.send_header("Content-Encoding", encoding)
        request.end_headers()
        request.wfile.write(content)

    return answer


def status(code: int) -> Handler:
    """Give nothing but a number."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        request.end_headers()

    return answer


def drip(request: BaseHTTPRequestHandler) -> None:
    """Give a page a letter at a time, without end."""
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"a")
        request.wfile.flush()
        time.sleep(0.1)


def drip_headers(request: BaseHTTPRequestHandler) -> None:
    """Give one header after another, without end."""
    request.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for number in range(200):
        request.wfile.write(b"X-%d: a\r\n" % number)
        request.wfile.flush()
        time.sleep(0.1)


def cut_short(request: BaseHTTPRequestHandler) -> None:
    """Promise more than comes."""
    request.send_response(200)
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(made.page().encode())


PAGES: dict[str, Handler] = {
    "/article": body(made.page().encode()),
    "/2024/03/05/plain": body(b"<html><body><p>In Oslo.</p></body></html>"),
    "/zipped": body(gzip.compress(made.page().encode()), encoding="gzip"),
    "/zipped-in-parts": body(
        gzip.compress(made.page().encode()[:300])
        + gzip.compress(made.page().encode()[300:]),
        encoding="gzip",
    ),
    "/feed": body(made.feed(), "application/rss+xml"),
    "/report": body(made.pdf(), "application/pdf"),
    "/large": body(b"a" * 6_000_000),
    "/bomb": body(gzip.compress(b"a" * 60_000_000), encoding="gzip"),
    "/broken": body(b"no gzip", encoding="gzip"),
    "/zip-cut-short": body(gzip.compress(made.page().encode())[:-200], encoding="gzip"),
    "/zip-of-nothing": body(b"", encoding="gzip"),
    "/zip-of-many": body(gzip.compress(b"") * 2_000, encoding="gzip"),
    "/packed-otherwise": body(b"a page", encoding="br"),
    "/named-wrongly": body(
        "In Wonsan, Жень said.".encode(), "text/plain; charset=punycode"
    ),
    "/cut-short": cut_short,
    "/picture": body(b"\x89PNG\r\n\0\0", "image/png"),
    "/moved": redirect("/article"),
    "/loop": redirect("/loop"),
    "/gone": status(404),
    "/drip": drip,
    "/drip-headers": drip_headers,
}


@contextmanager
def serving(pages: dict[str, Handler]) -> Iterator[int]:
    """Serve these pages; gives the port."""

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(ConnectionError):  # the reader had enough
                pages.get(self.path.partition("?")[0], status(404))(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class World:
    """Names and connections as a test wants them; notes every connection tried."""

    def __init__(self, port: int) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.tried: list[str] = []
        self.asked: list[str] = []
        self._port = port

    def lead_to(self, port: int) -> None:
        """Lead the public address to another server of ours."""
        self._port = port

    def resolve(self, host: str, port: int, **_: object) -> list[object]:
        """Answer from the list, each answer but the last once; else numbers only."""
        self.asked.append(host)
        if host in self.names:
            turns = self.names[host]
            found = turns.pop(0) if len(turns) > 1 else turns[0]
            return [(0, 0, 0, "", (address, port)) for address in found]
        return _socket.getaddrinfo(
            host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST
        )

    def connect(
        self, address: tuple[str, int], timeout: float, **_: object
    ) -> socket.socket:
        """Lead the public address to our own server, and nothing else anywhere."""
        self.tried.append(address[0])
        if address[0] != PUBLIC:
            raise ConnectionRefusedError("not public")
        return connected_to(self._port, timeout)


def connected_to(port: int, timeout: float) -> socket.socket:
    """Connect to a server of this machine."""
    connected = socket.socket()
    try:
        connected.settimeout(timeout)
        connected.connect(("127.0.0.1", port))
    except OSError:
        connected.close()
        raise
    return connected
