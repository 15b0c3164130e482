"""Atlas to the plain values our scripts show: the article, and what was chosen in it.

What goes to the page is JSON (`geo.view.types`); the scripts set it as text. What Python
alone shows, in tables, are frozen values.
"""

from geo.view.gazetteer import gazetteer_atlas, gazetteer_place_view, gazetteer_view
from geo.view.lines import ArticleLine, article_lines, atlas_stamp, title_of
from geo.view.panel import every_answer, panel_answers, panel_view
from geo.view.place import PlaceDetails, PlaceSentence, place_details
from geo.view.reader import paragraphs, reader_view
from geo.view.tables import (
    Unmapped,
    compare_view,
    describe_filter,
    groups_by_article,
    unmapped_names,
)
from geo.view.timeline import timeline_view
from geo.view.types import GazetteerPlaceView, GazetteerView, NamesView, ShownView

__all__ = [
    "ArticleLine",
    "GazetteerPlaceView",
    "GazetteerView",
    "NamesView",
    "PlaceDetails",
    "PlaceSentence",
    "ShownView",
    "Unmapped",
    "article_lines",
    "atlas_stamp",
    "compare_view",
    "describe_filter",
    "every_answer",
    "gazetteer_atlas",
    "gazetteer_place_view",
    "gazetteer_view",
    "groups_by_article",
    "panel_answers",
    "panel_view",
    "paragraphs",
    "place_details",
    "reader_view",
    "timeline_view",
    "title_of",
    "unmapped_names",
]
