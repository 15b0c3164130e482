"""The dashboard answers to its own name alone, to pages of its own, in no foreign frame."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.own_name import OwnName

ALLOWED = ("Maps.example",)


told: list[list[tuple[bytes, bytes]]] = []


async def _behind(scope, receive, send):
    told[:] = [scope["headers"]]
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"the article"})


def _asked(
    *headers: tuple[str, str], kind: str = "http", path: str = "/"
) -> list[dict]:
    sent: list[dict] = []

    async def receive():
        return {"type": f"{kind}.connect"}

    async def send(message):
        sent.append(message)

    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    scope = {"type": kind, "headers": encoded, "path": path}
    # In a thread of its own: a browser of earlier tests may have a loop running in this one.
    asking = OwnName(_behind, ALLOWED)(scope, receive, send)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, asking).result()
    return sent


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("path", ["/", "/maps/_stcore/stream"])
@pytest.mark.parametrize(
    ("host", "origin", "answered"),
    [
        ("127.0.0.1:8501", "", True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("localhost:8501", "http://localhost:8501", True),
        ("LOCALHOST:8501", "http://localhost:8501", True),
        ("[::1]:8501", "http://[::1]:8501", True),
        ("localhost", "http://localhost", True),
        ("maps.example", "https://maps.example", True),
        ("maps.example:443", "https://maps.example", True),
        ("127.0.0.1:8501", "https://maps.example", True),  # a proxy that asks by address
        ("evil.test:8501", "", False),
        ("evil.test:8501", "http://evil.test:8501", False),
        ("127.0.0.1:8501", "http://evil.test:8501", False),
        ("127.0.0.1:8501", "http://127.0.0.1:9000", False),  # another port of this machine
        ("127.0.0.1:8501", "http://localhost:8501", False),
        ("127.0.0.1:8501", "null", False),
        ("127.0.0.1:8501", "file://", False),
        ("127.0.0.1:8501", "ftp://maps.example", False),
        ("127.0.0.1:8501", "http://maps.example@evil.test", False),
        ("maps.example.evil.test", "", False),
        ("evilmaps.example", "", False),
        ("127.0.0.1.evil.test", "", False),
        ("evil.test@127.0.0.1", "", False),
        ("127.0.0.1:8501:9", "", False),
        ("127.0.0.1/evil", "", False),
        ("127.0.0.1#evil", "", False),
        ("192.168.1.4:8501", "", False),
        ("0.0.0.0:8501", "", False),
        ("2130706433", "", False),
        ("[::ffff:127.0.0.1]", "", False),
        ("localhost.", "", False),
        ("[::1", "", False),
        ("\xe9", "", False),
        ("", "", False),
    ],
)  # fmt: skip
def test_names_it_answers_to(host, origin, answered, kind, path):
    headers = [("host", host), *([("origin", origin)] if origin else [])]
    sent = _asked(*headers, kind=kind, path=path)
    if kind == "websocket":
        assert (sent[0]["type"] == "websocket.accept") is answered
    else:
        assert sent[0]["status"] == (200 if answered else 403)
        assert (sent[1]["body"] == b"the article") is answered


@pytest.mark.parametrize(
    ("host", "page"),
    [("127.0.0.1:8501", "maps.example"), ("[::1]:8501", "[::1]:8501"), ("LOCALHOST:1", "localhost:1")],
)  # fmt: skip
def test_streamlit_need_not_ask_the_web_whose_a_page_is(host, page):
    headers = ("host", host), ("origin", f"https://{page}")
    _asked(*headers)
    assert dict(told[0]) == {b"host": host.encode()}
    _asked(*headers, kind="websocket")
    (own,) = [value for name, value in told[0] if name == b"host"]
    assert (own, dict(told[0])[b"origin"].endswith(own)) == (page.encode(), True)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("host", "127.0.0.1"), ("host", "evil.test")],
        [
            ("host", "127.0.0.1"),
            ("origin", "http://127.0.0.1"),
            ("origin", "http://evil.test"),
        ],
        [("host", "evil.test"), ("x-forwarded-host", "127.0.0.1")],
        [("host", "evil.test"), ("forwarded", "host=127.0.0.1")],
    ],
)
def test_what_is_said_twice_or_by_another_counts_for_nothing(headers):
    assert _asked(*headers)[0]["status"] == 403


def test_no_other_site_may_frame_it():
    headers = dict(_asked(("host", "127.0.0.1"))[0]["headers"])
    assert headers[b"x-frame-options"] == b"SAMEORIGIN"
    assert headers[b"content-security-policy"] == b"frame-ancestors 'self'"
