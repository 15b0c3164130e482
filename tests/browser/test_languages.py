"""What is written in other languages says so to the browser, and runs in its own direction."""

from __future__ import annotations

from playwright.sync_api import expect
from reader import Reading

import geo
from geo.export.html import to_html

TEXTS = ("غادر الوفد حلب متوجها إلى دمشق.", "평양 대표단이 베이징에 도착했다.")
FRENCH = "Le ministre a quitté Alger pour Pékin."
# Of each element its language, the direction it runs in, and its words.
SAID = "all => all.map((one) => [one.lang, getComputedStyle(one).direction, one.textContent])"


def test_names_stand_in_their_own_language_and_direction(page, gazetteer, tmp_path):
    atlas = geo.build_atlas([geo.read_text(t) for t in (*TEXTS, FRENCH)], gazetteer)
    file = tmp_path / "atlas.html"
    file.write_text(to_html(geo.as_named(atlas)), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    assert reading.map
    table = page.locator(".lists td button")
    expect(table.filter(has_text="دمشق · Damascus").first).to_be_attached()
    assert {
        ("ar", "rtl", "دمشق"), ("en", "ltr", "Damascus"), ("ko", "ltr", "평양"),
    } <= {tuple(said) for said in table.locator("bdi").evaluate_all(SAID)}  # fmt: skip
    articles = page.locator(".reader article :is(h2, p)[dir=auto]")
    assert [said[1] for said in articles.evaluate_all(SAID)] == ["rtl", "ltr", "ltr"]
    options = page.locator(".reader select option")
    assert [said[0] for said in options.evaluate_all(SAID)] == ["ar", "ko", "fr"]
    reading.ask("id => dateline.select(id)", reading.id_of(name="دمشق · Damascus"))
    title = reading.panel.locator("h2")
    expect(title).to_have_text("دمشق · Damascus")
    expect(title).to_have_css("direction", "ltr")
    expect(reading.panel.locator("blockquote")).to_have_css("direction", "rtl")
    expect(page.locator(".position .place bdi").first).to_have_attribute("lang", "ar")
