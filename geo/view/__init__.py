"""Atlas to the plain values our scripts show: the article, and what was chosen in it.

What goes to the page is JSON (`geo.view.types`); the scripts set it as text. What Python
alone shows, in tables, are frozen values.
"""

from geo.view.compare import (
    compare_view as compare_view,
    groups_by_article as groups_by_article,
    sides_of as sides_of,
)
from geo.view.counted import counted_view as counted_view
from geo.view.facets import facets_view as facets_view
from geo.view.find import find_view as find_view
from geo.view.gazetteer import (
    gazetteer_atlas as gazetteer_atlas,
    gazetteer_place_view as gazetteer_place_view,
    gazetteer_view as gazetteer_view,
)
from geo.view.gazetteer_types import (
    GazetteerPlaceView as GazetteerPlaceView,
    GazetteerView as GazetteerView,
    NamesView as NamesView,
)
from geo.view.lines import (
    ArticleLine as ArticleLine,
    article_lines as article_lines,
    atlas_stamp as atlas_stamp,
    file_stem as file_stem,
    title_of as title_of,
)
from geo.view.panel import (
    every_answer as every_answer,
    panel_answers as panel_answers,
    panel_view as panel_view,
)
from geo.view.place import (
    PlaceDetails as PlaceDetails,
    PlaceSentence as PlaceSentence,
    place_details as place_details,
)
from geo.view.reader import paragraphs as paragraphs, reader_view as reader_view
from geo.view.sentences import sentences_view as sentences_view
from geo.view.shared import shared_view as shared_view
from geo.view.tables import describe_filter as describe_filter
from geo.view.timeline import (
    days_view as days_view,
    timeline_note as timeline_note,
    timeline_view as timeline_view,
)
from geo.view.types import (
    ShownView as ShownView,
    TimelineView as TimelineView,
    WordDone as WordDone,
    WordView as WordView,
)
from geo.view.unmapped import (
    Unmapped as Unmapped,
    WhyNot as WhyNot,
    unmapped_names as unmapped_names,
)
from geo.view.word import mention_at as mention_at, word_view as word_view
