"""A real browser on the real dashboard; nothing may leave this machine, nothing may throw."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from app_server import FLAGS, NAMES, failures, find_chromium, serving
from atlases import SAMPLE_TEXT

playwright = pytest.importorskip("playwright.sync_api")
from tab import Tab  # noqa: E402
from watched import fresh_page, wrong  # noqa: E402

HERE = Path(__file__).parent
# A page of a test lives for seconds: what makes its scripts faster takes longer than it saves.
FLAGS_OF_TESTS = (*FLAGS, "--js-flags=--no-opt --no-maglev --single-threaded-gc")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give where the browser is; without one the tests are skipped, or fail in CI."""
    found = find_chromium()
    if found is not None:
        return found
    reason = f"no Chromium on this machine (looked for {', '.join(NAMES)})"
    if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def launcher(chromium) -> Iterator[playwright.BrowserType]:
    """Give what starts browsers."""
    del chromium  # no browser, nothing to start
    with playwright.sync_playwright() as tool:
        yield tool.chromium


@pytest.fixture(scope="session")
def context(
    launcher, chromium, tmp_path_factory
) -> Iterator[playwright.BrowserContext]:
    """Give one profile to all pages, kept on the disk: scripts are fetched and compiled once.

    Nothing glides in it: what a map flies to it is at, on a busy machine too. A test of the
    gliding itself asks for it.
    """
    profile = launcher.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=chromium,
        args=FLAGS_OF_TESTS,
        accept_downloads=True,
        reduced_motion="reduce",
    )
    yield profile
    profile.close()


@pytest.fixture
def desk(launcher, chromium) -> Iterator[Callable[[], playwright.Page]]:
    """Open pages of other people, each in a profile of its own."""
    browser = launcher.launch(executable_path=chromium, args=FLAGS_OF_TESTS)
    yield lambda: browser.new_context(reduced_motion="reduce").new_page()
    browser.close()


@pytest.fixture
def page(request, context) -> Iterator[playwright.Page]:
    """Give a fresh page, or that of the reading where the test has one."""
    for shared in {"reading", "several"}.intersection(request.fixturenames):
        yield request.getfixturevalue(shared).page
        return
    fresh, watch = fresh_page(context)
    yield fresh
    said = wrong(fresh, watch)
    fresh.close()
    assert said == []


@pytest.fixture(scope="module")
def sample_tab(context, server) -> Iterator[Tab]:
    """Open a tab for the sample, for all tests of a file."""
    with Tab.of(context, server) as opened:
        yield opened


@pytest.fixture(scope="module")
def several_tab(context, server) -> Iterator[Tab]:
    """Open a tab for several articles, for all tests of a file."""
    with Tab.of(context, server, "SEVERAL") as opened:
        yield opened


@pytest.fixture
def reading(sample_tab) -> Iterator[Tab]:
    """Give the sample as when it was just opened."""
    with sample_tab.again():
        yield sample_tab


@pytest.fixture
def several(several_tab) -> Iterator[Tab]:
    """Give several articles as when they were just opened."""
    with several_tab.again():
        yield several_tab


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
