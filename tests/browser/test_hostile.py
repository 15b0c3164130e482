"""Words that attack: in the dashboard and in the exported page they are only words."""

from __future__ import annotations

import pytest
from atlases import hostile_atlas, sample_atlas
from known_places import HOSTILE_NAMES
from playwright.sync_api import expect
from reader import Reading

from geo.export.html import to_html

NAMES = [name for key, name in HOSTILE_NAMES.items() if key != "long"]


def touch_everything(reading: Reading) -> None:
    """Hover and press every sign, mention and button."""
    for sign in reading.ids("place") + reading.ids("link"):
        reading.ask(
            "id => { const i = dateline.atlas.items.get(id); const on = i.hit || i.layer;"
            " const latlng = i.layer.getLatLng ? i.layer.getLatLng() : i.layer.getCenter();"
            " for (const type of ['mouseover', 'click', 'mouseout'])"
            " on.fire(type, { latlng, originalEvent: new MouseEvent(type) }); }",
            sign,
        )
        expect(reading.panel).to_have_attribute("data-id", sign)
    marks = reading.text.locator("mark")
    for i in range(marks.count()):
        marks.nth(i).hover(force=True)
    reading.panel.locator(".passage").first.click()


def test_in_the_dashboard(reading, page):
    reading.read("HOSTILE")
    reading.comes(lambda: len(reading.ids("place")), len(HOSTILE_NAMES))
    touch_everything(reading)
    shown = reading.text.text_content()
    for name in NAMES:
        assert name in shown
    for tab in ("Places", "Links", "Not mapped"):
        page.get_by_role("tab", name=tab).click()
        reading.idle()


def test_as_a_pasted_text(reading):
    words = "\n\n".join(f"Moscow {name} Suva." for name in NAMES)
    reading.read(f"Begin in Moscow.\n\n{words}")
    shown = reading.text.text_content()
    for name in NAMES:
        assert name in shown
    touch_everything(reading)


def test_names_are_shown_as_they_are(reading):
    reading.read("HOSTILE")
    for name in NAMES[:9]:
        sign = reading.id_of(name=name)
        reading.ask("id => dateline.select(id)", sign)
        expect(reading.panel).to_have_attribute("data-id", sign)
        reading.comes(reading.panel.locator("h2").text_content, name)


def exported(page, tmp_path, atlas) -> Reading:
    file = tmp_path / "atlas.html"
    file.write_text(to_html(atlas), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    assert reading.map
    return reading


def test_in_the_exported_page(page, tmp_path):
    reading = exported(page, tmp_path, hostile_atlas())
    touch_everything(reading)
    shown = reading.text.text_content()
    for name in NAMES:
        assert name in shown


def test_the_policy_of_the_exported_page_holds(page, tmp_path):
    """Even a script that got in would not run."""
    reading = exported(page, tmp_path, sample_atlas())
    reading.page.evaluate(
        "() => { const s = document.createElement('script');"
        " s.textContent = 'window.got_in = 1'; document.body.append(s); }"
    )
    assert reading.page.evaluate("window.got_in") is None


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (390, 844)])
def test_the_exported_page_works_without_a_server(page, tmp_path, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    reading = exported(page, tmp_path, sample_atlas())
    reading.mark("Suva").click()
    expect(reading.panel.locator("h2")).to_have_text("Suva")
    reading.settled()
    reading.ask("id => dateline.select(id)", reading.id_of(name="Suva → Honolulu"))
    reading.comes(lambda: reading.lit[:19], "A cable ship sailed")
    said = reading.text.locator(".position")  # whole, on a phone too
    expect(said).to_have_text("Passage 1 of 1 Suva → Honolulu")
    assert said.evaluate("(line) => line.scrollWidth <= line.clientWidth")
    expect(reading.panel.locator(".link.chosen mark")).to_have_text(
        ["sailed", "Suva", "Honolulu"]
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reading.map.get_by_role("button", name="Countries").click()
    reading.map.get_by_text("Fiji 1").click()  # a region that is pressed stays alone
    chip = page.get_by_role("button", name="Fiji ×")
    expect(chip).to_be_visible()
    reading.comes(lambda: reading.ids("place"), [reading.id_of(name="Suva")])
    chip.click()
    reading.comes(lambda: len(reading.ids("place")), 7)
