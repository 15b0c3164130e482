"""Frames of pandas and GeoPandas, and what a notebook shows."""

import html
import sys

import pytest
from atlases import hostile_atlas, sample_atlas
from known_places import HOSTILE_NAMES

import geo
import geo.export
from geo.atlas import as_named
from geo.errors import OutputError
from geo.export import TABLES, to_html
from geo.frames import to_frame, to_geoframe
from geo.model import Atlas


@pytest.mark.parametrize("atlas", [sample_atlas(), hostile_atlas(), Atlas()])
def test_a_frame_has_a_row_for_each_thing(atlas):
    counts = [len(to_frame(atlas, table)) for table in TABLES]
    assert counts == [len(atlas.places), len(atlas.links), len(atlas.resolutions)]


def test_values_keep_their_types():
    places = to_frame(sample_atlas()).set_index("place")
    assert places.loc["Wonsan", "geonames_id"] == 1871374
    assert places.loc["Northeast Asia", "geonames_id"] is not None  # missing, not 0
    assert places["geonames_id"].isna().sum() == 1
    assert str(places["geonames_id"].dtype) == "Int64"
    assert places.loc["Suva", "lat"] == -18.14161


def test_frames_can_be_joined():
    mentions, places = (to_frame(sample_atlas(), t) for t in ("mentions", "places"))
    joined = mentions.merge(places, on="place_id", suffixes=("", "_of_place"))
    assert len(joined) == 13


@pytest.mark.parametrize("atlas", [sample_atlas(), hostile_atlas()])
def test_a_geoframe_has_the_points(atlas):
    places = to_geoframe(atlas)
    assert places.crs.to_epsg() == 4326
    assert places.geometry.x.tolist() == places["lon"].tolist()
    assert places.geometry.y.tolist() == places["lat"].tolist()


def test_a_mention_without_a_place_has_no_point():
    mentions = to_geoframe(sample_atlas(), "mentions")
    lost = mentions[mentions.geometry.isna()]
    assert lost["mention"].tolist() == ["Northwind Harbour"]


def test_links_are_lines():
    assert set(to_geoframe(sample_atlas(), "links").geom_type) == {"MultiLineString"}


def test_an_unknown_table_names_the_known_ones():
    with pytest.raises(OutputError, match="choose one of: places, links, mentions"):
        to_frame(sample_atlas(), "people")


@pytest.mark.parametrize(
    ("verb", "module"), [(to_frame, "pandas"), (to_geoframe, "geopandas")]
)
def test_a_missing_extra_says_how_to_get_it(monkeypatch, verb, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(OutputError, match=rf"{module}.*'dateline\[frames\]'"):
        verb(sample_atlas())


# --- In a notebook


def test_an_atlas_shows_itself_as_its_page():
    atlas = sample_atlas()
    shown = atlas._repr_html_()
    assert shown.startswith(
        "<p>7 places in 4 countries · 5 links · 1 name not mapped</p>"
    )
    assert html.unescape(shown.split('srcdoc="')[1].split('"')[0]) == to_html(
        as_named(atlas)
    )
    assert 'sandbox="allow-scripts"' in shown


def test_nothing_hostile_reaches_the_notebook():
    shown = hostile_atlas()._repr_html_()
    outside = shown.split('srcdoc="')[0] + shown.split('srcdoc="')[1].split('"', 1)[1]
    assert "<script" not in shown
    assert not any(name in outside for name in HOSTILE_NAMES.values())


def test_a_large_atlas_is_summed_up(monkeypatch):
    monkeypatch.setattr("geo.export.html.MAX_PLACES", 6)
    shown = geo.export.to_notebook(sample_atlas())
    assert "iframe" not in shown
    assert "geo.save_atlas(atlas" in shown
