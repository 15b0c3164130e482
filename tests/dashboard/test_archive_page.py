"""An archive in the dashboard: listed, opened, asked, a page at a time, renamed, taken off."""

from __future__ import annotations

import archive_app
import pytest
from archive_app import (
    NEWS,
    WORLD,
    asked,
    buttons,
    menu,
    played,
    reading,
    rows,
    said,
    titles,
)
from dashboard_app import data_of, drawn, hand_reader, opened_app, page
from hand_fed import BERGEN, OSLO, TALLINN

import geo
import geo.corrections
from dashboard import cached, library
from geo.archive import Question, Shelf
from geo.errors import InputError
from geo.settings import get_settings

read, app = pytest.fixture(hand_reader), pytest.fixture(opened_app)
built = pytest.fixture(archive_app.built, scope="module")
listed, opened = pytest.fixture(archive_app.listed), pytest.fixture(archive_app.opened)


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
