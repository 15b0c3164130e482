"""Everybody can use it: axe-core finds nothing wrong in what we draw, light or dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from atlases import sample_atlas
from playwright.sync_api import expect
from reader import Reading

from geo.export.html import to_html

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# What we draw: our components, the map's frame, the whole exported page.
OURS = [".dl-wordmark", ".dl-summary", ".st-key-text", ".st-key-passages"]
RUN = """
async ([rules, scope]) => {
  const found = await axe.run(scope ? { include: scope } : document, {
    runOnly: { type: "tag", values: rules }, resultTypes: ["violations"],
  });
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`));
}
"""


def violations(frame, scope=None) -> list[str]:
    frame.add_script_tag(content=AXE.read_text("utf-8"))
    return frame.evaluate(RUN, [RULES, scope])


@pytest.fixture(params=["light", "dark"])
def look(request, page):
    page.emulate_media(color_scheme=request.param)
    return request.param


def test_text_and_panel(reading, page, look):
    reading.settled()
    assert not violations(page, OURS)
    reading.mark("Suva").click()
    expect(reading.panel.locator("h2")).to_have_text("Suva")
    assert not violations(page, OURS)
    reading.ask("id => dateline.select(id)", reading.id_of(name="Suva → Honolulu"))
    expect(reading.panel.locator(".link.chosen")).to_be_visible()
    assert not violations(page, OURS)


def test_the_map(reading, look):
    reading.settled()
    assert not violations(reading.map, ["#parent"])


def test_the_exported_page(page, tmp_path, look):
    file = tmp_path / "atlas.html"
    file.write_text(to_html(sample_atlas()), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    assert reading.map
    page.evaluate(AXE.read_text("utf-8"))
    assert not page.evaluate(RUN, [RULES, None])
