"""Start the dashboard as ``dateline serve`` does, for a test or a screenshot."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from geo.cli.serve import command

HERE = Path(__file__).parent
START_SECONDS = 60
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Give the path of this machine's browser, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(
    folder: Path,
    environment: Mapping[str, str],
    *,
    invented: bool = False,
    port: int = 0,
    base_path: str = "",
) -> Iterator[str]:
    """Serve the dashboard from a folder; give its address.

    Args:
        folder: Where it is started, and where its log goes.
        environment: ``DATELINE_*`` variables; those of the shell are left out.
        invented: Over the invented world instead of the gazetteer.
        port: Which; 0 for any.
        base_path: Under which path the invented world is served.
    """
    port = port or free_port()
    start = [sys.executable, str(HERE / "serve_invented.py"), str(port), base_path]
    address = f"http://127.0.0.1:{port}{base_path and '/'}{base_path}"
    theirs = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
    log = folder / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            start if invented else command(port),
            cwd=folder,
            env={**theirs, "DATELINE_DATA_DIR": str(folder / "data"), **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"{address}/_stcore/health", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def failures(data: Path) -> str:
    """Give what the log of a data folder says of failures."""
    log = data / "dateline.log"
    text = log.read_text("utf-8") if log.exists() else ""
    return text if " ERROR " in text else ""


def wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until a server answers.

    Raises:
        RuntimeError: It stopped, or took too long; with its log.
    """
    ask = build_opener(ProxyHandler({}))
    for _ in range(START_SECONDS * 4):
        if process.poll() is not None:
            break
        try:
            with ask.open(url, timeout=1):
                return
        except OSError:
            try:
                process.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                continue
    raise RuntimeError(f"the dashboard did not start:\n{log.read_text()}")
