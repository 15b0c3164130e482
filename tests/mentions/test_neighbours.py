"""What the map alone says for a name: a town of that name beside a clear place."""

from __future__ import annotations

import pytest

import geo
from geo.mentions.neighbours import BESIDE_KM, Towns, towns_beside

DEGREE_KM = 111.2  # of latitude


@pytest.mark.parametrize(
    ("km", "found"), [(BESIDE_KM - 2, {"elida": "Lima"}), (BESIDE_KM + 2, {})]
)
@pytest.mark.parametrize("lat", [-33.0, 0.0, 40.7, 60.0])
def test_a_town_is_beside_another_within_some_kilometres(km, lat, found):
    known = {"lima": Towns("Lima", ((lat, -84.1),))}
    names = {"elida": ((0.0, 9.0), (lat + km / DEGREE_KM, -84.1)), "cusco": ()}
    assert towns_beside(names, known) == found


def test_villages_named_beside_their_neighbour_are_believed(gazetteer):
    text = "The school board in Lima will meet with those of Elida and Cridersville."
    atlas = geo.build_atlas([geo.read_text(text)], gazetteer)
    found = {r.mention.text: r.place and r.place.admin1 for r in atlas.resolutions}
    assert found == {"Lima": "OH", "Elida": "OH", "Cridersville": "OH"}
