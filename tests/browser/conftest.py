"""A real browser on the real dashboard; nothing may leave this machine, nothing may throw."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from app_server import FLAGS, NAMES, failures, find_chromium, serving
from atlases import SAMPLE_TEXT

playwright = pytest.importorskip("playwright.sync_api")

HERE = Path(__file__).parent
FAILED = "[data-testid=stException], .st-key-failure"
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:", "about:")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[playwright.Browser]:
    """Give the browser of this machine; without one the tests are skipped, or fail in CI."""
    found = find_chromium()
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


def _pwned(frame: playwright.Frame) -> bool:
    """True where a hostile text ran; a frame on its way out is followed by its like."""
    try:
        return bool(frame.evaluate("window.pwned"))
    except playwright.Error as error:
        if "detached" not in str(error):
            raise
        return False


@pytest.fixture
def page(context) -> Iterator[playwright.Page]:
    """Give a fresh page; what it did wrong fails the test in the end."""
    watch = Watch()
    context.clear_cookies()  # what an earlier test opened is not open in this one
    fresh = context.new_page()
    fresh.set_viewport_size({"width": 1280, "height": 800})
    watch.on(fresh)
    yield fresh
    ran = [_pwned(frame) for frame in fresh.frames]
    failed = fresh.locator(FAILED).count()
    fresh.close()
    assert not any(ran), "a hostile text ran"
    assert not failed, "a part of the page failed"
    assert watch == Watch()


@pytest.fixture(scope="session")
def server(chromium, tmp_path_factory) -> Iterator[str]:
    """Serve the dashboard over the invented world, its sample open; give the address."""
    del chromium  # no browser, no server
    folder = tmp_path_factory.mktemp("server")  # any folder, not the project's
    sample = folder / "sample.txt"
    sample.write_text(SAMPLE_TEXT, "utf-8")
    opened = {"DATELINE_SERVE_FILES": str(sample)}
    with serving(folder, opened, invented=True) as address:
        yield address
    assert not failures(folder / "data")
