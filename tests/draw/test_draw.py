"""The map as drawn: ids and inert properties, nothing from outside, the short way round."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from atlases import (
    SAMPLE_TEXT,
    Tie,
    atlas_from,
    hostile_atlas,
    sample_atlas,
)
from known_places import (
    HONOLULU,
    HOSTILE_NAMES,
    MOSCOW,
    NORTHEAST_ASIA,
    PYONGYANG,
    RUSSIA,
    SUVA,
    WONSAN,
)
from scripts_in_node import COLUMNS, drawn_links, drawn_places, run
from streamlit_folium import generate_leaflet_string

from geo.atlas import bundles_of
from geo.draw import Assets, draw_map
from geo.draw.antimeridian import cut_longitude
from geo.draw.areas import is_area
from geo.draw.columns import MAX_SVG
from geo.model import LinkKind

OURS = Assets(scripts=("../x/leaflet.js",), styles=("../x/leaflet.css",))


def page_of(atlas):
    """Everything Folium writes for an atlas."""
    return draw_map(atlas, OURS).get_root().render()


def script_of(atlas):
    """What streamlit-folium sends to its frame."""
    drawn = draw_map(atlas, OURS)
    drawn.get_root().render()
    return generate_leaflet_string(drawn)


def test_every_place_and_link_is_drawn_once_with_its_id():
    atlas = sample_atlas()
    links = [props["id"] for props, _ in drawn_links(atlas)]
    assert set(drawn_places(atlas)) == {place.id for place in atlas.places}
    assert links == [bundle.id for bundle in bundles_of(atlas)]


def test_properties_are_ids_numbers_and_our_own_words():
    places, links = drawn_places(sample_atlas()), drawn_links(sample_atlas())
    assert set(places[PYONGYANG.id][0]) == {
        "id", "type", "n", "area", "water", "shape", "unsure", "reach", "zoom"
    }  # fmt: skip
    assert set(links[0][0]) == {
        "id", "type", "n", "kind", "status", "directed", "ends"
    }  # fmt: skip


def test_how_far_an_area_reaches():
    places = drawn_places(sample_atlas())
    reach = {p.id: places[p.id][0]["reach"] for p in sample_atlas().places}
    assert reach[PYONGYANG.id] is None
    assert reach[NORTHEAST_ASIA.id] == [[22.0, 100.0], [54.0, 146.0]]
    # Russia's crosses 180°: it is drawn around the point, not around the globe.
    (south, west), (north, east) = reach[RUSSIA.id]
    lat, lon = places[RUSSIA.id][1]
    assert (south, north) == (41.2, 81.9)
    assert west < lon < east
    assert south < lat < north
    assert east - west == pytest.approx(171.4)


def test_counts_areas_and_doubt():
    places = drawn_places(sample_atlas())
    found = {
        name: tuple(places[place.id][0][k] for k in ("n", "area", "unsure"))
        for name, place in {
            "Pyongyang": PYONGYANG,
            "Wonsan": WONSAN,
            "Russia": RUSSIA,
            "Northeast Asia": NORTHEAST_ASIA,
        }.items()
    }
    assert found == {
        "Pyongyang": (4, False, False),
        "Wonsan": (2, False, True),
        "Russia": (1, True, False),
        "Northeast Asia": (1, True, False),
    }


@pytest.mark.parametrize("make", [sample_atlas, hostile_atlas])
def test_nothing_is_asked_of_another_machine(make):
    page = page_of(make())
    assert re.findall(r"https?://[^\"' <]+", page) == []


def test_no_word_of_article_or_gazetteer_is_in_the_map():
    page = page_of(sample_atlas())
    for words in (*SAMPLE_TEXT.split(". "), "Moscow", "Wŏnsan", "Invented Wire"):
        assert words not in page


@pytest.mark.parametrize("name", [n for n in HOSTILE_NAMES if n != "comment"])
def test_no_attack_is_in_the_map(name):
    page = page_of(hostile_atlas())
    assert "pwned" not in page
    assert HOSTILE_NAMES[name][:50] not in page


def test_the_same_atlas_gives_the_same_script():
    assert script_of(sample_atlas()) == script_of(sample_atlas())


def test_another_atlas_gives_another_script():
    assert script_of(sample_atlas()) != script_of(hostile_atlas())


def test_longitudes_run_on_over_the_180th_meridian():
    atlas = atlas_from(
        "A ship sailed from Suva to Honolulu.",
        places={"Suva": SUVA, "Honolulu": HONOLULU},
        links=[Tie("Suva", "Honolulu")],
    )
    ((_, (line,)),) = drawn_links(atlas)
    lons = [lon for _, lon in line]
    assert lons == sorted(lons)  # never back across the world
    assert lons[0] == pytest.approx(178.44, abs=0.01)
    assert lons[-1] == pytest.approx(360 - 157.86, abs=0.01)
    ends = sorted(lon for _, (_, lon) in drawn_places(atlas).values())
    assert ends == pytest.approx([lons[0], lons[-1]])  # each marker where its line ends


def test_a_line_over_the_edge_of_the_map_leaves_both_its_ends():
    atlas = atlas_from(
        "From Suva to Honolulu. Moscow, Pyongyang.",
        places={
            "Suva": SUVA, "Honolulu": HONOLULU, "Moscow": MOSCOW, "Pyongyang": PYONGYANG
        },
        links=[Tie("Suva", "Honolulu")],
    )  # fmt: skip
    west = cut_longitude([SUVA.lon, HONOLULU.lon, MOSCOW.lon, PYONGYANG.lon])
    ((_, lines),) = drawn_links(atlas)
    for line in lines:
        assert any(west <= lon < west + 360 for _, lon in (line[0], line[-1]))


@pytest.mark.parametrize(
    ("lons", "edge"),
    [
        ([], -180),
        ([10], -180),
        ([37, 125, 127], -180),  # Moscow, Korea
        ([-118, 0, 139], -180),  # all round the world: cut where people expect it
        ([178, -158], 178),  # Suva, Honolulu
        ([131, -122], 131),  # Vladivostok, San Francisco
        ([-77, -0.1, 37], -180),
    ],
)
def test_where_the_map_is_cut(lons, edge):
    assert cut_longitude(lons) == edge


def test_links_of_one_pair_do_not_lie_on_one_another():
    atlas = atlas_from(
        "From Moscow to Wonsan and back.",
        places={"Moscow": MOSCOW, "Wonsan": WONSAN},
        links=[
            Tie("Moscow", "Wonsan"),
            Tie("Moscow", "Wonsan", kind=LinkKind.CONFLICT),
            Tie("Moscow", "Wonsan", kind=LinkKind.SPREAD, directed=False),
        ],
    )
    middles = []
    for _, (line,) in drawn_links(atlas):
        middles.append(tuple(line[len(line) // 2]))
        assert line[0] == pytest.approx([55.7522, 37.6156], abs=0.001)
        assert line[-1] == pytest.approx([39.1528, 127.4436], abs=0.001)
    lats = sorted(lat for lat, _ in middles)
    assert lats[1] - lats[0] > 3
    assert lats[2] - lats[1] > 3


ARC = "([a, b, bow, points]) => dateline.arcLines(a, b, bow, points)[0]"


def arc(a, b, points, bow=0):
    """The line between two places as the browser draws it."""
    return run(ARC, [a, b, bow, points], *COLUMNS)


def test_a_line_over_the_edge_is_drawn_at_both_sides_of_the_map():
    spots = [[-18, 178.4], [21, -157.9], 0.08, 48]
    first, second = run("(spots) => dateline.arcLines(...spots)", spots, *COLUMNS)
    assert first[0] == spots[0]
    assert second[-1] == pytest.approx(spots[1])
    assert [
        lon - other for (_, lon), (_, other) in zip(first, second, strict=True)
    ] == [pytest.approx(360)] * len(first)


def test_a_bow_keeps_its_ends():
    bent = arc((0, 0), (0, 10), 11, bow=1)
    assert (bent[0], bent[-1]) == ([0, 0], [0, 10])
    assert bent[5] == pytest.approx([1.3, 5], abs=0.01)  # an eighth of its length, left
    assert arc((0, 0), (0, 10), 11, bow=-1)[5] == pytest.approx([-1.3, 5], abs=0.01)


@pytest.mark.parametrize(
    ("a", "b", "most"),
    [
        ((40.7, -74), (39.9, 116.4), 72),  # New York, Beijing
        ((61.2, -149.9), (55.8, 37.6), 72),  # Anchorage, Moscow
        ((69, 33.1), (61.2, -149.9), 72),
        ((78.2, 15.6), (55.8, 37.6), 78.2),  # an end beyond is the end of it
        ((-36.8, 174.8), (-33.5, -70.7), 0),
        ((90, 0), (-90, 0), 90),
    ],
)
def test_no_link_bends_beyond_the_north_of_the_map(a, b, most):
    for bow in (-1, 1, 2.1):
        lats = [lat for lat, _ in arc(a, b, 48, bow)]
        assert max(lats) <= most + 1e-6
        assert min(lats) >= min(-60, a[0], b[0]) - 1e-6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((0, 0), (0, 180)),
        ((90, 0), (-90, 0)),
        ((10, 20), (10, 20)),
        ((80, 0), (80, 180)),
    ],
)
def test_an_arc_has_no_jump_even_where_any_way_is_the_shortest(a, b):
    line = arc(a, b, 48, bow=1)
    assert all(abs(two[1] - one[1]) <= 180 for one, two in pairwise(line))
    assert all(isinstance(value, int | float) for spot in line for value in spot)


def test_a_link_from_a_place_to_itself_has_no_line():
    atlas = atlas_from(
        "Within Moscow, say the Muscovites.",
        places={"Moscow": MOSCOW, "Muscovites": MOSCOW},
        links=[Tie("Moscow", "Muscovites")],
    )
    assert drawn_links(atlas) == []


def test_countries_regions_and_seas_are_areas():
    assert [is_area(p) for p in (MOSCOW, RUSSIA, NORTHEAST_ASIA)] == [False, True, True]


def test_only_many_signs_are_drawn_on_canvas():
    names = [f"Town{i:03d}" for i in range(MAX_SVG + 1)]
    many = atlas_from(
        " ".join(names),
        places={n: replace(MOSCOW, id=f"x:{n}") for n in names},
    )
    assert draw_map(many).options["prefer_canvas"] is True
    assert draw_map(sample_atlas()).options["prefer_canvas"] is False
