"""What two parts of the page tell at the same moment: Streamlit runs one of them alone."""

from __future__ import annotations

from playwright.sync_api import expect
from reader import LONG, SHORT

# Does one thing, of which Python is told a while later, and presses something else at that
# moment. The browser is busy until then, so Streamlit tells of both at once, as of the first.
AT_ONCE = """
([first, words]) => {
  const CALM = 120; // ms: what the panel and the find box wait for
  const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
  const all = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)]);
  const [field] = all(".find input");
  if (first.find) {
    field.value = first.find;
    field.dispatchEvent(new Event("input"));
  } else all("mark").find((mark) => mark.textContent === first.mark).click();
  setTimeout(() => all("button, [role=option]").find((e) => e.textContent.startsWith(words)).click(), CALM);
  const until = performance.now() + 2 * CALM;
  while (performance.now() < until);
}
"""


def at_once(page, words, **first):
    page.evaluate(AT_ONCE, [first, words])


def test_a_word_that_is_chosen_and_asked_about_at_the_same_moment(reading, page):
    at_once(page, "Wrong place?", mark="Moscow")
    asked = reading.text.locator(".word-card").get_by_role("searchbox")
    expect(asked).to_be_visible(timeout=SHORT)


def test_what_is_found_is_kept_while_something_is_chosen(reading, page):
    page.get_by_role("combobox", name="Find").fill("Moscow")
    keep = page.get_by_role("option", name="Show only what says")
    expect(keep).to_be_visible(timeout=SHORT)
    at_once(page, "Show only what says", mark="Wonsan")
    expect(page.locator(".st-key-chips")).to_contain_text("Moscow", timeout=SHORT)


def test_all_passages_come_while_something_is_looked_for(reading, page):
    many = 2_001  # so many that Python keeps most passages back
    reading.read(" ".join(["Moscow saw rain."] * many))
    reading.mark("Moscow").click()
    quotes = reading.panel.locator(".passage")
    expect(quotes).to_have_count(25, timeout=LONG)
    at_once(page, "Show 1,976 more", find="rain")
    expect(quotes).to_have_count(many, timeout=LONG)


def test_a_comparison_comes_while_something_is_chosen(several, page):
    at_once(page, "Compare", mark="Harbour 10")
    expect(page.locator(".st-key-lists .compared .row").first).to_be_visible(
        timeout=SHORT
    )
