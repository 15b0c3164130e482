"""The app without a browser: files of every kind, web addresses, what is said of them."""

from __future__ import annotations

from datetime import date

import made_files as made
import pytest
from dashboard_app import field, hand_reader, opened_app, page
from test_collections_page import kept, paste, texts, upload

import geo
import geo.articles
import geo.model
from dashboard import cached, session, state
from dashboard.components import articles, open_menu
from geo.model import Atlas, Reading
from geo.settings import get_settings

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)
TABLE = b"headline,body\nRain,Rain fell in Suva.\nSun,The sun shone in Moscow.\n"


def ask_for(at, address):
    at.text_input(key=field(at, open_menu.ADDRESS)).set_value(address)
    return at.button(key="read-address").click().run()


def report(at):
    """What is said of the files that were read."""
    return "\n".join(e.value for e in at.markdown).replace("\\", "")


@pytest.fixture
def pages(monkeypatch):
    """Stand in for the network: addresses and what they hold."""
    known = {"https://example.org/1": geo.articles.OpenReport("https://example.org/1", (geo.read_text("Rain in Suva."),))}  # fmt: skip
    asked = []

    def look(address):
        asked.append(address)
        return known.get(
            address, geo.articles.OpenReport(address, problem=f"{address}: no answer")
        )

    monkeypatch.setattr(geo, "read_url", look, raising=False)
    monkeypatch.setattr(
        geo, "read_articles", lambda given, *_: tuple(map(look, given)), raising=False
    )
    return asked


def test_many_kinds_at_once_and_a_broken_one(app):
    at = upload(app.run(), ("n.html", made.page().encode()), ("t.csv", TABLE), ("w.docx", b"PK"))  # fmt: skip
    at = at.button(key="read-tables").click().run()
    assert not at.exception
    assert "Rain fell in Suva." in "\n".join(texts(at))
    assert len(texts(at)) == 3
    assert "2 of 3 files opened" in at.error[0].value
    assert "w.docx" in at.error[0].value.replace("\\", "").lower()
    said = report(at)
    assert "t.csv: 2 articles; columns guessed" in said
    assert "n.html: 1 article" in said


def test_columns_are_shown_and_changed_before_a_table_is_read(app):
    before = texts(app.run())
    table = b"first,second\nIt rained in Suva all day.,It rained in Apia all day.\n"
    at = upload(app, ("t.csv", table))
    assert texts(at) == before  # not read yet
    (text,) = (box for box in at.selectbox if box.label == "Text")
    assert text.value == "first"
    assert "second: It rained in Apia all day." in text.options
    at = text.set_value("second").run()
    at = at.button(key="read-tables").click().run()
    assert texts(at) == ["It rained in Apia all day."]
    assert "columns: text from “second”" in report(at)
    assert not [box for box in at.selectbox if box.label == "Text"]


def test_a_table_without_a_column_of_texts_is_asked_about(app):
    at = upload(app.run(), ("t.csv", b"a,b\nSuva,Apia\nOslo,Rome\n"))
    (text,) = (box for box in at.selectbox if box.label == "Text")
    assert "no column of texts" in report(at)
    at = text.set_value("b").run()
    assert texts(at.button(key="read-tables").click().run()) == ["Apia", "Rome"]


def test_one_plain_file_is_nothing_to_report(app):
    at = upload(app.run(), ("a.txt", b"Rain in Suva."))
    assert texts(at) == ["Rain in Suva."]
    assert not at.error
    assert "1 article" not in report(at)


def test_the_field_takes_every_format_and_the_size_of_the_settings(app):
    (field,) = app.run().get("file_uploader")
    assert set(field.proto.type) == set(geo.articles.FORMATS_IN)
    assert field.proto.max_upload_size_mb == get_settings().max_megabytes


def test_an_address_is_asked_for_when_the_button_is_pressed(app, pages):
    at = app.run()
    at.text_input(key=field(at, open_menu.ADDRESS)).set_value(
        "https://example.org/1"
    ).run()
    assert pages == []
    at = at.button(key="read-address").click().run()
    assert pages == ["https://example.org/1"]
    assert texts(at) == ["Rain in Suva."]
    assert texts(at.run()) == ["Rain in Suva."]
    assert pages == ["https://example.org/1"]


@pytest.mark.parametrize(
    ("address", "says"),
    [(" ", "the address is empty"), ("https://example.org/none", "no answer")],
)
def test_an_address_that_gives_nothing_leaves_what_is_open(app, pages, address, says):
    before = texts(app.run())
    at = ask_for(app, address)
    assert says in at.error[0].value.replace("\\", "").lower()
    assert texts(at) == before


def test_where_addresses_are_forbidden_there_is_no_field(app, monkeypatch):
    monkeypatch.setenv("DATELINE_READ_URLS", "false")
    get_settings.cache_clear()
    at = app.run()
    assert "the setting read_urls is off" in page(at)
    assert not [b for b in at.button if b.key == "read-address"]


def test_an_address_of_the_command_line_is_asked_for_once(read, pages, monkeypatch):
    monkeypatch.setenv(state.FILES, "https://example.org/1\nhttps://example.org/none")
    for _ in range(2):
        at = opened_app(read).run()
        assert texts(at) == ["Rain in Suva."]
        assert "no answer" in at.error[0].value
    assert pages.count("https://example.org/1") == 1
    assert pages.count("https://example.org/none") == 2  # it may be there by now


# About an article


def change(at, **given):
    """Fill the form of the open article and press its button."""
    own = str(hash(at.session_state["open"].articles[0]))
    at.text_input(key=f"{articles.TITLE}-{own}").set_value(given["title"])
    at.date_input(key=f"{articles.DAY}-{own}").set_value(given["day"])
    at.selectbox(key=f"{articles.PRECISION}-{own}").set_value(given["known"])
    return at.button(key=f"about-change-{own}").click().run()


def listed(at):
    """Open the list of articles, of one that was read."""
    return at.session_state.__setitem__("tables-tab", "Articles") or at.run()


def test_title_and_date_can_be_put_right_and_stay(app, read):
    article = geo.read_text("Rain in Moscow.")
    read.atlas = Atlas((Reading(article),))
    at = listed(paste(app.run(), "Rain in Moscow.", source="Wire"))
    at = change(
        at, title="Rain", day=date(2026, 3, 14), known=geo.model.DatePrecision.MONTH
    )
    assert not at.exception
    (now,) = at.session_state["open"].articles
    assert (now.id, now.title, now.published) == (article.id, "Rain", date(2026, 3, 1))
    assert now.published_precision is geo.model.DatePrecision.MONTH
    own = at.session_state["open"].collection
    assert tuple(cached.collections().articles(own.id)) == (now,)
    assert kept()[0][1] == 1


def test_a_sample_stays_as_it_is(app):
    assert "stays as it is" in page(listed(app.run()))


def test_what_is_put_right_in_private_is_not_kept(app, read):
    read.atlas = Atlas((Reading(geo.read_text("Rain in Moscow.")),))
    at = listed(paste(app.run(), "Rain in Moscow."))
    collection = at.session_state["open"].collection
    at.session_state[session.PRIVATE] = True
    at.run()
    day = date(2026, 3, 14)
    at = change(at, title="Rain", day=day, known=geo.model.DatePrecision.DAY)
    assert [a.title for a in at.session_state["open"].articles] == ["Rain"]
    assert not next(iter(cached.collections().articles(collection.id))).title
