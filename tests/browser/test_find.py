"""Filter and find in the browser: chips, an area of the map, the timeline, a comparison."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from reader import SHORT, open_app
from test_access import violations

HEAR = """
(name) => {
  window.heard = [];
  document.addEventListener(`dateline:${name}`, (event) => window.heard.push(event.detail));
}
"""
PACIFIC = {"south": -30, "west": 170, "north": 30, "east": 210}


@pytest.fixture
def sample(page, server):
    return open_app(page, server)


@pytest.fixture
def several(page, server):
    reading = open_app(page, server)
    reading.open_text("SEVERAL")
    expect(reading.text).to_contain_text("Shipping news 5", timeout=SHORT)
    assert reading.map
    return reading


def summary(page):
    return page.locator(".dl-summary")


def test_a_filter_that_was_taken_off_does_not_come_back(sample, page):
    before = summary(page).inner_text()
    sample.menu("Filter")
    page.get_by_role("combobox", name="Countries").click()
    page.get_by_role("option", name="Fiji").click()
    expect(summary(page)).to_contain_text("1 place in 1 country")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".st-key-chips").get_by_role("button", name="Fiji").click()
    expect(summary(page)).to_have_text(before)
    # Whatever is done next: the closed menu must not say its old value again.
    sample.tell("area", {"south": -90, "north": 90, "west": -180, "east": 180})
    chips = page.locator(".st-key-chips")
    expect(chips).to_contain_text("In the area shown on the map")
    expect(chips).not_to_contain_text("Fiji")
    sample.open_text("SEVERAL")
    expect(sample.text).to_contain_text("Shipping news 5", timeout=SHORT)
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_visible()
    expect(chips.get_by_role("button")).to_have_count(0)
    sample.menu("Filter")
    expect(page.get_by_role("button", name="Clear filters")).to_be_disabled()


def test_the_box_finds_a_place_and_words(sample, page):
    box = page.get_by_role("combobox", name="Find places")
    box.press_sequentially("won")
    found = page.get_by_role("listbox", name="What was found").get_by_role("option")
    expect(found.first).to_contain_text("Wonsan")
    box.press("ArrowDown")
    box.press("Enter")
    expect(sample.panel.locator("h2")).to_have_text("Wonsan")
    expect(found.first).to_be_hidden()
    box.fill("cable")
    expect(found.filter(has_text="Show only what says “cable”")).to_be_visible()
    found.filter(has_text="cable ship").click()
    expect(sample.text.locator(".current").first).to_contain_text("cable")
    box.fill("cable ")
    found.filter(has_text="Show only what says “cable”").click()
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()


def test_a_search_is_a_chip_that_can_be_taken_off(sample, page):
    page.wait_for_timeout(500)  # the key takes its lines after the first fit
    sample.settled()
    before = sample.view()
    sample.ask("window.sameFrame = true")
    sample.menu("Filter")
    field = page.get_by_label("Find in names, sentences and links")
    field.fill("cable")
    field.press("Enter")
    expect(summary(page)).to_contain_text("2 places")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()
    assert len(sample.ids("place")) == 2
    assert sample.ask("window.sameFrame") is True
    page.get_by_role("link", name="Gazetteer").click()
    page.get_by_role("link", name="Back to the article").click()
    expect(summary(page)).to_contain_text("2 places", timeout=SHORT)
    page.locator(".st-key-chips").get_by_role("button", name="cable").click()
    expect(summary(page)).to_contain_text("7 places")
    page.wait_for_timeout(500)
    sample.settled()
    assert sample.view() == before


def test_the_area_that_the_map_shows_becomes_a_filter(sample, page):
    assert sample.map
    page.evaluate(
        "area => document.dispatchEvent(new CustomEvent('dateline:area', { detail: area }))",
        PACIFIC,
    )
    chip = page.get_by_role("button", name="In the area shown on the map")
    expect(chip).to_be_visible()
    expect(summary(page)).to_contain_text("2 places")
    chip.click()
    expect(summary(page)).to_contain_text("7 places")


def test_playback_is_the_browsers_and_a_range_is_a_filter(several, page):
    page.evaluate(HEAR, "timeline_frame")
    line = page.get_by_role("group", name="Timeline")
    page.evaluate("window.samePage = true")
    line.get_by_label("Speed").select_option("Fast")
    line.get_by_role("button", name="Play").click()
    page.wait_for_function("window.heard.length === 5")
    expect(line.get_by_role("button", name="Play")).to_be_visible()
    frames = page.evaluate("window.heard")
    assert [len(frame["places"]) for frame in frames] == [10, 20, 30, 30, 30]
    assert frames[0]["label"] == "2 Jan 2024"
    expect(summary(page)).to_contain_text("30 places")  # nothing was filtered
    line.get_by_role("button", name="Play").focus()
    page.keyboard.press("ArrowLeft")
    expect(line.locator(".said")).to_have_text("5 Jan 2024 · 30 places")
    page.keyboard.press("Escape")
    assert page.evaluate("window.heard.at(-1)") == {}
    line.get_by_label("Show").select_option("one step at a time")
    line.get_by_role("button", name="Step on").click()
    line.get_by_role("button", name="Keep these dates").click()
    expect(summary(page)).to_contain_text("10 places", timeout=SHORT)
    expect(page.get_by_role("button", name="Until 2024-01-02")).to_be_visible()
    expect(page.locator(".st-key-chips")).to_contain_text("1 without a date left out")


def test_the_range_is_set_by_keyboard(several, page):
    start = page.get_by_role("slider", name="From")
    start.focus()
    page.keyboard.press("End")
    expect(start).to_have_attribute("aria-valuetext", "6 Jan 2024")
    expect(summary(page)).to_contain_text("10 places", timeout=SHORT)
    expect(start).to_be_focused()
    page.get_by_role("button", name="All dates").click()
    expect(summary(page)).to_contain_text("30 places", timeout=SHORT)


def test_two_articles_are_compared_in_lists_and_on_the_map(several, page):
    page.evaluate(HEAR, "compare")
    page.get_by_role("tab", name="Compare").click()
    only = page.get_by_role("region", name="only in Shipping news 1")
    expect(only.locator(".row")).to_have_count(10)
    sides = page.evaluate("window.heard.at(-1)")
    assert sorted(set(sides["sides"].values())) == ["a", "b"]
    assert (sides["a"], sides["b"]) == ("Shipping news 0", "Shipping news 1")
    only.locator(".row").first.click()
    expect(several.panel.locator("h2")).to_have_text("Harbour 10")
    expect(only.locator(".row").first).to_have_attribute("aria-pressed", "true")
    page.get_by_role("tab", name="Places").click()
    page.wait_for_function("Object.keys(window.heard.at(-1)).length === 0")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_everybody_can_use_it(several, page, look):
    page.emulate_media(color_scheme=look)
    page.get_by_role("tab", name="Compare").click()
    expect(page.locator(".st-key-comparison .row").first).to_be_visible()
    assert not violations(page, [".st-key-dates", ".st-key-comparison"])
    page.get_by_role("button", name="Step on").click()
    expect(page.get_by_role("button", name="Keep these dates")).to_be_visible()
    assert not violations(page, [".st-key-dates"])


def test_an_article_of_the_list_is_shown_alone(several, page):
    page.get_by_role("tab", name="Articles").click()
    expect(page.get_by_text("Choose a row to read the article")).to_be_visible()
    table = page.locator(".st-key-tables [data-testid=stDataFrame]:visible")
    expect(table).to_have_count(1)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + 52)
    page.get_by_role("button", name="Show only this article").click()
    expect(summary(page)).to_contain_text("10 places", timeout=SHORT)
    expect(page.locator(".st-key-chips")).to_contain_text("Shipping news 0")
