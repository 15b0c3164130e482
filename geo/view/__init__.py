"""Atlas to the plain values our scripts show: the article, and what was chosen in it.

Everything here is JSON and goes to the page as data; the scripts set it as text.
Offsets stay in Unicode code points, as everywhere. What Python alone shows, in tables,
are frozen values.
"""

from geo.view.articles import ArticleLine, article_lines, title_of
from geo.view.compare import compare_view, groups_by_article
from geo.view.dossier import Dossier, Said, dossier
from geo.view.filters import filter_words
from geo.view.gazetteer import gazetteer_atlas, gazetteer_place_view, gazetteer_view
from geo.view.ledger import Unmapped, ledger_of
from geo.view.panel import every_answer, panel_answers, panel_view
from geo.view.reader import paragraphs, reader_view
from geo.view.signs import View, atlas_stamp
from geo.view.timeline import timeline_view

__all__ = [
    "ArticleLine",
    "Dossier",
    "Said",
    "Unmapped",
    "View",
    "article_lines",
    "atlas_stamp",
    "compare_view",
    "dossier",
    "every_answer",
    "filter_words",
    "gazetteer_atlas",
    "gazetteer_place_view",
    "gazetteer_view",
    "groups_by_article",
    "ledger_of",
    "panel_answers",
    "panel_view",
    "paragraphs",
    "reader_view",
    "timeline_view",
    "title_of",
]
