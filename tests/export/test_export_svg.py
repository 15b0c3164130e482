"""The map for print: one sheet that needs nothing else."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from atlases import Tie, atlas_from
from known_places import MOSCOW, SUVA, WONSAN
from scripts_in_node import COLUMNS, run

import geo
from geo.export.projection import Window, view_of
from geo.export.style import map_colours
from geo.export.svg import BOTTOM, TOP, WIDTH, to_svg
from geo.model import LinkStatus

S = "{http://www.w3.org/2000/svg}"
TEXTS = {
    "pacific": "The minister flew from Tokyo to Honolulu. A ferry left Suva for Apia. Ships may sail from Auckland to Los Angeles.",
    "states": "Floods hit California. Trucks went from Sacramento to Fresno and from Oakland to Reno, Nevada.",
    "one": "It rained in Wonsan.",
    "none": "It rained.",
    "floods": "Floods hit Porto Alegre, Canoas and Pelotas in Rio Grande do Sul. Caxias do Sul is cut off. Help left Sao Paulo for Porto Alegre. Soya for Qingdao waits in Rio Grande.",
    "water": "Ships wait in the Red Sea and on the Danube. Lake Victoria is high.",
}
DRAWN = {
    "svg",
    "title",
    "style",
    "rect",
    "defs",
    "clipPath",
    "g",
    "path",
    "circle",
    "text",
}
HOSTILE = [
    "</title><script>alert(1)</script>", "a & b < c > \"d\" 'e'", "]]><!-- x -->", "&#0; \x00\x08\ufffe \ud800",
    "\u202eabc", "x" * 400, "\n\n", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
]  # fmt: skip


@pytest.fixture(scope="module")
def atlases():
    gazetteer = geo.open_gazetteer()
    return {
        name: geo.build_atlas([geo.read_text(text, title=f"<b> {name}")], gazetteer)
        for name, text in TEXTS.items()
    }


@pytest.fixture(scope="module")
def sheets(atlases):
    return {n: ET.fromstring(geo.export_atlas(a, "svg")) for n, a in atlases.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_a_sheet_holds_its_title_key_and_credits_and_asks_for_nothing(sheets, name):
    sheet = sheets[name]
    words = [element.text for element in sheet.iter(f"{S}text")]
    assert sheet.findtext(f"{S}title") == words[0] == f"<b> {name}"
    assert any("Natural Earth" in line for line in words)
    assert {element.tag.removeprefix(S) for element in sheet.iter()} <= DRAWN
    assert not any("href" in key for element in sheet.iter() for key in element.attrib)


@pytest.mark.parametrize("name", TEXTS)
def test_dots_lie_on_the_map_and_names_cover_nothing(sheets, name):
    (drawn,) = (g for g in sheets[name] if g.get("clip-path"))
    for dot in drawn.iter(f"{S}circle"):
        assert 0 <= float(dot.get("cx")) <= WIDTH
        assert TOP <= float(dot.get("cy")) <= BOTTOM
    boxes = []
    for text in drawn.iter(f"{S}text"):
        x, y, size = (float(text.get(key)) for key in ("x", "y", "font-size"))
        boxes.append((x, y - 0.8 * size, x + float(text.get("textLength")), y + 0.2 * size))  # fmt: skip
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] + 2 or b[2] <= a[0] + 2 or a[3] <= b[1] + 2 or b[3] <= a[1] + 2  # fmt: skip


def test_a_link_over_the_pacific_goes_the_short_way(atlases):
    places = {place.name: place for place in atlases["pacific"].places}
    view = view_of([*places.values()], Window(0, TOP, WIDTH, BOTTOM))
    across = [view.spot(places[name])[0] for name in ("Tokyo", "Suva", "Apia", "Honolulu", "Los Angeles")]  # fmt: skip
    assert across == sorted(across)


def test_what_is_dashed_is_in_the_key(sheets):
    assert "possible" in [t.text for t in sheets["pacific"].iter(f"{S}text")]
    assert "possible" not in [t.text for t in sheets["states"].iter(f"{S}text")]
    assert "direction" in [t.text for t in sheets["states"].iter(f"{S}text")]


def test_each_status_has_a_stroke_of_its_own_on_the_sheet_and_in_its_key():
    drawn = set()
    for status in (s for s in LinkStatus if s is not LinkStatus.NONE):
        tie = Tie("Moscow", "Suva", status=status)
        places = {"Moscow": MOSCOW, "Suva": SUVA}
        atlas = atlas_from("Ships sail from Moscow to Suva.", places, [tie])
        sheet = ET.fromstring(to_svg(atlas))
        strokes = [p.get("stroke-dasharray") for p in sheet.iter(f"{S}path") if p.get("stroke-linecap")]  # fmt: skip
        if status is not LinkStatus.STATED:
            assert all(strokes.count(stroke) == 2 for stroke in strokes)
        drawn.add(frozenset(strokes))
    assert len(drawn) == len(LinkStatus) - 1


def words_of(sheet):
    return [text.text for text in sheet.iter(f"{S}text")]


def test_a_sheet_opens_on_what_the_article_is_about_and_tells_what_lies_outside(sheets):
    words = words_of(sheets["floods"])
    assert {"Porto Alegre", "Canoas", "Pelotas", "Rio Grande do Sul"} <= {*words}
    assert "Qingdao" not in words
    assert any(w.startswith("Also named: ") and "Qingdao" in w for w in words)  # fmt: skip


def test_waters_are_drawn_as_they_are_and_named_in_blue(sheets):
    (drawn,) = (g for g in sheets["water"] if g.get("clip-path"))
    blue = f"#{map_colours()['water-name']}"
    names = {t.text for t in drawn.iter(f"{S}text") if t.get("fill") == blue}
    assert {"Red Sea", "Danube", "Lake Victoria"} == names
    fills = [path.get("fill") for path in drawn.iter(f"{S}path")]
    assert fills.count("#bdd3de") == 2  # the sea below the land, the lake on it


def test_what_strangers_wrote_is_words_in_a_valid_sheet():
    names = [f"Town{number}" for number in range(len(HOSTILE))]
    places = {
        name: replace(WONSAN, id=f"geonames:{number}", name=words, lat=39 + number)
        for number, (name, words) in enumerate(zip(names, HOSTILE, strict=True))
    }
    text = f"It rained in {', '.join(names)}."
    sheets = [geo.export_atlas(atlas_from(text, {name: places[name] for name in kept}), "svg") for kept in (names, names[:1])]  # fmt: skip
    for sheet in map(ET.fromstring, sheets):
        assert {element.tag.removeprefix(S) for element in sheet.iter()} <= DRAWN


def test_places_that_would_cover_one_another_are_one_with_their_count():
    names = [f"Town{number}" for number in range(60)]
    places = {
        name: replace(WONSAN, id=f"geonames:{number}", name=name, lat=39 + number % 8 / 25, lon=127 + number // 8 / 25)
        for number, name in enumerate(names)
    }  # fmt: skip
    sheet = ET.fromstring(geo.export_atlas(atlas_from(f"It rained in {', '.join(names)}.", places), "svg"))  # fmt: skip
    (drawn,) = (g for g in sheet if g.get("clip-path"))
    counted = sum(int(w.rpartition(" +")[2]) for w in words_of(drawn) if " +" in w)
    dots = [dot for dot in drawn.iter(f"{S}circle") if dot.get("stroke")]
    assert len(dots) < 30
    assert counted + len(dots) == 60


def test_links_are_bent_as_on_the_map_and_stay_within_it():
    chance = random.Random(3)
    spots = [(chance.uniform(-55, 69), chance.uniform(-180, 180)) for _ in range(400)]
    places = [replace(WONSAN, lat=lat, lon=lon) for lat, lon in spots]
    whole = view_of([], Window(0, 0, 1, 1))
    middles = [
        ((a[0] + 2 * m[0] + b[0]) / 4, (a[1] + 2 * m[1] + b[1]) / 4)
        for one, other in zip(places[::2], places[1::2], strict=True)
        for a, m, b in [next(whole.bent(one, other, 1.55))]
    ]
    pairs = [[list(a), list(b), 1.55, 3] for a, b in zip(spots[::2], spots[1::2], strict=True)]  # fmt: skip
    script = "(rows) => rows.map(([a, b, bow, n]) => dateline.arcLines(a, b, bow, n)[0][1])"  # fmt: skip
    for (x, y), (lat, lon) in zip(middles, run(script, pairs, *COLUMNS), strict=True):
        at = whole.spot(replace(WONSAN, lat=lat, lon=lon))
        assert abs((at[0] - x) - round(at[0] - x)) < 1e-6
        assert at[1] == pytest.approx(y, abs=1e-6)
        assert -61 < lat < 73


def test_no_antarctica_is_shown_while_there_is_land_in_the_north():
    towns = [replace(WONSAN, lat=lat, lon=lon) for lat, lon in [(45, -120), (6, 3), (39, 127), (-35, 149)]]  # fmt: skip
    view = view_of(towns, Window(0, 0, 100, 60))
    pole, cape = (view.spot(replace(WONSAN, lat=lat))[1] for lat in (84, -60))
    assert pole == pytest.approx(0) or cape == pytest.approx(60)
    assert all(view.shows(view.spot(town)) for town in towns)


def test_the_whole_world_is_shown_where_there_is_nothing_to_fit():
    window = Window(0, 0, 100, 50)
    assert view_of([], window).scale == 100
