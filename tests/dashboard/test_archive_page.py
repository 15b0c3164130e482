"""An archive in the dashboard: listed, opened, asked, a page at a time, renamed, taken off."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import date

import pytest
from dashboard_app import data_of, drawn, hand_reader, open_menu, opened_app, page
from hand_fed import BERGEN, BLACK_SEA, OSLO, TALLINN, HandFed

import geo
import geo.corrections
from dashboard import cached, library, state
from dashboard.components import (
    archive_downloads,
    archive_panel,
    archive_sheet,
    articles,
)
from dashboard.components.collections import MENU
from geo.archive import Question, Shelf, build_archive
from geo.errors import InputError
from geo.model import Extent
from geo.settings import get_settings

read, app = pytest.fixture(hand_reader), pytest.fixture(opened_app)

NEWS = (
    ("Harbour Wire", "2024-01-03", "Ships sailed from Oslo to Tallinn on Monday."),
    ("Harbour Wire", "2024-01-10", "Snow fell in Oslo."),
    ("Lakeside Post", "2024-02-01", "A fair was held in Bergen."),
)


@dataclass(frozen=True, eq=False)
class World(HandFed):
    version: str = "hand-fed"
    __hash__ = object.__hash__  # what is worked out with it is kept


WORLD = World(
    {"Oslo": [OSLO], "Bergen": [BERGEN], "Tallinn": [TALLINN], "Black Sea": [BLACK_SEA]}
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Give the folder of an archive, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "news.jsonl"
    records = ({"source": s, "date": d, "text": t} for s, d, t in NEWS)
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    build_archive(folder / "news", [source], geo.Tools(WORLD))
    return folder / "news"


@pytest.fixture
def listed(read, built, tmp_path):
    """Give an archive that the dashboard lists."""
    shutil.copytree(built, tmp_path / "news")
    get_settings.cache_clear()
    return Shelf().add(tmp_path / "news")


@pytest.fixture
def opened(app, listed):
    """Give the app with the archive open, as its menu opens it."""
    menu(app).button(key=f"archive-{listed.id}").click().run()
    assert not app.exception
    return app


def add(listed, folder, *records):
    """Add articles to an archive."""
    source = folder / "more.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    build_archive(listed.address, [source], geo.Tools(WORLD))


def ask(at, **question):
    """Ask what the map asks: a press on it cannot be made here."""
    now = at.session_state["open"]
    new = replace(now.asked, question=replace(now.asked.question, **question))
    at.session_state["open"] = replace(now, asked=new)
    return at.run()


def menu(at):
    return open_menu(at, MENU).run()


def asked(fields, name):
    return next(f for f in fields if f.key.startswith(f"archive-asked-{name}-"))


def reading(at, on=True):
    """Read the articles that answer, or count all of them again."""
    shown = next(c for c in at.segmented_control if c.key.startswith("archive-shown-"))
    return shown.set_value("Articles" if on else "Overview").run()


def panel(at, what):
    return at.segmented_control(key="archive-panel-shows").set_value(what).run()


def titles(at):
    return [a.text for a in at.session_state["open"].articles]


def said(at):
    return "\n".join(m.value for m in at.markdown)


def html(at):
    return "\n".join(element.proto.body for element in at.get("html"))


def told(at, name):
    """Return what the map was told last."""
    sent = [
        json.loads(element.proto.json)
        for element in at.get("bidi_component")
        if element.proto.component_name == "dateline_send_event"
    ]
    (found,) = [one["detail"] for one in sent if one["name"] == name]
    return found


def counted(at):
    shown = told(at, "counted")["show"]
    return {p["name"]: p["n"] for p in shown["places"].values()}


def test_an_archive_is_opened_from_the_menu(opened):
    assert "**news**: 3 articles" in said(opened)
    assert titles(opened) == []  # no page loads the archive
    assert asked(opened.selectbox, "country").options == [
        "Norway · 3 articles",
        "Estonia · 1 article",
    ]
    assert asked(opened.selectbox, "source").options == [
        "Harbour Wire · 2 articles", "Lakeside Post · 1 article",
    ]  # fmt: skip
    reading(opened)
    assert titles(opened) == [words for _, _, words in reversed(NEWS)]
    assert OSLO.id in drawn(opened)


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


def played(at):
    """Return what the line of time plays: at each step places, and how often each."""
    line = data_of(at, "dateline_timeline")
    return {
        step["label"]: {
            line["places"][at["places"][i]]: at["places"][i + 1]
            for i in range(0, len(at["places"]), 2)
        }
        for step, at in zip(line["steps"], line["at"], strict=True)
        if at["places"]
    }


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


def test_it_is_asked_by_its_fields(opened):
    reading(opened)
    asked(opened.text_input, "place").set_value("Norway").run()
    assert "No place of the archive is called 'Norway'" in page(opened)
    asked(opened.text_input, "place").set_value("Oslo").run()
    assert titles(opened) == [NEWS[1][2], NEWS[0][2]]
    asked(opened.text_input, "words").set_value("ships sailed").run()
    assert "**news**: 1 article" in said(opened)
    asked(opened.selectbox, "source").set_value("Harbour Wire").run()
    assert titles(opened) == [NEWS[0][2]]
    asked(opened.text_input, "words").set_value("nothing of the kind").run()
    assert "no article answers this" in said(opened)
    assert not opened.exception
    opened.button(key="archive-all").click().run()
    assert len(titles(opened)) == 3
    assert asked(opened.text_input, "words").value == ""


def test_everything_can_be_asked_once_something_was(opened):
    assert opened.button(key="archive-all").disabled
    asked(opened.text_input, "words").set_value("  ships sailed ").run()
    assert opened.session_state["open"].asked.question == Question(words="ships sailed")
    assert not opened.button(key="archive-all").disabled


def test_where_nothing_answers_nothing_is_offered(opened):
    asked(opened.text_input, "words").set_value("nothing of the kind").run()
    assert archive_panel.NOTHING in [c.value for c in opened.caption]
    assert "archive-panel-shows" not in [c.key for c in opened.segmented_control]


def rows(at):
    return [b.label for b in at.button if str(b.key).startswith("dossier-")]


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


def buttons(at, *keys):
    return [key for key in keys if key in {b.key for b in at.button}]


def test_passages_are_turned_over_one_page_at_a_time(opened, monkeypatch):
    monkeypatch.setattr(archive_panel, "_PAGE", 1)
    turn = ("passages-newer", "passages-older")
    panel(opened, "Passages")
    seen = []
    for key in ("passages-older", "passages-older", "passages-newer", ""):
        seen.append(
            (html(opened).split(" · Harbour")[0][-10:-5], buttons(opened, *turn))
        )
        if key:
            opened.button(key=key).click().run()
    newest, middle, oldest, back = seen
    assert (newest[1], middle[1], oldest[1]) == ([turn[1]], [*turn], [turn[0]])
    assert back == middle
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


def test_a_pair_is_asked_for(opened):
    asked(opened.text_input, "place").set_value("Oslo").run()
    asked(opened.text_input, "other").set_value("Tallinn").run()
    reading(opened)
    assert titles(opened) == [NEWS[0][2]]


def ask_everything(at):
    """Ask anew, as a page has another length now."""
    asked(at.text_input, "words").set_value("in").run()
    at.button(key="archive-all").click().run()


def test_it_is_read_a_page_at_a_time(opened, monkeypatch):
    monkeypatch.setattr(library, "PAGE", 2)
    reading(opened)
    ask_everything(opened)
    assert "articles 1 to 2 of 3, the newest first" in said(opened)
    opened.button(key="archive-older").click().run()
    assert titles(opened) == [NEWS[0][2]]
    assert "articles 3 to 3 of 3" in said(opened)
    opened.button(key="archive-newer").click().run()
    assert len(titles(opened)) == 2


def test_articles_are_turned_over_one_page_at_a_time(opened, monkeypatch):
    monkeypatch.setattr(library, "PAGE", 1)
    reading(opened)
    ask_everything(opened)
    turn = ("archive-newer", "archive-older")
    seen = []
    for key in ("archive-older", "archive-older", "archive-newer", ""):
        seen.append((titles(opened), buttons(opened, *turn)))
        if key:
            opened.button(key=key).click().run()
    newest_first = [[words] for _, _, words in reversed(NEWS)]
    assert seen == [
        (newest_first[0], [turn[1]]),
        (newest_first[1], [*turn]),
        (newest_first[2], [turn[0]]),
        (newest_first[1], [*turn]),
    ]


def test_it_is_opened_again_with_the_page(opened, read):
    read.cookies = data_of(opened, "dateline_remember")
    at = opened_app(read).run()
    assert "**news**: 3 articles" in said(at)


def on_the_map(at):
    return {p.id for p in (OSLO, BERGEN, TALLINN) if p.id in drawn(at)}


def test_a_correction_is_shown_at_once_and_then_counted(opened, monkeypatch):
    monkeypatch.setattr(cached, "gazetteer", lambda: WORLD)
    words = geo.corrections.TextSpan("Oslo", 13, 17)
    reading(opened)
    article = next(a for a in opened.session_state["open"].articles if "Snow" in a.text)
    everywhere = geo.corrections.make_correction(
        geo.corrections.MeansPlace(BERGEN), words, article, geo.corrections.Scope.ALWAYS
    )
    preview = cached.archive_preview(str(Shelf().list()[0].address), everywhere)
    assert str(preview) == "changes 2 mentions and 1 link in 2 articles"
    cached.corrections().add(everywhere)
    oslo, bergen = (
        "Oslo · 2 mentions in 2 articles",
        "Bergen · 3 mentions in 3 articles",
    )
    for change, before, after, shown in (
        (None, oslo, bergen, {BERGEN.id, TALLINN.id}),
        (cached.corrections().undo, bergen, oslo, {OSLO.id, BERGEN.id, TALLINN.id}),
    ):  # fmt: skip
        if change:
            change(everywhere.id)
        reading(opened)
        assert on_the_map(opened) == shown
        reading(opened, on=False)
        assert before in rows(opened)
        opened.button(key="archive-correct").click().run()
        assert not opened.exception
        assert after in rows(opened)
        snow = played(opened)["10 Jan 2024"]
        assert snow == {(BERGEN if after is bergen else OSLO).id: 1}
        reading(opened)
        assert on_the_map(opened) == shown
        assert "archive-correct" not in [b.key for b in opened.button]


def test_it_is_renamed_and_taken_off(opened, listed, tmp_path):
    menu(opened).text_input(key=f"archive-name-{listed.id}").set_value(
        " The  news "
    ).run()
    assert [one.name for one in Shelf().list()] == ["The news"]
    assert "**The news**: 3 articles" in said(opened)
    menu(opened).button(key="archive-off").click().run()
    assert not opened.exception
    assert Shelf().list() == ()
    assert (tmp_path / "news" / "archive.json").exists()
    assert opened.session_state["open"].sample


def test_it_is_deleted_once_that_is_sure(opened, tmp_path):
    (tmp_path / "news" / "notes.txt").write_text("mine")
    menu(opened).button(key="delete").click().run()
    (question,) = menu(opened).warning
    assert "with all its files" in question.value
    opened.button(key="delete-not").click().run()
    assert len(Shelf().list()) == 1
    menu(opened).button(key="delete").click().run()
    menu(opened).button(key="delete-sure").click().run()
    assert not opened.exception
    assert Shelf().list() == ()
    assert [p.name for p in (tmp_path / "news").rglob("*")] == ["notes.txt"]
    assert opened.session_state["open"].sample


def test_one_that_is_gone_is_said(app, listed, tmp_path):
    (tmp_path / "news").rename(tmp_path / "moved")
    menu(app).button(key=f"archive-{listed.id}").click().run()
    assert "is no archive" in page(app)


def test_a_record_that_is_damaged_costs_itself(listed):
    (get_settings().data_dir / "archives" / "broken.json").write_text("{", "utf-8")
    assert Shelf().list() == (listed,)
    assert Shelf().add(listed.address) == listed
    with pytest.raises(InputError, match="needs a name"):
        Shelf().rename(listed, "  ")
