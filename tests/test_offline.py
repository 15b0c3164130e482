"""The guard of these tests: it lets nothing out, and nobody can swallow its error."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import no_way_out
import pytest
from no_way_out import is_local


def tcp_connect():
    with socket.socket() as client:
        client.connect(("192.0.2.1", 80))


def tcp_connect_ex():
    with socket.socket() as client:
        client.connect_ex(("192.0.2.1", 80))


def six():
    with socket.socket(socket.AF_INET6) as client:
        client.connect(("2001:db8::1", 80, 0, 0))


def datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.sendto(b"?", ("192.0.2.1", 53))


def look_up():
    socket.getaddrinfo("example.org", 443)


def browse():
    urlopen("http://example.org/", timeout=1)


def swallow():
    with contextlib.suppress(OSError):
        look_up()
    raise OSError("the program hid it")


WAYS_OUT = (tcp_connect, tcp_connect_ex, six, datagram, look_up, browse, swallow)


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_is_refused_and_remembered(way, outside):
    with pytest.raises(OSError):  # noqa: PT011 - each way words it differently
        way()
    assert len(outside) == 1
    outside.clear()  # this test wanted it


def test_a_remembered_attempt_fails_the_test_at_its_end():
    no_way_out.attempts.append("somewhere")
    with pytest.raises(pytest.fail.Exception, match="somewhere"):
        no_way_out.judge()
    no_way_out.judge()  # and only that test


def test_this_machine_can_be_reached():
    class Hello(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hello) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        with urlopen(f"http://localhost:{server.server_port}/", timeout=5) as answer:
            assert answer.read() == b"hello"
        server.shutdown()
        thread.join()


def test_pipes_and_pairs_are_no_network():
    assert subprocess.check_output([sys.executable, "-c", ""]) == b""
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        (None, True),
        ("", True),
        (b"127.0.0.1", True),
        ("10.0.0.1", False),
        ("192.168.1.1", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
    ],
)
def test_what_counts_as_this_machine(host, local):
    assert is_local(host) is local
