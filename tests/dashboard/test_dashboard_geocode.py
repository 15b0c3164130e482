"""A name asked in the dashboard: its row is in the cache, and the place says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from dashboard_app import hand_reader
from fake_nominatim import FakeNominatim
from geocoder_rows import WONSAN
from hand_asked import Geocoder

import geo
import geo.geocoders
import geo.view
from dashboard import cached, state
from dashboard.cached import atlas_of
from dashboard.state import Options
from geo.cache import GeocoderCache
from geo.settings import get_settings

read = pytest.fixture(hand_reader)

XYZZYQ = WONSAN | {"name": "Xyzzyq", "lat": "61.5", "lon": "6.5"}


def test_what_the_dashboard_asks_is_kept_and_said(
    gazetteer, fresh_settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / gazetteer.path.name).symlink_to(gazetteer.path)
    with FakeNominatim() as server:
        server.rows = [XYZZYQ]
        fresh_settings.setenv("DATELINE_CACHE_DIR", str(cache))
        fresh_settings.setenv("DATELINE_GEOCODERS", "nominatim")
        fresh_settings.setenv("DATELINE_NOMINATIM_URL", server.url)
        get_settings.cache_clear()
        st.cache_resource.clear()
        article = geo.read_text("It rained in Oslo and in the village of Xyzzyq.")
        atlas = atlas_of((article,), Options(online=True), lambda share, words: None)
        st.cache_resource.clear()
    (asked,) = (p for p in atlas.places if p.name == "Xyzzyq")
    rows = geo.view.panel_view(atlas, "place", asked.id)["facts"]
    facts = {row[0]: row[1] for row in rows}
    assert facts["Coordinates from"].startswith("Nominatim 127.0.0.1")
    (row,) = geo.geocoders.logged_queries(get_settings())
    assert row.query == "Xyzzyq"
    with GeocoderCache(cache / "geocoder.sqlite") as kept:
        geocoder = geo.geocoders.online_geocoder(get_settings())
        assert geocoder is not None
        key = geocoder.members[0]._key("Xyzzyq")
        found = kept.get(key)
    assert found is not None
    assert [place.name for place in found.places] == ["Xyzzyq"]


@pytest.mark.parametrize(
    ("count", "private", "asks"),
    [
        (20, False, True),
        (21, False, False),  # a batch stays off public servers
        (1, True, False),  # answers would be kept
    ],
)
def test_whom_what_is_opened_is_read_with(read, monkeypatch, count, private, asks):
    public = Geocoder(public=True)
    monkeypatch.setattr(cached, "geocoder", lambda: public)
    articles = tuple(geo.read_text(f"Rain fell {n} times.") for n in range(count))
    said: list[str] = []
    monkeypatch.setattr(state, "set_error", said.append)
    way = Options(online=True)
    atlas_of(articles, way, lambda share, words: None, private=private)
    assert {tools.geocoder for _, tools in read.calls} == {public if asks else None}
    assert bool(said) is (count > 20)
