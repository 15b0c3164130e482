"""What people say about the machine's answers: it outranks every rule.

Corrections are kept in the data folder, apart from every cache (`store`), laid over an atlas
by a pure function (`apply`), shown before they are kept (`preview`), passed on as files
(`records`, `table`) and turned into gold articles to measure on (`gold`).
"""

from __future__ import annotations

from geo.corrections.apply import apply_corrections, corrections_reaching
from geo.corrections.gold import checked_articles, gold_records
from geo.corrections.linking import Partner, link_partners
from geo.corrections.preview import Preview, preview_correction
from geo.corrections.records import Kept
from geo.corrections.sentences import say_correction
from geo.corrections.store import Corrections, corrections_in_force, open_corrections
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

__all__ = [
    "Action",
    "AddLink",
    "ChangeLink",
    "Checked",
    "Correction",
    "Corrections",
    "Kept",
    "MarkMention",
    "MeansPlace",
    "NotAPlace",
    "Partner",
    "Preview",
    "RemoveLink",
    "SameAs",
    "Scope",
    "Words",
    "apply_corrections",
    "checked_articles",
    "correct",
    "corrections_in_force",
    "corrections_reaching",
    "gold_records",
    "link_partners",
    "open_corrections",
    "point_by_hand",
    "preview_correction",
    "say_correction",
]
