"""One tab for many tests: brought back to how it is when it was just opened, or opened anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from atlases import SAMPLE_TEXT
from playwright.sync_api import BrowserContext, Error, Page
from reader import HEARD, Reading, open_app
from watched import SIZE, Watch, forget_opened, fresh_page, wrong

MANY = 4  # chips
TOLD = 200  # ms; after 120 Python is told what is chosen
# Everything let go and scrolled back, and the map where it opens.
LET_GO = """
() => {
  for (const [name, detail] of Object.entries({
    timeline_frame: {}, compare: {}, preview_point: {}, tiles: { on: false },
    hover: { id: "" }, select: { kind: "", id: "", from: "map" },
  })) document.dispatchEvent(new CustomEvent(`dateline:${name}`, { detail }));
  document.activeElement?.blur();
  const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
  for (const root of roots) {
    for (const on of root.querySelectorAll(".reader button:is([aria-pressed=true], [aria-expanded=true])")) on.click();
    for (const pane of root.querySelectorAll("*")) if (pane.scrollTop) pane.scrollTop = 0;
  }
}
"""
MAP_BACK = """
() => {
  const { atlas } = dateline;
  Object.assign(atlas, { moved: false });
  Object.assign(atlas.view, { fitted: "", flown: false, hand: false, whole: false, before: null });
  if (atlas.view.button) atlas.view.button.hidden = true;
  atlas.view.fit(false);
}
"""
TEXT_IS = """
() => [...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)
  .flatMap((root) => [...root.querySelectorAll(".reader article")]).map((e) => e.textContent).join()
  + document.querySelectorAll(".st-key-problem").length
"""
# What a person could tell from a page that was just opened, of the page and of its map.
PAGE_IS = """
() => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
  const all = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)]);
  const words = (what) => all(what).map((e) => e.textContent).join();
  return JSON.stringify([
    location.pathname + location.search, scrollY, words(".dl-summary"), words(".reader article, .position"), words(".panel"),
    all(".reader, .panel, .reader *, .panel *").map((e) => e.scrollTop).filter(Boolean),
    all(".chosen, .lit, .current, [role=dialog], [data-testid=stPopoverBody], .st-key-problem, .st-key-chips button").length,
    all("[aria-pressed=true], [aria-expanded=true], [aria-selected=true], .panel").map((e) => e.className + e.textContent),
    all("mark").map((e) => e.className), all("button").map((e) => e.textContent),
    all("input, textarea, select").map((e) => (e.type === "checkbox" || e.type === "radio" ? e.checked : e.value)),
  ]);
}
"""
MAP_IS = """
() => {
  const { atlas } = dateline;
  const { lat, lng } = atlas.map.getCenter();
  const round = (n) => Math.round(n * 100) / 100;
  return JSON.stringify([
    [...atlas.items.values()].map((i) => [i.props.id, i.on, i.box?.toBBoxString()]), atlas.chosen, atlas.hovered, atlas.moved,
    atlas.compared, atlas.journey.all, atlas.looks.look, [atlas.map.getZoom(), lat, lng].map(round), String(atlas.map.getSize()),
    document.querySelectorAll(".stop, .peek, .caption, .tip, .picking, .search-here:not([hidden])").length,
  ]);
}
"""


class Tab(Reading):
    """The sample, or another text, in a tab of its own."""

    def __init__(
        self, page: Page, watch: Watch, address: str, text: str | None
    ) -> None:
        super().__init__(page)
        self.watch = watch
        self.address = address
        self.given = text  # None for the sample
        self.first: list[str] = []  # how it looked when it was just opened
        self.text_is = ""

    @classmethod
    @contextmanager
    def of(
        cls, context: BrowserContext, address: str, text: str | None = None
    ) -> Iterator[Tab]:
        """Give a tab; it is opened when it is first asked for."""
        page, watch = fresh_page(context)
        yield cls(page, watch, address, text)
        page.close()

    @contextmanager
    def again(self) -> Iterator[None]:
        """Bring the page back, and judge what was done on it in between."""
        self.page.bring_to_front()
        self.page.set_viewport_size(SIZE)
        self.page.emulate_media(
            media="screen", color_scheme="light", reduced_motion="reduce"
        )
        ways = (self._let_go, self._read_again) if self.first else ()
        if not any(map(self._is_back, ways)):
            forget_opened(self.page.context)
            open_app(self.page, self.address, self.given)
            self.first = self._looks()
            self.text_is = self.page.evaluate(TEXT_IS)
        yield
        said = wrong(self.page, self.watch)
        self.watch.forget()
        assert said == []

    def _is_back(self, bring: Callable[[], None]) -> bool:
        """Return whether nothing of an earlier test is left on the page, brought back so."""
        try:
            bring()
            return self._looks() == self.first
        except (Error, AssertionError):  # the page is somewhere else
            return False

    def _let_go(self) -> None:
        """Close the menu, take the filters off, choose nothing."""
        self.page.mouse.move(0, 0)
        self.idle()
        self.leave_menu()
        chips = self.page.locator(".st-key-chips button")
        for _ in range(MANY):
            if chips.count():
                with suppress(
                    Error
                ):  # the page that is drawn anew has taken it off already
                    chips.first.click(timeout=HEARD)
                self.idle()
        self.page.evaluate(LET_GO)
        self.settled(put_off=TOLD)
        self.idle()
        self.ask(MAP_BACK)

    def _read_again(self) -> None:
        """Read the text anew, where another was read or something is said of a file."""
        if self.page.evaluate(TEXT_IS) == self.text_is:
            raise Error("the text is not what is left of an earlier test")
        self.read(self.given or SAMPLE_TEXT)
        self._let_go()

    def _looks(self) -> list[str]:
        self.settled(put_off=TOLD)
        return [self.page.evaluate(PAGE_IS), self.ask(MAP_IS)]
