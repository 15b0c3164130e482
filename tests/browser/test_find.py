"""Filter and find in the browser: chips, lists, an area of the map, the timeline, a comparison."""

from __future__ import annotations

import pytest
from big_atlas import big_atlas
from playwright.sync_api import expect
from reader import SHORT, open_app
from test_access import violations

import geo
import geo.view
from geo.atlas import Filters, bundles_of

HEAR = """
(name) => {
  window.heard = [];
  document.addEventListener(`dateline:${name}`, (event) => window.heard.push(event.detail));
}
"""
# What is on the map in the same turn of the page in which a row is pressed.
PRESS = """
(row) => {
  row.click();
  const { atlas } = document.querySelector("iframe[title*=folium]").contentWindow.dateline;
  return {
    on: [...atlas.items.values()].filter((i) => i.on && i.props.type === "place").map((i) => i.props.id),
    pressed: row.getAttribute("aria-pressed"),
  };
}
"""
NARROWED = """
([data, kept]) => dateline.narrowed(
  data, Object.fromEntries(Object.entries(kept).map(([name, ids]) => [name, new Set(ids)])))
"""
IN_VIEW = "(part) => document.querySelector(part).getBoundingClientRect().bottom <= innerHeight"
FIELDS = {
    "places": "place_ids",
    "bundles": "bundle_ids",
    "actors": "actors",
    "articles": "article_ids",
}
LAST_DAY = "2024-01-04"  # one of several
PACIFIC = {"south": -30, "west": 170, "north": 30, "east": 210}


def summary(page):
    return page.locator(".dl-summary")


def test_a_filter_that_was_taken_off_does_not_come_back(reading, page):
    before = summary(page).text_content()
    reading.menu("Filter")
    page.get_by_role("combobox", name="Countries").click()
    page.get_by_role("option", name="Fiji").click()
    expect(summary(page)).to_contain_text("1 place in 1 country")
    page.keyboard.press("Escape")  # the list of countries
    reading.leave_menu()
    page.locator(".st-key-chips").get_by_role("button", name="Fiji").click()
    expect(summary(page)).to_have_text(before)
    # Whatever is done next: the closed menu must not say its old value again.
    reading.tell("area", {"south": -90, "north": 90, "west": -180, "east": 180})
    chips = page.locator(".st-key-chips")
    expect(chips).to_contain_text("In the area shown on the map")
    expect(chips).not_to_contain_text("Fiji")
    reading.open_text("SEVERAL")
    expect(reading.text).to_contain_text("Shipping news 5", timeout=SHORT)
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_visible()
    expect(chips.get_by_role("button")).to_have_count(0)
    reading.menu("Filter")
    expect(page.get_by_role("button", name="Clear filters")).to_be_disabled()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_a_day_that_was_typed_counts(several, page, key):
    several.menu("Filter")
    until = page.get_by_test_id("stDateInput").filter(has_text="Published until")
    until.get_by_role("spinbutton").first.click()
    page.keyboard.type(LAST_DAY.replace("-", ""))
    page.keyboard.press(key)
    expect(page.locator(".st-key-chips")).to_contain_text(f"Until {LAST_DAY}")


def test_the_box_finds_a_place_and_words(reading, page):
    box = page.get_by_role("combobox", name="Find places")
    box.press_sequentially("won")
    found = page.get_by_role("listbox", name="What was found").get_by_role("option")
    expect(found.first).to_contain_text("Wonsan")
    box.press("ArrowDown")
    box.press("Enter")
    expect(reading.panel.locator("h2")).to_have_text("Wonsan")
    expect(found.first).to_be_hidden()
    box.fill("cable")
    expect(found.filter(has_text="Show only what says “cable”")).to_be_visible()
    found.filter(has_text="cable ship").click()
    expect(reading.text.locator(".current").first).to_contain_text("cable")
    box.fill("Wonsan Atlantis")
    expect(page.get_by_text("Apart they find")).to_be_visible()
    expect(found.first).to_contain_text("Wonsan")
    box.fill("cable ")
    found.filter(has_text="Show only what says “cable”").click()
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()


def test_a_place_of_some_days_is_found_in_two_presses(several, page):
    box = page.get_by_role("combobox", name="Find places")
    box.fill(f"Harbour {LAST_DAY}")
    found = page.get_by_role("listbox", name="What was found").get_by_role("option")
    found.filter(has_text=f"Show only articles of {LAST_DAY}").click()
    expect(page.locator(".st-key-chips")).to_contain_text(LAST_DAY)
    # Looked for among those, without being typed again.
    expect(box).to_have_value("Harbour")
    name = found.filter(has_text="Harbour").first
    expect(name).to_contain_text("mention")
    name.click()
    expect(several.panel.locator("h2")).to_contain_text("Harbour")


def test_a_search_is_a_chip_that_can_be_taken_off(reading, page):
    reading.settled()
    before = reading.view()
    reading.ask("window.sameFrame = true")
    reading.menu("Filter")
    field = page.get_by_label("Find in names, sentences and links")
    field.fill("cable")
    field.press("Enter")
    expect(summary(page)).to_contain_text("2 places")
    reading.leave_menu()
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()
    reading.comes(lambda: len(reading.ids("place")), 2)
    assert reading.ask("window.sameFrame") is True
    page.get_by_role("link", name="Gazetteer").click()
    page.get_by_role("link", name="Back to the article").click()
    expect(summary(page)).to_contain_text("2 places", timeout=SHORT)
    page.locator(".st-key-chips").get_by_role("button", name="cable").click()
    expect(summary(page)).to_contain_text("7 places")
    reading.comes(lambda: len(reading.ids("place")), 7)
    reading.settled()
    assert reading.view() == before


def test_the_area_that_the_map_shows_becomes_a_filter(reading, page):
    assert reading.map
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
    line.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("window.heard.length === 5")
    expect(line.get_by_role("button", name="Play", exact=True)).to_be_visible()
    frames = page.evaluate("window.heard")
    assert [len(frame["places"]) for frame in frames] == [10, 20, 30, 30, 30]
    assert frames[0]["label"] == "2 Jan 2024"
    expect(summary(page)).to_contain_text("30 places")  # nothing was filtered
    line.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(line.locator(".said")).to_have_text("5 Jan 2024 · 30 places")
    page.keyboard.press("Escape")
    page.wait_for_function("Object.keys(window.heard.at(-1)).length === 0")
    line.get_by_label("Show").select_option("one step at a time")
    line.get_by_role("button", name="Step on").click()
    line.get_by_role("button", name="Keep these dates").click()
    expect(summary(page)).to_contain_text("10 places", timeout=SHORT)
    expect(page.get_by_role("button", name="Until 2024-01-02")).to_be_visible()
    expect(page.locator(".st-key-chips")).to_contain_text("1 without a date left out")
    page.wait_for_function(IN_VIEW, arg=".st-key-dates")


def test_the_range_is_set_by_keyboard(several, page):
    start = page.get_by_role("slider", name="From")
    start.focus()
    page.keyboard.press("End")
    expect(start).to_have_attribute("aria-valuetext", "6 Jan 2024")
    expect(summary(page)).to_contain_text("10 places", timeout=SHORT)
    expect(start).to_be_focused()
    page.get_by_role("button", name="All dates").click()
    expect(summary(page)).to_contain_text("30 places", timeout=SHORT)


def test_a_comparison_is_a_mode_with_its_chip_and_its_way_out(several, page):
    page.evaluate(HEAR, "compare")
    lists = page.get_by_role("group", name="Lists")
    lists.get_by_role("tab", name="Compare").click()
    chips = page.locator(".st-key-chips")
    expect(chips).to_contain_text("Comparing Invented", timeout=SHORT)
    lists.get_by_label("Compare").select_option("Two articles")
    only = lists.get_by_role("region", name="only in Shipping news 1")
    expect(only.locator(".row")).to_have_count(3, timeout=SHORT)
    for name in ("only in Shipping news 0", "only in Shipping news 1", "in both"):
        expect(lists.get_by_role("region", name=name)).to_be_in_viewport(ratio=1)
    only.get_by_role("button", name="Show all 10").click()
    expect(only.locator(".row")).to_have_count(10)
    expect(chips).to_contain_text("only in Shipping news 0")
    sides = page.evaluate("window.heard.at(-1)")
    assert sorted(set(sides["sides"].values())) == ["a", "b"]
    assert (sides["a"], sides["b"]) == ("Shipping news 0", "Shipping news 1")
    only.locator(".row").first.click()
    expect(several.panel.locator("h2")).to_have_text("Harbour 10")
    expect(only.locator(".row").first).to_have_attribute("aria-pressed", "true")
    lists.get_by_role("tab", name="Places").click()  # it goes on
    expect(chips).to_contain_text("Comparing")
    chips.get_by_role("button", name="Comparing").click()
    page.wait_for_function("Object.keys(window.heard.at(-1)).length === 0")
    expect(chips.get_by_role("button")).to_have_count(0)


def test_the_address_holds_the_view_and_back_takes_a_step_back(page, server):
    reading = open_app(page, f"{server}/?sample=pacific")
    reading.map.get_by_role("button", name="Heat").click()
    page.wait_for_url("**/?sample=pacific&map=heat")
    sheet = page.locator(".st-key-reading")
    wide = sheet.bounding_box()
    reading.tell("keep", {"facet": "countries", "id": "FJ"})
    chip = page.locator(".st-key-chips").get_by_role("button", name="Fiji")
    expect(chip).to_be_visible(timeout=SHORT)
    assert sheet.bounding_box() == wide  # a chip that comes moves nothing
    page.wait_for_url("**/?sample=pacific&map=heat&countries=FJ")
    page.set_viewport_size({"width": 390, "height": 844})
    narrow = sheet.bounding_box()
    assert chip.bounding_box()["y"] + chip.bounding_box()["height"] <= narrow["y"]
    page.go_back()
    expect(chip).to_have_count(0, timeout=SHORT)
    assert sheet.bounding_box() == narrow
    page.go_forward()
    expect(chip).to_be_visible(timeout=SHORT)
    page.reload()
    expect(chip).to_be_visible(timeout=SHORT)
    look = reading.map.get_by_role("button", name="Heat")
    expect(look).to_have_attribute("aria-pressed", "true", timeout=SHORT)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_everybody_can_use_it(several, page, look):
    page.emulate_media(color_scheme=look)
    page.locator(".st-key-lists").get_by_role("tab", name="Compare").click()
    expect(page.locator(".st-key-lists .compared .row").first).to_be_visible()
    assert not violations(page, [".st-key-dates", ".st-key-lists", ".st-key-chips"])
    page.get_by_role("button", name="Step on").click()
    expect(page.get_by_role("button", name="Keep these dates")).to_be_visible()
    assert not violations(page, [".st-key-dates"])


def test_a_row_of_the_lists_filters_map_text_and_lists(several, page):
    lists = page.get_by_role("group", name="Lists")
    row = lists.get_by_role("button", name="Harbour 10")
    lists.get_by_label("Search: Places").fill("bour 10")
    expect(lists.locator(".row")).to_have_count(1)
    at_once = row.evaluate(PRESS)
    expect(several.panel.locator("h2")).to_have_text("Harbour 10")
    chips = page.locator(".st-key-chips")
    expect(chips).to_contain_text("Harbour 10", timeout=SHORT)
    expect(row).to_have_attribute("aria-pressed", "true")
    assert 0 < len(at_once["on"]) < 10
    assert at_once["pressed"] == "true"
    # Python agrees.
    several.comes(lambda: set(several.ids("place")), set(at_once["on"]))
    expect(lists.get_by_role("tab", name="Lines")).to_be_visible()
    lists.get_by_role("tab", name="Articles").click()
    with_it = lists.locator(".row:not(.none)")
    expect(with_it).to_have_count(2)
    assert not violations(page, [".st-key-lists"])
    lists.get_by_role("tab", name="Places").click()
    row.click()
    expect(chips.get_by_role("button")).to_have_count(0, timeout=SHORT)
    several.comes(lambda: len(several.ids("place")), 30)


def test_the_browser_narrows_by_every_row_as_python_does(several, page):
    atlas = big_atlas(6, 30, 20, mentions_per_article=10)
    view = geo.view.sentences_view(atlas, Filters())
    rows = [
        (name, {name: [id_]})
        for name in ("places", "bundles", "actors", "articles")
        for id_ in view[name]
        if id_
    ]
    first = dict(kept for _, each in rows for kept in each.items())
    for kept in (*(each for _, each in rows), first):
        left = geo.select(
            atlas, Filters(**{FIELDS[n]: frozenset(i) for n, i in kept.items()})
        )
        said = page.evaluate(NARROWED, [view, kept])
        assert said["places"] == {s.place.id: s.count for s in geo.summarise(left)}, (
            kept
        )
        assert set(said["links"]) == {b.id for b in bundles_of(left)}, kept


def test_an_article_of_the_list_is_shown_alone(several, page):
    page.locator(".st-key-tables").get_by_role("tab", name="Articles").click()
    expect(page.get_by_text("Choose a row to read the article")).to_be_visible()
    table = page.locator(".st-key-tables [data-testid=stDataFrame]:visible")
    expect(table).to_have_count(1)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + 52)
    page.get_by_role("button", name="Show only this article").click()
    expect(summary(page)).to_contain_text("10 places", timeout=SHORT)
    expect(page.locator(".st-key-chips")).to_contain_text("Shipping news 0")
