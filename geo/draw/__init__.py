"""Atlas to a Folium map: places and links as columns, told apart by ids alone.

Nothing written by a person (article, gazetteer or geocoder) goes into Folium: names
reach the map through our own script, as text (geo/web/map.js).
"""

from __future__ import annotations

import base64
import gzip
from dataclasses import dataclass
from typing import Any

import folium
from folium.template import Template

from geo.atlas import memoized
from geo.draw.columns import (
    Counted as Counted,
    counted_drawing as counted_drawing,
    drawing as drawing,
    needs_canvas as needs_canvas,
)
from geo.model import Atlas
from geo.web import island

ZIPPED_FROM = 200_000  # characters
ZOOM_SNAP = 0.25  # finer than Leaflet's 1, so that what is shown fills the map


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the page that shows the map finds what it loads.

    Attributes:
        scripts: Addresses of scripts, in order.
        styles: Addresses of styles, in order.
        tiles: Template of a street map's tiles; asked for only when switched on.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tiles: str = ""


class OfflineMap(folium.Map):
    """A Folium map that asks no other machine for anything."""

    def __init__(self, assets: Assets, **options: Any) -> None:
        super().__init__(tiles=None, **options)
        self.default_js = [(url, url) for url in assets.scripts]
        self.default_css = [(url, url) for url in assets.styles]


class Drawn(folium.MacroElement):
    """Everything drawn on a map, handed to our script as one piece."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "dateline.draw({{ this._parent.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Drawn"
        self.data = data

    def render(self, **kwargs: Any) -> str:
        """Put the script into the page as it is, where Folium takes it for a template."""
        page = self.get_root()
        assert isinstance(page, folium.Figure)
        script = self._template.module.script(self, kwargs)
        page.script.add_child(_Verbatim(script), name=self.get_name())
        return ""


class _Verbatim(folium.Element):
    """Text that Jinja need not read: of a long one that takes half a second."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@memoized
def _drawn(atlas: Atlas) -> tuple[bool, str]:
    """Return whether an atlas is drawn on canvas, and its drawing as a script takes it.

    Kept, so that a rerun of the dashboard does not draw it again.
    """
    drawn = drawing(atlas)
    return needs_canvas(drawn), _literal(island(drawn))


def _literal(data: str) -> str:
    """Return JSON as it is, or zipped where that is long (geo/web/gunzip.js)."""
    if len(data) < ZIPPED_FROM:
        return data
    return f'"{zipped(data, 3)}"'


def zipped(text: str, level: int = 9) -> str:
    """Return text as our scripts unzip it (geo/web/gunzip.js): the same is always the same."""
    found = gzip.compress(text.encode(), compresslevel=level, mtime=0)
    return base64.b64encode(found).decode()


def draw_map(
    atlas: Atlas, assets: Assets | None = None, *, search: bool = False
) -> folium.Map:
    """Draw an atlas.

    Args:
        atlas: What to show.
        assets: Leaflet and our scripts, as the showing page can reach them; without
            them the map is a description only.
        search: Offer "Search this area" once a person has moved the map.

    Returns:
        A map of places and links, each with an ``id`` and inert properties.
    """
    found = assets or Assets()
    return _map(*_drawn(atlas), found, search=search, sheet=search)


def draw_counts(assets: Assets | None = None) -> folium.Map:
    """Draw a map for what is only counted: each answer comes by itself (`counted_drawing`).

    So another answer needs no other map. Regions are shaded far out, places drawn near by.
    """
    data = _literal(island(counted_drawing([])))
    return _map(True, data, assets or Assets(), search=True, by_zoom=True)


def _map(
    on_canvas: bool, data: str, found: Assets, *, search: bool, **more: bool
) -> folium.Map:
    drawn = OfflineMap(
        found,
        location=(20, 10),
        zoom_start=2,
        prefer_canvas=on_canvas,
        attribution_control=True,
        zoom_control=False,
        zoom_snap=ZOOM_SNAP,
        search=search,
        **more,
        **({"tiles_from": found.tiles} if found.tiles else {}),
    )
    Drawn(data).add_to(drawn)
    return drawn
