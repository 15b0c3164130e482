"""The whole journey of a new user: an empty cache, the real gazetteer, the sample."""

from __future__ import annotations

from app_server import serving
from playwright.sync_api import expect
from reader import Reading

BUILD = 120_000  # ms
SAMPLE = {
    "North Korea", "Russia", "Moscow", "Ukraine", "Kursk region", "Northeast Asia",
    "Asia-Pacific", "Wonsan", "Pyongyang",
}  # fmt: skip


def test_from_an_empty_cache_to_the_sample_on_the_map(page, tmp_path):
    with serving(tmp_path, {"DATELINE_CACHE_DIR": str(tmp_path / "cache")}) as address:
        page.goto(address)  # the gazetteer may be there before the page is
        reading = Reading(page)
        expect(reading.text.locator("article")).to_be_visible(timeout=BUILD)
        names = reading.map.evaluate(
            "[...dateline.atlas.items.values()].filter(i => i.on && i.props.type === 'place')"
            ".map(i => i.name)"
        )
        assert set(names) == SAMPLE
        reading.mark("Wonsan").click()
        expect(reading.panel).to_contain_text("Lavrov’s meeting took place in Wonsan")
        expect(reading.panel).to_contain_text("GeoNames")
        page.goto("about:blank")  # before the server goes
