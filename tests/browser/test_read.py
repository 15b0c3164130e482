"""The text pane and the panel: passage by passage, by button, by key, at once."""

from __future__ import annotations

import pytest
from app_server import serving
from axe_playwright_python.sync_playwright import Axe
from known_places import MOSCOW, PYONGYANG, SUVA
from playwright.sync_api import expect
from reader import SHORT, open_app

SENTENCES = 3_000  # an article of 60,000 characters

HEARD = """
name => {
  const heard = window.heard = []; // an earlier test's goes on into its own
  document.addEventListener(`dateline:${name}`, (event) => heard.push(event.detail));
}
"""
# Presses "n" in the turn in which the text arrives, whatever else of the page is there.
FIRST_KEY = """
window.pressed = 0;
document.addEventListener("dateline:visible", () => {
  if (window.pressed) return;
  window.pressed = 1;
  const detail = { key: "n" };
  queueMicrotask(() => document.dispatchEvent(new CustomEvent("dateline:key", { detail })));
});
"""
# What lies under the pointer at the rim of a bar: the bar, not what scrolls below it.
AT_ITS_EDGE = """
(bar) => {
  const { left, bottom } = bar.getBoundingClientRect();
  return bar.getRootNode().elementFromPoint(left + 4, bottom - 3) === bar;
}
"""
# Whether a place that is pointed at has a tip: with a mouse, under a finger.
TIPS = """
(id) => {
  const { atlas } = dateline;
  const asked = window.matchMedia;
  const told = [false, true].map((touch) => {
    window.matchMedia = (words) => (words.includes("any-hover") ? { matches: touch } : asked.call(window, words));
    atlas.hoverOver("");
    atlas.hoverOver(id);
    return atlas.map.hasLayer(atlas.tip);
  });
  window.matchMedia = asked;
  return told;
}
"""
# Each click must be answered before anything else can run: no wait for a server, no clock.
CLICKED = """
([kind, ids, clicks]) => {
  const page = parent.document;
  const root = (inside) => [...page.querySelectorAll("*")]
    .map((element) => element.shadowRoot).find((r) => r && r.querySelector(inside));
  const [text, panel] = [root(".reader"), root(".panel")];
  const late = [];
  for (let i = 0; i < clicks; i += 1) {
    const id = ids[i % ids.length];
    const { layer, hit = layer } = dateline.atlas.items.get(id);
    if (kind === "mention") text.querySelector(`mark[data-place="${id}"]`).click();
    else {
      hit.fire("click", {
        latlng: layer.getLatLng ? layer.getLatLng() : layer.getCenter(),
        originalEvent: new MouseEvent("click"),
      });
    }
    const answered = dateline.atlas.chosen === id && panel.querySelector(".panel").dataset.id === id
      && text.querySelector(".current, .lit")
      && (kind === "line" || text.querySelector("mark.chosen").dataset.place === id);
    if (!answered) late.push(`${i}: ${id}`);
  }
  return late;
}
"""


@pytest.fixture(scope="module")
def library(chromium, tmp_path_factory):
    """Serve more articles than the browser is given at once; give the address."""
    del chromium
    folder = tmp_path_factory.mktemp("library")
    files = []
    for i, name in enumerate(
        ("Moscow", "Suva", "Wonsan", "Honolulu", "Moscow", "Suva")
    ):
        files.append(folder / f"article-{i}.txt")
        rain = f"Nothing was seen {i}. " * SENTENCES
        files[-1].write_text(f"Report {i}\n\nRain fell in {name}.\n\n{rain}", "utf-8")
    opened = {"DATELINE_SERVE_FILES": "\n".join(map(str, files))}
    with serving(folder, opened, invented=True) as address:
        yield address


def position(reading):
    return reading.text.locator(".position")


def current(reading):
    return "".join(reading.text.locator(".current").all_text_contents())


# ---- passage by passage ----------------------------------------------------------


def test_the_passages_of_a_place_by_key_and_by_button(reading, page):
    reading.press(MOSCOW.id)
    expect(position(reading)).to_have_text("Passage 1 of 2 Moscow")
    said = page.get_by_role("status").filter(has_text="Moscow: 2 passages, passage 1")
    expect(said).to_have_count(1)
    page.keyboard.press("n")  # the pointer's press left the keys to the map's frame
    expect(position(reading)).to_have_text("Passage 2 of 2 Moscow")
    assert current(reading).startswith("The Kremlin denied")
    page.get_by_role("button", name="Previous passage (p)").click()
    assert "flew from Moscow" in current(reading)
    page.keyboard.press("Escape")
    expect(reading.panel).to_have_class("panel overview")
    expect(position(reading)).to_have_text("13 mentions of places")


def test_a_mention_is_the_passage_it_stands_in(reading):
    reading.text.locator("mark", has_text="Pyongyang").last.click()
    expect(position(reading)).to_have_text("Passage 4 of 4 Pyongyang")
    assert current(reading).startswith("Pyongyang is quiet")


def test_with_nothing_chosen_the_keys_walk_from_name_to_name(reading, page):
    for name in ("Moscow", "Pyongyang", "Pyongyang", "Wonsan"):
        page.keyboard.press("n")
        expect(position(reading)).to_contain_text(name)
    expect(position(reading)).to_have_text("Mention 4 of 13 Wonsan")
    expect(reading.panel.locator("h2")).to_have_text("Wonsan")
    page.keyboard.press("p")
    expect(position(reading)).to_have_text("Mention 3 of 13 Pyongyang")


def test_a_key_pressed_before_all_of_the_page_is_there_is_not_lost(page, server):
    page.add_init_script(FIRST_KEY)
    reading = open_app(page, server)
    assert page.evaluate("window.pressed") == 1
    expect(reading.panel.locator("h2")).to_have_text("Moscow")
    expect(position(reading)).to_have_text("Mention 1 of 13 Moscow")


def test_a_field_keeps_its_keys(reading, page):
    reading.menu("Open")
    page.get_by_label("Text of the article").press("n")
    expect(reading.panel).to_have_class("panel overview")


def test_the_map_is_told_what_is_read(reading, page):
    page.evaluate(HEARD, "reading_position")
    page.get_by_role("button", name="Map follows").click()
    page.wait_for_function("window.heard.length")
    (at,) = page.evaluate("window.heard")
    assert at["article"] == 0
    assert set(at["places"]) >= {MOSCOW.id, PYONGYANG.id, SUVA.id}


def test_the_key_explains_every_sign_of_the_text(reading, page):
    button = page.get_by_role("button", name="Key", exact=True)
    button.click()
    key = page.get_by_role("group", name="Key to the text")
    for sign in ("place", "demonym", "metonym", "embedded", "likely", "unsure", "none"):
        expect(key.locator(f".mark.{sign}").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(key).to_be_hidden()
    expect(button).to_be_focused()


# ---- the panel -------------------------------------------------------------------


def test_a_runner_up_shows_its_spot_for_a_moment(reading, page):
    reading.press(MOSCOW.id)
    page.evaluate(HEARD, "preview_point")
    reading.panel.locator(".runner").hover()
    page.mouse.move(4, 4)
    page.wait_for_function("window.heard.length === 2")
    there, away = page.evaluate("window.heard")
    assert (there["name"], there["lat"], there["lon"]) == (
        "Moscow",
        46.73239,
        -117.00017,
    )
    assert away == {}


def test_a_dossier_and_the_way_on_from_it(reading):
    reading.press(MOSCOW.id)
    expect(reading.panel.locator(".spelling")).to_have_text(["Moscow ×2", "Kremlin ×1"])
    link = reading.panel.get_by_role("link", name="open ↗")
    assert link.get_attribute("href") == "https://www.geonames.org/524901"
    assert link.get_attribute("rel") == "noopener noreferrer"
    reading.panel.locator(".why .row", has_text="Moscow → Pyongyang").click()
    expect(reading.panel.locator("h2")).to_have_text("Moscow → Pyongyang")
    expect(reading.panel.locator("h2")).to_be_focused()


def test_the_hint_is_given_until_it_is_read(reading, page):
    got_it = page.get_by_role("button", name="Got it")
    for read in (got_it, reading.text.locator(f"mark[data-place='{MOSCOW.id}']").first):
        page.evaluate("localStorage.clear()")
        page.reload()
        expect(got_it).to_be_visible(timeout=SHORT)
        read.click()  # who presses a name needs no telling
        page.keyboard.press("Escape")
        page.reload()
        expect(reading.panel.locator("h2")).to_have_text(
            "Places on the map", timeout=SHORT
        )
        expect(got_it).to_have_count(0)
    page.evaluate("localStorage.clear()")


def test_on_a_phone_a_passage_is_shown_where_it_stands(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    reading = open_app(page, server)
    reading.mark("Suva").click()
    passage = reading.panel.locator(".passage")
    passage.scroll_into_view_if_needed()
    passage.click()
    expect(reading.text.locator("mark.chosen")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reading.mark(
        "Suva"
    ).click()  # the answer hides the text, and what stands beside the word
    sheets = page.get_by_role("navigation", name="What is shown below the map")
    # Its buttons stay over the answer, and nothing of it is seen through them.
    page.locator(".st-key-panel").evaluate("(pane) => { pane.scrollTop = 200 }")
    assert sheets.evaluate(AT_ITS_EDGE) is True
    sheets.get_by_role("button", name="Wrong place?").click()
    expect(reading.text.get_by_role("dialog")).to_contain_text("“Suva” means Suva")
    # Under a finger no tip covers the map.
    assert reading.ask(TIPS, SUVA.id) == [True, False]


# ---- many articles ---------------------------------------------------------------


def test_an_article_out_of_the_window_is_fetched(page, library):
    reading = open_app(page, library)
    numbers = "articles => articles.map(article => article.dataset.number)"
    assert "5" not in reading.text.locator("article").evaluate_all(numbers)
    reading.mark("Moscow").click()
    expect(position(reading)).to_have_text("Passage 1 of 2 Moscow")
    page.keyboard.press("n")
    expect(position(reading)).to_have_text("Passage 2 of 2 Moscow")
    found = reading.text.locator("article[data-number='4'] mark.chosen")
    expect(found).to_be_in_viewport(timeout=SHORT)
    picker = reading.text.locator(".articles select")
    expect(picker).to_have_value("4")
    page.get_by_role("button", name="Next article").click()
    expect(reading.text.locator("article[data-number='5'] mark")).to_be_in_viewport()


# ---- for everybody, and at once --------------------------------------------------


@pytest.mark.parametrize("look", ["light", "dark"])
def test_reader_and_panel_are_accessible(reading, page, look):
    page.emulate_media(color_scheme=look)
    page.get_by_role("button", name="Key", exact=True).click()
    for sign in ("", MOSCOW.id):
        if sign:
            reading.ask("id => dateline.select(id)", sign)
            expect(reading.panel).to_have_attribute("data-id", sign)
        found = Axe().run(page, context=[".st-key-text", ".st-key-passages"])
        assert found.response["violations"] == []


@pytest.mark.parametrize(
    ("pressed", "of"), [("marker", "place"), ("mention", "place"), ("line", "link")]
)
def test_fifty_clicks_are_answered_at_once(reading, pressed, of):
    assert reading.ask(CLICKED, [pressed, reading.ids(of), 50]) == []


MADE = """
([days, extra]) => {
  const words = "All that is said of it before the name is mentioned is cut away, in ";
  const passages = days.map((day, i) => ({
    article: i, start: 0, end: 9, title: "News", source: "", day, language: "en", meant: [],
    runs: [[words, ""], ["Oslo", "place"], [".", ""]],
  }));
  const view = {
    type: "place", id: "made:1", name: "Oslo", languages: [], where: "capital", score: 1, sure: "sure",
    facts: [], passages, stops: days.map((_, i) => [i, 0, 9]), reasons: [], runners_up: [],
    spellings: [["Oslo", days.length + extra]], links: [],
  };
  const root = document.createElement("div");
  root.className = "made";
  root.style = "position: fixed; z-index: 9999; inset: 0; background: white";
  document.body.append(root);
  new dateline.Panel(root, () => {}).update(view);
}
"""
JAN, MAR, NONE = "2024-01-05", "2024-03-09", ""


@pytest.mark.parametrize(
    ("days", "buttons"),
    [
        ([JAN] * 5 + [MAR] * 3 + [NONE], ["Jan ×5", "Mar ×3"]),
        ([JAN] * 5 + ["2025-03-01"] * 3, ["Jan 2024 ×5", "Mar 2025 ×3"]),
        ([f"{2010 + i // 2}-0{1 + i % 2}-01" for i in range(14)], [f"{2010 + i} ×2" for i in range(7)]),
        ([JAN] * 9, []),
        ([JAN, MAR], []),  # all are in sight
    ],
)  # fmt: skip
def test_many_passages_are_kept_by_month(page, server, days, buttons):
    open_app(page, server)
    page.evaluate(MADE, [days, 0])
    expect(page.locator(".made .periods button")).to_have_text(buttons)
    expect(page.locator(".made .passage")).to_have_count(len(days))


def test_those_of_a_month_are_walked_through_and_a_pressed_one_is_whole(page, server):
    open_app(page, server)
    page.evaluate(MADE, [[JAN] * 5 + [MAR] * 3, 1])
    page.evaluate(HEARD, "passages")
    march, said = page.locator(".made .periods button").last, page.locator(".made")
    # One of them names it twice, and a list counts both.
    expect(said.locator(".main h3")).to_have_text("8 passages · 9 mentions")
    march.click()
    expect(said.locator(".passage")).to_have_count(3)
    expect(said.locator(".main h3")).to_have_text("3 of 8 passages")
    assert page.evaluate("window.heard.at(-1).stops") == [[n, 0, 9] for n in (5, 6, 7)]
    said.locator(".passage").first.press("Enter")
    expect(said.locator(".passage").first).to_have_class("passage whole")
    march.click()
    expect(said.locator(".passage")).to_have_count(8)
    expect(said.locator(".main h3")).to_have_text("8 passages · 9 mentions")
    assert len(page.evaluate("window.heard.at(-1).stops")) == 8
