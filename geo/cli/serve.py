"""``dateline serve``: the dashboard as a child process, and a browser opened on it."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import tomllib
import webbrowser
from dataclasses import dataclass, replace
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import typer

from geo.cli.options import ALL_KINDS, Demonyms, Kinds, Model, kept_kinds
from geo.cli.sources import read
from geo.errors import ServeError
from geo.model import EVERY_KIND, MentionKind

HOST = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 20
SECONDS_TO_START = 60.0
ANY_ADDRESS = {"0.0.0.0": HOST, "::": "::1"}  # each with the address to ask it at
RUN_ID = "DATELINE_SERVE_RUN"  # tells a server from others that took its port
RUN_HEADER = "x-dateline-run"
BASE_PATH = re.compile(r"[\w~-]+(/[\w~-]+)*", re.ASCII)
# What the table [auth] of a sign-in file must say: Streamlit's own names.
SIGN_IN = (
    "redirect_uri",
    "cookie_secret",
    "client_id",
    "client_secret",
    "server_metadata_url",
)
MIN_SECRET = 32  # characters; who guesses it is whoever he likes


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What to serve, and how."""

    files: tuple[str, ...]
    port: int | None
    model: str | None
    kinds: frozenset[MentionKind] = EVERY_KIND
    host: str = HOST
    base_path: str = ""
    hosts: tuple[str, ...] = ()
    sign_in: Path | None = None

    @property
    def url(self) -> str:
        """Where this machine reaches it, without the port's colon where there is none."""
        host = ANY_ADDRESS.get(self.host, self.host)
        named = f"[{host}]" if ":" in host else host
        port = f":{self.port}" if self.port else ""
        path = f"/{self.base_path}" if self.base_path else ""
        return f"http://{named}{port}{path}"


def serve(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...", help="Files, folders, archives, addresses."
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=1,
            max=65535,
            help="Port of the dashboard; else the first free one from 8501 on.",
        ),
    ] = None,
    model: Model = None,
    demonyms: Demonyms = True,
    kinds: Kinds = ALL_KINDS,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others need --sign-in.")
    ] = HOST,
    base_path: Annotated[
        str, typer.Option(help="Path it is served under, behind a proxy.")
    ] = "",
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A name that readers reach it by.")
    ] = None,
    sign_in: Annotated[
        Path | None, typer.Option(help="File that says where people sign in.")
    ] = None,
) -> None:
    """Open the dashboard, on these articles or on the sample."""
    from geo.articles import is_url
    from geo.settings import get_settings

    kept = kept_kinds(kinds, demonyms)
    hosts = (*get_settings().allowed_hosts, *(allow_host or ()))
    signed = sign_in or get_settings().sign_in
    dashboard = Dashboard(
        tuple(files or ()), port, model, kept, host, base_path.strip("/"), hosts, signed
    )
    check_who_comes_in(dashboard)
    # Complain here, not in the browser; an address is asked for there, and only once.
    if here := tuple(file for file in files or () if not is_url(file)):
        read(here, None)
    if model:
        from geo.language import load_language

        load_language(model)
    run(dashboard, open_browser=browser)


def check_who_comes_in(dashboard: Dashboard) -> None:
    """Refuse to let in others than this machine's without knowing who they are.

    Raises:
        ServeError: There is no sign-in, or its file cannot be used.
    """
    if dashboard.base_path and not BASE_PATH.fullmatch(dashboard.base_path):
        raise ServeError(f"{dashboard.base_path!r} is no path; give one like /maps")
    if dashboard.sign_in:
        _check_sign_in(dashboard.sign_in)
    elif not _is_this_machine(dashboard.host):
        raise ServeError(
            f"--host {dashboard.host} would let others in, and nobody would be asked who he is; "
            "give --sign-in FILE (docs/server.md), or leave --host out"
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_sign_in(path: Path) -> None:
    from geo.team import read_rules

    try:
        said = tomllib.loads(path.read_text("utf-8")).get("auth", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ServeError(f"the sign-in file {path} cannot be read: {error}") from error
    lacking = [name for name in SIGN_IN if not said.get(name)]
    if lacking:
        raise ServeError(f"[auth] in {path} does not say {', '.join(lacking)}")
    if len(said["cookie_secret"]) < MIN_SECRET:
        raise ServeError(
            f"cookie_secret in {path} is short; make one of {MIN_SECRET} characters or more, "
            'as with python -c "import secrets; print(secrets.token_urlsafe())"'
        )
    read_rules(path)
    if find_spec("authlib") is None:
        raise ServeError("a sign-in needs Authlib; pip install 'dateline[server]'")


def run(dashboard: Dashboard, *, open_browser: bool) -> None:
    """Serve until interrupted.

    Raises:
        ServeError: The port is taken, or the server did not start.
    """
    # Asked to stop, Python would end at once and leave the server running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while not _serve(dashboard, open_browser):
        pass  # another server was faster to take the port


def _serve(asked: Dashboard, open_browser: bool) -> bool:
    """Serve until interrupted; return False where another server took the port found free."""
    port = free_port(asked.port, asked.host)
    dashboard, run_id = replace(asked, port=port), secrets.token_hex(8)
    # What Streamlit says of itself would bury our one line; its errors still show.
    child = subprocess.Popen(
        command(port, dashboard),
        env={**environment(dashboard), RUN_ID: run_id},
        stdout=subprocess.DEVNULL,
    )
    url = dashboard.url
    try:
        _wait_until_healthy(child, url, run_id)
        sys.stderr.write(f"Dateline is at {url} (stop it with Ctrl+C)\n")
        if open_browser:
            webbrowser.open(url)
        child.wait()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    except ServeError:
        if asked.port is None and child.poll() and not _is_free(port, asked.host):
            return False
        raise
    finally:
        _stop(child)
    return True


def command(port: int, dashboard: Dashboard | None = None) -> list[str]:
    """Return the command line of the server; settings beside app.py do the rest."""
    if find_spec("dashboard") is None:
        raise ServeError("the package dashboard is missing; install Dateline again")
    from geo.settings import get_settings

    host, path, sign_in = HOST, "", None
    if dashboard:
        host, path, sign_in = dashboard.host, dashboard.base_path, dashboard.sign_in
    # Streamlit looks up this machine's outside address unless an address is set, and
    # opens a browser itself unless headless: both are ours to decide.
    return [
        sys.executable, "-m", "dashboard",
        "--server.address", host,
        "--server.port", str(port),
        "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
        # Its welcome names this machine's outside address, which it asks the web for.
        "--logger.hideWelcomeMessage", "true",
        "--server.fileWatcherType", "none",
        "--server.maxUploadSize", str(get_settings().max_megabytes),
        *(("--server.baseUrlPath", path) if path else ()),
        *(("--secrets.files", str(sign_in.absolute())) if sign_in else ()),
    ]  # fmt: skip


def environment(dashboard: Dashboard) -> dict[str, str]:
    """Return the child's environment: what to open, and how to read it."""
    files = "\n".join(_absolute(source) for source in dashboard.files)
    # A name of this machine is its own already; named, pages on other ports could ask, too.
    named = dashboard.host not in ANY_ADDRESS and not _is_this_machine(dashboard.host)
    own = (dashboard.host,) if named else ()
    sign_in = dashboard.sign_in
    return {
        **os.environ,
        "DATELINE_SERVE_FILES": files,
        "DATELINE_SERVE_MODEL": dashboard.model or "",
        "DATELINE_SERVE_KINDS": ",".join(sorted(dashboard.kinds)),
        "DATELINE_ALLOWED_HOSTS": ",".join((*dashboard.hosts, *own)),
        **({"DATELINE_SIGN_IN": str(sign_in.absolute())} if sign_in else {}),
    }


def _absolute(source: str) -> str:
    """Return a path that holds in any folder; an address holds as it is."""
    return source if "://" in source else str(Path(source).absolute())


def free_port(wanted: int | None, host: str = HOST) -> int:
    """Return the port asked for, or the first free one from 8501 on.

    Raises:
        ServeError: The port asked for is in use, or no port near 8501 is free.
    """
    if wanted is not None:
        if not _is_free(wanted, host):
            raise ServeError(
                f"port {wanted} is in use; choose another with --port, or leave it out"
            )
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(port, host):
            return port
    last = FIRST_PORT + PORTS_TRIED - 1
    raise ServeError(
        f"no port from {FIRST_PORT} to {last} is free; choose one with --port"
    )


def _is_free(port: int, host: str = HOST) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _wait_until_healthy(child: subprocess.Popen[bytes], url: str, run_id: str) -> None:
    # No proxy of the environment may come between us and our own machine.
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise ServeError(f"the dashboard stopped at once (exit {child.returncode})")
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2) as answer:
                # Another server may have taken the port just now, and ours not seen it yet.
                if answer.headers.get(RUN_HEADER) == run_id:
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    raise ServeError(f"the dashboard did not answer within {SECONDS_TO_START:.0f} s")


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
