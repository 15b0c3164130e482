"""What the language model took the words for."""

from __future__ import annotations

from geo.mentions.case import Case
from geo.mentions.evidence.names import most_people
from geo.mentions.word_lists import organisation_words
from geo.model import Reason

VILLAGE = 5_000  # inhabitants below which the model needs the text's support
TOWN = 15_000  # and below which a name in an organisation's may be a founder's
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
PERSONS = frozenset({"PERSON", "PER"})
_OTHERS = frozenset({"PRODUCT", "WORK_OF_ART", "DATE", "EVENT", "LAW"})


def model_says_place(case: Case) -> Reason | None:
    """The language model took these words for a place."""
    label = case.entity
    if label in PLACES:
        weight = 2.0 if _is_at_least(case, VILLAGE) else 1.0
        return Reason("model_says_place", weight, "the language model reads it so")
    return None


def model_says_person(case: Case) -> Reason | None:
    """The language model took them for a person."""
    if case.entity in PERSONS and not case.is_inside_entity:
        return Reason("model_says_person", -1.2, "the language model reads a person")
    return None


def part_of_person(case: Case) -> Reason | None:
    """In "Jordan Henderson" the model sees one name, a person's."""
    if case.entity in PERSONS and case.is_inside_entity:
        note = "the language model reads a person's whole name"
        return Reason("part_of_person", -4.0, note)
    return None


def model_says_organisation(case: Case) -> Reason | None:
    """It took them for an organisation: the whole name, not a part of it."""
    if case.entity == "ORG" and not case.is_inside_entity:
        note = "the language model reads an organisation"
        return Reason("model_says_organisation", -0.7, note)
    return None


def part_of_organisation(case: Case) -> Reason | None:
    """In "Athens Police Department" the model sees one name, and the place is in it."""
    if case.entity == "ORG" and case.is_inside_entity:
        note = "the language model reads an organisation with a place in its name"
        leads = case.leads_entity or case.word(-1) == "of"
        weight = (
            0.8 if leads and _is_a_place(case) and _is_at_least(case, TOWN) else 0.0
        )
        return Reason("part_of_organisation", weight, note)
    return None


def _is_at_least(case: Case, people: int) -> bool:
    """True for areas, and for towns of so many people by their own name."""
    found = case.found
    return found.is_area or found.is_demonym or most_people(found) >= people


def _is_a_place(case: Case) -> bool:
    """True where the gazetteer knows it, and not as a people or a word such as "Bank"."""
    known = bool(case.found.candidates) and not case.found.is_demonym
    return known and case.found.text not in organisation_words()


def model_says_other(case: Case) -> Reason | None:
    """The language model took the words for something else."""
    if case.entity in _OTHERS:
        note = f"the language model says {case.entity}"
        return Reason("model_says_other", -2.5, note)
    return None
