"""What is no page: files go to those who signed in, and nobody has all sessions forget."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace

import pytest
from itsdangerous import URLSafeTimedSerializer
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard import doorkeeper, streamlit_inside
from dashboard.doorkeeper import Doorkeeper

SECRET = "a secret of more than thirty-two characters"
COOKIE = "_streamlit_user"
ANN = {"is_logged_in": True, "iss": "us", "sub": "ann"}


def run(app, scope, *said):
    """Give what an application sends, and what it hears of what a page says."""
    sent, heard, queue = [], [], [*said, {"type": "websocket.disconnect"}]

    async def receive():
        return queue.pop(0)

    async def send(message):
        sent.append(message)

    async def behind(_, receive, send):
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            return
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, app(behind)(scope, receive, send)).result()
    return sent, heard


def status(path, cookie="", *, sign_in=True, base=""):
    headers = [(b"cookie", cookie.encode())] if cookie else []
    scope = {"type": "http", "path": path, "headers": headers}
    sent, _ = run(partial(Doorkeeper, sign_in=sign_in, base_path=base), scope)
    return sent[0]["status"]


def signed(claims=ANN, secret=SECRET, salt=COOKIE):
    words = URLSafeTimedSerializer(secret, salt=salt).dumps(json.dumps(claims))
    return f"{COOKIE}={words}"


@pytest.fixture(autouse=True)
def _secret(monkeypatch):
    asked = streamlit_inside.signed_cookie.__globals__
    monkeypatch.setitem(asked, "get_cookie_secret", lambda: SECRET)
    held = {"session": ANN | {"name": "Ann"}, "nobodys": {}}

    def info(session):
        said = held.get(session)
        return None if said is None else SimpleNamespace(session=SimpleNamespace(_user_info=said))  # fmt: skip

    sessions = SimpleNamespace(get_active_session_info=info)
    runtime = SimpleNamespace(_session_mgr=sessions)
    monkeypatch.setattr(streamlit_inside, "get_instance", lambda: runtime)


@pytest.mark.parametrize("base", ["", "/maps", "/static", "maps/of/ours/"])
@pytest.mark.parametrize(
    ("path", "of_people"),
    [
        ("/_stcore/upload_file/session/file", True),
        ("/media/0a.csv", True),
        ("/_stcore/metrics", True),
        ("/_stcore/health", False),
        ("/_stcore/host-config", False),
        ("/", False),
        ("/static/media/font.woff2", False),
        ("/component/ours/index.html", False),
        ("/auth/login", False),
        ("/oauth2callback", False),
    ],
)
def test_files_are_for_those_who_signed_in(base, path, of_people):
    path = f"/{base.strip('/')}{path}".replace("//", "/")
    assert status(path, base=base) == (403 if of_people else 200)
    assert status(path, signed(), base=base) == 200
    assert status(path, sign_in=False, base=base) == 200


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        f"{COOKIE}=",
        signed(secret="x" * 40),
        signed(secret=""),
        signed(salt="_streamlit_user_tokens"),
        signed(ANN | {"is_logged_in": False}),
        signed({"sub": "ann"}),
        signed(["ann"]),
        signed()[:-3],
        f"{COOKIE}={json.dumps(ANN)}",
        "dateline_owner=person-1",
        signed().replace(COOKIE, f"{COOKIE}_tokens"),
    ],
    # A signature holds the second it was made in, and each worker makes its own.
    ids=[
        "none",
        "empty",
        "foreign-secret",
        "no-secret",
        "foreign-salt",
        "signed-out",
        "no-issuer",
        "a-list",
        "cut",
        "unsigned",
        "ours",
        "foreign-name",
    ],
)
def test_a_cookie_that_is_nobodys(cookie):
    assert status("/media/0a.csv", cookie) == 403


@pytest.mark.parametrize(
    ("session", "who", "passes"),
    [
        ("session", ANN, True),
        ("session", ANN | {"email": "new@x.example"}, True),
        ("session", ANN | {"sub": "bob"}, False),
        ("session", ANN | {"iss": "them"}, False),
        ("session", {"is_logged_in": True}, False),
        ("nobodys", {"is_logged_in": True}, False),
        ("nobodys", ANN, False),
        ("gone", ANN, False),
        ("", ANN, False),
        ("session%2f", ANN, False),
    ],
)
def test_files_go_into_ones_own_session(session, who, passes):
    path = f"/_stcore/upload_file/{session}/file"
    assert status(path, signed(who)) == (200 if passes else 403)


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ({"bytes": BackMsg(stop_script=True).SerializeToString()}, True),
        ({"bytes": b"\xff" * 9}, True),  # Streamlit closes the connection
        ({"bytes": BackMsg(clear_cache=True).SerializeToString()}, False),
        ({"bytes": BackMsg(stop_script=True).SerializeToString()
          + BackMsg(clear_cache=True).SerializeToString()}, False),
        ({"text": "clear_cache"}, False),
        ({"text": "", "bytes": None}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign_in", [True, False])
def test_no_page_has_all_sessions_forget(said, passes, sign_in):
    message = {"type": "websocket.receive", **said}
    app = partial(Doorkeeper, sign_in=sign_in)
    assert run(app, {"type": "websocket"}, message)[1] == [message] * passes


def test_the_refusal_is_said():
    assert b"Sign in" in doorkeeper.REFUSED
