"""Dateline reads the news onto a map.

    article = geo.read_text("Lavrov flew from Moscow to Wonsan.")
    atlas = geo.build_atlas([article], geo.open_gazetteer())
    geo.to_geojson(atlas)

Names are loaded when first used, so that ``dateline --help`` need not wait for spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.articles import Sample, read_bytes, read_file, read_text, samples
    from geo.atlas import (
        UNSURE_BELOW,
        PlaceSummary,
        Shown,
        default_link_kinds,
        main_places,
        quote,
        select,
        summarise,
    )
    from geo.draw import Assets, draw_map
    from geo.errors import (
        ArticleError,
        DatelineError,
        GazetteerError,
        GeocoderError,
        InputError,
        ModelError,
        OutputError,
    )
    from geo.export import FORMATS, export_atlas, to_geojson, to_html
    from geo.gazetteer import (
        OfflineGazetteer,
        credits,
        ensure_gazetteer,
        gazetteer_ready,
        open_gazetteer,
    )
    from geo.geocoders import Geocoder, logged_queries, online_geocoder, switched_on
    from geo.itinerary import Itinerary, itineraries
    from geo.model import (
        Article,
        Atlas,
        Candidate,
        Evidence,
        Extent,
        Focus,
        FocusLevel,
        Gazetteer,
        Link,
        LinkKind,
        LinkStatus,
        Match,
        Mention,
        MentionKind,
        Passage,
        Place,
        Provenance,
        Reason,
        Resolution,
        Scored,
    )
    from geo.pipeline import build_atlas
    from geo.settings import Settings, get_settings
    from geo.view import (
        View,
        gazetteer_atlas,
        gazetteer_place_view,
        gazetteer_view,
        panel_view,
        reader_view,
    )
    from geo.web import (
        MAP_SCRIPTS,
        MAP_STYLES,
        PANEL_SCRIPTS,
        PANEL_STYLES,
        READER_SCRIPTS,
        READER_STYLES,
        asset_version,
        leaflet_folder,
        read_assets,
        web_folder,
    )
    from geo.words import SURE_FROM, coordinates, describe, label, link_name, where

__all__ = [
    "FORMATS",
    "MAP_SCRIPTS",
    "MAP_STYLES",
    "PANEL_SCRIPTS",
    "PANEL_STYLES",
    "READER_SCRIPTS",
    "READER_STYLES",
    "SURE_FROM",
    "UNSURE_BELOW",
    "Article",
    "ArticleError",
    "Assets",
    "Atlas",
    "Candidate",
    "DatelineError",
    "Evidence",
    "Extent",
    "Focus",
    "FocusLevel",
    "Gazetteer",
    "GazetteerError",
    "Geocoder",
    "GeocoderError",
    "InputError",
    "Itinerary",
    "Link",
    "LinkKind",
    "LinkStatus",
    "Match",
    "Mention",
    "MentionKind",
    "ModelError",
    "OfflineGazetteer",
    "OutputError",
    "Passage",
    "Place",
    "PlaceSummary",
    "Provenance",
    "Reason",
    "Resolution",
    "Sample",
    "Scored",
    "Settings",
    "Shown",
    "View",
    "asset_version",
    "build_atlas",
    "coordinates",
    "credits",
    "default_link_kinds",
    "describe",
    "draw_map",
    "ensure_gazetteer",
    "export_atlas",
    "gazetteer_atlas",
    "gazetteer_place_view",
    "gazetteer_ready",
    "gazetteer_view",
    "get_settings",
    "itineraries",
    "label",
    "leaflet_folder",
    "link_name",
    "logged_queries",
    "main_places",
    "online_geocoder",
    "open_gazetteer",
    "panel_view",
    "quote",
    "read_assets",
    "read_bytes",
    "read_file",
    "read_text",
    "reader_view",
    "samples",
    "select",
    "summarise",
    "switched_on",
    "to_geojson",
    "to_html",
    "web_folder",
    "where",
]

_HOMES = {
    "geo.articles": (
        "Sample",
        "read_bytes",
        "read_file",
        "read_text",
        "samples",
    ),
    "geo.atlas": (
        "UNSURE_BELOW",
        "PlaceSummary",
        "Shown",
        "default_link_kinds",
        "main_places",
        "quote",
        "select",
        "summarise",
    ),
    "geo.draw": ("Assets", "draw_map"),
    "geo.errors": (
        "ArticleError",
        "DatelineError",
        "GazetteerError",
        "GeocoderError",
        "InputError",
        "ModelError",
        "OutputError",
    ),
    "geo.export": (
        "FORMATS",
        "export_atlas",
        "to_geojson",
        "to_html",
    ),
    "geo.gazetteer": (
        "OfflineGazetteer",
        "credits",
        "ensure_gazetteer",
        "gazetteer_ready",
        "open_gazetteer",
    ),
    "geo.geocoders": (
        "Geocoder",
        "logged_queries",
        "online_geocoder",
        "switched_on",
    ),
    "geo.itinerary": ("Itinerary", "itineraries"),
    "geo.model": (
        "Article",
        "Atlas",
        "Candidate",
        "Evidence",
        "Extent",
        "Focus",
        "FocusLevel",
        "Gazetteer",
        "Link",
        "LinkKind",
        "LinkStatus",
        "Match",
        "Mention",
        "MentionKind",
        "Passage",
        "Place",
        "Provenance",
        "Reason",
        "Resolution",
        "Scored",
    ),
    "geo.pipeline": ("build_atlas",),
    "geo.settings": ("Settings", "get_settings"),
    "geo.view": (
        "View",
        "gazetteer_atlas",
        "gazetteer_place_view",
        "gazetteer_view",
        "panel_view",
        "reader_view",
    ),
    "geo.web": (
        "MAP_SCRIPTS",
        "MAP_STYLES",
        "PANEL_SCRIPTS",
        "PANEL_STYLES",
        "READER_SCRIPTS",
        "READER_STYLES",
        "asset_version",
        "leaflet_folder",
        "read_assets",
        "web_folder",
    ),
    "geo.words": (
        "SURE_FROM",
        "coordinates",
        "describe",
        "label",
        "link_name",
        "where",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "version":
        from importlib.metadata import version

        return version("dateline")
    if name not in _HOME:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "version"])
