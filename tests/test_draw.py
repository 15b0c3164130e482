"""The map as drawn: ids and inert properties, nothing from outside, the short way round."""

from __future__ import annotations

import re
from dataclasses import replace

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
from streamlit_folium import generate_leaflet_string

from geo.draw import SVG_UP_TO, Assets, draw_map, features
from geo.draw.antimeridian import cut_longitude
from geo.draw.arcs import bowed
from geo.draw.areas import is_area
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


def by_id(members):
    return {m["properties"]["id"]: m for m in members}


def test_every_place_and_link_is_one_feature_with_its_id():
    atlas = sample_atlas()
    places, links = features(atlas)
    assert set(by_id(places)) == {place.id for place in atlas.places}
    assert set(by_id(links)) == {link.id for link in atlas.links}


def test_properties_are_ids_numbers_and_our_own_words():
    places, links = features(sample_atlas())
    assert set(places[0]["properties"]) == {
        "id", "type", "n", "area", "shape", "unsure", "reach", "zoom"
    }  # fmt: skip
    assert set(links[0]["properties"]) == {
        "id", "type", "n", "kind", "status", "directed", "ends"
    }  # fmt: skip


def test_how_far_an_area_reaches():
    places = by_id(features(sample_atlas())[0])
    reach = {p.id: places[p.id]["properties"]["reach"] for p in sample_atlas().places}
    assert reach[PYONGYANG.id] is None
    assert reach[NORTHEAST_ASIA.id] == [[22.0, 100.0], [54.0, 146.0]]
    # Russia's crosses 180°: it is drawn around the point, not around the globe.
    (south, west), (north, east) = reach[RUSSIA.id]
    lon, lat = places[RUSSIA.id]["geometry"]["coordinates"]
    assert (south, north) == (41.2, 81.9)
    assert west < lon < east
    assert south < lat < north
    assert east - west == pytest.approx(171.4)


def test_counts_areas_and_doubt():
    places = by_id(features(sample_atlas())[0])
    found = {
        name: tuple(places[place.id]["properties"][k] for k in ("n", "area", "unsure"))
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
    places, links = features(atlas)
    (line,) = links[0]["geometry"]["coordinates"]
    lons = [lon for lon, _ in line]
    assert lons == sorted(lons)  # never back across the world
    assert lons[0] == pytest.approx(178.44, abs=0.01)
    assert lons[-1] == pytest.approx(360 - 157.86, abs=0.01)
    ends = {p["geometry"]["coordinates"][0] for p in places}
    assert ends == {lons[0], lons[-1]}  # each sign stands where its line ends


def test_a_line_over_the_edge_of_the_map_leaves_both_its_ends():
    atlas = atlas_from(
        "From Suva to Honolulu. Moscow, Pyongyang.",
        places={
            "Suva": SUVA, "Honolulu": HONOLULU, "Moscow": MOSCOW, "Pyongyang": PYONGYANG
        },
        links=[Tie("Suva", "Honolulu")],
    )  # fmt: skip
    west = cut_longitude([SUVA.lon, HONOLULU.lon, MOSCOW.lon, PYONGYANG.lon])
    _, links = features(atlas)
    for line in links[0]["geometry"]["coordinates"]:
        assert any(west <= lon < west + 360 for lon, _ in (line[0], line[-1]))


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
    _, links = features(atlas)
    middles = []
    for link in links:
        (line,) = link["geometry"]["coordinates"]
        middles.append(tuple(line[len(line) // 2]))
        assert line[0] == pytest.approx([37.6156, 55.7522], abs=0.001)
        assert line[-1] == pytest.approx([127.4436, 39.1528], abs=0.001)
    lats = sorted(lat for _, lat in middles)
    assert lats[1] - lats[0] > 3
    assert lats[2] - lats[1] > 3


def test_a_bow_keeps_its_ends():
    line = [(0.0, float(lon)) for lon in range(11)]
    bent = bowed(line, 0.2)
    assert (bent[0], bent[-1]) == (line[0], pytest.approx(line[-1]))
    assert max(abs(lat) for lat, _ in bent) == pytest.approx(2.0, abs=0.01)


def test_a_link_from_a_place_to_itself_has_no_line():
    atlas = atlas_from(
        "Within Moscow, say the Muscovites.",
        places={"Moscow": MOSCOW, "Muscovites": MOSCOW},
        links=[Tie("Moscow", "Muscovites")],
    )
    assert features(atlas)[1] == []


def test_countries_regions_and_seas_are_areas():
    assert [is_area(p) for p in (MOSCOW, RUSSIA, NORTHEAST_ASIA)] == [False, True, True]


def test_only_many_signs_are_drawn_on_canvas():
    names = [f"Town{i:03d}" for i in range(SVG_UP_TO + 1)]
    many = atlas_from(
        " ".join(names),
        places={n: replace(MOSCOW, id=f"x:{n}") for n in names},
    )
    assert draw_map(many).options["prefer_canvas"] is True
    assert draw_map(sample_atlas()).options["prefer_canvas"] is False
