"""What people say about the machine's answers: it outranks every rule.

Corrections are kept in the data folder, apart from every cache (`store`), laid over an atlas
by a pure function (`apply`), shown before they are kept (`preview`), passed on as files
(`records`, `csv`) and turned into gold articles to measure on (`gold`).
"""

from __future__ import annotations

from geo.corrections.apply import (
    apply_corrections as apply_corrections,
    corrections_reaching as corrections_reaching,
)
from geo.corrections.audit import (
    AUDIT_COLUMNS as AUDIT_COLUMNS,
    audit_rows as audit_rows,
    audit_table as audit_table,
)
from geo.corrections.csv import point_by_hand as point_by_hand
from geo.corrections.gold import (
    checked_articles as checked_articles,
    gold_records as gold_records,
)
from geo.corrections.links import Partner as Partner, link_partners as link_partners
from geo.corrections.model import (
    Action as Action,
    AddLink as AddLink,
    ChangeLink as ChangeLink,
    Checked as Checked,
    Correction as Correction,
    MarkMention as MarkMention,
    MeansPlace as MeansPlace,
    NotAPlace as NotAPlace,
    RemoveLink as RemoveLink,
    SameAs as SameAs,
    Scope as Scope,
    TextSpan as TextSpan,
    make_correction as make_correction,
)
from geo.corrections.preview import (
    Example as Example,
    Preview as Preview,
    count_changes as count_changes,
    preview_correction as preview_correction,
)
from geo.corrections.records import StoredCorrection as StoredCorrection
from geo.corrections.store import (
    Corrections as Corrections,
    corrections_in_force as corrections_in_force,
    open_corrections as open_corrections,
)
from geo.corrections.text import say_correction as say_correction
