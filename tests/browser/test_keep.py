"""What is opened stays: through a reload and a restart, for this browser alone."""

from __future__ import annotations

import re

import pytest
from app_server import serving
from playwright.sync_api import expect
from reader import LONG, open_app

RAIN = "Rain fell in Suva.\n\nIt was seen from Honolulu too."
SUN = "The sun shone in Moscow.\n\nIt was warm."


@pytest.fixture
def menu(page):
    """Open the menu of collections; give what is in it."""

    def opened(name="Collections"):
        page.locator(".st-key-masthead").get_by_role("button", name=name).click()
        body = page.get_by_test_id("stPopoverBody")
        expect(body).to_be_visible()
        return body

    return opened


def remembered(page, what):
    """Wait until the browser has noted what is open."""
    page.wait_for_function(f"document.cookie.match(/dateline_open={what}/)")


def test_a_pasted_text_stays_through_a_reload(page, server, menu):
    reading = open_app(page, server, RAIN)
    remembered(page, r"[\w-]{22}\.")
    assert "collection" not in page.url
    page.reload()
    expect(reading.text).to_contain_text("Rain fell in Suva", timeout=LONG)
    expect(menu()).to_contain_text("Rain fell in Suva. · 1 article")


def test_it_stays_through_a_restart_and_others_do_not_see_it(
    page, desk, tmp_path, menu
):
    with serving(tmp_path, {}, invented=True) as address:
        open_app(page, address, RAIN)
        remembered(page, r"[\w-]{22}\.")
        theirs = open_app(desk(), address)
        expect(theirs.text).not_to_contain_text("Rain fell in Suva")
        theirs.menu("Collections")
        expect(theirs.page.get_by_test_id("stPopoverBody")).to_contain_text(
            "What you open is kept here"
        )
        theirs.page.close()
        page.goto("about:blank")  # a page whose server stops complains
    with serving(tmp_path, {}, invented=True) as address:
        reading = open_app(page, address)
        expect(reading.text).to_contain_text("Rain fell in Suva", timeout=LONG)
        expect(menu()).to_contain_text("Rain fell in Suva.")
        page.goto("about:blank")


def test_private_is_gone_with_a_reload(page, server, menu):
    reading = open_app(page, server)
    menu().get_by_text("Private: keep nothing").click()
    reading.leave_menu()
    expect(page.get_by_role("button", name="Private")).to_be_visible(timeout=LONG)
    reading.open_text(SUN)
    expect(reading.text).to_contain_text("The sun shone")
    remembered(page, "private")
    page.reload()
    expect(reading.text.locator("article")).to_be_visible(timeout=LONG)
    expect(reading.text).not_to_contain_text("The sun shone")
    expect(menu("Private")).to_contain_text("Nothing you open is kept")


def test_a_collection_is_renamed_shared_and_deleted(page, server, menu):
    reading = open_app(page, server, SUN)
    body = menu()
    name = body.get_by_label("Name of the open collection")
    name.fill("Weather")
    name.press("Enter")
    row = body.locator("[class*=st-key-kept-]").first
    expect(row).to_contain_text("Weather · 1 article")
    body.get_by_text("May be shared by its address").click()
    expect(page).to_have_url(re.compile(r"\?collection=[\w-]{22}$"))
    body.get_by_role("button", name="Delete this collection").click()
    expect(body).to_contain_text("Delete “Weather” with 1 article?")
    body.get_by_role("button", name="Delete it").click()
    expect(reading.text).not_to_contain_text("The sun shone", timeout=LONG)


def test_a_choice_in_a_shared_address_is_made_again(page, server):
    reading = open_app(page, f"{server}?sample=pacific&place=geonames:2198148")
    expect(reading.text.locator("mark.chosen").first).to_be_visible(timeout=LONG)
    expect(page).to_have_url(re.compile("place=geonames"))


def test_files_several_at_once_and_a_bad_one(page, server):
    reading = open_app(page, server)
    reading.menu("Open")
    files = [
        {"name": f"{n}.txt", "mimeType": "text/plain", "buffer": words.encode()}
        for n, words in (("rain", RAIN), ("empty", " "), ("sun", SUN))
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(reading.text.locator("article")).to_have_count(2, timeout=LONG)
    expect(page.locator(".st-key-problem")).to_contain_text("2 of 3 files opened")
    expect(page.locator(".st-key-problem")).to_contain_text("mpty.txt: the text is")
