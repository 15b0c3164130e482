"""Names whose namesakes are neighbours, and lists that share a type word."""

from __future__ import annotations

from math import cos, radians

import pytest
from hand_fed import HandFed, named, place, province, town
from resolving import answer, answers_of, mentions

from geo.articles import read_text
from geo.mentions.lexicon import distribute_type_words
from geo.model import Match
from geo.resolve.context import BESIDE_KM, find_companions
from geo.resolve.name_groups import group_names

PARIS_FR = town("Paris", "FR/11", 2_100_000, lat=48.85, lon=2.35)
PARIS_TN = town("Paris", "US/TN", 10_000, lat=36.30, lon=-88.33)
PARIS_TX = town("Paris", "US/TX", 25_000, lat=33.66, lon=-95.56)
HENRY_TN = place("Henry County", "US/TN", "ADM2", 32_000, lat=36.33, lon=-88.30)
HENRY_GA = place("Henry County", "US/GA", "ADM2", 240_000, lat=33.45, lon=-84.15)
TENNESSEE = province("Tennessee", "US/TN", 7_000_000, lat=36.30, lon=-88.30)
BUCHANAN = town("Buchanan", "US/TN", 900, lat=36.43, lon=-88.18)

WORLD = HandFed(
    {
        "Paris": [PARIS_FR, PARIS_TX, PARIS_TN],
        "Henry County": [HENRY_GA, HENRY_TN],
        "Tennessee": [TENNESSEE],
        "Buchanan": [BUCHANAN],
        "Parisian": [named(PARIS_TN, Match.DEMONYM)],
    }
)


def beside(text: str, *names: str) -> list[dict[str, tuple[str, ...]]]:
    return find_companions(group_names(text, answers_of(text, names, WORLD)))


def test_only_in_tennessee_do_they_lie_side_by_side():
    text = "Henry County. Paris."
    county, paris = beside(text, "Henry County", "Paris")
    assert paris == {PARIS_TN.id: ("Henry County",)}
    assert county == {HENRY_TN.id: ("Paris",)}
    got = answer(text, "Henry County", "Paris", world=WORLD)
    assert [r.place for r in got] == [HENRY_TN, PARIS_TN]
    (why,) = (r.note for r in got[1].reasons if r.rule == "companions")
    assert why == "near this Paris there is also a Henry County"


def test_without_the_county_it_is_the_capital():
    (paris,) = answer("Paris.", "Paris", world=WORLD)
    assert paris.place == PARIS_FR


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        # Each name once, in the order of the text.
        (
            "Buchanan. Paris. Buchanan. Henry County.",
            ["Buchanan", "Paris", "Buchanan", "Henry County"],
            ("Buchanan", "Henry County"),
        ),
        # No point stands for a state, and a people lies nowhere.
        ("Tennessee. Paris.", ["Tennessee", "Paris"], ()),
        ("Parisian. Paris.", ["Parisian", "Paris"], ()),
        # The same words said twice are no company.
        ("Paris, Tennessee. Paris.", ["Paris", "Tennessee", "Paris"], ()),
    ],
)
def test_what_counts_as_company(text, names, found):
    by_place = beside(text, *names)[names.index("Paris")]
    assert by_place.get(PARIS_TN.id, ()) == found


@pytest.mark.parametrize(
    ("km", "near"), [(0, True), (BESIDE_KM - 2, True), (BESIDE_KM + 2, False)]
)
@pytest.mark.parametrize("lat", [0.0, 36.3, 59.9])
def test_how_near_is_beside(km, near, lat):
    """North or east, and across the lines of the cells that are looked through."""
    here = town("Here", "NO/1", 900, lat=lat, lon=10.01)
    for there in (
        town("There", "NO/1", 900, lat=lat - km / 111.2, lon=10.01),
        town("There", "NO/1", 900, lat=lat, lon=10.01 - _degrees(km, lat)),
    ):
        world = HandFed({"Here": [here], "There": [there]})
        text = "Here. There."
        groups = group_names(text, answers_of(text, ["Here", "There"], world))
        assert (here.id in find_companions(groups)[0]) is near


def _degrees(km: float, lat: float) -> float:
    return km / (111.2 * cos(radians(lat)))


# --- lists -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "hints"),
    [
        (
            "Oconee, Barrow and Clarke counties",
            ["Oconee", "Barrow", "Clarke"],
            ["counties", "counties", "counties"],
        ),
        ("Oconee, Barrow, and Clarke counties", ["Oconee", "Barrow", "Clarke"],
         ["counties", "counties", "counties"]),
        ("Oconee & Clarke counties", ["Oconee", "Clarke"], ["counties", "counties"]),
        ("Oconee or Clarke counties", ["Oconee", "Clarke"], ["counties", "counties"]),
        ("Oconee and Clarke County", ["Oconee", "Clarke"], ["", "county"]),
        ("Oconee near Clarke counties", ["Oconee", "Clarke"], ["", "counties"]),
        ("Oconee. Clarke counties", ["Oconee", "Clarke"], ["", "counties"]),
        ("Kursk and Belgorod regions", ["Kursk", "Belgorod"], ["regions", "regions"]),
        ("Oconee", ["Oconee"], [""]),
        ("", [], []),
    ],
)  # fmt: skip
def test_a_list_shares_the_plural_that_ends_it(text, names, hints):
    made = mentions(text, *names)
    if made:
        made[-1] = mentions(text, *names, hint=hints[-1])[-1]
    article = read_text(text) if text else read_text("x")
    assert [m.hint for m in distribute_type_words(article, made)] == hints


def test_a_name_with_a_type_of_its_own_keeps_it():
    text = "The city of Oconee, Clarke counties"
    (city,) = mentions(text, "Oconee", hint="city of")
    (clarke,) = mentions(text, "Clarke", hint="counties")
    assert [m.hint for m in distribute_type_words(read_text(text), (city, clarke))] == [
        "city of",
        "counties",
    ]
