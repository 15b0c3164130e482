"""Atlas to the plain values our scripts show: the article, and what was chosen in it.

Everything here is JSON and goes to the page as data; the scripts set it as text.
Offsets stay in Unicode code points, as everywhere.
"""

from geo.view.dossier import Dossier, Said, dossier
from geo.view.gazetteer import gazetteer_atlas, gazetteer_place_view, gazetteer_view
from geo.view.panel import panel_answers, panel_view
from geo.view.reader import paragraphs, reader_view
from geo.view.signs import View, atlas_stamp

__all__ = [
    "Dossier",
    "Said",
    "View",
    "atlas_stamp",
    "dossier",
    "gazetteer_atlas",
    "gazetteer_place_view",
    "gazetteer_view",
    "panel_answers",
    "panel_view",
    "paragraphs",
    "reader_view",
]
