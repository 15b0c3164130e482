"""The app without a browser: what is opened, chosen and said when something fails."""

from __future__ import annotations

import pytest
import streamlit as st
from atlases import SAMPLE_TEXT, hostile_atlas, sample_atlas
from dashboard_app import data_of, drawn, field, hand_reader, opened_app, page, panel
from known_places import MOSCOW, PYONGYANG

import geo
import geo.articles
import geo.gazetteer
import geo.model
import geo.web
from dashboard import cached
from dashboard.components.open_menu import PASTED
from dashboard.state import Selection
from geo import readings
from geo.atlas import bundle_of

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)


def test_the_first_sample_is_open(app, read):
    at = app.run()
    assert not at.exception
    ((article, tools),) = read.calls
    assert article.id == geo.articles.samples()[0].read().id
    assert (tools.model, tools.kinds, tools.geocoder) == (
        None,
        geo.model.EVERY_KIND,
        None,
    )
    assert "7 places in 4 countries · 4 links · 1 name not mapped" in page(at)


def test_files_named_on_the_command_line_are_open(app, read, monkeypatch, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"News {name} from Moscow.", "utf-8")
    monkeypatch.setenv(
        "DATELINE_SERVE_FILES", f"{tmp_path / 'one.txt'}\n{tmp_path / 'two.txt'}"
    )
    monkeypatch.setenv("DATELINE_SERVE_KINDS", "place,metonym")
    monkeypatch.setenv("DATELINE_SERVE_MODEL", "en_other")
    assert not app.run().exception
    articles = [article for article, _ in read.calls]
    assert [a.source for a in articles] == ["one.txt", "two.txt"]
    tools = read.calls[0][1]
    kinds = {geo.MentionKind.PLACE, geo.MentionKind.METONYM}
    assert (tools.model, tools.kinds) == ("en_other", kinds)


def test_a_restart_shows_files_that_are_the_same_without_reading_them(
    app, read, monkeypatch, tmp_path
):
    file = tmp_path / "one.txt"
    file.write_text("News from Moscow.", "utf-8")
    monkeypatch.setenv("DATELINE_SERVE_FILES", str(file))
    calls = []
    for text in ("News from Moscow.", "News from Moscow.", "News from Kyiv."):
        file.write_text(text, "utf-8")
        assert not opened_app(read).run().exception
        calls.append(len(read.calls))
        cached.collections().close()
        st.cache_resource.clear()  # as a restart does
    assert calls == [1, 1, 2]


def test_a_private_session_leaves_nothing_for_a_restart(
    app, read, monkeypatch, tmp_path
):
    (tmp_path / "one.txt").write_text("News from Moscow.", "utf-8")
    monkeypatch.setenv("DATELINE_SERVE_FILES", str(tmp_path / "one.txt"))
    read.cookies["dateline_open"] = "private.run"
    assert not app.run().exception
    assert len(read.calls) == 1
    assert [*(tmp_path / "cache").rglob("*.reading")] == []


def test_a_missing_file_is_said_and_the_app_lives(app, read, monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_SERVE_FILES", str(tmp_path / "none.txt"))
    at = app.run()
    assert not at.exception
    assert "none.txt" in at.error[0].value.replace("\\", "")
    assert "No article is open" in at.info[0].value


def test_the_map_has_ids_and_no_words(app):
    args = drawn(app.run())
    for place in sample_atlas().places:
        assert place.id in args
    assert "https://" not in args.replace(
        geo.web.TILES, ""
    )  # asked for when switched on
    assert "Envoy" not in args


def test_the_article_has_its_marks(app):
    view = data_of(app.run(), "dateline_article")
    assert len(view["marks"]) == len(sample_atlas().resolutions)
    assert view["articles"][0]["paragraphs"][0]["text"] in SAMPLE_TEXT


def test_without_a_choice_the_panel_is_an_overview(app):
    assert panel(app.run())["type"] == "overview"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Selection("place", MOSCOW.id), ("place", MOSCOW.id)),
        (
            Selection("link", sample_atlas().links[1].id),
            ("link", bundle_of(sample_atlas(), sample_atlas().links[1].id).id),
        ),
        (Selection("place", "geonames:0"), ("overview", "")),
        (Selection(), ("overview", "")),
    ],
)
def test_a_choice_fills_the_panel(app, choice, expected):
    app.session_state["selection"] = choice
    view = panel(app.run())
    assert (view["type"], view["id"]) == expected


def test_opening_another_article_forgets_the_choice(app):
    at = app.run()
    at.session_state["selection"] = Selection("place", PYONGYANG.id)
    at.run()
    at.button(key="sample-" + geo.articles.samples()[1].name).click().run()
    assert panel(at)["type"] == "overview"


def test_a_pasted_text_is_read(app, read):
    at = app.run()
    at.text_area(key=field(at, PASTED)).set_value("Rain in Moscow.")
    at.button(key="read-pasted").click().run()
    assert not at.exception
    assert read.calls[-1][0].text == "Rain in Moscow."


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_text_is_refused_with_advice(app, read, text):
    at = app.run()
    at.text_area(key=field(at, PASTED)).set_value(text)
    at.button(key="read-pasted").click().run()
    assert "empty" in at.error[0].value
    assert len(read.calls) == 1  # the article before stays open


def test_an_error_while_reading_is_a_message_not_a_traceback(app, monkeypatch):
    def fail(*args, **options):
        raise geo.ModelError(
            "the model en_core_web_lg is not installed; pip install it"
        )

    monkeypatch.setattr(readings, "_read", fail)
    at = app.run()
    assert not at.exception
    assert "not installed" in at.error[0].value


def test_hostile_words_reach_no_markdown(app, read):
    read.atlas = hostile_atlas()
    at = app.run()
    assert not at.exception
    said = page(at)
    assert "pwned" not in said
    assert not any("pwned" in m.value for m in at.markdown)
    assert "pwned" not in drawn(at)


def test_the_gazetteer_is_built_on_the_first_run(app, monkeypatch):
    steps = []

    def ensure(progress):
        progress(0.5, "joining names")
        steps.append("built")
        monkeypatch.setattr(geo.gazetteer, "gazetteer_ready", lambda: True)

    monkeypatch.setattr(geo.gazetteer, "gazetteer_ready", lambda: False)
    monkeypatch.setattr(geo.gazetteer, "ensure_gazetteer", ensure, raising=False)
    at = app.run()
    assert steps == ["built"]
    assert not at.exception
    assert panel(at)["type"] == "overview"


def test_a_gazetteer_that_cannot_be_built_is_said(app, monkeypatch):
    def ensure(progress):
        raise geo.GazetteerError("no space left in the cache folder; free some")

    monkeypatch.setattr(geo.gazetteer, "gazetteer_ready", lambda: False)
    monkeypatch.setattr(geo.gazetteer, "ensure_gazetteer", ensure, raising=False)
    at = app.run()
    assert not at.exception
    assert "space left" in at.error[0].value
    assert "Reads the news onto a map" in page(at)
