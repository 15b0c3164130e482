"""Mentions counted to countries and provinces."""

from __future__ import annotations

import pytest
from atlases import atlas_from, join
from known_places import MOSCOW, NORTHEAST_ASIA, PYONGYANG, RUSSIA, WONSAN
from scripts_in_node import run

from geo.atlas import RegionLevel, region_of, regions
from geo.draw import drawing
from geo.labels import region_name, region_words

KNOWN = {
    "Moscow": MOSCOW,
    "Russia": RUSSIA,
    "Wonsan": WONSAN,
    "Pyongyang": PYONGYANG,
    "Northeast Asia": NORTHEAST_ASIA,
}
ATLAS = join(
    atlas_from(text, {name: KNOWN[name] for name in KNOWN if name in text})
    for text in ("Moscow, Russia. Moscow again.", "Wonsan, Moscow and Northeast Asia.")
)


@pytest.mark.parametrize(
    ("place", "country", "province"),
    [
        (MOSCOW, "RU", f"RU.{MOSCOW.admin1}"),
        (RUSSIA, "RU", ""),  # it lies in none of its provinces
        (NORTHEAST_ASIA, "", ""),
    ],
)
def test_a_place_counts_to_its_country_and_province(place, country, province):
    assert region_of(place, RegionLevel.COUNTRY) == country
    assert region_of(place, RegionLevel.PROVINCE) == province


def test_the_most_named_comes_first():
    found = regions(ATLAS, RegionLevel.COUNTRY)
    assert [(r.code, r.mentions, r.places, r.articles) for r in found] == [
        ("RU", 4, 2, 2),
        ("KP", 1, 1, 1),
    ]
    assert [region_name(r) for r in found] == ["Russia", "North Korea"]
    assert region_words(found[0]) == "4 mentions of 2 places in 2 articles"


def test_the_map_is_told_which_region_a_place_counts_to():
    places = drawing(ATLAS)["places"]
    of = {
        id_: places["regions"][n]
        for id_, n in zip(places["ids"], places["region"], strict=True)
    }
    assert of[RUSSIA.id] == "RU"
    assert of[MOSCOW.id] == f"RU.{MOSCOW.admin1}"
    assert of[NORTHEAST_ASIA.id] == ""
    assert places["outlines"]["RU"] == "RUS"


@pytest.mark.parametrize(
    ("counts", "ends"),
    [
        ([], []),
        ([1, 1], [1]),
        ([1, 2, 3], [1, 2, 3]),
        ([1, 9, 723], [4, 10, 50, 190, 723]),
    ],
)
def test_classes_grow_by_powers_and_end_with_the_most(counts, ends):
    stub = "dateline.bus = { on() {} };"
    assert (
        run(
            f"(counts) => {{ {stub} return dateline.classes(counts) }}",
            counts,
            "looks.js",
        )
        == ends
    )
