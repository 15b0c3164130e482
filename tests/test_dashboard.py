"""The app without a browser: what each control does to what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit as st
from atlases import SAMPLE_TEXT, hostile_atlas, sample_atlas
from known_places import HOSTILE_NAMES, MOSCOW, PYONGYANG
from streamlit.testing.v1 import AppTest

import dashboard
import geo
from dashboard import cached
from dashboard.components.messages import plain
from dashboard.components.opener import PASTED
from dashboard.state import Options, Selection

APP = str(Path(dashboard.__file__).with_name("app.py"))


@pytest.fixture
def read(monkeypatch):
    """Stand in for recognition: keeps the calls, answers with ``read.atlas``."""

    class Reader:
        def __init__(self):
            self.calls = []
            self.atlas = sample_atlas()

        def __call__(self, articles, gazetteer, **options):
            self.calls.append((tuple(articles), options))
            return self.atlas

    reader = Reader()
    monkeypatch.setattr(geo, "build_atlas", reader, raising=False)
    monkeypatch.setattr(geo, "gazetteer_ready", lambda: True, raising=False)
    monkeypatch.setattr(geo, "open_gazetteer", object, raising=False)
    st.cache_resource.clear()
    yield reader
    st.cache_resource.clear()


@pytest.fixture
def app(read):
    return AppTest.from_file(APP, default_timeout=30)


def page(at):
    """Everything the page says in Streamlit's own words."""
    said = [*at.get("html"), *at.caption, *at.error, *at.info]
    return "\n".join(getattr(e, "value", None) or e.proto.body for e in said)


def data_of(at, name):
    """What one of our components was given."""
    for element in at.get("bidi_component"):
        if element.proto.component_name == name:
            return json.loads(element.proto.json)
    raise LookupError(name)


def panel(at):
    return data_of(at, "dateline_panel")["view"]


def drawn(at):
    """The arguments of the map."""
    (component,) = at.get("component_instance")
    return component.proto.json_args


def test_the_first_sample_is_open(app, read):
    at = app.run()
    assert not at.exception
    ((articles, options),) = read.calls
    assert articles[0].id == geo.samples()[0].read().id
    assert (options["model"], options["kinds"], options["geocoder"]) == (
        None,
        frozenset(geo.MentionKind),
        None,
    )
    assert "7 places in 4 countries · 4 links · 1 name not mapped" in page(at)


def test_files_named_on_the_command_line_are_open(app, read, monkeypatch, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"News {name} from Moscow.", "utf-8")
    monkeypatch.setenv(
        "DATELINE_SERVE_FILES", f"{tmp_path / 'one.txt'}:{tmp_path / 'two.txt'}"
    )
    monkeypatch.setenv("DATELINE_SERVE_KINDS", "place,metonym")
    monkeypatch.setenv("DATELINE_SERVE_MODEL", "en_other")
    assert not app.run().exception
    ((articles, options),) = read.calls
    assert [a.source for a in articles] == ["one.txt", "two.txt"]
    kinds = {geo.MentionKind.PLACE, geo.MentionKind.METONYM}
    assert (options["model"], options["kinds"]) == ("en_other", kinds)


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
    assert "https://" not in args
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
            ("link", sample_atlas().links[1].id),
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
    at.button(key="sample-" + geo.samples()[1].name).click().run()
    assert panel(at)["type"] == "overview"


def test_a_pasted_text_is_read(app, read):
    at = app.run()
    at.text_area(key=PASTED).set_value("Rain in Moscow.")
    at.button(key="read-pasted").click().run()
    assert not at.exception
    assert [a.text for a in read.calls[-1][0]] == ["Rain in Moscow."]


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_text_is_refused_with_advice(app, read, text):
    at = app.run()
    at.text_area(key=PASTED).set_value(text)
    at.button(key="read-pasted").click().run()
    assert "empty" in at.error[0].value
    assert len(read.calls) == 1  # the article before stays open


def test_an_error_while_reading_is_a_message_not_a_traceback(app, monkeypatch):
    def fail(*args, **options):
        raise geo.ModelError(
            "the model en_core_web_lg is not installed; pip install it"
        )

    monkeypatch.setattr(geo, "build_atlas", fail)
    at = app.run()
    assert not at.exception
    assert "not installed" in at.error[0].value


def test_filters_leave_out_what_they_should(app):
    at = app.run()
    stamp = next(b.key for b in at.button_group if b.key.startswith("m-"))
    at.button_group(key=stamp).set_value([geo.MentionKind.DEMONYM]).run()
    view = data_of(at, "dateline_article")
    assert [m["kind"] for m in view["marks"]] == ["demonym"]
    assert "1 place in 1 country" in page(at)


def test_co_mentions_are_off_until_asked_for(app):
    at = app.run()
    key = next(b.key for b in at.button_group if b.key.startswith("l-"))
    assert geo.LinkKind.CO_MENTION not in at.button_group(key=key).value
    at.button_group(key=key).set_value([geo.LinkKind.CO_MENTION])
    at.run()
    assert len(data_of(at, "dateline_article")["show"]["links"]) == 1


def test_least_certainty(app):
    at = app.run()
    key = next(b.key for b in at.button_group if b.key.startswith("c-"))
    at.button_group(key=key).set_value("Sure only").run()
    assert "6 places" not in page(at)
    kept = data_of(at, "dateline_article")["show"]["places"]
    assert not any(place["unsure"] for place in kept.values())
    assert len(kept) == 5


def test_filters_do_not_draw_the_map_anew(app):
    at = app.run()
    before = drawn(at)
    key = next(b.key for b in at.button_group if b.key.startswith("m-"))
    at.button_group(key=key).set_value([]).run()
    assert drawn(at) == before


def test_geocoders_are_off_until_switched_on(app, read, monkeypatch):
    monkeypatch.setattr(geo, "online_geocoder", lambda settings: settings.geocoders)
    at = app.run()
    assert "Nothing leaves this machine" in page(at)
    at.toggle(key="online").set_value(True).run()
    assert read.calls[-1][1]["geocoder"] == ("nominatim",)
    assert "the name alone, never the article" in page(at)


def test_unmapped_names_are_listed_with_reasons(app):
    tables = [frame.value for frame in app.run().dataframe]
    missing = next(t for t in tables if "Name in the text" in t.columns)
    assert missing.iloc[0, 0] == "Northwind Harbour"
    assert "no place called" in missing.iloc[0, 1]


def test_tables_of_places_and_links(app):
    tables = [frame.value for frame in app.run().dataframe]
    places = next(t for t in tables if "Place" in t.columns)
    assert list(places["Place"])[:2] == ["Pyongyang", "Moscow"]
    links = next(t for t in tables if "Link" in t.columns)
    assert "Suva → Honolulu" in list(links["Link"])


def test_no_places_at_all(app, read):
    read.atlas = geo.Atlas(sample_atlas().articles, (), ())
    at = app.run()
    assert not at.exception
    assert panel(at)["places"] == []


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
        monkeypatch.setattr(geo, "gazetteer_ready", lambda: True)

    monkeypatch.setattr(geo, "gazetteer_ready", lambda: False)
    monkeypatch.setattr(geo, "ensure_gazetteer", ensure, raising=False)
    at = app.run()
    assert steps == ["built"]
    assert not at.exception
    assert panel(at)["type"] == "overview"


def test_a_gazetteer_that_cannot_be_built_is_said(app, monkeypatch):
    def ensure(progress):
        raise geo.GazetteerError("no space left in the cache folder; free some")

    monkeypatch.setattr(geo, "gazetteer_ready", lambda: False)
    monkeypatch.setattr(geo, "ensure_gazetteer", ensure, raising=False)
    at = app.run()
    assert not at.exception
    assert "space left" in at.error[0].value
    assert "Reads the news onto a map" in page(at)


# ---- parts -----------------------------------------------------------------------


def test_the_shelf_is_bounded_and_keeps_what_is_used():
    shelf = cached.Shelf(2)
    keys = [((geo.Article(str(i), "x"),), Options()) for i in range(3)]
    atlas = sample_atlas()
    shelf.put(keys[0], atlas)
    shelf.put(keys[1], atlas)
    assert shelf.get(keys[0]) is atlas
    shelf.put(keys[2], atlas)
    assert [shelf.get(key) for key in keys] == [atlas, None, atlas]


def test_the_same_text_under_another_title_is_another_atlas():
    shelf = cached.Shelf(2)
    shelf.put(((geo.Article("a", "x", title="One"),), Options()), sample_atlas())
    assert shelf.get(((geo.Article("a", "x", title="Two"),), Options())) is None


@pytest.mark.parametrize("name", sorted(HOSTILE_NAMES))
def test_messages_show_signs_as_they_are(name):
    said = plain(HOSTILE_NAMES[name])
    assert not any(
        sign in said.replace(f"\\{sign}", "") for sign in ("<", "`", "*", "[", "$", "{")
    )
