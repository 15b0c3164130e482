"""The app without a browser: what the switches and filters show, and the tables."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from atlases import sample_atlas
from big_atlas import big_atlas
from dashboard_app import data_of, drawn, field, hand_reader, opened_app, page, panel
from streamlit.testing.v1 import AppTest

import geo
import geo.atlas
import geo.geocoders
from dashboard import state
from dashboard.components import filters, tables
from dashboard.components.open_menu import PASTED

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)


def test_filters_leave_out_what_they_should(app):
    at = app.run()
    at.button_group(key=field(at, filters.NAMES)).set_value(
        [geo.MentionKind.DEMONYM]
    ).run()
    view = data_of(at, "dateline_article")
    assert [m["kind"] for m in view["marks"]] == ["demonym"]
    assert "1 place in 1 country" in page(at)


def test_co_mentions_are_off_until_asked_for(app):
    at = app.run()
    key = filters.LINKS
    assert geo.LinkKind.CO_MENTION not in at.button_group(key=field(at, key)).value
    at.button_group(key=field(at, key)).set_value([geo.LinkKind.CO_MENTION])
    at.run()
    assert len(data_of(at, "dateline_article")["show"]["links"]) == 1


def test_least_certainty(app):
    at = app.run()
    key = filters.CERTAINTY
    at.button_group(key=field(at, key)).set_value("Sure only").run()
    assert "6 places" not in page(at)
    kept = data_of(at, "dateline_article")["show"]["places"]
    sure = {s.place.id for s in geo.summarise(sample_atlas()) if not s.unsure}
    assert {row[0] for row in kept} <= sure
    assert len(kept) == 5


def test_filters_do_not_draw_the_map_anew(app):
    at = app.run()
    before = drawn(at)
    key = filters.NAMES
    at.button_group(key=field(at, key)).set_value([]).run()
    assert drawn(at) == before


def test_geocoders_are_off_until_switched_on(app, read, monkeypatch):
    nominatim = SimpleNamespace(notice="")
    monkeypatch.setattr(geo.geocoders, "online_geocoder", lambda settings: nominatim)
    at = app.run()
    assert "Nothing leaves this machine" in page(at)
    at.toggle(key="online").set_value(True).run()
    assert read.calls[-1][1].geocoder is nominatim
    assert "never the article" in page(at)


def table(app, name):
    app.session_state[tables.KEY] = name
    return app.run().dataframe[0].value


def test_unmapped_names_are_listed_with_reasons(app):
    missing = table(app, "Not mapped")
    assert missing.iloc[0, 0] == "Northwind Harbour"
    assert missing.iloc[0, 1] == 1
    assert "no place called" in missing.iloc[0, 2]
    assert "called at Northwind Harbour" in missing.iloc[0, 3]


def test_tables_of_places_links_and_articles(app):
    assert list(table(app, "Places")["Place"])[:2] == ["Pyongyang", "Moscow"]
    assert "Suva → Honolulu" in list(table(app, "Links")["Link"])
    assert list(table(app, "Articles")["Places"]) == [7]


def test_only_the_open_table_is_built(app):
    assert len(app.run().dataframe) == 1


def test_words_and_a_country_narrow_what_is_shown(app):
    at = app.run()
    at.text_input(key=field(at, filters.WORDS)).set_value("CABLE ship").run()
    assert "3 places" not in page(at)
    assert "2 places in 2 countries · 1 link" in page(at)
    at.multiselect(key=field(at, filters.COUNTRIES)).set_value(["FJ"]).run()
    assert "1 place in 1 country" in page(at)
    chips = [b for b in at.button if (b.key or "").startswith("chip-")]
    assert [b.label for b in chips] == ["“CABLE ship”", "Fiji"]
    chips[0].click().run()
    assert at.text_input(key=field(at, filters.WORDS)).value == ""
    assert at.multiselect(key=field(at, filters.COUNTRIES)).value == ["FJ"]


def test_all_filters_are_cleared_at_once(app):
    at = app.run()
    assert at.button(key="clear-filters").disabled
    at.text_input(key=field(at, filters.WORDS)).set_value("cable").run()
    at.button_group(key=field(at, filters.KINDS)).set_value([]).run()
    at.button(key="clear-filters").click().run()
    assert "7 places in 4 countries · 4 links · 1 name not mapped" in page(at)


FLIGHT = next(k for k in sample_atlas().links if k.predicate.startswith("flew"))
FLIGHT_LINE = geo.atlas.bundle_of(sample_atlas(), FLIGHT.id).id


@pytest.mark.parametrize(
    ("held", "off", "chosen", "stays"),
    [
        ({filters.PLACES: [FLIGHT.origin.id]}, "chip-PLACES", "place", False),
        ({filters.PLACES: [FLIGHT.origin.id]}, "chip-PLACES", "link", False),
        ({filters.BUNDLES: [FLIGHT_LINE]}, "chip-BUNDLES", "link", False),
        ({filters.BUNDLES: [FLIGHT_LINE]}, "clear-filters", "link", False),
        ({filters.WORDS: "flew"}, "chip-WORDS", "link", True),
        ({filters.WORDS: "flew"}, "clear-filters", "place", True),
    ],
)
def test_with_a_row_that_was_kept_the_choice_is_let_go(app, held, off, chosen, stays):
    at = app.run()
    which = FLIGHT_LINE if chosen == "link" else FLIGHT.origin.id
    at.session_state["selection"] = state.Selection(chosen, which)
    for key, value in held.items():
        at.session_state[key] = value
    at.run()
    assert panel(at)["type"] == chosen
    pushed = data_of(at, "dateline_panel")["pushed"]
    at.button(key=off).click().run()
    assert not at.exception
    assert panel(at)["type"] == (chosen if stays else "overview")
    # Map and text are told of it.
    assert (data_of(at, "dateline_panel")["pushed"] > pushed) is not stays


def test_nothing_left_says_what_to_loosen(app):
    at = app.run()
    at.multiselect(key=field(at, filters.COUNTRIES)).set_value(["FJ"]).run()
    at.text_input(key=field(at, filters.WORDS)).set_value("drills").run()
    assert "Loosen the country filter: 3 places come back" in page(at).replace("\\", "")


def test_other_data_begin_with_no_filter(app, read):
    at = app.run()
    at.text_input(key=field(at, filters.WORDS)).set_value("cable").run()
    read.atlas = big_atlas(3, 9, 3, mentions_per_article=4)
    at.text_area(key=field(at, PASTED)).set_value("Something else.")
    next(b for b in at.button if b.label == "Read this text").click().run()
    assert at.text_input(key=field(at, filters.WORDS)).value == ""
    assert not at.exception


def test_the_address_tells_the_filters_of_what_may_be_shared(app, monkeypatch):
    monkeypatch.setattr(state, "addressable", lambda: True, raising=False)
    app.query_params["words"] = "cable"
    app.query_params["kinds"] = "nonsense"
    at = app.run()
    assert "2 places in 2 countries" in page(at)
    assert "kinds" not in at.query_params
    at.multiselect(key=field(at, filters.COUNTRIES)).set_value(["FJ"]).run()
    assert at.query_params["countries"] == "FJ"


def test_the_address_of_what_is_private_tells_nothing(app, monkeypatch):
    monkeypatch.setattr(state, "addressable", lambda: False, raising=False)
    at = app.run()
    at.text_input(key=field(at, filters.WORDS)).set_value("cable").run()
    assert not at.query_params


def go_back() -> None:
    import streamlit as st

    from dashboard import url

    st.query_params.from_dict({"map": "heat", "countries": "FJ"})
    st.session_state["said"] = url.went_to(
        {"map": "heat", "words": "a b&c", "embed": "true"}
    )


def test_back_leads_where_the_browser_is_not_where_an_older_request_was():
    at = AppTest.from_function(go_back).run()
    assert not at.exception
    assert at.session_state["said"] == {"map": "heat", "words": "a b&c"}
    assert dict(at.query_params) == {"map": "heat", "words": "a b&c"}


def test_dated_articles_have_a_timeline_and_can_be_compared(app, read):
    read.atlas = big_atlas(6, 30, 20, mentions_per_article=10)
    at = app.run()
    view = data_of(at, "dateline_timeline")
    assert [step["articles"] for step in view["steps"]] == [1] * 5
    at.date_input(key=field(at, filters.SINCE)).set_value(date(2024, 1, 4)).run()
    assert "1 without a date left out" in page(at)
    assert data_of(at, "dateline_timeline")["since"] == "2024-01-04"
    at.session_state["comparing"] = geo.atlas.ways_to_compare(read.atlas)[1]
    at.button(key="clear-filters").click().run()
    view = data_of(at, "dateline_facets")["compare"]["view"]
    assert (len(view["only_a"]), len(view["both"]), len(view["only_b"])) == (10, 0, 10)


def test_one_article_has_neither(app):
    at = app.run()
    with pytest.raises(LookupError):
        data_of(at, "dateline_timeline")
    with pytest.raises(LookupError):
        data_of(at, "dateline_facets")


def test_no_places_at_all(app, read):
    read.atlas = geo.Atlas((geo.Reading(sample_atlas().articles[0]),))
    at = app.run()
    assert not at.exception
    assert panel(at)["places"] == []
