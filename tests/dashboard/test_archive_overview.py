"""All that answers in an archive: its map of counts, its line of time, and the panel beside."""

from __future__ import annotations

from datetime import date

import archive_app
import pytest
from archive_app import (
    NEWS,
    add,
    ask,
    asked,
    buttons,
    counted,
    html,
    menu,
    panel,
    played,
    reading,
    rows,
    said,
    titles,
    told,
)
from dashboard_app import data_of, hand_reader, opened_app, page
from hand_fed import BERGEN, OSLO, TALLINN

from dashboard import state
from dashboard.components import (
    archive_downloads,
    archive_panel,
    archive_sheet,
    articles,
)
from geo.archive import Question
from geo.model import Extent

read, app = pytest.fixture(hand_reader), pytest.fixture(opened_app)
built = pytest.fixture(archive_app.built, scope="module")
listed, opened = pytest.fixture(archive_app.listed), pytest.fixture(archive_app.opened)


def test_all_that_answer_is_on_the_map_by_place_country_and_province(opened):
    assert counted(opened) == {"Oslo": 2, "Bergen": 1, "Tallinn": 1}
    shown = told(opened, "counted")["show"]
    assert shown["counted"]["countries"] == {"NO": 3, "EE": 1}
    assert shown["regions"]["NO"] == {
        "name": "Norway",
        "words": "3 mentions in 3 articles",
    }
    assert set(told(opened, "counted")["drawing"]["places"]["outlines"]) == {"NO", "EE"}


def test_the_look_that_was_chosen_is_that_of_overview_and_articles(opened):
    assert told(opened, "look")["look"] == ""  # each as it begins
    opened.session_state["look"] = state.Look("heat", 1)
    opened.run()
    assert told(opened, "look")["look"] == "heat"
    assert told(reading(opened), "look")["look"] == "heat"
    assert told(reading(opened, on=False), "look")["look"] == "heat"


def test_it_plays_what_was_named_when(opened):
    line = data_of(opened, "dateline_timeline")
    assert sum(step["articles"] for step in line["steps"]) == 3
    assert played(opened) == {
        "3 Jan 2024": {OSLO.id: 1, TALLINN.id: 1},
        "10 Jan 2024": {OSLO.id: 1},
        "1 Feb 2024": {BERGEN.id: 1},
    }


def test_it_plays_when_a_pair_was_linked(app, listed, tmp_path):
    more = "Trains ran from Tallinn to Oslo. Ships sailed from Bergen to Oslo."
    add(listed, tmp_path, {"date": "2024-01-05", "text": more})
    menu(app).button(key=f"archive-{listed.id}").click().run()
    asked(app.text_input, "place").set_value("Oslo").run()
    asked(app.text_input, "other").set_value("Tallinn").run()
    assert not app.exception
    assert played(app) == {
        "3 Jan 2024": {OSLO.id: 1, TALLINN.id: 1},
        "5 Jan 2024": {OSLO.id: 1, TALLINN.id: 1},  # and nothing of Bergen
    }


def test_a_range_of_days_leaves_the_line_of_time_as_it_is(opened):
    before = data_of(opened, "dateline_timeline")
    ask(opened, since=date(2024, 1, 4), until=date(2024, 1, 31))
    after = data_of(opened, "dateline_timeline")
    assert counted(opened) == {"Oslo": 1}
    assert (after["since"], after["until"]) == ("2024-01-04", "2024-01-31")
    assert after | {"since": "", "until": ""} == before


def test_what_is_seen_of_the_world_stays_while_it_is_about_the_same(opened):
    def about():
        return told(opened, "counted")["about"]

    everything = about()
    ask(opened, since=date(2024, 1, 4))
    assert about() == everything
    ask(opened, place=OSLO.id)
    assert about() not in (everything, "")
    ask(opened, box=Extent(59, 9, 61, 12))
    assert about() == ""  # of a part of the map nothing moves


def test_what_lies_in_no_country_and_what_has_no_day_is_counted(app, listed, tmp_path):
    add(listed, tmp_path, {"text": "Two ships sank in the Black Sea. Oslo helped."})
    menu(app).button(key=f"archive-{listed.id}").click().run()
    assert not app.exception
    countries = told(app, "counted")["show"]["counted"]["countries"]
    assert countries == {"NO": 4, "EE": 1, "": 1}
    line = data_of(app, "dateline_timeline")
    assert (line["undated"], sum(step["articles"] for step in line["steps"])) == (1, 3)
    assert sum(sum(step.values()) for step in played(app).values()) == 4


def test_of_links_countries_are_counted_by_their_ends(app, listed, tmp_path):
    again = "Trains ran from Tallinn to Oslo on Friday."
    add(listed, tmp_path, {"date": "2024-01-05", "text": again})
    menu(app).button(key=f"archive-{listed.id}").click().run()
    ask(app, place=OSLO.id, other=TALLINN.id)
    assert told(app, "counted")["show"]["counted"]["countries"] == {"NO": 2, "EE": 2}
    # The field offers countries one by one all the same.
    assert asked(app.selectbox, "country").options == ["Norway · 3 articles"]


NORWAY, EVERYTHING = Question(country="NO"), Question()
PRESSED = [
    # before, what, what came with it, then
    (EVERYTHING, "place", {"id": OSLO.id}, Question(place=OSLO.id)),
    (EVERYTHING, "keep", {"facet": "countries", "id": "NO"}, NORWAY),
    (EVERYTHING, "keep", {"facet": "provinces", "id": "NO.12"}, Question(country="NO/12")),
    (NORWAY, "keep", {"facet": "countries", "id": "NO"}, EVERYTHING),
    (NORWAY, "area", {"south": 59, "west": 9, "north": 61, "east": 12},
     Question(country="NO", box=Extent(59, 9, 61, 12))),
    (NORWAY, "area", {"south": "nan"}, NORWAY),  # as a browser says it that knows no edges
]  # fmt: skip


@pytest.mark.parametrize(("before", "what", "sent", "then"), PRESSED)
def test_what_is_pressed_on_the_map_is_asked(before, what, sent, then):
    assert archive_sheet.asked_of_map(before, what, sent) == then


def test_where_nothing_answers_nothing_is_offered(opened):
    asked(opened.text_input, "words").set_value("nothing of the kind").run()
    assert archive_panel.NOTHING in [c.value for c in opened.caption]
    assert "archive-panel-shows" not in [c.key for c in opened.segmented_control]


def test_a_dossier_leads_from_a_place_to_a_pair(opened):
    assert "Oslo · 2 mentions in 2 articles" in rows(opened)  # as the map counts
    assert "Norway · 3 mentions in 3 articles" in rows(opened)
    opened.button(key=f"dossier-place-Oslo ({OSLO.id})").click().run()
    assert counted(opened) == {"Oslo": 2}
    assert rows(opened) == [
        "Tallinn · 1 article", "Tallinn · 1 article", "Harbour Wire · 2 articles",
    ]  # fmt: skip
    assert "Oslo in 2 articles" in html(opened)
    opened.button(key=f"dossier-linked-Tallinn ({TALLINN.id})").click().run()
    assert "Oslo and Tallinn in 1 article" in html(opened)
    assert counted(opened) == {"Oslo": 1, "Tallinn": 1}  # of the link, not of all
    assert told(opened, "counted")["show"]["counted"]["countries"] == {"NO": 1, "EE": 1}
    assert "Movement · 1 article" in said(opened)
    panel(opened, "Passages")
    assert "Ships <mark>sailed</mark> from Oslo to Tallinn" in html(opened)
    assert not opened.exception


def test_passages_are_turned_over_and_lead_to_their_article(opened, monkeypatch):
    monkeypatch.setattr(archive_panel, "_PAGE", 2)
    panel(opened, "Passages")
    assert html(opened).count('class="dl-quote"') == 2
    opened.button(key="passages-older").click().run()
    assert "3 Jan 2024 · Harbour Wire" in html(opened)
    opened.button(key="read-2").click().run()
    assert titles(opened) == [NEWS[0][2]]
    assert "one article of 3 articles" in said(opened)
    opened.session_state["tables-tab"] = "Articles"
    assert articles.NOT_YOURS in page(opened.run())  # its title cannot be changed
    reading(opened, on=False)
    assert titles(opened) == []


def test_passages_are_turned_over_one_page_at_a_time(opened, monkeypatch):
    monkeypatch.setattr(archive_panel, "_PAGE", 1)
    turn = newer, older = "passages-newer", "passages-older"
    panel(opened, "Passages")
    for day, ways, then in (
        ("1 Feb 2024", [older], older),
        ("10 Jan 2024", [newer, older], older),
        ("3 Jan 2024", [newer], newer),
        ("10 Jan 2024", [newer, older], newer),
    ):
        assert f">{day} · " in html(opened)
        assert buttons(opened, *turn) == ways
        opened.button(key=then).click().run()
    ask(opened, place=OSLO.id)  # another question begins with the newest
    assert buttons(opened, *turn) == [turn[1]]
    assert "10 Jan 2024" in html(opened)


def test_two_newspapers_are_compared(opened):
    panel(opened, "Compare")
    assert told(opened, "compare") == {}
    asked(opened.selectbox, "source").set_value("Harbour Wire").run()
    panel(opened, "Compare")
    opened.selectbox(key="archive-other-source").set_value("Lakeside Post").run()
    compared = told(opened, "compare")
    assert compared == {
        "a": "Harbour Wire",
        "b": "Lakeside Post",
        "sides": {OSLO.id: "a", TALLINN.id: "a", BERGEN.id: "b"},
    }
    assert counted(opened) == {"Oslo": 2, "Bergen": 1, "Tallinn": 1}
    assert "Harbour Wire: 2 articles" in html(opened)
    assert "100.0% <span>2 articles</span>" in html(opened)
    panel(opened, "Counts")
    assert told(opened, "compare") == {}


def test_every_file_is_made_of_all_that_answer(opened):
    """Each as its button makes it; what they are is for the readers of tests/export."""
    one = opened.session_state["open"].asked
    question = Question(country="NO")
    address = one.archive.address
    for offer in archive_downloads.COUNTS:
        assert archive_downloads.counts_file(address, question, offer)
    for offer in archive_downloads.ROWS:
        assert archive_downloads.articles_file(address, question, offer)
    made = archive_downloads.counts_file(address, question, archive_downloads.COUNTS[0])
    assert [line.split(",")[1] for line in made.splitlines()[1:]] == [
        '"Oslo"',
        '"Bergen"',
    ]
    labels = [b.label for b in opened.get("download_button")]
    assert len(labels) == len(archive_downloads.COUNTS + archive_downloads.ROWS)
