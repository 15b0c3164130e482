"""What stands for a place: a dot, its country's outline, a rough box, a ring."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import recipes_in_tree  # noqa: F401 -- finds them
from atlases import Tie, atlas_from
from known_places import MOSCOW, NORTHEAST_ASIA, PYONGYANG, RUSSIA, WONSAN

from geo import web
from geo.atlas import bundles_of
from geo.draw import drawing
from geo.draw.areas import nearest_zoom, reach_of, shape_of
from geo.model import Extent, LinkStatus, Place
from geo.recipes.basemap.file import load_basemap
from geo.web import outlines_of


def area(feature_class: str, code: str, country: str = "", **more) -> Place:
    return Place(
        "x:1", "Somewhere", 10.0, 20.0, feature_class=feature_class, feature_code=code,
        country_code=country, **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "shape"),
    [
        (MOSCOW, None),
        (RUSSIA, "RUS"),
        (NORTHEAST_ASIA, "box"),
        (area("A", "PCLI", "KP"), "PRK"),
        (area("A", "PCLI", "SO"), "SOM+SOL"),  # as the United Nations have it
        (area("A", "PCLI", "CY"), "CYP+CYN"),
        (area("A", "PCLD", "GL"), "GRL"),
        (
            area("A", "PCLD", "GI", imprecision_km=5.0),
            "ring",
        ),  # too small for the basemap
        (area("A", "ADM1", "KP", extent=RUSSIA.extent), "box"),  # without its code
        (replace(area("A", "ADM1", "US"), admin1="CA"), "US.CA"),
        (area("A", "PCLH", "RU", extent=RUSSIA.extent), "box"),  # no country of today
        (area("L", "RGN", imprecision_km=50.0), "ring"),
        (area("H", "LK"), ""),
        (area("T", "MT", imprecision_km=50.0), None),
    ],
)
def test_the_shape_of_a_place(place, shape):
    assert shape_of(place) == shape


def test_a_ring_is_as_wide_as_the_place_is_uncertain():
    (south, west), (north, east) = reach_of(
        area("L", "RGN", imprecision_km=100.0), -180
    )
    assert (north - south) / 2 == pytest.approx(0.9, abs=0.01)  # degrees: 100 km
    assert west < 20 < east


def test_a_reach_lies_in_the_turn_of_the_map():
    fiji = area("A", "PCLI", "FJ", extent=Extent(-20.7, 176.9, -12.5, -178.4))
    (_, west), (_, east) = reach_of(replace(fiji, lat=-18.0, lon=178.0), 0.0)
    assert (west, east) == pytest.approx((176.9, 181.6))


@pytest.mark.parametrize(
    ("code", "zoom"), [("CONT", 3), ("PCLI", 4), ("ADM1", 5), ("PPL", 6)]
)
def test_how_near_a_place_alone_is_shown(code, zoom):
    assert nearest_zoom(area("A", code)) == zoom


def test_every_outline_is_in_the_basemap():
    drawn = {country.a3 for country in load_basemap().countries}
    codes = [a + b for a in map(chr, range(65, 91)) for b in map(chr, range(65, 91))]
    meant = [outline for code in codes for outline in outlines_of(code)]
    assert set(meant) <= drawn
    assert drawn - set(meant) == {"KAS", "IOA"}  # no country code means them
    assert len(meant) == len(set(meant))


def test_a_journey_knows_its_legs_and_its_stops():
    atlas = atlas_from(
        "Ivanova flew from Moscow to Wonsan. Ivanova went from Wonsan to Pyongyang. "
        "Moscow struck Wonsan.",
        places={"Moscow": MOSCOW, "Wonsan": WONSAN, "Pyongyang": PYONGYANG},
        links=[
            Tie("Moscow", "Wonsan", actor="Ivanova", within="flew"),
            Tie("Wonsan", "Pyongyang", actor="Ivanova"),
            Tie("Moscow", "Wonsan", status=LinkStatus.DENIED, within="struck"),
        ],
    )
    first, second = bundles_of(atlas)
    (journey,) = drawing(atlas)["journeys"].values()
    assert journey["legs"] == [first.id, second.id]
    assert journey["stops"] == [MOSCOW.id, WONSAN.id, PYONGYANG.id]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_map_has_the_colours_of_the_page(look):
    """The scripts keep them too: a map is drawn before its styles may be there."""
    pairs = r"--([\w-]+): light-dark\((#\w+), (#\w+)\)"
    tokens = {
        name: dark if look == "dark" else light
        for name, light, dark in re.findall(pairs, web.read_assets("tokens.css"))
    }
    block = re.search(rf"{look}: {{(.*?)}}", web.read_assets("styles.js"), re.DOTALL)
    palette = dict(re.findall(r'"?([\w-]+)"?: "(#\w+)"', block.group(1)))
    same = {"paper": "card"}
    for name in ("ink", "paper", "accent", "water", "movement", "cooperation",
                 "conflict", "spread", "co-mention"):  # fmt: skip
        assert palette[name] == tokens[same.get(name, name)]
