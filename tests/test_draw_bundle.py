"""Very many links: columns that say what their features would have said."""

from __future__ import annotations

import pytest
from big_atlas import big_atlas

from geo.draw import drawing, features as as_features
from geo.draw.bundle import MOST_LINES, bundle
from geo.itinerary import itineraries

COLUMNS = ("ids", "from", "to", "bow", "n", "kind", "status", "directed")


@pytest.fixture(scope="module")
def many():
    return big_atlas(articles=20, places=300, links=MOST_LINES + 300)


def test_a_few_links_are_features():
    few = big_atlas(articles=20, places=300, links=MOST_LINES)
    drawn = drawing(few)
    assert drawn.bundle is None
    assert len(drawn.links) == MOST_LINES


def test_of_a_bundle_every_link_is_there_once(many):
    drawn = drawing(many)
    assert drawn.links == []
    assert drawn.bundle["ids"] == [link.id for link in many.links]
    assert {len(drawn.bundle[column]) for column in COLUMNS} == {len(many.links)}
    assert drawn.on_canvas


def test_its_columns_say_what_features_say():
    few = big_atlas(articles=20, places=300, links=MOST_LINES)
    columns = bundle(few.links, -180.0)
    for i, feature in enumerate(as_features(few)[1]):
        said = feature["properties"]
        assert said["id"] == columns["ids"][i]
        assert said["n"] == columns["n"][i]
        assert said["kind"] == columns["kinds"][columns["kind"][i]]
        assert said["status"] == columns["statuses"][columns["status"][i]]
        assert said["directed"] == bool(columns["directed"][i])
        ends = columns["from"][i], columns["to"][i]
        assert said["ends"] == [columns["ends"][end] for end in ends]


def test_journeys_are_told_beside_it(many):
    drawn = drawing(many)
    known = set(drawn.bundle["ids"])
    assert len(drawn.journeys) == len(itineraries(many))
    for journey in drawn.journeys.values():
        assert set(journey["legs"]) <= known
