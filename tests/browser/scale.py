"""How long a map of very many places takes: run by hand, prints a table.

    python tests/browser/scale.py [--map-only] [PLACES...]

Serves the real dashboard over an invented atlas with 10,000 links. With --map-only the
text, the panel and the tables are left out and only the names are sent to the map.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from types import SimpleNamespace

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from app_server import FLAGS, find_chromium, free_port, wait_for  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from reader import Reading  # noqa: E402

PLACES = (100, 1_000, 10_000, 50_000)
LINKS = 10_000
TRIES = 20
MAP_ONLY = "--map-only"
SERVE = "--serve"
DRAWN = "Boolean(window.dateline?.atlas?.items.size && dateline.atlas.shown)"
MS = """
async ([ids, event]) => {
  const { bus, atlas } = dateline;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (const id of ids) {
    const started = performance.now();
    bus.send(event, { kind: "place", id, from: "map" });
    await frame();
    times.push(performance.now() - started);
  }
  bus.send("select", { kind: "", id: "", from: "map" });
  return times;
}
"""
ZOOM = """
async () => {
  const { map } = dateline.atlas;
  const started = performance.now();
  map.setZoom(map.getZoom() + 1, { animate: false });
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - started;
}
"""


def main() -> None:
    asked = [int(word) for word in sys.argv[1:] if word.isdigit()] or PLACES
    print("places  first map  warm   MB in  heap MB  hover  select  zoom")  # noqa: T201
    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=find_chromium(),
            args=[*FLAGS, "--enable-precise-memory-info"],
        )
        for places in asked:
            print(measured(browser, places))  # noqa: T201
        browser.close()


def measured(browser: Browser, places: int) -> str:
    """Serve an atlas, open it twice (the second time it is read already), and touch it."""
    port = free_port()
    more = [MAP_ONLY] if MAP_ONLY in sys.argv else []
    start = [sys.executable, __file__, SERVE, str(port), str(places), *more]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as out, subprocess.Popen(start, stdout=out, stderr=out) as p:
            try:
                wait_for(f"http://127.0.0.1:{port}/_stcore/health", p, log)
                first = opened(browser, port)
                warm = opened(browser, port, touch=True)
            finally:
                p.terminate()
    seconds, *rest = warm
    return f"{places:6}  {first[0]:7.1f} s  {seconds:.1f} s  " + "  ".join(rest)


def opened(browser: Browser, port: int, *, touch: bool = False) -> list:
    """Give the seconds to a map with signs and names; and what touching it takes."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    received: list[int] = []
    page.on(
        "websocket",
        lambda ws: ws.on("framereceived", lambda data: received.append(len(data))),
    )
    started = perf_counter()
    page.goto(f"http://127.0.0.1:{port}")
    frame = drawn(page)
    found: list = [perf_counter() - started]
    if touch:
        reading = Reading(page)
        reading.heard = False  # nothing but the map is there to tell it
        assert reading.map
        page.wait_for_timeout(1000)
        heap = frame.evaluate("performance.memory.usedJSHeapSize") / 1e6
        ids = frame.evaluate(
            "[...dateline.atlas.items.values()].filter(i => i.props.type === 'place')"
            f".slice(0, {TRIES}).map(i => i.props.id)"
        )
        hover = median(frame.evaluate(MS, [ids, "hover"]))
        select = median(frame.evaluate(MS, [ids, "select"]))
        zoom = frame.evaluate(ZOOM)
        found += [
            f"{sum(received) / 1e6:5.1f}", f"{heap:6.0f}",
            f"{hover:4.0f} ms", f"{select:4.0f} ms", f"{zoom:4.0f} ms",
        ]  # fmt: skip
    page.close()
    return found


def drawn(page):
    for _ in range(6000):
        for frame in page.frames:
            if "streamlit_folium" in frame.url and frame.evaluate(DRAWN):
                return frame
        page.wait_for_timeout(10)
    raise AssertionError("the map was not drawn")


def serve(port: int, places: int, *, map_only: bool) -> None:
    from big_atlas import big_atlas

    import geo
    import geo.gazetteer
    from dashboard.__main__ import main as start
    from geo.cli.serve import command

    atlas = big_atlas(articles=max(10, places // 50), places=places, links=LINKS)
    small = big_atlas(articles=1, places=10, links=5)

    # Warmed up as any dashboard is: not with what will be opened.
    geo.build_atlas = lambda *_, **__: small
    geo.read_article = lambda *_, **__: small.readings[0]
    geo.ReadingCache.atlas = lambda *_, **__: atlas
    geo.gazetteer.ensure_gazetteer = lambda *_: None
    geo.gazetteer.gazetteer_ready = lambda: True
    geo.open_gazetteer = lambda: SimpleNamespace(version="invented")
    if map_only:
        leave_out_all_but_the_map()
    sys.argv = command(port)[2:]
    start()


def leave_out_all_but_the_map() -> None:
    import geo.view
    from dashboard.components import article_text, passages, tables
    from dashboard.components.browser_events import send_event

    names: dict[int, dict] = {}

    def show_names(atlas, shown) -> None:
        if id(atlas) not in names:
            names[id(atlas)] = geo.view.reader_view(atlas, shown)["show"]
        send_event("visible", names[id(atlas)])

    article_text.show = show_names
    passages.show = tables.show = lambda *_: None


if __name__ == "__main__":
    if SERVE in sys.argv:
        _, _, at, many, *rest = sys.argv
        serve(int(at), int(many), map_only=bool(rest))
    else:
        main()
