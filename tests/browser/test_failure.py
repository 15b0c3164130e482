"""What nobody expected, seen in the browser: one line, and the next click works."""

from __future__ import annotations

import pytest
from app_server import failures, serving
from atlases import SAMPLE_TEXT
from playwright.sync_api import expect
from reader import LONG, SHORT, open_app
from test_access import violations

BROKEN = "BROKEN is the secret of the harbour master."


@pytest.fixture(scope="module")
def world(chromium, tmp_path_factory):
    """Serve over a data folder of its own, whose log may say something."""
    del chromium
    folder = tmp_path_factory.mktemp("failure")
    (folder / "sample.txt").write_text(SAMPLE_TEXT, "utf-8")
    opened = {"DATELINE_SERVE_FILES": str(folder / "sample.txt")}
    with serving(folder, opened, invented=True) as address:
        yield address, folder / "data"


def line(page):
    return page.locator(".st-key-failure")


def read_sample(page, reading):
    """Open a sample; the page is as it always was."""
    reading.menu("Open")
    page.locator("[class*=st-key-sample-]").first.get_by_role("button").click()
    expect(reading.text.locator("article").first).to_be_visible(timeout=LONG)
    expect(line(page)).to_have_count(0, timeout=SHORT)


def test_a_failure_costs_a_line_and_the_next_click_works(page, world):
    address, data = world
    reading = open_app(page, address)
    reading.open_text(BROKEN)
    expect(line(page)).to_have_count(1, timeout=LONG)
    expect(line(page)).to_contain_text("KeyError")
    expect(line(page)).to_contain_text("What is kept is safe")
    expect(line(page)).not_to_contain_text("harbour master")
    expect(page.locator(".st-key-masthead")).to_be_visible()
    assert "KeyError" in failures(data)
    read_sample(page, reading)


def test_a_private_text_is_not_in_the_log(page, world):
    address, data = world
    reading = open_app(page, address)
    reading.menu("Collections")
    page.get_by_text("Private: keep nothing").click()
    expect(page.get_by_role("button", name="Private", exact=True)).to_be_visible()
    reading.leave_menu()
    reading.open_text("BROKEN is a private word.")
    expect(line(page)).to_have_count(1, timeout=LONG)
    log = failures(data)
    assert "its words are left out" in log
    assert "private word" not in log
    read_sample(page, reading)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_everybody_can_read_the_line(page, world, look):
    page.emulate_media(color_scheme=look)
    reading = open_app(page, world[0])
    reading.open_text(BROKEN)
    expect(line(page)).to_be_visible(timeout=LONG)
    assert not violations(page, [".st-key-failure"])
    read_sample(page, reading)
