"""A server on this machine that answers as geocoders do, or goes wrong on request.

It answers as Nominatim does, and under their own paths as Photon, Pelias, OpenCage and
GeoNames do.

with FakeNominatim() as server:
    server.mode = "garbage"
    NominatimGeocoder(cache, server.url).lookup("Wonsan")
    assert server.requests[0].query == "Wonsan"
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from geocoder_rows import WONSAN, wrapped

UNTRUSTED = Path(__file__).with_name("untrusted.pem")  # signed by nobody, key included


@dataclass(frozen=True)
class Request:
    """One request the server got, as the tests ask about it."""

    at: float
    path: str
    headers: dict[str, str]

    @property
    def params(self) -> dict[str, str]:
        return {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}

    @property
    def query(self) -> str:
        return self.params.get("q") or self.params["text"]


class FakeNominatim:
    """The server; ``mode`` names what it does next, ``rows`` what it finds.

    With ``tls`` it shows a certificate that nobody trusts.
    """

    def __init__(self, *, tls: bool = False) -> None:
        self.scheme = "https" if tls else "http"
        self.clock = time.monotonic
        self.mode = "ok"
        self.rows: Any = [WONSAN]
        self.requests: list[Request] = []
        self.sent = 0
        self.closing = threading.Event()
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(UNTRUSTED)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True
            )
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> FakeNominatim:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # joined by server_close, so that none outlives its test

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeNominatim

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.fake.requests.append(Request(self.fake.clock(), self.path, headers))
        if "referer" not in headers:
            self.send("", status=509)
            return
        getattr(self, f"mode_{self.fake.mode}")()

    def log_message(self, *args: object) -> None:
        pass

    def send(self, body: str, status: int = 200, **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def send_endlessly(self, **headers: str) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        piece = b" " * 65_536
        while self.fake.sent < 50_000_000 and not self.fake.closing.is_set():
            self.wfile.write(piece)
            self.fake.sent += len(piece)

    def send_row(self, **changes: object) -> None:
        self.send(json.dumps([WONSAN | changes]))

    def mode_ok(self) -> None:
        self.send_rows(self.fake.rows)

    def mode_empty(self) -> None:
        self.send_rows([])

    def send_rows(self, rows: list[Any]) -> None:
        self.send(json.dumps(wrapped(urlsplit(self.path).path, rows)))

    def mode_slow(self) -> None:
        self.fake.closing.wait(5)

    def mode_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.fake.closing.wait(0.02):
            self.wfile.write(b" ")

    def mode_busy(self) -> None:
        self.send("", status=429)

    def mode_busy_120(self) -> None:
        self.send("", status=429, Retry_After="120")

    def mode_busy_nonsense(self) -> None:
        self.send("", status=429, Retry_After="Fri, 31 Dec 99999 23:59:59 GMT")

    def mode_overloaded_30(self) -> None:
        self.send("", status=503, Retry_After="30")

    def mode_overloaded(self) -> None:
        self.send("", status=503)

    def mode_broken(self) -> None:
        self.send("oops", status=500)

    def mode_no_content(self) -> None:
        self.send("", status=204)

    def mode_bad_request(self) -> None:
        self.send("", status=400)

    def mode_unauthorised(self) -> None:
        self.send("", status=401)

    def mode_forbidden(self) -> None:
        self.send("", status=403)

    def mode_no_referer(self) -> None:
        self.send("", status=509)

    def mode_redirect(self) -> None:
        self.send("", status=302, Location="http://127.0.0.2/search")

    def mode_garbage(self) -> None:
        self.send("\x00\x01 not json [")

    def mode_nothing(self) -> None:
        self.send("")

    def mode_latin1(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'["\xe9"]')

    def mode_html(self) -> None:
        self.send("<html><body>Log in to the hotel's network</body></html>")

    def mode_null(self) -> None:
        self.send("null")

    def mode_object(self) -> None:
        self.send("{}")

    def mode_error_object(self) -> None:
        self.send('{"error": "Unable to geocode"}')

    def mode_numbers(self) -> None:
        self.send("[1, 2, 3]")

    def mode_deep(self) -> None:
        self.send("[" * 100_000)

    def mode_nan(self) -> None:
        self.send_row(lat=float("nan"))

    def mode_nan_text(self) -> None:
        self.send_row(lat="NaN")

    def mode_far_out(self) -> None:
        self.send_row(lon="190.5")

    def mode_point_missing(self) -> None:
        self.send_row(lat=None)

    def mode_point_list(self) -> None:
        self.send_row(lat=[39], lon=True)

    def mode_nameless(self) -> None:
        self.send_row(display_name=None)

    def mode_huge(self) -> None:
        self.send_endlessly()

    def mode_huge_announced(self) -> None:
        self.send_endlessly(Content_Length="50000000")

    def mode_drop(self) -> None:
        self.close_connection = True

    def mode_cut_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"[]")  # alone it would read as "no such place"
