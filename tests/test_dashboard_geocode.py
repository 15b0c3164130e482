"""A name asked in the dashboard: its row is in the cache, and the place says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from fake_nominatim import FakeNominatim
from geocoder_rows import WONSAN

import geo
from dashboard.cached import atlas_of
from dashboard.state import Options
from geo.cache import GeocoderCache
from geo.settings import get_settings

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
    rows = geo.panel_view(atlas, "place", asked.id)["facts"]
    facts = {row[0]: row[1] for row in rows}
    assert facts["Coordinates from"].startswith("Nominatim 127.0.0.1")
    (row,) = geo.logged_queries(get_settings())
    assert row.query == "Xyzzyq"
    with GeocoderCache(cache / "geocoder.sqlite") as kept:
        geocoder = geo.online_geocoder(get_settings())
        assert geocoder is not None
        key = geocoder.members[0]._key("Xyzzyq")
        found = kept.get(key)
    assert found is not None
    assert [place.name for place in found.places] == ["Xyzzyq"]
