"""The map as a picture, and the street map behind it where it is switched on."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from atlases import sample_atlas
from playwright.sync_api import expect
from reader import Reading, open_app

from geo.export.html import to_html

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f0005000201a5c8e3b80000000049454e44ae426082"
)
PNG, SVG = "Picture (PNG)", "Map for print (SVG)"
SIZE = "(({ x, y }) => [x, y])(dateline.atlas.map.getSize())"


def size_of(png: Path) -> tuple[int, int]:
    head = png.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return struct.unpack(">II", head[16:])


def save_as(root, words: str) -> None:
    """Press the camera, and a format."""
    root.get_by_role("button", name="Save as picture").click()
    root.get_by_role("button", name=words).click()


def is_sheet(waiting) -> bool:
    """True for the map on A4, with all that it needs."""
    svg = Path(waiting.value.path()).read_text("utf-8")
    sheet = ElementTree.fromstring(svg)
    return sheet.get("width") == "297mm" and "Wonsan" in svg


def test_a_picture_is_taken_in_the_dashboard(reading, page):
    page.set_viewport_size({"width": 1920, "height": 700})  # a map that lies
    reading.settled()
    wide, high = reading.ask(SIZE)
    assert wide > 1.4 * high
    with page.expect_download() as waiting:
        save_as(reading.map, PNG)
    assert waiting.value.suggested_filename == "envoy-on-the-move-invented-map.png"
    width, height = size_of(Path(waiting.value.path()))
    assert width == pytest.approx(2 * reading.box["width"], abs=2)
    assert height > 2 * high


def test_a_sheet_for_print_is_taken_where_a_picture_is(reading, page):
    for _ in range(2):  # the second press counts too
        with page.expect_download() as waiting:
            save_as(reading.map, SVG)
        assert waiting.value.suggested_filename == "envoy-on-the-move-invented-map.svg"
        assert is_sheet(waiting)
    camera = reading.map.get_by_role("button", name="Save as picture")
    camera.click()
    expect(reading.map.get_by_role("button", name=PNG)).to_be_focused()
    reading.page.keyboard.press("Escape")
    expect(reading.map.get_by_role("button", name=PNG)).to_be_hidden()
    expect(camera).to_be_focused()


def test_an_upright_map_lies_for_its_picture_and_stands_again(reading, page):
    page.set_viewport_size({"width": 1000, "height": 1100})
    reading.settled()
    (wide, high), view = reading.ask(SIZE), reading.view()
    assert wide < 1.4 * high
    with page.expect_download() as waiting:
        save_as(reading.map, PNG)
    width, height = size_of(Path(waiting.value.path()))
    assert width == pytest.approx(2 * 1.4 * high, abs=2)
    assert height > 2 * high
    reading.page.wait_for_timeout(500)
    reading.settled()
    assert reading.ask(SIZE) == [wide, high]
    assert reading.view() == pytest.approx(view)


def test_a_picture_of_everything_has_what_the_filters_hide(reading, page):
    reading.menu("Filter")
    page.get_by_role("button", name="Peoples and adjectives").click()
    expect(page.locator(".dl-summary")).to_contain_text("6 places")
    reading.leave_menu()
    reading.ask(
        "window.drawn = []; const draw = dateline.exportPng; dateline.exportPng = (atlas, title) => {"
        " window.headed = title;"
        " drawn.push([...atlas.items.values()].filter(i => i.on && i.props.type === 'place').length);"
        " return draw(atlas, title); }; 0"
    )
    reading.menu("Download")
    page.get_by_text("Everything", exact=True).click()
    for _ in range(2):  # the second press counts too
        with page.expect_download():
            page.get_by_role("button", name="Picture of the map").click()
    assert reading.ask("window.drawn") == [7, 7]
    assert reading.ask("window.headed").endswith(" · Invented Wire")
    reading.comes(lambda: len(reading.ids("place")), 6)


def test_a_picture_is_taken_of_the_exported_page(page, tmp_path):
    file = tmp_path / "atlas.html"
    file.write_text(to_html(sample_atlas()), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    assert reading.map
    with page.expect_download() as waiting:
        save_as(page, PNG)
    assert size_of(Path(waiting.value.path()))[0] > 1000
    with page.expect_download() as waiting:
        save_as(page, SVG)
    assert waiting.value.suggested_filename.endswith("-map.svg")
    assert is_sheet(waiting)
    page.evaluate("window.print = () => { window.printed = true; }")
    save_as(page, "This page on paper, or as PDF")
    assert page.evaluate("window.printed")
    left, rows = page.locator(".filters .left"), page.locator(".lists section tbody")
    expect(left).to_have_text("7 places, 4 lines between them")
    expect(rows.first.locator("tr")).to_have_count(7)
    page.get_by_role("checkbox", name="Movement").uncheck()
    expect(left).to_contain_text("of 4 lines")
    page.get_by_role("checkbox", name="Cities and towns").uncheck()
    expect(left).to_contain_text("of 7 places")
    assert len(reading.ids("place")) == rows.first.locator("tr").count() < 7
    rows.first.get_by_role("button").first.click()
    expect(page.locator(".panel.place h2")).to_be_visible()


def test_tiles_are_asked_for_only_when_switched_on(context, server):
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(
        "https://tile.openstreetmap.org/**",
        lambda route: route.fulfill(
            body=PIXEL,
            content_type="image/png",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    reading = open_app(page, server)
    assert reading.map
    assert not [url for url in asked if "openstreetmap" in url]
    reading.tell("tiles", {"on": True})
    expect(reading.map.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(reading.map.locator(".leaflet-control-attribution")).to_contain_text(
        "OpenStreetMap contributors"
    )
    with page.expect_download():
        save_as(reading.map, PNG)
    streets = reading.map.locator(".leaflet-dateline-tiles-pane")
    expect(streets).to_have_css("filter", "none")
    page.emulate_media(color_scheme="dark")
    expect(streets).to_have_css("filter", re.compile("invert"))
    reading.tell("tiles", {"on": False})
    expect(reading.map.locator("img.leaflet-tile")).to_have_count(0)
    page.close()
