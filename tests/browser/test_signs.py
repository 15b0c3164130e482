"""What the map writes and draws can be told apart: no name on another, a stroke for each status."""

from __future__ import annotations

from atlases import Tie, atlas_from
from big_atlas import big_atlas
from known_places import HONOLULU, MOSCOW, PYONGYANG, SUVA
from playwright.sync_api import Page
from reader import Reading

from geo.export.html import to_html
from geo.model import LinkStatus

LABELS = 100  # ms; they are arranged 50 after something moved
# All that is written over the map or stands on it; cells of many places are drawn as they lie.
OVERLAPPING = """
() => {
  const kinds = [".label:not(.hidden)", ".leaflet-dateline-names-pane .leaflet-zoom-animated > div", ".edge-sign",
    ".show-all", ".leaflet-bar > a", ".leaflet-control-scale", ".leaflet-control-attribution", ".looks", ".caption",
    ".search-here:not([hidden])", ".stop", ".peek", ".cell", ".legend"];
  const stage = dateline.atlas.map.getContainer().parentElement;
  const all = kinds.flatMap((kind) => [...stage.querySelectorAll(kind)].map((e) => ({ kind, e, box: e.getBoundingClientRect() })))
    .filter(({ e, box }) => box.width && getComputedStyle(e).visibility !== "hidden");
  const over = ({ kind, box: a }, { kind: other, box: b }) => (kind !== ".cell" || other !== ".cell")
    && a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  const found = all.flatMap((one, i) => all.slice(i + 1).filter((other) => over(one, other)).map((other) => [one, other]));
  return found.map((pair) => pair.map(({ kind, e }) => `${kind} ${e.textContent.slice(0, 30)}`).join(" on "));
}
"""
TOWNS = "() => document.querySelectorAll('.town').length"


def exported(page: Page, tmp_path, atlas) -> Reading:
    file = tmp_path / "atlas.html"
    file.write_text(to_html(atlas), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    reading.settled(put_off=LABELS)
    return reading


def toured(reading: Reading) -> tuple[list[str], int]:
    """Go about on a map; return what overlaps anywhere, and how many towns were written on the way."""
    found: list[str] = []
    towns = 0

    def look(after: str) -> None:
        nonlocal towns
        reading.settled(put_off=LABELS)
        found.extend(f"{after}: {pair}" for pair in reading.ask(OVERLAPPING))
        towns += reading.ask(TOWNS)

    look("opening")
    for lat, lon, zoom in [(39, 126.5, 5.5), (39, 126.5, 6.7), (55.8, 37.6, 4.5), (55.8, 37.6, 7.5), (45, 60, 2)]:  # fmt: skip
        reading.look_at(lat, lon, zoom)
        look(f"moved to {lat}, {lon} at {zoom}")
        reading.ask("void dateline.atlas.map.panBy([-210, 60], { animate: false })")
        look(f"panned from {lat}, {lon} at {zoom}")
    place = reading.ids("place")[0]
    reading.tell("select", {"kind": "place", "id": place, "from": "panel"})
    look("chosen")
    reading.page.emulate_media(color_scheme="dark")
    look("dark")
    reading.tell("preview_point", {"name": "Moscow, Idaho", "lat": 46.7, "lon": -117})
    look("a peek")
    reading.tell("timeline_frame", {"places": {place: 1}, "links": [], "label": "May"})
    look("a step of the time line")
    return found, towns


def test_nothing_is_written_over_anything(reading):
    reading.look_at(39, 126.5, 7.2)
    reading.comes(lambda: reading.ask(TOWNS) > 0, wanted=True)  # read when one is near
    found, towns = toured(reading)
    assert found == []
    assert towns > 10  # that tell where one is, and give way


def test_of_many_places_no_name_is_on_another(page, tmp_path):
    many = big_atlas(articles=40, places=2000, links=0)
    assert toured(exported(page, tmp_path, many))[0] == []


STROKES = """
(status) => {
  const of = ({ props, layer }) => props.type === "link" && props.status === status && String(layer.options.dashArray);
  return [...dateline.atlas.items.values()].map(of).find(Boolean);
}
"""


def test_each_status_has_a_stroke_of_its_own(page, tmp_path):
    text = "From Moscow to Suva, from Moscow to Honolulu, from Suva to Pyongyang and from Suva to Honolulu."
    statuses = [s for s in LinkStatus if s not in {LinkStatus.NONE, LinkStatus.DENIED}]
    ends = [("Moscow", "Suva"), ("Moscow", "Honolulu"), ("Suva", "Pyongyang"), ("Suva", "Honolulu")]  # fmt: skip
    ties = [Tie(*pair, status=status) for pair, status in zip(ends, statuses, strict=True)]  # fmt: skip
    places = {"Moscow": MOSCOW, "Suva": SUVA, "Honolulu": HONOLULU, "Pyongyang": PYONGYANG}  # fmt: skip
    reading = exported(page, tmp_path, atlas_from(text, places, ties))
    assert len({reading.ask(STROKES, status.value) for status in statuses}) == 4
    swatches = "all => all.map((e) => getComputedStyle(e).backgroundImage)"
    listed = reading.panel.locator(".swatch").evaluate_all(swatches)
    assert len({*listed}) == len(listed) == 4
    dashes = "all => all.map((e) => e.getAttribute('stroke-dasharray'))"
    key = reading.map.locator(".legend li line").evaluate_all(dashes)
    assert len({*key}) == len([*filter(None, key)]) + 1  # those without are the kinds
    words = [s.value for s in statuses if s is not LinkStatus.STATED]
    for where in (reading.panel, reading.map.locator(".legend")):
        for word in words:
            assert word in where.inner_text()
