"""Dateline reads the news onto a map.

    article = geo.read_text("Lavrov flew from Moscow to Wonsan.")
    atlas = geo.build_atlas([article], geo.open_gazetteer())
    geo.to_geojson(atlas)

Names are loaded when first used, so that ``dateline --help`` need not wait for spaCy.
Their types are in ``__init__.pyi``; a test holds the two lists together.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "geo.articles": (
        "FORMATS_IN OpenReport Sample is_url read_articles read_bytes read_file "
        "read_text read_uploads read_url redescribe samples describe_opened count_opened"
    ).split(),
    "geo.atlas": (
        "URL_NAMES UNSURE_BELOW Facets Group PlaceSummary Filters "
        "FilterName active_filters default_link_kinds facets from_url "
        "groups_by_day groups_by_source left_out_undated "
        "main_places memoized quote select summarise to_url "
        "without"
    ).split(),
    "geo.collections": (
        "Collection Collections collection_name open_collections reading_key"
    ).split(),
    "geo.corrections.apply": "apply_corrections corrections_reaching".split(),
    "geo.corrections.gold": "checked_articles gold_records".split(),
    "geo.corrections.links": "Partner link_partners".split(),
    "geo.corrections.preview": "Preview preview_correction".split(),
    "geo.corrections.records": "StoredCorrection".split(),
    "geo.corrections.text": "say_correction".split(),
    "geo.corrections.store": "Corrections corrections_in_force open_corrections".split(),
    "geo.corrections.csv": "point_by_hand".split(),
    "geo.corrections.model": (
        "Action AddLink ChangeLink Checked Correction MarkMention "
        "MeansPlace NotAPlace RemoveLink SameAs Scope TextSpan make_correction"
    ).split(),
    "geo.draw": "Assets draw_map".split(),
    "geo.errors": (
        "ArticleError DatelineError GazetteerError GeocoderError "
        "InputError ModelError OutputError"
    ).split(),
    "geo.export": "FORMATS can_export export_atlas save_atlas to_geojson to_html to_notebook".split(),
    "geo.frames": "to_frame to_geoframe".split(),
    "geo.gazetteer": (
        "Gazetteer OfflineGazetteer credits ensure_gazetteer gazetteer_ready open_gazetteer"
    ).split(),
    "geo.geocoders": (
        "Geocoder Geocoders Service batch_notice geocoder_for logged_queries "
        "online_geocoder switched_on"
    ).split(),
    "geo.itinerary": "Itinerary itineraries".split(),
    "geo.logs": "keep_log log_failure".split(),
    "geo.model": (
        "Article Atlas Candidate DatePrecision Evidence Extent "
        "Focus FocusLevel Link LinkKind LinkStatus Match Mention "
        "MentionKind Passage Place PlaceKind Provenance Reading Reason Resolution "
        "Scored"
    ).split(),
    "geo.pipeline": "read_article".split(),
    "geo.readings": (
        "ReadingCache ReadingStore ReadingStores SampleReadings build_atlas read_each"
    ).split(),
    "geo.settings": "Settings get_settings".split(),
    "geo.tools": "Tools".split(),
    "geo.view": (
        "ArticleLine GazetteerPlaceView GazetteerView NamesView ShownView Unmapped article_lines atlas_stamp compare_view "
        "describe_filter gazetteer_atlas gazetteer_place_view gazetteer_view "
        "groups_by_article unmapped_names panel_answers panel_view reader_view "
        "timeline_view title_of"
    ).split(),
    "geo.web": (
        "PANEL_SCRIPTS PANEL_STYLES READER_SCRIPTS READER_STYLES Served TILES read_assets served_map"
    ).split(),
    "geo.labels": (
        "SURE_FROM advise country_name describe format_coordinates label link_name where"
    ).split(),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

# Constants, classes, verbs.
__all__ = sorted(_HOME, key=lambda n: (not n.isupper(), n.islower(), n))


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
