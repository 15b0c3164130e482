"""Make the pictures of the README: the real dashboard on the sample article.

    python tests/browser/screenshots.py [FOLDER]

Writes to docs/images unless told otherwise. The gazetteer of the cache is used, or built.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app_server import FLAGS, find_chromium, serving
from playwright.sync_api import Browser, expect, sync_playwright
from reader import Reading, open_app

import geo

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZES = {"1280": (1280, 800), "1920": (1920, 1080)}
LINK = "Moscow – Pyongyang"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    cache = geo.ensure_gazetteer().parent
    with (
        tempfile.TemporaryDirectory() as start,
        serving(Path(start), {"DATELINE_CACHE_DIR": str(cache)}) as address,
        sync_playwright() as tool,
    ):
        browser = tool.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, size in SIZES.items():
            take(browser, address, size, folder / f"dashboard-{name}.png", overview)
        take(browser, address, SIZES["1280"], folder / "place-1280.png", place)
        take(browser, address, SIZES["1280"], folder / "link-1280.png", link)
        browser.close()


def take(browser: Browser, address: str, size, file: Path, prepare) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    reading = open_app(page, address)
    assert reading.map
    prepare(reading)
    reading.settled()
    page.wait_for_timeout(600)  # fades
    page.screenshot(path=file)
    page.close()


def overview(reading: Reading) -> None:
    del reading


def place(reading: Reading) -> None:
    reading.mark("Wonsan").click()
    expect(reading.panel.locator("h2")).to_have_text("Wŏnsan")


def link(reading: Reading) -> None:
    reading.press(reading.id_of(name=LINK))
    expect(reading.panel.locator("h2")).to_have_text(LINK)
    reading.page.mouse.move(4, 4)


if __name__ == "__main__":
    main()
