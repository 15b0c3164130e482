"""The command that serves the app: ports, children, what the server is told."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from command_runs import command

import geo
from geo.cli import serve
from geo.model import EVERY_KIND, MentionKind
from geo.settings import get_settings

dateline = pytest.fixture(command)

PLACES = frozenset({MentionKind.PLACE})
NO_PEOPLES = EVERY_KIND - {MentionKind.DEMONYM}


def test_a_port_in_use_is_named():
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serve.ServeError, match=f"port {port} is in use"):
            serve.free_port(port)


def children(process: int) -> list[int]:
    """Give a process's own children; Linux tells."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []


@pytest.fixture
def _interruptible():
    """Hand the interrupt on to children: whoever runs the tests behind may ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_leaves_no_child(tmp_path, how):
    command = [sys.executable, "-m", "geo.cli", "serve", "--no-browser"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as parent:
        lines = iter(parent.stderr.readline, "")
        line = next(line for line in lines if "Dateline is at" in line)
        url, port = re.search(rf"http://{serve.HOST}:(\d+)", line).group(0, 1)
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"{url}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200
        born = children(parent.pid)
        parent.send_signal(how)
        try:
            assert parent.wait(timeout=20) == 0
        finally:
            parent.kill()  # or the test would wait for ever
    assert serve.free_port(int(port)) == int(port)
    for pid in born:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_serve_complains_before_it_starts(dateline, tmp_path):
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = dateline("serve", "--port", port, "--no-browser")
    assert code == 2
    assert f"port {port} is in use" in err
    assert "there is no file" in dateline("serve", "none.txt")[2]
    assert dateline("serve", "--model", "none_such")[0] == 3
    assert dateline("serve", "--port", "0")[0] == 2


def test_no_port_is_free(monkeypatch):
    monkeypatch.setattr(serve, "_is_free", lambda *_: False)
    with pytest.raises(serve.ServeError, match="no port from 8501 to 8520 is free"):
        serve.free_port(None)


@pytest.mark.parametrize(
    ("code", "seconds", "message"),
    [
        ("import sys; sys.exit(3)", 60.0, r"stopped at once \(exit 3\)"),
        ("import time; time.sleep(60)", 0.3, r"did not answer within 0 s"),
    ],
)
def test_a_server_that_does_not_come_up(monkeypatch, code, seconds, message):
    monkeypatch.setattr(serve, "command", lambda *_: [sys.executable, "-c", code])
    monkeypatch.setattr(serve, "SECONDS_TO_START", seconds)
    nothing = serve.Dashboard((), None, None)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(serve.ServeError, match=message):
            serve.run(nothing, open_browser=False)
    finally:
        signal.signal(signal.SIGTERM, before)


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header(serve.RUN_HEADER, os.environ.get(serve.RUN_ID, ""))
        self.end_headers()


@pytest.mark.parametrize("ready", [False, True], ids=["starts", "is ready"])
def test_a_port_that_another_server_was_faster_to_take(monkeypatch, capsys, ready):
    """It may even answer before ours has found the port taken."""
    tried = []
    late = f"import time, sys; time.sleep({2 * ready}); sys.exit(1)"
    ours = "import http.server as h, test_cli_serve as t; h.HTTPServer(('127.0.0.1', {}), t.Healthy).handle_request()"

    def command(port, _):
        tried.append(port)
        if len(tried) > 1:
            return [sys.executable, "-c", ours.format(port)]
        others.append(ThreadingHTTPServer((serve.HOST, port), Healthy))
        if ready:
            threading.Thread(target=others[0].serve_forever).start()
        return [sys.executable, "-c", late]

    others = []
    monkeypatch.setattr(serve, "command", command)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    before = signal.getsignal(signal.SIGTERM)
    try:
        serve.run(serve.Dashboard((), None, None), open_browser=False)
    finally:
        signal.signal(signal.SIGTERM, before)
        if ready:
            others[0].shutdown()
        others[0].server_close()
    assert len(set(tried)) == len(tried) == 2
    said = capsys.readouterr().err
    assert f":{tried[1]} " in said
    assert f":{tried[0]} " not in said


def test_what_the_server_is_told(tmp_path):
    files = (str(tmp_path / "a.txt"), "https://example.org/a")
    told = serve.environment(serve.Dashboard(files, None, "m", PLACES))
    assert told["DATELINE_SERVE_FILES"].split("\n") == [*files]
    assert told["DATELINE_SERVE_MODEL"] == "m"
    assert told["DATELINE_SERVE_KINDS"] == "place"
    command = serve.command(8600)
    assert command[command.index("--server.address") + 1] == "127.0.0.1"
    assert command[command.index("--server.headless") + 1] == "true"


def test_the_dashboard_opens_where_no_command_is_named(dateline, monkeypatch):
    seen = []
    monkeypatch.setattr(serve, "run", lambda *what, **how: seen.append((what, how)))
    assert dateline()[0] == 0
    assert dateline("serve", "--no-browser", "--no-demonyms")[0] == 0
    assert seen == [
        ((serve.Dashboard((), None, None),), {"open_browser": True}),
        ((serve.Dashboard((), None, None, NO_PEOPLES),), {"open_browser": False}),
    ]


def test_an_address_is_left_to_the_dashboard(dateline, monkeypatch):
    """It would be asked for twice otherwise."""
    served = []
    monkeypatch.setattr(serve, "run", lambda dashboard, **_: served.append(dashboard))
    monkeypatch.setattr(geo, "read_articles", pytest.fail, raising=False)
    assert dateline("serve", "https://example.org/1", "--no-browser")[0] == 0
    assert served[0].files == ("https://example.org/1",)


def test_uploads_may_be_as_large_as_the_settings_say(fresh_settings):
    fresh_settings.setenv("DATELINE_MAX_MEGABYTES", "70")
    get_settings.cache_clear()
    assert "--server.maxUploadSize 70" in " ".join(serve.command(8501))


# A team's server

SIGN_IN = {
    "redirect_uri": "https://maps.example/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


def sign_in_file(folder: Path, **changed: str) -> Path:
    path = folder / "sign-in.toml"
    said = {k: v for k, v in {**SIGN_IN, **changed}.items() if v}
    lines = [f'{name} = "{value}"' for name, value in said.items()]
    path.write_text("\n".join(["[auth]", *lines]), "utf-8")
    return path


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "maps.example", ""])
def test_nobody_else_comes_in_without_a_sign_in(dateline, host):
    code, _, err = dateline("serve", "--host", host, "--no-browser")
    assert code == 2
    assert "would let others in" in err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_needs_none(dateline, monkeypatch, host):
    monkeypatch.setattr(serve, "run", lambda *_, **__: None)
    assert dateline("serve", "--host", host, "--no-browser")[0] == 0


@pytest.mark.parametrize(
    ("changed", "advice"),
    [
        ({"client_id": "", "redirect_uri": ""}, "does not say redirect_uri, client_id"),
        ({"cookie_secret": "short"}, "cookie_secret in .* is short"),
    ],
)
def test_a_sign_in_that_would_not_hold(dateline, tmp_path, changed, advice):
    path = sign_in_file(tmp_path, **changed)
    code, _, err = dateline("serve", "--host", "0.0.0.0", "--sign-in", str(path))
    assert code == 2
    assert re.search(advice, " ".join(err.split()))


def test_a_sign_in_file_that_is_not_there(dateline, tmp_path):
    code, _, err = dateline("serve", "--sign-in", str(tmp_path / "none.toml"))
    assert (code, "cannot be read" in err) == (2, True)


@pytest.mark.parametrize("path", ["a b", "a//b", "?", "a#b", "a/../b", ".."])
def test_a_base_path_that_is_none(dateline, path):
    code, _, err = dateline("serve", "--base-path", path)
    assert (code, "is no path" in err) == (2, True)


@pytest.mark.parametrize(
    ("host", "path", "url", "allowed"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:80", "maps.example"),
        ("0.0.0.0", "maps", "http://127.0.0.1:80/maps", "maps.example"),
        ("::", "", "http://[::1]:80", "maps.example"),
        ("10.0.0.7", "a/b", "http://10.0.0.7:80/a/b", "maps.example,10.0.0.7"),
    ],
)
def test_what_a_team_s_server_is_told(tmp_path, host, path, url, allowed):
    file = sign_in_file(tmp_path)
    team = serve.Dashboard(
        (), 80, None, host=host, base_path=path, hosts=("maps.example",), sign_in=file
    )
    assert team.url == url
    told = serve.environment(team)
    assert told["DATELINE_ALLOWED_HOSTS"] == allowed
    assert told["DATELINE_SIGN_IN"] == str(file)
    line = " ".join(serve.command(80, team))
    assert f"--server.address {host} " in line
    assert (f"--server.baseUrlPath {path}" in line) is bool(path)
    assert f"--secrets.files {file}" in line
    assert "--logger.hideWelcomeMessage true" in line  # else it asks the web who we are
