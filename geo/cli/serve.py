"""``dateline serve``: the dashboard as a child process, and a browser opened on it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from dataclasses import dataclass
from importlib.util import find_spec
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


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What to serve, and how."""

    files: tuple[str, ...]
    port: int | None
    model: str | None
    kinds: frozenset[MentionKind] = EVERY_KIND


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
) -> None:
    """Open the dashboard, on these articles or on the sample."""
    from geo.articles import is_url

    kept = kept_kinds(kinds, demonyms)
    # Complain here, not in the browser; an address is asked for there, and only once.
    if here := tuple(file for file in files or () if not is_url(file)):
        read(here, None)
    if model:
        from geo.language import load_language

        load_language(model)
    run(Dashboard(tuple(files or ()), port, model, kept), open_browser=browser)


def run(dashboard: Dashboard, *, open_browser: bool) -> None:
    """Serve until interrupted.

    Raises:
        ServeError: The port is taken, or the server did not start.
    """
    port = free_port(dashboard.port)
    # Asked to stop, Python would end at once and leave the server running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # What Streamlit says of itself would bury our one line; its errors still show.
    child = subprocess.Popen(
        command(port), env=environment(dashboard), stdout=subprocess.DEVNULL
    )
    url = f"http://{HOST}:{port}"
    try:
        _wait_until_healthy(child, url)
        sys.stderr.write(f"Dateline is at {url} (stop it with Ctrl+C)\n")
        if open_browser:
            webbrowser.open(url)
        child.wait()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    finally:
        _stop(child)


def command(port: int) -> list[str]:
    """Return the command line of the server; settings beside app.py do the rest."""
    if find_spec("dashboard") is None:
        raise ServeError("the package dashboard is missing; install Dateline again")
    from geo.settings import get_settings

    # Streamlit looks up this machine's outside address unless an address is set, and
    # opens a browser itself unless headless: both are ours to decide.
    return [
        sys.executable, "-m", "dashboard",
        "--server.address", HOST,
        "--server.port", str(port),
        "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
        "--server.fileWatcherType", "none",
        "--server.maxUploadSize", str(get_settings().max_megabytes),
    ]  # fmt: skip


def environment(dashboard: Dashboard) -> dict[str, str]:
    """Return the child's environment: what to open, and how to read it."""
    files = "\n".join(_absolute(source) for source in dashboard.files)
    return {
        **os.environ,
        "DATELINE_SERVE_FILES": files,
        "DATELINE_SERVE_MODEL": dashboard.model or "",
        "DATELINE_SERVE_KINDS": ",".join(sorted(dashboard.kinds)),
    }


def _absolute(source: str) -> str:
    """Return a path that holds in any folder; an address holds as it is."""
    return source if "://" in source else str(Path(source).absolute())


def free_port(wanted: int | None) -> int:
    """Return the port asked for, or the first free one from 8501 on.

    Raises:
        ServeError: The port asked for is in use, or no port near 8501 is free.
    """
    if wanted is not None:
        if not _is_free(wanted):
            raise ServeError(
                f"port {wanted} is in use; choose another with --port, or leave it out"
            )
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(port):
            return port
    last = FIRST_PORT + PORTS_TRIED - 1
    raise ServeError(
        f"no port from {FIRST_PORT} to {last} is free; choose one with --port"
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _wait_until_healthy(child: subprocess.Popen[bytes], url: str) -> None:
    # No proxy of the environment may come between us and our own machine.
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise ServeError(f"the dashboard stopped at once (exit {child.returncode})")
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise ServeError(f"the dashboard did not answer within {SECONDS_TO_START:.0f} s")


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
