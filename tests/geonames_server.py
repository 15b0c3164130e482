"""A server of GeoNames' files on this machine, which can break off and go wrong.

server = pytest.fixture(dump_server)
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from geonames_files import World

from geo.gazetteer import download


class Server(ThreadingHTTPServer):
    """Files of a folder; can break off, change, fail or send another part."""

    daemon_threads = False

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.asked: list[tuple[str, str]] = []  # path, Range
        self.breaks = 0  # answers that stop half-way
        self.status = 0  # answer this instead
        self.shift = 0  # bytes a part is off
        self.tag = '"1"'

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/dump/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.server.asked.append((self.path, wanted))
        file = self.server.folder / self.path.removeprefix("/dump/")
        if self.server.status or not file.is_file():
            self.send_error(self.server.status or 404)
            return
        if self.headers.get("If-None-Match") == self.server.tag:
            self.send_response(304)
            self.end_headers()
            return
        body = file.read_bytes()
        start = 0
        if wanted and self.headers["If-Range"] == self.server.tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                self.send_error(416)
                return
            start += self.server.shift
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/*")
        self.send_header("ETag", self.server.tag)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        if self.server.breaks:
            self.server.breaks -= 1
            body = body[: start + (len(body) - start) // 2]
        self.wfile.write(body[start:])


def dump_server(tmp_path, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(download, "WAITS", (0.0, 0.0))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    folder = World(tmp_path / "far").write().folder
    with Server(folder) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()
