"""The map itself: areas, journeys, playback, comparison, many places, light and dark."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from atlases import Tie, atlas_from, join, sample_atlas
from known_places import (
    HONOLULU,
    MOSCOW,
    MOSCOW_IDAHO,
    NORTHEAST_ASIA,
    PYONGYANG,
    RUSSIA,
    SUVA,
    WONSAN,
)
from playwright.sync_api import expect
from reader import LONG, SHORT, Reading, open_app

from geo.export.html import to_html
from geo.web.outlines import NATURE, read_outlines

LABELS = 100  # ms; they are arranged 50 after something moved
READ = 300  # ms; of passages read within 250 the last one counts
ON = "[...dateline.atlas.items.values()].filter(i => i.on).map(i => i.props.id)"


def colour(reading: Reading, sign: str) -> str:
    return reading.ask(
        "id => { const i = dateline.atlas.items.get(id);"
        " return dateline.atlas.markerOf(i).options.fillColor }",
        sign,
    )


def spot(reading: Reading, lat: float, lon: float) -> tuple[float, float]:
    x, y = reading.ask(
        "at => { const p = dateline.atlas.map.latLngToContainerPoint(at); return [p.x, p.y] }",
        [lat, lon],
    )
    return reading.box["x"] + x, reading.box["y"] + y


def test_a_country_is_its_outline_and_is_pressed_anywhere_in_it(reading, page):
    shape = reading.ask(
        "id => dateline.atlas.items.get(id).outline.getLatLngs().length", RUSSIA.id
    )
    assert shape > 10  # its islands too
    page.mouse.click(*spot(reading, 68, 95))
    expect(reading.panel.locator("h2")).to_have_text("Russia", timeout=SHORT)

    page.keyboard.press("Escape")
    # Of two areas the smaller one is pressed.
    page.mouse.click(*spot(reading, 30, 112))
    expect(reading.panel.locator("h2")).to_have_text("Northeast Asia", timeout=SHORT)
    page.mouse.click(*spot(reading, 52, 118))  # in Russia too
    assert reading.ask("dateline.atlas.chosen") == NORTHEAST_ASIA.id


def test_an_area_too_small_to_press_has_a_small_sign(reading):
    drawn = "id => { const { atlas } = dateline; const i = atlas.items.get(id);"
    drawn += " return [atlas.map.hasLayer(i.outline), atlas.map.hasLayer(i.layer)] }"
    reading.settled()
    outlined = "id => Boolean(dateline.atlas.items.get(id)?.outline)"
    reading.comes(lambda: reading.ask(outlined, NORTHEAST_ASIA.id), wanted=True)
    reading.ask(
        "id => { dateline.atlas.items.get(id).box = L.latLngBounds([38, 126], [39, 127]) }",
        NORTHEAST_ASIA.id,
    )
    for zoom, signs in ((5, [True, False]), (3, [False, True])):
        reading.ask(
            "zoom => { dateline.atlas.moved = true;"
            " dateline.atlas.map.setZoom(zoom, { animate: false }) }",
            zoom,
        )
        assert reading.ask(drawn, NORTHEAST_ASIA.id) == signs


def test_a_journey_is_numbered_and_the_rest_steps_back(reading, page):
    reading.settled()
    everything = reading.view()
    first = reading.id_of(name="Moscow → Pyongyang", kind="movement")
    second = reading.id_of(name="Pyongyang → Wonsan")
    reading.ask(
        "([legs, stops]) => { dateline.atlas.journey.all = { hers: { legs, stops } } }",
        [[first, second], [MOSCOW.id, PYONGYANG.id, WONSAN.id]],
    )
    reading.tell("select", {"kind": "journey", "id": "hers", "from": "panel"})
    expect(reading.map.locator(".stop")).to_have_text(["1", "2", "3"])
    faded = "id => dateline.atlas.faded(dateline.atlas.items.get(id))"
    assert reading.ask(faded, second) is False
    assert reading.ask(faded, SUVA.id) is True
    reading.settled()
    assert reading.view() != pytest.approx(everything, abs=0.01)
    reading.tell("select", {"kind": "", "id": "", "from": "panel"})
    expect(reading.map.locator(".stop")).to_have_count(0)
    reading.settled()
    assert reading.view() == pytest.approx(everything, abs=0.01)


def test_countries_provinces_and_warmth_are_a_press_away(reading):
    shades = "dateline.atlas.looks.shown.map((one) => [one.code, one.n])"

    def look(words):
        button = reading.map.get_by_role("button", name=words, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    look("Countries")
    expect(reading.map.locator(".label.region", has_text="Russia")).to_be_visible()
    assert ["FJ", 1] in reading.ask(shades)
    expect(reading.map.locator(".legend")).to_contain_text("Mentions in each country")
    on = "id => dateline.atlas.map.hasLayer(dateline.atlas.items.get(id).layer)"
    assert not reading.ask(on, SUVA.id)
    reading.mark("Suva").click()  # what is chosen has its dot in each look
    assert reading.ask(on, SUVA.id)
    look("Heat")
    expect(reading.map.locator(".legend")).to_contain_text("few to many")
    assert reading.ask(shades) == []
    reading.tell("compare", {"sides": {SUVA.id: "a"}, "a": "A", "b": "B"})
    assert reading.ask("dateline.atlas.looks.look") == "dots"  # which it colours


def test_playback_shows_a_day_and_gives_all_back(reading):
    before = reading.ask(ON)
    view = reading.view()
    frame = {"places": {SUVA.id: 3}, "links": [], "label": "3 March 2026"}
    reading.tell("timeline_frame", frame)
    assert reading.ask(ON) == [SUVA.id]
    expect(reading.map.locator(".caption")).to_have_text("3 March 2026")
    assert reading.view() == view
    reading.tell("timeline_frame", {})
    assert reading.ask(ON) == before
    expect(reading.map.locator(".caption")).to_have_count(0)


def test_a_comparison_has_three_colours_and_says_which(reading):
    before = colour(reading, MOSCOW.id)
    sides = {MOSCOW.id: "a", PYONGYANG.id: "both", HONOLULU.id: "b"}
    reading.tell("compare", {"sides": sides, "a": "<b>Monday</b>", "b": "Tuesday"})
    found = {colour(reading, sign) for sign in sides}
    assert len(found) == 3
    assert before not in found
    legend = reading.map.locator(".legend")
    expect(legend).to_contain_text("only in <b>Monday</b>")
    expect(legend).to_contain_text("in both")
    reading.tell("compare", {})
    assert colour(reading, MOSCOW.id) == before
    expect(legend).not_to_contain_text("Monday")


def test_a_peek_is_for_a_moment(reading):
    reading.look_at(50, 60, 4)
    before = reading.view()
    reading.tell(
        "preview_point", {"name": "Moscow, Idaho", "lat": 46.73, "lon": -117.0}
    )
    expect(reading.map.locator(".peek")).to_have_text("Moscow, Idaho")
    reading.settled()
    assert reading.view()[0] < before[0]
    reading.tell("preview_point", {})
    expect(reading.map.locator(".peek")).to_have_count(0)
    reading.settled()
    assert reading.view() == pytest.approx(before, abs=0.1)


def test_the_map_follows_the_text_gently(reading, page):
    page.emulate_media(reduced_motion="no-preference")
    reading.look_at(50, 60, 5)
    reading.tell(
        "reading_position", {"article": 0, "start": 0, "end": 9, "places": [WONSAN.id]}
    )
    reading.settled(put_off=READ)
    zoom, lat, lon = reading.view()
    assert zoom == 5
    assert (lat, lon) == pytest.approx((WONSAN.lat, WONSAN.lon), abs=0.5)
    reading.tell(
        "reading_position", {"places": [WONSAN.id, PYONGYANG.id]}
    )  # both in sight
    reading.settled(put_off=READ)
    assert reading.view() == [zoom, lat, lon]


def test_a_map_without_room_goes_where_it_was_wanted_once_it_has(reading, page):
    high = """height => document.querySelector("iframe[title*=folium]")
      .style.setProperty("height", height, height && "important")"""
    seen = "dateline.atlas.map.getSize().y"
    page.evaluate(high, "100px")
    reading.map.wait_for_function(f"{seen} < 144", timeout=SHORT)
    reading.tell("select", {"id": SUVA.id})
    reading.tell("preview_point", {"name": "Nadi", "lat": -17.8, "lon": 177.4})
    reading.tell("preview_point", {})
    page.evaluate(high, "")
    reading.map.wait_for_function(f"{seen} > 200", timeout=SHORT)
    reading.settled()
    _, lat, lon = reading.view()
    assert (lat, lon % 360) == pytest.approx((SUVA.lat, SUVA.lon % 360), abs=2)


def test_the_look_changes_without_a_new_map(page, server):
    page.emulate_media(color_scheme="light")
    reading = open_app(page, server)
    reading.ask("window.sameFrame = true")
    light = colour(reading, MOSCOW.id)
    page.emulate_media(color_scheme="dark")
    assert light != "#ea7a61"
    reading.comes(lambda: colour(reading, MOSCOW.id), "#ea7a61")
    water = "getComputedStyle(dateline.atlas.map.getContainer()).backgroundColor"
    assert reading.ask(water) == "rgb(18, 26, 34)"
    assert reading.ask("window.sameFrame") is True


def test_the_key_takes_two_lines_at_most_and_is_folded_on_a_phone(reading, page):
    legend = reading.map.locator(".legend")
    expect(legend.locator("li").first).to_be_visible()
    assert legend.bounding_box()["height"] <= 60
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    legend = reading.map.locator(".legend")
    expect(legend.locator("li").first).to_be_hidden()
    legend.locator("summary").click()
    expect(legend.locator("li").first).to_be_visible()


def test_all_is_in_sight_until_a_person_moves_the_map(reading, page):
    assert reading.ask("dateline.atlas.moved") is False
    page.set_viewport_size({"width": 1000, "height": 700})
    reading.settled()
    seen = "id => dateline.atlas.map.getBounds().contains(dateline.atlas.items.get(id).layer.getLatLng())"
    assert all(reading.ask(seen, sign) for sign in (MOSCOW.id, SUVA.id, HONOLULU.id))
    x, y = spot(reading, -20, 100)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 30, steps=4)
    page.mouse.up()
    reading.settled()
    assert reading.ask("dateline.atlas.moved") is True


WORLD_VIEW = """
() => {
  const { map, items } = dateline.atlas;
  const box = map.getBounds();
  const spots = [...items.values()].filter((i) => i.props.type === "place").map((i) => i.layer.getLatLng());
  return [spots.every((spot) => box.contains(spot)), (box.getEast() - box.getWest()) / 360,
    Math.max(0, Math.min(-58 - box.getSouth(), 84 - box.getNorth()))];
}
"""


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_view_of_the_world_shows_each_place_once(page, tmp_path, size):
    places = {
        "Pyongyang": PYONGYANG, "Idaho": MOSCOW_IDAHO, "Moscow": MOSCOW,
        "Lagos": replace(SUVA, id="geonames:2332459", name="Lagos", country_code="NG", lat=6.45, lon=3.39),
    }  # fmt: skip
    # The way of the link leads over the edge of the map: it is drawn at both.
    text = "Envoys flew from Pyongyang to Idaho. In Lagos and Moscow, nobody had heard of it."
    atlas = atlas_from(text, places, [Tie("Pyongyang", "Idaho")])
    file = tmp_path / "atlas.html"
    file.write_text(to_html(atlas), "utf-8")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    reading.settled()
    inside, turns, below = reading.ask(WORLD_VIEW)
    assert inside
    assert turns <= 1.05
    # Nothing south of where people live while there is land in the north to be seen.
    assert below == pytest.approx(0, abs=0.5)


ABOVE = """
([one, other]) => {
  const [a, b] = [one, other].map((id) => dateline.atlas.items.get(id).layer.getElement());
  return Boolean(b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING);
}
"""


def test_a_name_on_the_map_is_its_place(reading, page):
    # Of two dots on one spot the more named, which has the label, lies on top.
    assert reading.ask(ABOVE, [PYONGYANG.id, WONSAN.id]) is True
    assert reading.ask(ABOVE, [WONSAN.id, SUVA.id]) is True
    name = reading.map.locator(".label:not(.hidden)", has_text="Suva")
    name.hover()
    expect(reading.map.locator(".tip")).to_contain_text("Suva")
    name.click()
    expect(reading.panel.locator("h2")).to_have_text("Suva", timeout=SHORT)
    # A drag that begins on a name moves the map and chooses nothing.
    page.keyboard.press("Escape")
    expect(reading.panel).to_have_class(re.compile("overview"), timeout=SHORT)
    reading.settled(put_off=LABELS)
    box = name.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] - 90, box["y"] - 20, steps=5)
    page.mouse.up()
    reading.settled()
    assert reading.ask("dateline.atlas.moved") is True
    expect(reading.panel).to_have_class(re.compile("overview"))


def test_the_overview_brings_everything_back_unless_a_person_moved_the_map(
    reading, page
):
    reading.settled()
    first = reading.view()
    button = reading.map.get_by_role("button", name="Search this area")
    page.emulate_media(reduced_motion="no-preference")  # it glides there and back
    reading.mark("Moscow").click()
    reading.settled()
    reading.mark("Suva").click()
    reading.settled()
    assert reading.view() != first
    expect(button).to_be_hidden()  # nobody but Dateline has moved it
    page.keyboard.press("Escape")
    reading.settled()
    assert reading.view() == pytest.approx(first, abs=0.01)

    reading.mark("Moscow").click()
    reading.settled()
    reading.map.get_by_role("button", name="Zoom out").click()
    reading.settled()
    here = reading.view()
    expect(button).to_be_visible()
    page.keyboard.press("Escape")
    reading.settled()
    assert reading.view() == pytest.approx(here, abs=0.01)


def test_a_map_that_is_not_heard_tells_its_clicks_another_way(page, server):
    """As when streamlit-folium's frame is no longer what our scripts count on."""
    page.route(
        re.compile(r"/map-\w+\.js"),
        lambda route: route.fulfill(
            body=route.fetch().text().replace("window.Streamlit &&", "false &&"),
            content_type="text/javascript",
        ),
    )
    reading = open_app(page, server)
    reading.heard = False
    first = reading.map
    expect(page.locator("iframe[title*=folium]")).to_be_visible(timeout=LONG)
    for _ in range(150):
        if reading.map != first:
            break
        page.wait_for_timeout(100)
    reading.settled()
    reading.press(SUVA.id)
    expect(reading.panel.locator("h2")).to_have_text("Suva", timeout=SHORT)
    expect(reading.text.locator("mark.chosen")).to_have_text("Suva")


PAIRS = """
([towns, pairs]) => {
  const { atlas: { map }, arcLines } = dateline;
  const size = map.getSize();
  const wrong = [];
  for (const [from, to, bow] of pairs) {
    const [a, b] = [towns[from], towns[to]];
    for (const line of arcLines(a, b, bow, 48)) {
      const lats = line.map(([lat]) => lat);
      const box = L.latLngBounds(line);
      const zoom = map.getBoundsZoom(box, false, L.point(60, 60));
      const spots = line.map((spot) => map.project(spot, zoom));
      const [xs, ys] = ["x", "y"].map((axis) => spots.map((spot) => spot[axis]));
      const edge = 2 ** zoom * 256 * 0.03; // of the map itself, at this zoom
      const high = Math.max(...lats) > Math.max(72, a[0], b[0]) + 1e-6;
      const out = Math.min(...ys) < edge || Math.max(...ys) > 2 ** zoom * 256 - edge
        || Math.max(...xs) - Math.min(...xs) > size.x || Math.max(...ys) - Math.min(...ys) > size.y;
      const long = Math.abs(line[0][1] - line.at(-1)[1]) > 180.001;
      if (high || out || long) wrong.push([a, b, bow, zoom]);
    }
  }
  return wrong;
}
"""


def test_no_link_between_two_cities_touches_the_edge_of_the_map(page, tmp_path):
    file = tmp_path / "atlas.html"
    file.write_text(to_html(sample_atlas()), "utf-8")
    page.goto(file.as_uri())
    nature = read_outlines(NATURE)
    towns = [
        [lat / nature["units"], lon / nature["units"]]
        for _, lon, lat, _ in nature["towns"]
    ]
    chance = random.Random(7)
    pairs = [
        [*chance.sample(range(len(towns)), 2), chance.choice([1, -1, 1.55, 2.1])]
        for _ in range(2000)
    ]
    assert Reading(page, framed=False).ask(PAIRS, [towns, pairs]) == []


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_link_of_several_articles_is_one_line_that_goes(page, tmp_path, count):
    flew = Tie("Moscow", "Wonsan", actor="Ivanova", predicate="flew")
    places = {"Moscow": MOSCOW, "Wonsan": WONSAN}
    atlas = join(
        atlas_from(f"Ivanova flew from Moscow to Wonsan. Day {n}.", places, [flew])
        for n in range(count)
    )
    file = tmp_path / "atlas.html"
    file.write_text(to_html(atlas), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    lines = (
        "() => { let n = 0; dateline.atlas.map.eachLayer((layer) => { n += Boolean("
        " layer.feature && layer.feature.properties.type === 'link') }); return n }"
    )
    assert reading.ask(lines) == 1
    reading.tell("visible", {"places": {}, "links": {}})
    assert reading.ask(lines) == 0


def test_on_paper_the_page_has_its_map_whole_with_key_and_credits(page, tmp_path):
    file = tmp_path / "atlas.html"
    file.write_text(to_html(sample_atlas()), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    reading.settled()
    page.emulate_media(media="print")
    for part in (".legend", ".credits", ".reader article", ".panel"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator(".reader .bar")).to_be_hidden()
    mm = 96 / 25.4
    assert reading.box["width"] == pytest.approx(180 * mm, abs=3)
    assert reading.ask("dateline.atlas.map.getSize().y") == pytest.approx(
        115 * mm, abs=3
    )
    assert reading.box["width"] == pytest.approx(
        reading.ask("dateline.atlas.map.getSize().x"), abs=1
    )
