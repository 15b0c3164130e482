"""What the map of the dashboard loads: one script, one style, the basemap, outlines if needed."""

from __future__ import annotations

import pytest

from geo.web import (
    BASEMAP,
    MAP_SCRIPTS,
    MAP_STYLES,
    OUTLINES,
    asset,
    read_leaflet,
    served_map,
)


def test_a_few_files_are_served_and_nothing_else():
    served = served_map()
    names = {path.name for path in served.folder.iterdir()}
    assert names == {served.script, served.style, BASEMAP, *OUTLINES}
    assert served_map() is served


@pytest.mark.parametrize("name", MAP_SCRIPTS)
def test_our_scripts_come_after_leaflet_and_in_order(name):
    served = served_map()
    text = (served.folder / served.script).read_text("utf-8")
    before = [
        asset(n).read_text("utf-8") for n in MAP_SCRIPTS[: MAP_SCRIPTS.index(name)]
    ]
    at = text.index(asset(name).read_text("utf-8"))
    assert at > len(read_leaflet("leaflet.js"))
    assert all(text.index(other) < at for other in before)


@pytest.mark.parametrize("name", MAP_STYLES)
def test_our_styles_come_after_leaflets(name):
    served = served_map()
    text = (served.folder / served.style).read_text("utf-8")
    assert text.startswith(read_leaflet("leaflet.css"))
    assert asset(name).read_text("utf-8") in text


def test_the_basemap_lies_beside_the_script_that_asks_for_it():
    assert (served_map().folder / BASEMAP).read_bytes() == asset(BASEMAP).read_bytes()
