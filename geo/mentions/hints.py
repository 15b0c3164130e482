"""The word beside a name that says what it is: "region", "river", "governor"."""

from __future__ import annotations

from geo import data
from geo.mentions.context import BEFORE_GROUND, MentionContext
from geo.mentions.lexicon import area_words, unit_words
from geo.model import MAIN_NAMES


def hint(context: MentionContext) -> str:
    """Return the type word or the comma that later stages need."""
    if context.name.after_comma:
        return ","
    area = area_words()
    if said := _office_of_state(context) or _river(context) or _court(context):
        return said
    if context.word(1) in area:
        return context.word(1)
    for word in (context.word(1).lower(), context.name.text.rpartition(" ")[2].lower()):
        if word in unit_words():
            return word
    lead = f"{context.word(-2).lower()} of"
    if context.word(-1) == "of" and lead in area:
        return lead
    return _apposition(context, area)


def _river(context: MentionContext) -> str:
    """Return "river" for "over the Mississippi": no state has an article and is gone over."""
    before, after = context.word(-2).lower(), context.word(1)
    if context.word(-1) == "the" and _meets_another(context):
        return "river"
    if context.word(-1) != "the" or not context.name.is_alone:
        return ""
    if data.context_words(data.Role.DIRECTION).issuperset(
        context.name.text.lower().split()
    ):
        return ""  # "in the North West": a province called by where it lies
    along = before in BEFORE_GROUND or (before, context.word(-3)) == ("of", "banks")
    ends = not after.isalpha() or after in data.context_words(data.Role.PREPOSITION)
    state = any(
        c.place.feature_code == "ADM1" and c.match in MAIN_NAMES
        for c in context.name.candidates
    )
    return "river" if along and state and (ends or after == "and") else ""


def _court(context: MentionContext) -> str:
    """Return "county" for "the Miami Superior Court": such courts are those of counties."""
    words = context.word(1), context.word(2)
    of_county = words in {("Superior", "Court"), ("Circuit", "Court")}
    return "county" if of_county and not context.name.is_area else ""


def _meets_another(context: MentionContext) -> bool:
    """True for both of "where the Niger and the Benue meet"."""
    first = (context.word(1), context.word(2)) == ("and", "the")
    if first:
        return context.word(4) in _JOIN
    return context.word(-2) == "and" and context.word(1) in _JOIN


_JOIN = frozenset({"meet", "meets", "met", "join", "joins", "merge"})


def _office_of_state(context: MentionContext) -> str:
    """Return what "New York's governor", "governor of Georgia", "Ohio Gov. Mike DeWine" say."""
    offices = data.context_words(data.Role.OF_STATE)
    owned = 2 if context.word(1) in {"'s", "’s"} else 1
    before = context.word(-2) if context.word(-1) == "of" else ""
    words = (context.word(owned).lower(), before.lower())
    return next((word for word in words if word in offices), "")


def _apposition(context: MentionContext, area: frozenset[str]) -> str:
    """Return what "Georgia, the country" and "Georgia, the American state" say."""
    if context.word(1) == "," and context.word(2) in {"the", "a", "an"}:
        for offset in (3, 4):
            word = context.word(offset)
            if word in area or f"{word} of" in area:
                return word if word in area else f"{word} of"
    return ""
