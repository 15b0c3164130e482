"""What several articles state alike is one thing, with the passages of all of them."""

from __future__ import annotations

import csv
import io
import json
import pickle
from dataclasses import replace
from datetime import date

import pytest
from atlases import Tie, atlas_from, join
from known_places import MOSCOW, PYONGYANG, WONSAN

import geo
import geo.corrections
import geo.labels
from geo.atlas import bundles_at, facets, select
from geo.draw import drawing
from geo.itinerary import itineraries
from geo.model import Atlas, LinkKind
from geo.view import article_lines, panel_view, reader_view, timeline_view

PLACES = {"Moscow": MOSCOW, "Wonsan": WONSAN}
FLEW = Tie("Moscow", "Wonsan", actor="Ivanova", predicate="flew")
COUNTS = pytest.mark.parametrize("count", [1, 2, 5])


def said_by(count: int) -> Atlas:
    """Articles that state one link, each in words of its own."""
    return join(
        atlas_from(
            f"Ivanova flew from Moscow to Wonsan. Rain fell {n} times.",
            PLACES,
            [FLEW],
            title=f"Paper {n}",
        )
        for n in range(count)
    )


@COUNTS
def test_it_is_one_link_with_all_passages(count):
    atlas = said_by(count)
    (link,) = atlas.links
    assert [e.passage.article_id for e in link.evidence] == [
        article.id for article in atlas.articles
    ]
    assert geo.labels.describe(atlas).endswith("1 link")
    assert [b.links for b in bundles_at(atlas, MOSCOW.id)] == [(link,)]
    assert facets(atlas).link_kinds == ((LinkKind.MOVEMENT, 1),)


@COUNTS
def test_the_panel_and_the_overview_tell_it_once(count):
    atlas = said_by(count)
    (line,) = panel_view(atlas)["links"]
    ((link,),) = (b["links"] for b in panel_view(atlas, "link", line["id"])["bundles"])
    assert link["said"] == len(link["passages"]) == count
    assert {p["article"] for p in link["passages"]} == set(range(count))


@COUNTS
def test_the_text_marks_it_in_every_article(count):
    atlas = said_by(count)
    (marked,) = reader_view(atlas, atlas)["evidence"].values()
    assert [passage["article"] for passage in marked] == list(range(count))
    assert [line.links for line in article_lines(atlas)] == [1] * count


@COUNTS
def test_the_map_draws_one_line(count):
    atlas = said_by(count)
    drawn = drawing(atlas)["links"]
    assert drawn["ns"] == [count]
    (shown,) = reader_view(atlas, atlas)["show"]["links"]
    assert [shown[0]] == drawn["ids"]


@COUNTS
def test_files_have_it_once(count):
    atlas = said_by(count)
    found = json.loads(geo.to_geojson(atlas))["features"]
    ids = [f["properties"]["id"] for f in found]
    assert len(ids) == len(set(ids)) == 3
    (link,) = (f for f in found if f["properties"]["type"] == "link")
    assert len(link["properties"]["passages"]) == count
    table = geo.export_atlas(atlas, "csv", table="links")
    assert len(list(csv.DictReader(io.StringIO(table)))) == 1


@COUNTS
def test_filters_leave_the_passages_of_the_articles_that_stay(count):
    atlas = said_by(count)
    last = atlas.articles[-1].id
    (link,) = select(atlas, geo.Filters(article_ids=frozenset({last}))).links
    assert [e.passage.article_id for e in link.evidence] == [last]
    assert select(atlas, geo.Filters(link_kinds=frozenset())).links == ()
    nothing = select(atlas, geo.Filters(countries=frozenset({"FJ"})))
    assert reader_view(atlas, nothing)["show"]["links"] == []


def test_a_correction_in_one_article_leaves_what_the_others_say():
    atlas = said_by(3)
    second = atlas.articles[1]
    (link,) = atlas.links
    said = link.evidence[1]
    words = (said.origin, said.destination)
    origin, destination = (
        geo.corrections.TextSpan(m.text, m.passage.start, m.passage.end) for m in words
    )
    passage = geo.corrections.TextSpan("", said.passage.start, said.passage.end)
    removed = geo.make_correction(
        geo.corrections.RemoveLink(origin, destination, LinkKind.MOVEMENT),
        passage,
        second,
    )
    (left,) = geo.apply_corrections(atlas, [removed]).links
    assert [e.passage.article_id for e in left.evidence] == [
        atlas.articles[0].id,
        atlas.articles[2].id,
    ]


def test_articles_about_other_days_tell_it_in_the_timeline_of_each():
    first, second = said_by(2).readings
    atlas = Atlas(
        (
            replace(first, article=replace(first.article, published=date(2026, 1, 1))),
            replace(
                second, article=replace(second.article, published=date(2026, 1, 2))
            ),
        )
    )
    view = timeline_view(atlas, atlas)
    assert len(view["links"]) == 1
    assert [step["links"] for step in view["at"]] == [[0], [0]]


@COUNTS
def test_a_journey_told_alike_is_one(count):
    places = {**PLACES, "Pyongyang": PYONGYANG}
    ties = [FLEW, Tie("Wonsan", "Pyongyang", actor="Ivanova", predicate="went")]
    atlas = join(
        atlas_from(
            "Ivanova flew from Moscow to Wonsan. "
            f"Ivanova went from Wonsan to Pyongyang. Day {n}.",
            places,
            ties,
        )
        for n in range(count)
    )
    (journey,) = itineraries(atlas)
    assert [len(leg.evidence) for leg in journey.legs] == [count, count]
    (line,) = panel_view(atlas)["journeys"]
    assert panel_view(atlas, "journey", line["id"])["type"] == "journey"
    assert list(drawing(atlas)["journeys"]) == [line["id"]]


def test_journeys_that_begin_alike_are_told_apart():
    places = {**PLACES, "Pyongyang": PYONGYANG}
    one = atlas_from(
        "Ivanova flew from Moscow to Wonsan. Ivanova went from Wonsan to Pyongyang.",
        places,
        [FLEW, Tie("Wonsan", "Pyongyang", actor="Ivanova")],
    )
    other = atlas_from(
        "Ivanova flew from Moscow to Wonsan. Ivanova went from Wonsan to Moscow.",
        PLACES,
        [FLEW, Tie("Wonsan", "Moscow", actor="Ivanova")],
    )
    both = join([one, other])
    journeys = itineraries(both)
    assert len({journey.id for journey in journeys}) == 2
    assert [len(j["legs"]) for j in drawing(both)["journeys"].values()] == [2, 2]
    for journey in journeys:
        view = panel_view(both, "journey", journey.id)
        assert [leg["to"]["id"] for leg in view["legs"]] == [
            leg.destination.id for leg in journey.legs
        ]


# --- the same article given twice ----------------------------------------------------


def test_an_article_counts_once(gazetteer):
    article = geo.read_text("Lavrov flew from Moscow to Wonsan.", title="One")
    again = geo.read_text("Lavrov flew from Moscow to Wonsan.", title="Two")
    atlas = geo.build_atlas([article, article, again], gazetteer)
    assert [a.title for a in atlas.articles] == ["One"]
    assert len(atlas.resolutions) == 2
    assert [len(link.evidence) for link in atlas.links] == [1]
    assert Atlas((*atlas.readings, *atlas.readings)) == atlas


def test_a_copy_is_the_atlas_without_what_was_worked_out():
    atlas = said_by(2)
    panel_view(atlas)
    assert atlas.answers
    back = pickle.loads(pickle.dumps(atlas))
    assert back == atlas
    assert not back.answers
