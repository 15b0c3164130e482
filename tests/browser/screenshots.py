"""Make the pictures of README and docs/pictures.md: the real dashboard, looked at.

    python tests/browser/screenshots.py [FOLDER]

Writes to docs/images unless told otherwise. The gazetteer of the cache is used, or built.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app_server import FLAGS, find_chromium, serving
from playwright.sync_api import Browser, expect, sync_playwright
from reader import Reading, open_app

import geo
import geo.gazetteer

IMAGES = Path(__file__).parents[2] / "docs" / "images"
LINK = {"name": "Russia – North Korea", "kind": "cooperation"}
# Invented, with dates: what a timeline and a comparison need.
WEEK = [
    ("2026-03-02", "Harbour Wire", "A ferry line opens",
     "The first ferry sailed from Trieste to Piraeus on Monday. Piraeus and Izmir will share a terminal."),
    ("2026-03-03", "Harbour Wire", "The line grows",
     "The company will send two ships from Piraeus to Haifa. Haifa welcomed the plan."),
    ("2026-03-05", "Levant Post", "Storm holds ships",
     "A storm kept ships in Izmir and Haifa. A ferry returned from Limassol to Piraeus."),
    ("2026-03-06", "Levant Post", "Talks in Limassol",
     "Greek and Turkish envoys met in Limassol. The ships sailed from Izmir to Trieste."),
]  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One picture: its name, what to do first, how large, in which look."""

    name: str
    prepare: Callable[[Reading], None]
    size: tuple[int, int] = (1280, 800)
    look: str = "light"
    path: str = ""


def overview(reading: Reading) -> None:
    del reading


def place(reading: Reading) -> None:
    reading.mark("Wonsan").click()
    expect(reading.panel.locator("h2")).to_have_text("Wonsan")


def link(reading: Reading) -> None:
    reading.ask("id => dateline.select(id)", reading.id_of(**LINK))
    expect(reading.panel.locator("h2")).to_have_text(LINK["name"])
    reading.page.mouse.move(4, 4)


def find(reading: Reading) -> None:
    box = reading.page.get_by_role("combobox", name="Find places")
    box.press_sequentially("won")
    expect(reading.page.get_by_role("option").first).to_be_visible()


def card(reading: Reading) -> None:
    reading.mark("Kursk").click()
    reading.page.wait_for_timeout(1000)
    reading.text.get_by_role("button", name="Wrong place?").click()
    expect(reading.text.get_by_role("button", name="Not a place")).to_be_visible()


def card_on_phone(reading: Reading) -> None:
    reading.mark("Moscow").click()
    reading.page.wait_for_timeout(1000)
    reading.page.get_by_role("button", name="Text").click()
    reading.text.get_by_role("button", name="Wrong place?").click()
    expect(reading.text.get_by_role("button", name="Not a place")).to_be_visible()


def key(reading: Reading) -> None:
    reading.text.get_by_role("button", name="Key").click()


def menu(name: str) -> Callable[[Reading], None]:
    def prepare(reading: Reading) -> None:
        reading.menu(name)
        reading.page.wait_for_timeout(800)

    return prepare


def correct(reading: Reading) -> None:
    place(reading)
    reading.page.wait_for_timeout(600)
    reading.page.get_by_role("button", name="Correct").click()
    reading.page.wait_for_timeout(1500)


def comparison(reading: Reading) -> None:
    reading.page.locator(".st-key-lists").get_by_role("tab", name="Compare").click()
    expect(reading.page.locator(".dl-sides")).to_be_visible()
    reading.page.mouse.move(
        4, 4
    )  # where the tab was, there is the chip now, with its tip


def countries(reading: Reading) -> None:
    reading.map.get_by_role("button", name="Countries").click()
    reading.page.mouse.move(4, 4)


SAMPLE = [
    Shot("dashboard-1280", overview),
    Shot("dashboard-1920", overview, (1920, 1080)),
    Shot("dashboard-dark-1280", overview, look="dark"),
    Shot("dashboard-390", overview, (390, 844)),
    Shot("place-1280", place),
    Shot("link-1280", link),
    Shot("link-dark-1280", link, look="dark"),
    Shot("find-1280", find),
    Shot("card-1280", card),
    Shot("card-390", card_on_phone, (390, 844)),
    Shot("key-1280", key),
    Shot("open-1280", menu("Open")),
    Shot("filter-1280", menu("Filter")),
    Shot("download-1280", menu("Download")),
    Shot("collections-1280", menu("Collections")),
    Shot("online-1280", menu("Offline")),
    Shot("correct-1280", correct),
    Shot("pacific-1280", overview, path="?sample=pacific"),
]
SEVERAL = [
    Shot("timeline-1280", overview),
    Shot("compare-1280", comparison),
    Shot("countries-1280", countries),
]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        series(browser, folder, SAMPLE, [])
        series(browser, folder, SEVERAL, WEEK)
        browser.close()


def series(browser: Browser, folder: Path, shots: list[Shot], articles: list) -> None:
    """Take pictures of one run of the dashboard, over some articles or the sample."""
    with tempfile.TemporaryDirectory() as start:
        environment = {
            "DATELINE_CACHE_DIR": str(geo.gazetteer.ensure_gazetteer().parent),
            "DATELINE_DATA_DIR": start,
        }
        if articles:
            file = Path(start) / "week.jsonl"
            names = ("date", "source", "title", "text")
            rows = [dict(zip(names, row, strict=True)) for row in articles]
            file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
            environment["DATELINE_SERVE_FILES"] = str(file)
        with serving(Path(start), environment) as address:
            for shot in shots:
                take(browser, address, shot, folder / f"{shot.name}.png")


def take(browser: Browser, address: str, shot: Shot, file: Path) -> None:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.look
    )
    page = context.new_page()
    reading = open_app(page, f"{address}/{shot.path}")
    assert reading.map
    page.wait_for_timeout(600)
    shot.prepare(reading)
    reading.settled()
    page.wait_for_timeout(900)  # fades
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
