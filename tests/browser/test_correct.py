"""A person corrects the machine in the browser: each way is kept, and can be taken back."""

from __future__ import annotations

import pytest
from app_server import serving
from atlases import SAMPLE_TEXT
from known_places import KALMA_PIER, MOSCOW, MOSCOW_IDAHO, SUVA
from playwright.sync_api import expect
from reader import LONG, SHORT, open_app
from tab import Tab

TEXT = "The crew left Moscow and Suva. Then they slept at Kalma Pier 🛳 for a week."
SELECT = """
words => {
  const host = [...document.querySelectorAll("*")].find((e) => e.shadowRoot?.querySelector(".reader"));
  const home = host ? host.shadowRoot : document;
  const run = [...home.querySelectorAll(".reader span")].find((e) =>
    e.childElementCount === 0 && e.textContent.includes(words));
  const start = run.textContent.indexOf(words);
  const selection = home.getSelection ? home.getSelection() : document.getSelection();
  selection.setBaseAndExtent(run.firstChild, start, run.firstChild, start + words.length);
}
"""

# What lies around the panel and has no bar of its own to scroll it back.
SHIFTED = """
() => {
  const around = [];
  for (let box = document.querySelector(".st-key-passages"); box; box = box.parentElement) around.push(box);
  return around.filter((box) => box.scrollTop > 0).length;
}
"""


@pytest.fixture(scope="module")
def world(chromium, tmp_path_factory):
    """Serve over a data folder of its own: what is corrected here is nobody else's."""
    del chromium
    folder = tmp_path_factory.mktemp("correct")
    sample = folder / "sample.txt"
    sample.write_text(SAMPLE_TEXT, "utf-8")
    opened = {"DATELINE_SERVE_FILES": str(sample)}
    with serving(folder, opened, invented=True) as address:
        yield address


@pytest.fixture(scope="module")
def world_tab(context, world):
    """Open a tab for all tests of this file."""
    with Tab.of(context, world) as opened:
        yield opened


@pytest.fixture
def reading(world_tab):
    """Give the sample of this world as when it was just opened."""
    with world_tab.again():
        yield world_tab


def menu(page):
    return page.get_by_test_id("stPopoverBody")


def card(reading):
    return reading.text.locator(".word-card")


def save(page, changes="Changes"):
    expect(menu(page)).to_contain_text(changes, timeout=SHORT)
    menu(page).get_by_role("button", name="Save").click()


def test_a_runner_up_is_right(reading, page):
    page.set_viewport_size({"width": 1280, "height": 640})
    reading.mark("Moscow").click()
    reading.panel.get_by_role("button", name="Choose").click()
    expect(menu(page).get_by_role("button", name="Save")).to_be_visible(timeout=SHORT)
    chosen = menu(page).locator(".st-key-correct-other label", has_text="Idaho")
    expect(chosen).to_be_visible(timeout=SHORT)
    bar = menu(page).locator(".st-key-save-bar").bounding_box()
    assert chosen.bounding_box()["y"] + chosen.bounding_box()["height"] <= bar["y"]
    save(page)
    expect(reading.panel.locator(".where").first).to_contain_text(
        "Idaho", timeout=SHORT
    )
    expect(reading.panel).to_contain_text("You said on")
    reading.comes(lambda: MOSCOW_IDAHO.id in reading.ids("place"), wanted=True)
    page.reload()
    expect(reading.mark("Moscow")).to_have_attribute(
        "data-place", MOSCOW_IDAHO.id, timeout=LONG
    )
    reading.mark("Moscow").click()
    page.get_by_role("button", name="Correct").click()
    menu(page).get_by_role("button", name="Undo").click()
    expect(menu(page)).to_contain_text("Taken back: Moscow means", timeout=SHORT)
    expect(reading.mark("Moscow")).to_have_attribute(
        "data-place", MOSCOW.id, timeout=SHORT
    )
    # Text, map and panel agree on what the words mean again.
    expect(reading.panel.locator(".where").first).to_contain_text("Russia")
    expect(reading.text.locator("mark.chosen").first).to_have_text("Moscow")
    page.keyboard.press("Escape")
    reading.comes(lambda: MOSCOW_IDAHO.id in reading.ids("place"), wanted=False)


def test_a_missed_name_is_marked_by_the_keyboard(reading, page):
    reading.read(TEXT)
    page.evaluate(SELECT, "Kalma Pier")
    expect(page.get_by_role("button", name="Mark as a place")).to_be_visible()
    page.keyboard.press("m")
    card(reading).get_by_role("button", name="Kalma Pier").click()
    expect(card(reading)).to_contain_text("Changed: 1 mention", timeout=SHORT)
    expect(reading.panel.locator("h2")).to_have_text("Kalma Pier", timeout=SHORT)
    expect(reading.mark("Kalma Pier")).to_have_attribute("data-place", KALMA_PIER.id)


def test_a_point_is_set_by_a_click_on_the_map(reading, page):
    reading.read(TEXT)
    reading.mark("Suva").click()
    page.get_by_role("button", name="Correct").click()
    menu(page).get_by_label("Search the gazetteer").fill("Honolulu")
    menu(page).get_by_role("button", name="Search").click()
    expect(menu(page)).to_contain_text("Honolulu ·", timeout=SHORT)
    menu(page).get_by_text("A point", exact=True).click()
    menu(page).get_by_role("button", name="Use the next click on the map").click()
    expect(menu(page)).to_be_hidden()
    reading.map.wait_for_selector(".picking")
    page.keyboard.press("Escape")
    field = menu(page).get_by_label("Latitude")
    expect(field).to_have_value("")
    menu(page).get_by_role("button", name="Use the next click on the map").click()
    reading.map.wait_for_selector(".picking")
    reading.settled()
    reading.press(SUVA.id)  # a sign in the way is no matter
    expect(field).not_to_have_value("", timeout=SHORT)
    assert float(field.input_value()) == pytest.approx(SUVA.lat, abs=1)
    save(page)
    expect(reading.panel).to_contain_text("You said on", timeout=SHORT)
    expect(reading.mark("Suva")).not_to_have_attribute("data-place", SUVA.id)


def test_a_link_is_added_and_found_again(reading, page, world):
    text = "The crew left Moscow for Honolulu."
    reading.read(text)
    reading.comes(lambda: reading.ids("link"), [])
    reading.mark("Moscow").click()
    page.get_by_role("button", name="Correct").click()
    menu(page).get_by_text("Linked to another place").click()
    menu(page).get_by_text("Honolulu", exact=True).click()
    save(page, "Changes 1 link in 1 article")
    expect(page.locator(".dl-summary")).to_contain_text("1 link", timeout=SHORT)
    again = open_app(page, world, text)
    again.comes(lambda: len(again.ids("link")), 1)


def test_a_name_that_is_not_on_the_map_says_why_and_is_placed_by_a_press(reading, page):
    reading.read("Rain fell on Suva and on Atlantis.")
    mark = reading.text.locator("mark.none", has_text="Atlantis")
    mark.click()
    expect(card(reading)).to_contain_text("not on the map")
    page.keyboard.press("Escape")
    expect(card(reading)).to_have_count(0)
    mark.press("Enter")
    card(reading).get_by_role("button", name="Press it on the map").click()
    reading.map.get_by_role("button", name="Cancel").click()
    card(reading).get_by_role("button", name="Press it on the map").click()
    reading.map.wait_for_selector(".picking")
    reading.settled()
    reading.press(SUVA.id)
    expect(card(reading)).to_contain_text("is now a point on the map", timeout=SHORT)
    assert page.evaluate(SHIFTED) == 0
    expect(mark).to_have_count(0)
    card(reading).get_by_role("button", name="Undo").click()
    expect(mark).to_have_count(1, timeout=SHORT)
    expect(card(reading)).to_contain_text("taken back")


def test_a_name_on_the_map_has_the_same_card(reading):
    reading.read("Rain fell on Moscow and on Suva. In Moscow it snowed.")
    reading.mark("Moscow").click()
    reading.text.get_by_role("button", name="Wrong place?").click()
    expect(card(reading)).to_contain_text("“Moscow” means Moscow, capital, Russia")
    card(reading).get_by_role("searchbox").fill("Honolulu")
    card(reading).get_by_role("button", name="Honolulu").click()
    expect(card(reading)).to_contain_text("Changed: 2 mentions", timeout=SHORT)
    expect(reading.panel.locator("h2")).to_have_text("Honolulu", timeout=SHORT)
    card(reading).get_by_role("button", name="Undo").click()
    expect(reading.text.locator(f"mark[data-place='{MOSCOW.id}']")).to_have_count(
        2, timeout=SHORT
    )
    card(reading).get_by_role("button", name="Not a place").wait_for(state="detached")


def test_the_text_stays_at_the_words_that_were_corrected(reading):
    pages = "\n\n".join(["Nobody saw the rain that day."] * 60)
    reading.read(f"Rain fell on Moscow.\n\n{pages}\n\nIn Moscow it snowed.")
    reading.text.locator("mark", has_text="Moscow").last.click()
    reading.text.get_by_role("button", name="Wrong place?").click()
    card(reading).get_by_role("searchbox").fill("Honolulu")
    card(reading).get_by_role("button", name="Honolulu").click()
    expect(card(reading)).to_contain_text("Changed: 2 mentions", timeout=SHORT)
    expect(reading.panel.locator("h2")).to_have_text("Honolulu", timeout=SHORT)
    expect(reading.text).to_contain_text("Passage 2 of 2", timeout=SHORT)
    expect(card(reading).get_by_role("button", name="Undo")).to_be_in_viewport()
