"""A proxy on this machine that leads every name to one server of ours, and notes who asked."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from web_server import Handler, status

CERTIFICATE = Path(__file__).with_name(
    "untrusted.pem"
)  # signed by nobody, key included


class Asked:
    """What a proxy was asked for, and what a server behind it was."""

    def __init__(self) -> None:
        self.port = 0
        self.targets: list[str] = []  # "GET http://...", "CONNECT name:443"
        self.passwords: list[str | None] = []
        self.names: list[str | None] = []  # that the server was to prove
        self.headers: dict[str, str] = {}  # of the last request in a tunnel
        self.tunnel: Handler | None = None  # instead of a tunnel


def trusting_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the certificate of the tests, whatever name it is for."""

    def made() -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.load_verify_locations(CERTIFICATE)
        return context

    monkeypatch.setattr(ssl, "create_default_context", made)


@contextmanager
def proxying(pages: dict[str, Handler]) -> Iterator[Asked]:
    """Serve pages, http and https, to whoever asks this proxy for any server."""
    asked = Asked()

    class Secure(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.headers = dict(self.headers)
            pages.get(urlsplit(self.path).path, status(404))(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Proxy(Secure):
        def do_GET(self) -> None:
            self._note()
            with suppress(ConnectionError):
                super().do_GET()

        def do_CONNECT(self) -> None:
            self._note()
            with suppress(ConnectionError):
                if asked.tunnel:
                    asked.tunnel(self)
                else:
                    self.send_response(200)
                    self.end_headers()
                    self._lead()

        def _note(self) -> None:
            asked.targets.append(f"{self.command} {self.path}")
            asked.passwords.append(self.headers["Proxy-Authorization"])

        def _lead(self) -> None:
            with socket.socket() as far:
                far.connect(("127.0.0.1", secure.server_address[1]))
                back = Thread(target=_copy, args=(far, self.connection))
                back.start()
                _copy(self.connection, far)
                back.join()

    with _running(Secure, _secured(asked)) as secure, _running(Proxy) as proxy:
        asked.port = proxy.server_address[1]
        yield asked


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _secured(asked: Asked) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    context.sni_callback = lambda _, name, __: asked.names.append(name)
    return context


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: some of those who ask leave at once."""


@contextmanager
def _running(
    handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext | None = None
) -> Iterator[ThreadingHTTPServer]:
    server = _Server(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
