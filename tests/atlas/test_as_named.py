"""Places are called as the articles call them; the gazetteer's name stays beside."""

from __future__ import annotations

import csv
import io

import pytest

import geo


def named(gazetteer, *texts: str) -> dict[str, str]:
    """Give what each place is called, by its name in the gazetteer."""
    articles = [geo.read_text(text) for text in texts]
    atlas = geo.as_named(geo.build_atlas(articles, gazetteer))
    return {place.listed_as: place.name for place in atlas.places}


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["It rained in Rangoon."], {"Yangon": "Rangoon"}),
        (["RANGOON, Myanmar (AP) - It rained."], {"Yangon": "Rangoon"}),
        (
            ["PORT-AU-PRINCE, Haiti (AP) - It rained."],
            {"Port-au-Prince": "Port-au-Prince"},
        ),
        (["The Russian envoy flew to Oslo."], {"Russia": "Russia"}),
        (["The U.S. envoy flew to Oslo."], {"United States": "United States"}),
        (["Britain wept. He left Britain."], {"United Kingdom": "Britain"}),
        (
            ["It rained in Burma.", "It rained in Myanmar.", "It rained in Burma."],
            {"Myanmar": "Myanmar"},
        ),
        (
            ["Rangoon is wet. Rangoon waits, and Yangon sleeps."],
            {"Yangon": "Rangoon"},
        ),
        (
            ["In the Kharkiv region, a bridge fell. Kharkiv is a city."],
            {"Kharkivs’ka Oblast’": "Kharkiv region", "Kharkiv": "Kharkiv"},
        ),
    ],
)
def test_what_places_are_called(texts, names, gazetteer):
    assert names.items() <= named(gazetteer, *texts).items()


def test_a_place_that_is_named_keeps_the_gazetteers_name(gazetteer):
    texts = ("It rained in Rangoon.", "The Rangoon man left. Yangon waits.")
    articles = [geo.read_text(text) for text in texts]
    atlas = geo.as_named(geo.build_atlas(articles, gazetteer))
    again = geo.as_named(atlas).places[0]
    assert (again.name, again.listed_as) == ("Rangoon", "Yangon")


def test_links_focus_and_files_say_the_same_name(gazetteer):
    text = "Lavrov flew from Moscow to Rangoon on Monday. It rained in Rangoon."
    atlas = geo.build_atlas([geo.read_text(text)], gazetteer)
    told = geo.as_named(atlas)
    assert [geo.link_name(link) for link in told.links] == ["Moscow → Rangoon"]
    assert "Rangoon" in {focus.place.name for focus in told.focus}
    rows = csv.DictReader(io.StringIO(geo.export_atlas(atlas, "csv", table="places")))
    assert {(row["place"], row["gazetteer_name"]) for row in rows} == {
        ("Moscow", "Moscow"),
        ("Rangoon", "Yangon"),
    }
