"""What the language model took the words for."""

from __future__ import annotations

from geo.mentions.context import BEFORE_GROUND, PERSONS, MentionContext
from geo.mentions.lexicon import organisation_words
from geo.model import Reason

VILLAGE = 5_000  # inhabitants below which the model needs the text's support
TOWN = 15_000  # and below which a name in an organisation's may be a founder's
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
_OTHERS = frozenset({"PRODUCT", "WORK_OF_ART", "DATE", "EVENT", "LAW"})


def model_says_place(context: MentionContext) -> Reason | None:
    """The language model took these words for a place."""
    label = context.entity
    if label in PLACES:
        weight = 2.0 if _is_at_least(context, VILLAGE) else 1.0
        return Reason("model_says_place", weight, "the language model reads it so")
    return None


def model_says_person(context: MentionContext) -> Reason | None:
    """The language model took them for a person."""
    if _reads_person(context) and not context.is_inside_entity:
        ground = context.name.is_alone and context.word(-1).lower() in BEFORE_GROUND
        place = ground or context.resident or context.carrier
        weight = -0.4 if place else -1.2  # nobody is "near Doel"
        return Reason("model_says_person", weight, "the language model reads a person")
    return None


def part_of_person(context: MentionContext) -> Reason | None:
    """In "Jordan Henderson" the model sees one name, a person's."""
    if (
        _reads_person(context)
        and context.is_inside_entity
        and not context.has_office_after
    ):
        note = "the language model reads a person's whole name"
        return Reason("part_of_person", -4.0, note)
    return None


def _reads_person(context: MentionContext) -> bool:
    """True where the model read one; nobody is called "Piraeus-based Halcyon"."""
    return context.entity in PERSONS and not context.compound


def model_says_organisation(context: MentionContext) -> Reason | None:
    """It took them for an organisation: the whole name, not a part of it."""
    if context.entity == "ORG" and not context.is_inside_entity:
        note = "the language model reads an organisation"
        return Reason("model_says_organisation", -0.7, note)
    return None


def part_of_organisation(context: MentionContext) -> Reason | None:
    """In "Athens Police Department" the model sees one name, and the place is in it."""
    if context.entity == "ORG" and context.is_inside_entity:
        note = "the language model reads an organisation with a place in its name"
        leads = context.leads_entity or context.word(-1) == "of"
        weight = (
            0.8
            if leads and _is_a_place(context) and _is_at_least(context, TOWN)
            else 0.0
        )
        return Reason("part_of_organisation", weight, note)
    return None


def _is_at_least(context: MentionContext, people: int) -> bool:
    """True for areas, and for towns of so many people by their own name."""
    found = context.name
    return found.is_area or found.is_demonym or found.most_people >= people


def _is_a_place(context: MentionContext) -> bool:
    """True where the gazetteer knows it, and not as a people or a word such as "Bank"."""
    known = bool(context.name.candidates) and not context.name.is_demonym
    return known and context.name.text not in organisation_words()


def model_says_other(context: MentionContext) -> Reason | None:
    """The language model took the words for something else."""
    if context.entity in _OTHERS:
        note = f"the language model says {context.entity}"
        return Reason("model_says_other", -2.5, note)
    return None
