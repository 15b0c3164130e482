"""The app without a browser: what the switches and filters show, and the tables."""

from __future__ import annotations

import pytest
from atlases import sample_atlas
from dashboard_app import data_of, drawn, hand_reader, opened_app, page, panel

import geo

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)


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
