"""Make the moving picture of README: the first click, and what follows.

    python tests/browser/film.py [FILE]

Writes docs/images/first-click.gif unless told otherwise.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from app_server import FLAGS, find_chromium, serving
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect, sync_playwright
from reader import open_app
from screenshots import IMAGES, LINK

import geo.gazetteer

SIZE = (880, 550)
COMMON, RARE = 160, 96  # colours
RING = 11  # pixels, where the mouse is


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES / "first-click.gif"
    with tempfile.TemporaryDirectory() as start, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        told = {
            "DATELINE_CACHE_DIR": str(geo.gazetteer.ensure_gazetteer().parent),
            "DATELINE_DATA_DIR": start,
        }
        with serving(Path(start), told) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            frames = list(shots(page, address))
        browser.close()
    pictures, times = zip(*frames, strict=True)
    colours = palette(pictures[0])
    first, *others = (
        p.quantize(palette=colours, dither=Image.Dither.NONE) for p in pictures
    )
    first.save(
        file, save_all=True, append_images=others, duration=times, loop=0, optimize=True
    )


def palette(picture: Image.Image) -> Image.Image:
    """Give the shades that are common, and colours as rare as those of the links."""
    common = picture.quantize(COMMON).getpalette()[: 3 * COMMON]
    rare = picture.quantize(RARE, Image.Quantize.MAXCOVERAGE).getpalette()[: 3 * RARE]
    colours = Image.new("P", (1, 1))
    colours.putpalette([*common, *rare])
    return colours


def shots(page: Page, address: str):
    """Give pictures with the milliseconds that each is seen."""
    reading = open_app(page, address)
    reading.settled()
    page.wait_for_timeout(1500)
    yield shot(page), 1600
    for words in ("Wonsan", "Kursk"):
        mark = reading.mark(words)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        yield shot(page, at), 700
        mark.click()
        expect(reading.panel.locator("h2")).to_contain_text(words)
        reading.settled()
        page.wait_for_timeout(1200)
        yield shot(page, at), 2600
    reading.ask("id => dateline.select(id)", reading.id_of(**LINK))
    expect(reading.panel.locator("h2")).to_have_text(LINK["name"])
    reading.settled()
    page.wait_for_timeout(1200)
    yield shot(page), 3000


def shot(page: Page, mouse: tuple[float, float] | None = None) -> Image.Image:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    if mouse:
        ImageDraw.Draw(picture).circle(mouse, RING, outline=(20, 30, 48), width=3)
    return picture.resize(SIZE, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
