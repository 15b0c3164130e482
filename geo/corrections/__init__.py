"""What people say about the machine's answers: it outranks every rule.

Corrections are kept in the data folder, apart from every cache (`store`), laid over an atlas
by a pure function (`apply`), shown before they are kept (`preview`), passed on as files
(`records`, `csv`) and turned into gold articles to measure on (`gold`).
"""

from __future__ import annotations

from geo.corrections.apply import apply_corrections, corrections_reaching
from geo.corrections.csv import point_by_hand
from geo.corrections.gold import checked_articles, gold_records
from geo.corrections.links import Partner, link_partners
from geo.corrections.model import (
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
    TextSpan,
    make_correction,
)
from geo.corrections.preview import Preview, preview_correction
from geo.corrections.records import StoredCorrection
from geo.corrections.store import Corrections, corrections_in_force, open_corrections
from geo.corrections.text import say_correction

__all__ = [
    "Action",
    "AddLink",
    "ChangeLink",
    "Checked",
    "Correction",
    "Corrections",
    "MarkMention",
    "MeansPlace",
    "NotAPlace",
    "Partner",
    "Preview",
    "RemoveLink",
    "SameAs",
    "Scope",
    "StoredCorrection",
    "TextSpan",
    "apply_corrections",
    "checked_articles",
    "corrections_in_force",
    "corrections_reaching",
    "gold_records",
    "link_partners",
    "make_correction",
    "open_corrections",
    "point_by_hand",
    "preview_correction",
    "say_correction",
]
