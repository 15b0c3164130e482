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
        join_atlases,
        main_places,
        quote,
        select,
        summarise,
    )
    from geo.collections import (
        ArticleLine,
        Collection,
        Collections,
        collection_name,
        open_collections,
        reading_key,
    )
    from geo.corrections.apply import apply_corrections, corrections_reaching
    from geo.corrections.gold import gold_records
    from geo.corrections.preview import Preview, preview_correction
    from geo.corrections.records import Kept
    from geo.corrections.sentences import say_correction
    from geo.corrections.store import (
        Corrections,
        corrections_in_force,
        open_corrections,
    )
    from geo.corrections.table import point_by_hand
    from geo.corrections.values import (
        Action,
        AddLink,
        ChangeLink,
        Checked,
        Correction,
        MarkMention,
        MeansPlace,
        NotAPlace,
        RemoveLink,
        SameAs,
        Scope,
        Words,
        correct,
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
    from geo.geocoders import online_geocoder
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
    "Action",
    "AddLink",
    "Article",
    "ArticleError",
    "ArticleLine",
    "Assets",
    "Atlas",
    "Candidate",
    "ChangeLink",
    "Checked",
    "Collection",
    "Collections",
    "Correction",
    "Corrections",
    "DatelineError",
    "Evidence",
    "Extent",
    "Focus",
    "FocusLevel",
    "Gazetteer",
    "GazetteerError",
    "GeocoderError",
    "InputError",
    "Itinerary",
    "Kept",
    "Link",
    "LinkKind",
    "LinkStatus",
    "MarkMention",
    "Match",
    "MeansPlace",
    "Mention",
    "MentionKind",
    "ModelError",
    "NotAPlace",
    "OfflineGazetteer",
    "OutputError",
    "Passage",
    "Place",
    "PlaceSummary",
    "Preview",
    "Provenance",
    "Reason",
    "RemoveLink",
    "Resolution",
    "SameAs",
    "Sample",
    "Scope",
    "Scored",
    "Settings",
    "Shown",
    "View",
    "Words",
    "apply_corrections",
    "asset_version",
    "build_atlas",
    "collection_name",
    "coordinates",
    "correct",
    "corrections_in_force",
    "corrections_reaching",
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
    "gold_records",
    "itineraries",
    "join_atlases",
    "label",
    "leaflet_folder",
    "link_name",
    "main_places",
    "online_geocoder",
    "open_collections",
    "open_corrections",
    "open_gazetteer",
    "panel_view",
    "point_by_hand",
    "preview_correction",
    "quote",
    "read_assets",
    "read_bytes",
    "read_file",
    "read_text",
    "reader_view",
    "reading_key",
    "samples",
    "say_correction",
    "select",
    "summarise",
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
        "join_atlases",
        "main_places",
        "quote",
        "select",
        "summarise",
    ),
    "geo.collections": (
        "ArticleLine",
        "Collection",
        "Collections",
        "collection_name",
        "open_collections",
        "reading_key",
    ),
    "geo.corrections.apply": ("apply_corrections", "corrections_reaching"),
    "geo.corrections.gold": ("gold_records",),
    "geo.corrections.preview": (
        "Preview",
        "preview_correction",
    ),
    "geo.corrections.records": ("Kept",),
    "geo.corrections.sentences": ("say_correction",),
    "geo.corrections.store": (
        "Corrections",
        "corrections_in_force",
        "open_corrections",
    ),
    "geo.corrections.table": ("point_by_hand",),
    "geo.corrections.values": (
        "Action",
        "AddLink",
        "ChangeLink",
        "Checked",
        "Correction",
        "MarkMention",
        "MeansPlace",
        "NotAPlace",
        "RemoveLink",
        "SameAs",
        "Scope",
        "Words",
        "correct",
    ),
    "geo.draw": (
        "Assets",
        "draw_map",
    ),
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
    "geo.geocoders": ("online_geocoder",),
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
    "geo.settings": (
        "Settings",
        "get_settings",
    ),
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
