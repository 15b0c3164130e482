"""What a person does with the dashboard or an exported page, as a test writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Frame, Locator, Page, expect

SHORT = 15_000  # ms; a page on a busy machine that does something at once
LONG = 30_000
HEARD = 1_000  # until a press that closes a menu is taken for lost
expect.set_options(timeout=SHORT)  # the five seconds it has by itself are too few there

# Texts for which the invented world has articles of its own (serve_invented.py).
INVENTED = {"HOSTILE": "They passed", "SEVERAL": "Shipping news 5"}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWN = "Boolean(window.dateline?.atlas?.land.drawn)"
# With what the text beside it names: the map of the text before has other places.
TOLD = """
(() => {
  const { shown } = dateline.atlas;
  return Boolean(shown && Object.keys(shown.places).every((id) => dateline.atlas.find(id)));
})()
"""
GONE = ("detached", "context was destroyed")
TELL = "([name, detail]) => document.dispatchEvent(new CustomEvent(`dateline:${name}`, { detail }))"
# Over when the map has been the same in four of its own frames, and what it had put off for
# so many milliseconds is done: however slow the machine is, its frames and timers come in turn.
STILL = """
async (ms) => {
  await new Promise((done) => setTimeout(done, ms));
  const { map } = dateline.atlas;
  let before = "", same = 0;
  while (same < 3) {
    await new Promise(requestAnimationFrame);
    const now = [map.getZoom(), map.getCenter(), map.getSize()].join(" ");
    const moves = map._animatingZoom || map._panAnim?._inProgress;
    same = now === before && !moves ? same + 1 : 0;
    before = now;
  }
}
"""
SPOT = """
(id) => {
  const { map, items } = window.dateline.atlas;
  const { layer, props } = items.get(id);
  const lines = props.type === "link" ? layer.getLatLngs()[0] : null;
  const spot = lines ? lines[Math.round(lines.length * 0.35)] : layer.getLatLng();
  const { x, y } = map.latLngToContainerPoint(spot);
  return [x, y];
}
"""


class Reading:
    """One open article: text, map, panel."""

    def __init__(self, page: Page, *, framed: bool = True) -> None:
        self.page = page
        self.framed = framed
        self.heard = True  # False for a map that the page tells nothing

    @property
    def map(self) -> Frame:
        """The frame the map lives in, once it is drawn."""
        for _ in range(LONG // 100):
            for frame in self.page.frames:
                inside = "streamlit_folium" in frame.url
                if inside == self.framed and self._drawn(frame):
                    return frame
            self.page.wait_for_timeout(100)
        raise AssertionError("the map was not drawn")

    def tell(self, event: str, detail: dict[str, Any]) -> None:
        """Say something on the page's bus, once the map is there to hear it."""
        assert self.map
        self.page.evaluate(TELL, [event, detail])

    def ask(self, script: str, about: object = None) -> Any:
        """Ask the map; of two at a change of articles, the one that stays."""
        for _ in range(SHORT // 100):
            try:
                return self.map.evaluate(script, about)
            except Error as error:
                if not any(gone in str(error) for gone in GONE):
                    raise
                self.page.wait_for_timeout(100)
        raise AssertionError("the map never stayed")

    def comes(self, ask: Callable[[], Any], wanted: object) -> None:
        """Wait until something is as wanted: what is drawn may come after what is said."""
        for _ in range(SHORT // 100):
            if ask() == wanted:
                return
            self.page.wait_for_timeout(100)
        assert ask() == wanted

    def _drawn(self, frame: Frame) -> bool:
        try:
            return bool(frame.evaluate(f"{DRAWN} && {TOLD}" if self.heard else DRAWN))
        except Exception:  # the frame went away while it was asked
            return False

    @property
    def box(self) -> dict[str, float]:
        place = "iframe[title*=folium]" if self.framed else "#map"
        return self.page.locator(place).bounding_box()

    def ids(self, kind: str) -> list[str]:
        """Ids of what is on the map."""
        return self.ask(
            "kind => [...dateline.atlas.items.values()]"
            ".filter(i => i.on && i.props.type === kind).map(i => i.props.id)",
            kind,
        )

    def id_of(self, **props: str) -> str:
        """Id of the one sign with these properties (or this name)."""
        found = self.ask(
            "wanted => [...dateline.atlas.items.values()].filter(item =>"
            " Object.entries(wanted).every(([k, v]) => ({...item.props, name: item.name})[k] === v)"
            ").map(item => item.props.id)",
            props,
        )
        assert len(found) == 1, (props, found)
        return found[0]

    def where(self, sign: str) -> tuple[float, float]:
        """Where a sign is on the screen, once the map stands still."""
        self.settled()
        x, y = self.ask(SPOT, sign)
        return self.box["x"] + x, self.box["y"] + y

    def press(self, sign: str) -> None:
        """Click a sign on the map."""
        self.page.mouse.click(*self.where(sign))

    def look_at(self, lat: float, lon: float, zoom: float) -> None:
        """Move the map as a person does: it stays there."""
        self.ask(
            "([lat, lon, zoom]) => { const { atlas } = dateline; atlas.moved = true;"
            " atlas.map.setView([lat, lon], zoom, { animate: false }); }",
            [lat, lon, zoom],
        )

    def view(self) -> list[float]:
        """Zoom and centre."""
        return self.ask(
            "[dateline.atlas.map.getZoom(), dateline.atlas.map.getCenter().lat,"
            " dateline.atlas.map.getCenter().lng]"
        )

    @property
    def text(self) -> Locator:
        return self.page.locator(".reader")

    @property
    def panel(self) -> Locator:
        return self.page.locator(".panel")

    @property
    def lit(self) -> str:
        """The words that shine in the text."""
        return "".join(self.text.locator(".lit").all_text_contents())

    def mark(self, words: str) -> Locator:
        return self.text.locator("mark", has_text=words).first

    def settled(self, put_off: int = 0) -> None:
        """Wait until the map stands still, and what it puts off for so many ms is done."""
        self.ask(STILL, put_off)

    def idle(self) -> None:
        """Wait until the page is drawn."""
        self.page.wait_for_selector(IDLE, timeout=LONG)

    def menu(self, name: str) -> None:
        """Open one of the menus at the top: Open, Filter, Download; it may say a number."""
        self.idle()
        says = re.compile(rf"^{name}( \(\d+\))?$")
        self.page.locator(".st-key-masthead").get_by_role("button", name=says).click()
        expect(self.page.get_by_test_id("stPopoverBody")).to_be_visible()

    def leave_menu(self) -> None:
        """Close the open menu; while it fills, it may not hear the first time."""
        body = self.page.get_by_test_id("stPopoverBody")
        shut(body, lambda: self.page.keyboard.press("Escape"))

    def open_text(self, text: str) -> None:
        """Paste a text and read it."""
        self.menu("Open")
        area = self.page.get_by_label("Text of the article")
        area.fill(text)
        area.press("Control+Enter")
        self.page.get_by_role("button", name="Read this text").click()
        expect(area).to_be_hidden(timeout=LONG)  # the menu closes by itself
        self.idle()


def shut(body: Locator, close: Callable[[], object]) -> None:
    """Close a menu in some way, again where it was not heard."""
    for _ in range(SHORT // HEARD):
        if body.count():
            close()
        try:
            return expect(body).to_have_count(0, timeout=HEARD)
        except AssertionError:
            continue
    raise AssertionError("the menu does not close")


def open_app(page: Page, address: str, text: str | None = None) -> Reading:
    """Open the dashboard, and perhaps a text in it."""
    page.goto(address)
    reading = Reading(page)
    expect(reading.text.locator("article").first).to_be_visible(timeout=LONG)
    if text is not None:
        reading.open_text(text)
        first = INVENTED.get(text, text.strip().split("\n")[0][:30])
        expect(reading.text).to_contain_text(first, timeout=LONG)
    reading.idle()
    return reading
