"""A real browser on the real dashboard; nothing may leave this machine, nothing may throw."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from atlases import SAMPLE_TEXT

playwright = pytest.importorskip("playwright.sync_api")

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:", "about:")
START_SECONDS = 60


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[playwright.Browser]:
    """Give the browser of this machine; without one the tests are skipped, or fail in CI."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no Chromium on this machine (looked for {', '.join(NAMES)})"
        if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did that it must not do."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def on(self, page: playwright.Page) -> None:
        page.on("request", self._request)
        page.on("websocket", self._request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)

    def _request(self, request) -> None:
        if not request.url.startswith(LOCAL):
            self.outside.append(request.url)

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="session")
def context(chromium) -> Iterator[playwright.BrowserContext]:
    """Give one profile to all pages: scripts are fetched once."""
    profile = chromium.new_context(accept_downloads=True)
    yield profile
    profile.close()


@pytest.fixture
def page(context) -> Iterator[playwright.Page]:
    """Give a fresh page; what it did wrong fails the test in the end."""
    watch = Watch()
    fresh = context.new_page()
    fresh.set_viewport_size({"width": 1280, "height": 800})
    watch.on(fresh)
    yield fresh
    ran = [frame.evaluate("window.pwned") for frame in fresh.frames]
    fresh.close()
    assert not any(ran), "a hostile text ran"
    assert watch == Watch()


@pytest.fixture(scope="session")
def server(chromium, tmp_path_factory) -> Iterator[str]:
    """Serve the dashboard over the invented world, its sample open; give the address."""
    del chromium  # no browser, no server
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    sample = log.parent / "sample.txt"
    sample.write_text(SAMPLE_TEXT, "utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
    environment["DATELINE_SERVE_FILES"] = str(sample)
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, str(HERE / "serve_invented.py"), str(port)],
            cwd=log.parent,  # as from any folder, not from the project's
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(START_SECONDS * 4):
        if process.poll() is not None:
            pytest.fail(f"the dashboard did not start:\n{log.read_text()}")
        try:
            with urlopen(url, timeout=1) as answer:
                assert answer.status == 200
                return
        except OSError:
            try:
                process.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(f"the dashboard was not up after {START_SECONDS} s:\n{log.read_text()}")
