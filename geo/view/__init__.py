"""Atlas to the plain values our scripts show: the article, and what was chosen in it.

Everything here is JSON and goes to the page as data; the scripts set it as text.
Offsets stay in Unicode code points, as everywhere. What Python alone shows, in tables,
are frozen values.
"""

from geo.view.gazetteer import gazetteer_atlas, gazetteer_place_view, gazetteer_view
from geo.view.lines import ArticleLine, View, article_lines, atlas_stamp, title_of
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

__all__ = [
    "ArticleLine",
    "PlaceDetails",
    "PlaceSentence",
    "Unmapped",
    "View",
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
